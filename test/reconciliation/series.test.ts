import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import type { Match } from '../../src/reconciliation/types.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

function matches(sheet: readonly Row[], ledger: readonly Row[]): { said: string; match: Match }[] {
  const ids = (rows: readonly Row[], which: readonly number[]): string =>
    which.map((row) => rows[row]?.id).join('+');
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.map((match) => ({ said: `${ids(sheet, match.sheet)} = ${ids(ledger, match.ledger)}`, match }))
    .sort((a, b) => (a.said < b.said ? -1 : 1));
}

const said = (sheet: readonly Row[], ledger: readonly Row[]): string[] =>
  matches(sheet, ledger).map((one) => one.said);

/** Weeks of Dana's hours from 1 May on, and what she was paid for each two of them, five days after the second. */
const weeks = ['1540.00', '1120.00', '1540.00', '560.00', '1120.00', '1540.00', '980.00', '1120.00'].map(
  (amount, at): Row => ({
    id: `S${at + 1}`,
    date: new Date(Date.UTC(2026, 4, 1 + 7 * at)).toISOString().slice(0, 10),
    amount,
    text: `D Doyle hours w/e`,
    project: '1061',
  }),
);
const pay = ['2660.00', '2100.00', '2660.00', '2100.00'].map(
  (amount, at): Row => ({
    id: `L${at + 1}`,
    date: new Date(Date.UTC(2026, 4, 13 + 14 * at)).toISOString().slice(0, 10),
    amount,
    type: 'JournalEntry',
    text: 'Payroll Doyle, Dana',
    project: '1061',
  }),
);

describe('two lists whose running totals meet', () => {
  test('are cut where they meet, though weeks of other fortnights would add up as well', () => {
    expect(said(weeks, pay)).toEqual(['S1+S2 = L1', 'S3+S4 = L2', 'S5+S6 = L3', 'S7+S8 = L4']);
  });

  test('are cut so in whatever order the rows come', () => {
    expect(said(weeks.toReversed(), [...pay.slice(2), ...pay.slice(0, 2)])).toHaveLength(4);
  });
});

describe('an expense report', () => {
  test('is all receipts with the initials that its memo has, more than are searched through', () => {
    const amounts = ['20.42', '19.77', '107.15', '27.98', '106.79', '52.71', '81.58', '114.05'];
    const receipts = amounts.map(
      (amount, at): Row => ({
        id: `S${at + 1}`,
        date: `2026-05-${String(4 + at).padStart(2, '0')}`,
        amount,
        text: `receipt ${at} (PG)`,
        project: 'EAST',
      }),
    );
    const report = { id: 'L1', date: '2026-05-26', amount: '530.45', vendor: 'Pat Grant', type: 'Expense' };
    const found = said(receipts, [{ ...report, text: 'Expense report 05/04 PG', project: 'EAST' }]);
    expect(found).toEqual(['S1+S2+S3+S4+S5+S6+S7+S8 = L1']);
  });
});

