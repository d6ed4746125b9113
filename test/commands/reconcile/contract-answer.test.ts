import { describe, expect, test } from 'vitest';
import {
  answerOf,
  causesOf,
  cents,
  otherPostings,
  otherRows,
  posting,
  type Row,
  row,
  sum,
} from './contract-rows.ts';
import type { Answer } from './desk.ts';

/** One of everything. */
const EVERY_SHEET = [
  ...otherRows,
  row('A'),
  row('B', { invoice: 'B-1', po: 'PO-2', amount: '1000.00', vendor: 'Adatum' }),
  row('C', { invoice: 'C-1', po: 'PO-3', amount: '900.00', vendor: 'Trey Research' }),
  row('D1', { invoice: 'D-1', po: 'PO-4', amount: '301.17', vendor: 'Lucerne' }),
  row('D2', { invoice: 'D-1', po: 'PO-4', amount: '477.20', vendor: 'Lucerne' }),
  row('E', { invoice: 'E-1', po: 'PO-5', amount: '640.10', vendor: 'Woodgrove' }),
  row('F', { invoice: 'F-1', po: 'PO-6', amount: '711.11', vendor: 'Fourth Coffee', currency: 'EUR' }),
  row('G', { invoice: 'G-1', po: 'PO-7', amount: '88.13', vendor: 'Nobody else' }),
];
const EVERY_LEDGER = [
  ...otherPostings,
  posting('a'),
  posting('a2'),
  posting('b', { invoice: 'B-1', po: 'PO-2', amount: '1082.50', vendor: 'Adatum' }),
  posting('c1', { invoice: 'C-1', po: 'PO-3', amount: '411.11', vendor: 'Trey Research' }),
  posting('c2', { invoice: 'C-2', po: 'PO-3', amount: '488.89', vendor: 'Trey Research' }),
  posting('d', { invoice: 'D-1', po: 'PO-4', amount: '778.37', vendor: 'Lucerne' }),
  posting('e', { invoice: 'E-1', po: 'PO-5', amount: '700.00', vendor: 'Woodgrove' }),
  posting('f', { invoice: 'F-1', po: 'PO-6', amount: '768.00', vendor: 'Fourth Coffee' }),
  posting('h', { invoice: 'H-1', po: 'PO-8', amount: '51.00', vendor: 'Somebody', type: 'Expense' }),
  posting('r1', { invoice: 'ACCR', po: '', amount: '333.33', vendor: 'Accruals', type: 'JournalEntry' }),
  posting('r2', { invoice: 'ACCR', po: '', amount: '-333.33', vendor: 'Accruals', type: 'JournalEntry' }),
];

