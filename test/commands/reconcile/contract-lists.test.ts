import { describe, expect, test } from 'vitest';
import {
  amongOthers,
  answerOf,
  causesOf,
  cents,
  desk,
  only,
  otherOf,
  posting,
  row,
} from './contract-rows.ts';
import { csv, LEDGER, SHEET } from './desk.ts';

describe('what is read', () => {
  test('equal rows belong together, without cause, difference or parts', () => {
    expect(only(amongOthers([row('S1')], [posting('L1')]))).toMatchObject({
      sheet: ['S1'],
      ledger: ['L1'],
      cause: 'none',
      difference: '0.00',
      parts: [],
    });
  });

  test('id, date and amount are enough of both', () => {
    const { answer } = desk.compare(
      'id,date,amount\nS1,2026-03-10,18243.17\n',
      'amount,id,date\n18243.17,L1,2026-03-10\n',
    );
    expect(answer && only(answer)).toMatchObject({ sheet: ['S1'], ledger: ['L1'], cause: 'none' });
  });

  test('an empty currency is --currency', () => {
    const answer = answerOf(
      [row('S1', { currency: '' })],
      [posting('L1', { currency: 'EUR' })],
      '--currency',
      'EUR',
    );
    expect([only(answer).cause, answer.totals.sheet]).toEqual(['none', '18243.17']);
  });

  test('an empty currency is USD unless told otherwise', () => {
    expect(only(answerOf([row('S1', { currency: '' })], [posting('L1')])).cause).toBe('none');
  });

  test('the two files may share ids, and a shared id is no evidence', () => {
    const answer = answerOf([row('1'), row('2', otherOf(0))], [posting('1', otherOf(0)), posting('2')]);
    expect(answer.matches.map(({ sheet, ledger }) => [...sheet, ...ledger]).sort()).toEqual([
      ['1', '2'],
      ['2', '1'],
    ]);
  });

  test('unknown columns are ignored, and said once', () => {
    const [plain, extra] = ['', ',mood'].map((column) =>
      desk.compare(
        csv(`${SHEET}${column}`, [row('S1', { mood: 'good' }), row('S2', { ...otherOf(1), mood: 'bad' })]),
        csv(LEDGER, [posting('L1'), posting('L2', otherOf(1))]),
      ),
    );
    expect(extra?.answer).toEqual(plain?.answer);
    expect(extra?.complained.match(/mood/g)).toHaveLength(1);
    expect(plain?.complained).not.toContain('ignored');
  });

  test.each(['Bill', 'Purchase', 'VendorCredit', 'JournalEntry', 'Expense', ''])(
    'a credit is negative as it stands, whatever its type (%s)',
    (type) => {
      const credit = { amount: '-418.35', invoice: 'CR-19' };
      const match = only(amongOthers([row('S1', credit)], [posting('L1', { ...credit, type })]));
      expect([match.cause, match.difference]).toEqual(['none', '0.00']);
    },
  );

  test('a charge is none of less than nothing because of its type', () => {
    const loose = { invoice: '', po: '' };
    const answer = amongOthers(
      [row('S1', { ...loose, amount: '-418.35' })],
      [posting('L1', { ...loose, amount: '418.35', type: 'VendorCredit' })],
    );
    expect(answer.matches.filter(({ difference }) => difference !== '836.70')).toEqual([]);
    expect(cents(answer.totals.difference)).toBe(83670);
  });

  test('a file with a header alone is an empty list', () => {
    const empty = {
      sheet: '0.00',
      ledger: '0.00',
      matched: { sheet: '0.00', ledger: '0.00' },
      difference: '0.00',
    };
    expect(answerOf([], [])).toMatchObject({
      matches: [],
      unmatched: { sheet: [], ledger: [] },
      totals: empty,
    });
    expect(causesOf(answerOf([row('S1')], []).unmatched.sheet)).toEqual({ S1: 'missing-in-ledger' });
    expect(causesOf(answerOf([], [posting('L1')]).unmatched.ledger)).toEqual({ L1: 'missing-in-sheet' });
  });

  test('a file without a header is an error', () => {
    expect(desk.compare('', csv(LEDGER, []))).toMatchObject({ status: 1, answer: null });
    expect(desk.compare(csv(SHEET, []), 'L1,Bill,,,,2026-01-01,1,,,,,\n')).toMatchObject({
      status: 1,
      answer: null,
    });
  });
});

describe('accounts agree', () => {
  const causeFor = (sheet: string, ledger: string) =>
    only(amongOthers([row('S1', { account: sheet })], [posting('L1', { account: ledger })])).cause;

  test.each([
    ['5010 Materials', '5010 Building materials'],
    ['5010', '5010 Materials'],
    ['5010-Materials', '5010 · Materials'],
    ['Materials', 'Materials'],
    ['Materials', 'materials'],
    ['5010 Materials', ''],
    ['', '5010 Materials'],
  ])('“%s” and “%s”', (sheet, ledger) => {
    expect(causeFor(sheet, ledger)).toBe('none');
  });

  test.each([
    ['5010 Materials', '5020 Materials'],
    ['Materials', 'Subcontractors'],
    ['5010 Materials', 'Subcontractors'],
  ])('“%s” and “%s” do not', (sheet, ledger) => {
    expect(causeFor(sheet, ledger)).toBe('coding');
  });
});