describe('one price again and again', () => {
  const seats = (id: string, dates: readonly string[]): Row[] =>
    dates.map((date, at) => ({
      id: `${id}${at + 1}`,
      date,
      amount: '41.77',
      vendor: 'Eriksen',
      project: 'WEST',
    }));

  test('typed for a quarter at once is settled in its order, nothing twice', () => {
    const ends = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'];
    const typed = seats(
      'S',
      ends.flatMap((end) => [end, end, end]),
    );
    const posted = seats(
      'L',
      Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-12`),
    );
    const found = matches(typed, posted).map(({ match }) => [match.sheet[0] ?? -1, match.ledger[0] ?? -1]);
    expect(found.length).toBeGreaterThanOrEqual(9);
    const postings = found.map(([, j]) => j ?? -1);
    expect(new Set(postings).size).toBe(found.length);
  });

  test('typed on one day in any order is settled, whichever row is whose posting', () => {
    const seats = ['toner', 'paper', 'shipping', 'postage', 'toner', 'paper'];
    const rows = ['2026-06-30', '2026-09-30'].flatMap((date, quarter) =>
      seats.map(
        (text, at): Row => ({
          id: `S${6 * quarter + at + 1}`,
          date,
          amount: '160.86',
          vendor: 'Hill Country Office',
          text,
          project: 'WEST',
        }),
      ),
    );
    const postings = [4, 5, 6, 7, 8, 9].flatMap((month, quarter) =>
      ['13', '15'].map(
        (day, at): Row => ({
          id: `L${2 * quarter + at + 1}`,
          date: `2026-0${month}-${day}`,
          amount: '160.86',
          vendor: 'Hill Country Office',
          text: `POS DEBIT HILL COUNTRY OFFICE ${day}`,
          project: 'WEST',
        }),
      ),
    );
    const found = said(rows, postings);
    expect(found.length).toBeGreaterThanOrEqual(10);
    // The first quarter's rows are the first quarter's postings.
    const quarters = found.map((one) => one.match(/\d+/g)?.map((id) => (Number(id) <= 6 ? 1 : 2)));
    for (const [row, posting] of quarters as number[][]) expect(row).toBe(posting);
  });

  test('is settled with its own vendor where another charges as much', () => {
    const typed = seats('S', ['2026-06-30', '2026-07-30', '2026-08-30']);
    const posted = seats('L', ['2026-06-26', '2026-07-26', '2026-08-26']);
    const other = seats('O', ['2026-06-29', '2026-07-29', '2026-08-29']);
    const found = said(typed, [...posted, ...other.map((row) => ({ ...row, vendor: 'Quinn Stationers' }))]);
    expect(found).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3']);
  });
});

describe('a match that differs', () => {
  const typed = { date: '2026-04-23', vendor: 'Keystone Mechanical', project: '1073' };
  const row: Row = { ...typed, id: 'S1', amount: '4810.65', number: '0573' };

  test('takes in the retainage that is released under the same number with a letter more', () => {
    const found = said(
      [row],
      [
        { ...typed, id: 'L1', amount: '4329.58', number: '573' },
        { ...typed, id: 'L2', amount: '481.07', number: '#0573-R', date: '2026-08-04' },
      ],
    );
    expect(found).toEqual(['S1 = L1+L2']);
  });

  test('takes in all bills of its order so far, and says by what they differ', () => {
    const [found] = matches(
      [{ ...row, number: '', po: 'PO-7556' }],
      [
        { ...typed, id: 'L1', amount: '2561.23', po: 'PO-7556', number: '48227' },
        { ...typed, id: 'L2', amount: '853.75', po: 'PO-7556', number: '48229', date: '2026-05-14' },
      ],
    );
    expect(found?.said).toBe('S1 = L1+L2');
    expect(found?.match.cause).toBe('amount');
  });

  test('leaves two releases alone that would each make it right', () => {
    const release = { ...typed, amount: '481.07', date: '2026-08-04' };
    const found = said(
      [row],
      [
        { ...typed, id: 'L1', amount: '4329.58', number: '573' },
        { ...release, id: 'L2', number: '573-R' },
        { ...release, id: 'L3', number: '573-RET' },
      ],
    );
    expect(found).toEqual(['S1 = L1']);
  });
});

describe('a statement with a line that nobody typed', () => {
  const vendor = { vendor: 'Lone Star Permit Services', project: '1079' };
  const line = (id: string, date: string, amount: string): Row => ({ ...vendor, id, date, amount });
  const typed = [
    line('S1', '2026-03-03', '220.67'),
    line('S2', '2026-03-12', '481.67'),
    line('S3', '2026-03-24', '768.33'),
    line('S4', '2026-04-05', '765.02'),
    line('S5', '2026-04-12', '268.33'),
    line('S6', '2026-04-24', '181.67'),
  ];

  test('is matched with its month where another statement adds up, and differs by that line', () => {
    const found = matches(typed, [line('L1', '2026-03-31', '1470.67'), line('L2', '2026-04-30', '1431.09')]);
    expect(found.map((one) => one.said)).toEqual(['S1+S2+S3 = L1', 'S4+S5+S6 = L2']);
    expect(found[1]?.match.cause).toBe('amount');
    expect(found[1]?.match.differenceMinor).toBe(21_607);
  });
});
