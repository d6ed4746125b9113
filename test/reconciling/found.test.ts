import { expect, test } from 'vitest';
import { subjectsOf } from '../../src/reconciling/found.ts';
import type { LedgerRow } from '../../src/reconciling/run.ts';
import { posting } from '../http/report-runs.ts';

const reversed = (postings: readonly LedgerRow[]) =>
  subjectsOf(
    {
      sheetRows: [],
      ledgerRows: [...postings],
      matches: [],
      unmatched: {
        sheet: [],
        ledger: postings.map((_one, row) => ({ row, cause: 'reversal', why: [], candidates: [] })),
      },
      sheet: { id: '1', name: 'Costs', url: null },
      period: { from: '2026-10-01', to: '2026-10-31' },
    },
    'USD',
  ).map(({ ledger, differenceMinor }) => [ledger.map(({ id }) => id).sort(), differenceMinor]);

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
