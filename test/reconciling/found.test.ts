import { expect, test } from 'vitest';
import { weightOf } from '../../src/proposals/variance/subject.ts';
import type { Cause } from '../../src/reconciliation/types.ts';
import { subjectsOf } from '../../src/reconciling/found.ts';
import type { LedgerRow } from '../../src/reconciling/run.ts';
import { posting } from '../http/report-runs.ts';

/** What is to be decided on of postings that the sheet has nothing of. */
const subjects = (postings: readonly LedgerRow[], cause: Cause, home = 'USD') =>
  subjectsOf(
    {
      sheetRows: [],
      ledgerRows: [...postings],
      matches: [],
      unmatched: {
        sheet: [],
        ledger: postings.map((_one, row) => ({ row, cause, why: [], candidates: [] })),
      },
      sheet: { id: '1', name: 'Costs', url: null },
      period: { from: '2026-10-01', to: '2026-10-31' },
    },
    'USD',
    home,
  );

const reversed = (postings: readonly LedgerRow[]) =>
  subjects(postings, 'reversal').map(({ ledger, differenceMinor }) => [
    ledger.map(({ id }) => id).sort(),
    differenceMinor,
  ]);

const bill = posting(1, { id: 'Bill:1:1', vendor: 'Skyline', amountMinor: 684_30 });
const entry = posting(2, { id: 'JournalEntry:2:1', vendor: '', amountMinor: -684_30 });

test('a bill and the journal entry that takes it back are one thing to decide on, though the entry names no vendor', () => {
  expect(reversed([bill, entry])).toEqual([[['Bill:1:1', 'JournalEntry:2:1'], 0]]);
  expect(reversed([entry, bill])).toEqual([[['Bill:1:1', 'JournalEntry:2:1'], 0]]);
});

test('an entry of the same vendor takes its bill back before one of nobody does, and two vendors’ entries never cancel', () => {
  const credit = posting(3, { id: 'VendorCredit:3:1', vendor: 'SKYLINE', amountMinor: -684_30 });
  expect(reversed([entry, bill, credit])).toEqual([
    [['JournalEntry:2:1'], -684_30],
    [['Bill:1:1', 'VendorCredit:3:1'], 0],
  ]);
  const other = posting(4, { id: 'VendorCredit:4:1', vendor: 'Corvid', amountMinor: -684_30 });
  expect(reversed([bill, other]).length).toBe(2);
});

/** What stands in QuickBooks alone, worst first: its number, and what it is worth in cents. */
const worthOfAlone = (postings: readonly LedgerRow[], home = 'USD') =>
  subjects(postings, 'missing-in-sheet', home).map((subject) => [
    subject.ledger[0]?.number,
    weightOf(subject),
  ]);

const dollars = (number: string, amountMinor: number, row: number) =>
  posting(row, { id: `Bill:${row}:1`, number, amountMinor, currency: 'USD' });
const yen = (number: string, amountMinor: number, row: number, exchangeRate?: string) =>
  posting(row, {
    id: `Bill:${row}:1`,
    number,
    amountMinor,
    currency: 'JPY',
    ...(exchangeRate ? { exchangeRate } : {}),
  });

test('yen stand among dollars by the rate of the books: ¥1,200,000 at 0.0067 is $8,040.00, and not 12,000.00', () => {
  const listed = [dollars('A', 9_000_00, 1), yen('B', 1_200_000, 2, '0.0067'), dollars('C', 8_000_00, 3)];
  const worst = [
    ['A', 9_000_00],
    ['B', 8_040_00],
    ['C', 8_000_00],
  ];
  expect(worthOfAlone(listed)).toEqual(worst);
  expect(worthOfAlone(listed.toReversed())).toEqual(worst);
});

test('what has no rate of its own goes by the newest one that the books give for its currency', () => {
  const older = { ...yen('A', 100_000, 1, '0.0080'), date: '2026-10-02' };
  const newer = { ...yen('B', 100_000, 2, '0.0070'), date: '2026-10-20' };
  expect(worthOfAlone([older, newer, yen('C', 200_000, 3)])).toEqual([
    ['C', 1_400_00],
    ['A', 700_00],
    ['B', 700_00],
  ]);
});

test('where the books give no rate, major units are compared: a yen with a dollar, a dinar’s thousandths with neither’s cents', () => {
  const dinars = posting(3, { id: 'Bill:3:1', number: 'C', amountMinor: 5_000_000, currency: 'KWD' });
  expect(worthOfAlone([yen('A', 12_000, 1), dollars('B', 6_000_00, 2), dinars])).toEqual([
    ['A', 12_000_00],
    ['B', 6_000_00],
    ['C', 5_000_00],
  ]);
  expect(worthOfAlone([yen('A', 12_000, 1), yen('B', 9_007_199_254_740_991, 2)])).toEqual([
    ['B', Number.MAX_SAFE_INTEGER],
    ['A', 12_000_00],
  ]);
  expect(worthOfAlone([yen('A', 12_000, 1, '0')])).toEqual([['A', 12_000_00]]);
});
