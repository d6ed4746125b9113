import { describe, expect, test } from 'vitest';
import { amongOthers, causesOf, cents, only, posting, type Row, row, sum } from './contract-rows.ts';

describe('causes', () => {
  test('currency: the same purchase in two currencies; no difference can be told', () => {
    const answer = amongOthers(
      [row('S1', { amount: '5000.00', currency: 'EUR' })],
      [posting('L1', { amount: '5431.50' })],
    );
    expect(only(answer)).toMatchObject({ cause: 'currency', difference: null });
  });

  test.each([
    ['8.25', '1000.00', '1082.50'],
    ['7', '2400.00', '2568.00'],
    ['20', '850.00', '1020.00'],
  ])('tax of %s %%: the sheet net, the ledger gross', (_, net, gross) => {
    const match = only(amongOthers([row('S1', { amount: net })], [posting('L1', { amount: gross })]));
    expect(match.cause).toBe('tax');
    expect(match.parts.map(({ cause }) => cause)).toEqual(['tax']);
    expect(sum(match.parts.map(({ amount }) => amount))).toBe(cents(match.difference ?? ''));
  });

  test('amount: the same invoice at another amount', () => {
    const match = only(
      amongOthers([row('S1', { amount: '5000.00' })], [posting('L1', { amount: '5730.00' })]),
    );
    expect(match).toMatchObject({
      cause: 'amount',
      difference: '730.00',
      parts: [{ cause: 'amount', amount: '730.00' }],
    });
  });

  test('split: one row, several postings', () => {
    const parts = ['6000.00', '7243.17', '5000.00'].map((amount, part) =>
      posting(`L${part}`, { amount, invoice: `INV-40771-${part + 1}`, date: `2026-03-1${part}` }),
    );
    const match = only(amongOthers([row('S1')], parts));
    expect(match).toMatchObject({ sheet: ['S1'], cause: 'split', difference: '0.00', parts: [] });
    expect(match.ledger.toSorted()).toEqual(['L0', 'L1', 'L2']);
  });

  test('combined: several rows, one posting', () => {
    const rows = ['8243.17', '10000.00'].map((amount, part) =>
      row(`S${part}`, { amount, date: `2026-03-0${part + 5}` }),
    );
    const match = only(amongOthers(rows, [posting('L1')]));
    expect(match).toMatchObject({ ledger: ['L1'], cause: 'combined', difference: '0.00', parts: [] });
    expect(match.sheet.toSorted()).toEqual(['S0', 'S1']);
  });

  test.each([
    ['account', '6110 Travel'],
    ['class', 'Office'],
    ['project', 'GLOBEX-APP'],
  ])('coding: another %s, both sides filled', (column, value) => {
    const match = only(amongOthers([row('S1')], [posting('L1', { [column]: value })]));
    expect(match).toMatchObject({ cause: 'coding', difference: '0.00' });
    expect(only(amongOthers([row('S1')], [posting('L1', { [column]: '' })])).cause).toBe('none');
  });

  test('timing: more days apart than are tolerated', () => {
    expect(only(amongOthers([row('S1')], [posting('L1', { date: '2026-04-09' })])).cause).toBe('timing');
  });

  test.each(['sheet', 'ledger'] as const)('duplicate: the second of twins in the %s', (side) => {
    const [rows, postings] =
      side === 'sheet'
        ? [[row('S1'), row('S2')], [posting('L1')]]
        : [[row('S1')], [posting('L1'), posting('L2')]];
    const { matches, unmatched } = amongOthers(rows, postings);
    expect(matches).toMatchObject([{ cause: 'none' }]);
    expect(unmatched[side]).toMatchObject([{ cause: 'duplicate' }]);
    expect(unmatched[side === 'sheet' ? 'ledger' : 'sheet']).toEqual([]);
  });

  test('reversal: entries of the ledger that cancel', () => {
    const entry = { type: 'JournalEntry', invoice: 'ACCR-3', amount: '640.00' };
    const { matches, unmatched } = amongOthers(
      [],
      [posting('L1', entry), posting('L2', { ...entry, amount: '-640.00', date: '2026-04-01' })],
    );
    expect(matches).toEqual([]);
    expect(causesOf(unmatched.ledger)).toEqual({ L1: 'reversal', L2: 'reversal' });
  });

  test('reversal: entries of the sheet that cancel', () => {
    const { unmatched } = amongOthers(
      [row('S1', { amount: '640.00' }), row('S2', { amount: '-640.00' })],
      [],
    );
    expect(causesOf(unmatched.sheet)).toEqual({ S1: 'reversal', S2: 'reversal' });
  });

  test('reversal: a voided posting', () => {
    const { unmatched } = amongOthers([], [posting('L1', { amount: '0.00', memo: 'Voided - Steel beams' })]);
    expect(causesOf(unmatched.ledger)).toEqual({ L1: 'reversal' });
  });

  test('missing in the ledger, missing in the sheet', () => {
    const { matches, unmatched } = amongOthers(
      [
        row('S1', {
          vendor: 'Wingtip Toys',
          invoice: 'W-1',
          po: '',
          amount: '77.31',
          account: '',
          description: 'toys',
        }),
      ],
      [
        posting('L1', {
          vendor: 'Proseware',
          invoice: '',
          po: '',
          amount: '3120.99',
          account: '',
          memo: 'licences',
        }),
      ],
    );
    expect(matches).toEqual([]);
    expect([causesOf(unmatched.sheet), causesOf(unmatched.ledger)]).toEqual([
      { S1: 'missing-in-ledger' },
      { L1: 'missing-in-sheet' },
    ]);
  });

  test('none: what is within the tolerances', () => {
    const nearby = { date: '2026-03-12', amount: '18243.20' };
    expect(only(amongOthers([row('S1')], [posting('L1', nearby)])).cause).toBe('none');
  });
});

