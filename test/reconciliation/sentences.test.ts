import { expect, test } from 'vitest';
import { amongFew } from './few.ts';
import type { Row } from './sides.ts';

const day = '2026-10-05';

/** Why the row S1 was matched, or is left. */
function whyOf(rows: readonly Row[], postings: readonly Row[]): string {
  const { answer, sheet } = amongFew(rows, postings);
  const isAsked = (row: number | undefined): boolean => sheet[row as number]?.id === 'S1';
  const match = answer.matches.find((one) => one.sheet.some(isAsked));
  return (match ?? answer.unmatched.sheet.find((one) => isAsked(one.row)))?.why.join('; ') ?? '';
}

const pair = (vendor: string, posting: Partial<Row>): string =>
  whyOf(
    [{ id: 'S1', date: day, amount: '154.47', vendor }],
    [{ id: 'L1', date: day, amount: '154.47', ...posting }],
  );

test('a cheque that names nobody is not called another vendor', () => {
  expect(pair('Hill Country Lumber', { text: 'CHECK 4470' })).toMatch(/^its memo does not name the vendor, /);
});

test('names that share a word are not called different', () => {
  expect(pair('S. Lindqvist', { vendor: 'Sarah Lindqvist' })).toMatch(/^vendor names alike in part, /);
  expect(pair('MOO', { text: 'MOO.COM PRINT' })).toMatch(/^vendor names alike in part, /);
});

test('a sum is said to be among all rows of its vendor about it, matched or not', () => {
  const vendor = 'VWR';
  const row = (id: string, date: string, amount: string): Row => ({ id, date, amount, vendor });
  const rows = [
    row('S1', '2026-10-02', '107.31'),
    row('S2', '2026-10-03', '412.90'),
    { ...row('S3', '2026-10-09', '77.15'), number: 'A2' },
    row('S4', '2026-10-11', '960.02'),
  ];
  const whole: Row = { ...row('L1', '2026-10-05', '520.21'), number: 'A1' };
  const other: Row = { ...row('L2', '2026-10-09', '77.15'), number: 'A2' };
  expect(whyOf(rows, [whole, other])).toMatch(/2 of 4 rows add up exactly/);
});

test('the next best is said to lie so far from the row', () => {
  const vendor = 'Sidewalk Cafe';
  const row = { id: 'S1', date: '2026-10-14', amount: '18.60', vendor };
  const said = whyOf(
    [row],
    [
      { ...row, id: 'L1', date: '2026-10-14' },
      { ...row, id: 'L2', date: '2026-10-20' },
    ],
  );
  expect(said).toMatch(/next best has the same amount, 6 days from the row$/);
});

test('a posting of its order is named where nothing else comes near', () => {
  const row = { id: 'S1', date: day, amount: '8200.00', vendor: 'Keel Steel', po: 'PO-7741' };
  const bill = { ...row, id: 'L1', amount: '-31.40', date: '2026-10-25', type: 'VendorCredit' };
  expect(whyOf([row], [bill])).toMatch(
    /^may belong to L1 \(-\$31.40, 20 days apart\).* of the same PO, but the amounts differ$/,
  );
});