describe('the answer', () => {
  test('has exactly the keys that are promised', () => {
    const answer = answerOf(EVERY_SHEET.slice(0, 8), EVERY_LEDGER);
    expect(Object.keys(answer)).toEqual(['matches', 'unmatched', 'totals']);
    expect(Object.keys(answer.unmatched)).toEqual(['sheet', 'ledger']);
    expect(Object.keys(answer.totals)).toEqual(['sheet', 'ledger', 'matched', 'difference', 'byCause']);
    for (const match of answer.matches) {
      const keys = ['sheet', 'ledger', 'cause', 'difference', 'parts', 'confidence', 'why'];
      expect(Object.keys(match)).toEqual(keys);
    }
    for (const row of [...answer.unmatched.sheet, ...answer.unmatched.ledger]) {
      expect(Object.keys(row)).toEqual(['id', 'cause', 'why']);
    }
  });

  test('has each id of each file exactly once', () => {
    const { matches, unmatched } = answerOf(EVERY_SHEET, EVERY_LEDGER);
    const idsOf = (side: 'sheet' | 'ledger') =>
      [...matches.flatMap((match) => match[side]), ...unmatched[side].map(({ id }) => id)].sort();
    expect(idsOf('sheet')).toEqual(EVERY_SHEET.map(({ id }) => id).sort());
    expect(idsOf('ledger')).toEqual(EVERY_LEDGER.map(({ id }) => id).sort());
    for (const { sheet, ledger } of matches) expect(Math.min(sheet.length, ledger.length)).toBeGreaterThan(0);
  });

  test('says why of everything, and how sure it is of each match', () => {
    const { matches, unmatched } = answerOf(EVERY_SHEET, EVERY_LEDGER);
    for (const { why } of [...matches, ...unmatched.sheet, ...unmatched.ledger]) {
      expect(why.length).toBeGreaterThan(0);
      expect(why.join('')).not.toBe('');
    }
    for (const { confidence } of matches) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test('has differences of ledger minus sheet, and parts that add up to them', () => {
    const amounts = new Map([...EVERY_SHEET, ...EVERY_LEDGER].map(({ id, amount }) => [id, String(amount)]));
    const sumOf = (ids: string[]) => sum(ids.map((id) => amounts.get(id) ?? ''));
    for (const { sheet, ledger, difference, parts } of answerOf(EVERY_SHEET, EVERY_LEDGER).matches) {
      if (difference === null) {
        expect([sheet, ledger]).toEqual([['F'], ['f']]);
        continue;
      }
      expect(cents(difference)).toBe(sumOf(ledger) - sumOf(sheet));
      expect(sum(parts.map(({ amount }) => amount))).toBe(cents(difference));
    }
  });

  test('has totals of each currency that add up, by cause too', () => {
    const { matches, totals } = answerOf(EVERY_SHEET, EVERY_LEDGER);
    const { byCurrency, ...usd } = totals;
    expect(Object.keys(byCurrency ?? {})).toEqual(['EUR']);
    for (const [code, own] of Object.entries({ USD: usd, ...byCurrency })) {
      const sumOf = (rows: Row[]) =>
        sum(rows.filter(({ currency }) => currency === code).map(({ amount }) => String(amount)));
      const matchedOf = (rows: Row[], ids: string[]) =>
        sumOf(rows.filter(({ id }) => ids.includes(String(id))));
      expect(cents(own.sheet)).toBe(sumOf(EVERY_SHEET));
      expect(cents(own.ledger)).toBe(sumOf(EVERY_LEDGER));
      expect(cents(own.matched.sheet)).toBe(
        matchedOf(
          EVERY_SHEET,
          matches.flatMap(({ sheet }) => sheet),
        ),
      );
      expect(cents(own.matched.ledger)).toBe(
        matchedOf(
          EVERY_LEDGER,
          matches.flatMap(({ ledger }) => ledger),
        ),
      );
      expect(cents(own.difference)).toBe(cents(own.ledger) - cents(own.sheet));
      expect(sum(Object.values(own.byCause))).toBe(cents(own.difference));
    }
  });

  test('writes amounts with the decimals of their currency', () => {
    const yen = { currency: 'JPY', amount: '120000' };
    const dinars = { currency: 'KWD', amount: '77.125', invoice: 'K-7', vendor: 'Gulf Supplies', po: 'PO-9' };
    const answer = answerOf(
      [row('S1', yen), row('S2', dinars)],
      [posting('L1', { ...yen, amount: '150000' }), posting('L2', dinars)],
      '--currency',
      'JPY',
    );
    const differences = new Map(answer.matches.map(({ sheet, difference }) => [sheet.join(), difference]));
    expect(differences).toEqual(
      new Map([
        ['S1', '30000'],
        ['S2', '0.000'],
      ]),
    );
    expect([answer.totals.difference, answer.totals.byCurrency?.KWD?.sheet]).toEqual(['30000', '77.125']);
  });

  test('finds one of everything', () => {
    const { matches, unmatched } = answerOf(EVERY_SHEET, EVERY_LEDGER);
    const found = matches
      .filter(({ sheet }) => !sheet.join().startsWith('SX'))
      .map(({ sheet, ledger, cause }) => `${sheet.toSorted()} ${ledger.toSorted()} ${cause}`)
      .map((text) => text.replace('A a2 none', 'A a none'))
      .sort();
    expect(found).toEqual([
      'A a none',
      'B b tax',
      'C c1,c2 split',
      'D1,D2 d combined',
      'E e amount',
      'F f currency',
    ]);
    expect(causesOf(unmatched.sheet)).toEqual({ G: 'missing-in-ledger' });
    expect(unmatched.ledger.map(({ cause }) => cause).sort()).toEqual([
      'duplicate',
      'missing-in-sheet',
      'reversal',
      'reversal',
    ]);
  });

  test('is the same for the same rows in any order, with any ids', () => {
    // Twins are exchangeable: which of the two is the second is all that ids may decide.
    const ledger = EVERY_LEDGER.filter(({ id }) => id !== 'a2');
    const links = ({ matches, unmatched }: Answer) =>
      [...matches, ...unmatched.sheet, ...unmatched.ledger]
        .map((found) =>
          'id' in found
            ? found
            : { ...found, sheet: found.sheet.toSorted(), ledger: found.ledger.toSorted() },
        )
        .map((found) => JSON.stringify(found))
        .sort();
    const expected = links(answerOf(EVERY_SHEET, ledger));
    for (let turn = 1; turn <= 10; turn += 1) {
      const stir = (rows: Row[]) =>
        rows
          .map((row, index) => ({ row, key: (index * 7919 * turn + turn * 104729) % 1009 }))
          .sort((a, b) => a.key - b.key)
          .map(({ row, key }) => ({ ...row, id: `${key}-${turn}~${row.id}` }));
      const answer = JSON.stringify(answerOf(stir(EVERY_SHEET), stir(ledger)));
      expect(links(JSON.parse(answer.replaceAll(/\d+-\d+~/g, '')) as Answer)).toEqual(expected);
    }
  });
});
