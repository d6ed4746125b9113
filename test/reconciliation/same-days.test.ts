import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const day = (of: number): string => `2026-10-${String(of).padStart(2, '0')}`;
const rowsOn = (days: readonly number[], id: string, vendor: string, number = ''): Row[] =>
  days.map((of, at) => ({ id: `${id}${at + 1}`, date: day(of), amount: '12.00', vendor, number }));

/** Six bills that were posted a day or more after they were typed: what there is to learn days from. */
const bills = [3, 8, 12, 17, 20, 22].map((of, at) => ({
  amount: `${310 + at * 97}.4${at}`,
  vendor: `${['Alder', 'Birch', 'Cedar', 'Dutton', 'Foster', 'Grady'][at]} Supply`,
  number: `${7100 + at * 13}`,
  of,
}));

/** The pairs of small amounts: "S1 = L1". */
function pairs(rows: readonly Row[], postings: readonly Row[]): string[] {
  const [sheet, ledger] = [
    [...rows, ...bills.map(({ of, ...bill }, at) => ({ ...bill, id: `A${at}`, date: day(of) }))],
    [
      ...postings,
      ...bills.map(({ of, ...bill }, at) => ({ ...bill, id: `B${at}`, date: day(of + 1 + (at % 3)) })),
    ],
  ];
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`)
    .filter((said) => said.startsWith('S'))
    .sort();
}

const WEEK = [5, 6, 7, 8, 9, 9, 12];
const each = (count: number): string[] => Array.from({ length: count }, (_, at) => `S${at + 1} = L${at + 1}`);

describe('one small amount on the same days of both lists', () => {
  test.each(['City Parking', 'CITY PARKING 4', 'CITY PARKING LOT 0712'])(
    'is paired day by day, where the books name the vendor "%s"',
    (vendor) => {
      expect(pairs(rowsOn(WEEK, 'S', 'City Parking'), rowsOn(WEEK, 'L', vendor))).toEqual(each(7));
    },
  );

  test('is not taken where the numbers are others', () => {
    const [rows, postings] = [
      rowsOn(WEEK, 'S', 'City Parking', 'T-1'),
      rowsOn(WEEK, 'L', 'City Parking', 'T-2'),
    ];
    expect(pairs(rows, postings)).not.toContain('S1 = L1');
  });

  test('is not taken where the vendor is another', () => {
    expect(pairs(rowsOn(WEEK, 'S', 'City Parking'), rowsOn(WEEK, 'L', 'Harbor Bakery'))).toEqual([]);
  });
});