describe('where several causes are true, the first in order', () => {
  const late = { date: '2026-04-09' };
  const miscoded = { account: '6110 Travel' };
  const halves = (fields: Row) => [
    posting('L1', { amount: '10000.00', invoice: '', ...fields }),
    posting('L2', { amount: '8243.17', invoice: '', ...fields }),
  ];
  test.each<[string, string, Row[]]>([
    [
      'currency',
      'coding and timing',
      [posting('L1', { ...late, ...miscoded, currency: 'CAD', amount: '24700.00' })],
    ],
    ['tax', 'coding', [posting('L1', { ...miscoded, amount: '19748.23' })]],
    ['tax', 'timing', [posting('L1', { ...late, amount: '19748.23' })]],
    ['amount', 'coding and timing', [posting('L1', { ...late, ...miscoded, amount: '17000.00' })]],
    ['split', 'coding', halves(miscoded)],
    ['coding', 'timing', [posting('L1', { ...late, ...miscoded })]],
  ])('%s before %s', (cause, _, postings) => {
    expect(only(amongOthers([row('S1')], postings)).cause).toBe(cause);
  });
});

describe('tolerances', () => {
  const causeFor = (sheet: string, ledger: string, ...options: string[]) =>
    only(amongOthers([row('S1', { amount: sheet })], [posting('L1', { amount: ledger })], ...options)).cause;

  test.each([
    ['1000.00', '1001.00', 'none'],
    ['1000.00', '1001.01', 'amount'],
    ['1000.00', '999.00', 'none'],
    ['1000.00', '998.99', 'amount'],
    ['100.00', '100.50', 'none'],
    ['100.00', '100.51', 'amount'],
    ['-100.00', '-100.50', 'none'],
    ['-100.00', '-100.51', 'amount'],
  ])('%s and %s: a difference counts unless it is within both (%s)', (sheet, ledger, cause) => {
    expect(causeFor(sheet, ledger)).toBe(cause);
  });

  test('are what the options say', () => {
    expect(causeFor('1000.00', '1030.00', '--tolerance-amount', '30', '--tolerance-percent', '3')).toBe(
      'none',
    );
    expect(causeFor('1000.00', '1030.00', '--tolerance-amount', '30', '--tolerance-percent', '2.99')).toBe(
      'amount',
    );
    expect(causeFor('1000.00', '1030.00', '--tolerance-amount=29.99', '--tolerance-percent=3')).toBe(
      'amount',
    );
    expect(causeFor('1000.00', '1000.01', '--tolerance-amount', '0')).toBe('amount');
  });

  test.each([
    ['2026-03-17', 'none'],
    ['2026-03-18', 'timing'],
    ['2026-03-03', 'none'],
    ['2026-03-02', 'timing'],
  ])('dates count when more than the days apart (2026-03-10 and %s: %s)', (date, cause) => {
    expect(only(amongOthers([row('S1')], [posting('L1', { date })])).cause).toBe(cause);
  });

  test('days are what the option says', () => {
    const causeAt = (days: string) =>
      only(amongOthers([row('S1')], [posting('L1', { date: '2026-03-13' })], '--tolerance-days', days)).cause;
    expect([causeAt('3'), causeAt('2'), causeAt('0')]).toEqual(['none', 'timing', 'timing']);
  });

  test('a tolerated difference still adds up', () => {
    const answer = amongOthers([row('S1', { amount: '1000.00' })], [posting('L1', { amount: '1000.60' })]);
    const match = only(answer);
    expect([match.difference, sum(match.parts.map(({ amount }) => amount))]).toEqual(['0.60', 60]);
    expect([answer.totals.difference, sum(Object.values(answer.totals.byCause))]).toEqual(['0.60', 60]);
  });
});
