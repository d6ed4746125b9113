import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

function answered(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const { matches, unmatched } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
  const pairs = matches.map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`);
  const left = [
    ...unmatched.sheet.map(({ row, cause }) => `${sheet[row]?.id} ${cause}`),
    ...unmatched.ledger.map(({ row, cause }) => `${ledger[row]?.id} ${cause}`),
  ];
  return [...pairs, ...left].sort();
}

const vendor = 'Vista Print';
const sheet: Row[] = [
  { id: 'S1', date: '2026-06-03', amount: '79.00', vendor, text: 'business cards' },
  { id: 'S2', date: '2026-06-10', amount: '-79.00', vendor, text: 'business cards returned' },
  { id: 'S3', date: '2026-06-08', amount: '41.20', vendor: 'Moo', text: 'postcards' },
];
const postcards: Row = { id: 'L3', date: '2026-06-09', amount: '41.20', text: 'MOO.COM PRINT' };

describe('what was bought and returned', () => {
  test("is matched on both sides, however the bank's words differ between the two", () => {
    const ledger: Row[] = [
      {
        id: 'L1',
        date: '2026-06-04',
        amount: '79.00',
        text: 'ACH DEBIT VISTAPR*VISTAPRINT.COM',
        type: 'Expense',
      },
      {
        id: 'L2',
        date: '2026-06-12',
        amount: '-79.00',
        text: 'CREDIT VISTAPR*VISTAPRINT.COM',
        type: 'Purchase',
      },
      postcards,
    ];
    expect(answered(sheet, ledger)).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3']);
  });

  test('is a reversal where the vendor of the cancelled row is misspelt', () => {
    const cancelled: Row[] = [
      { id: 'S1', date: '2026-04-28', amount: '294.00', vendor: 'Enterrise Rent-A-Car', text: 'crew cars' },
      { id: 'S2', date: '2026-04-30', amount: '-294.00', vendor: 'Enterprise', text: 'CANCELLED crew cars' },
      sheet[2] as Row,
    ];
    expect(answered(cancelled, [postcards])).toEqual(['S1 reversal', 'S2 reversal', 'S3 = L3']);
  });

  test('is a reversal on the sheet where the books know of neither', () => {
    expect(answered(sheet, [postcards])).toEqual(['S1 reversal', 'S2 reversal', 'S3 = L3']);
  });
});
