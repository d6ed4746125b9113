import { describe, expect, test } from 'vitest';
import { matched } from './beside.ts';
import type { Row } from './sides.ts';

/** A bill of the month under the customer's number. */
const bill = (id: string, month: number, day: number, amount: string): Row => ({
  id: `${id}${month}`,
  vendor: 'City Light',
  number: '4471-0092-3',
  date: `2026-${String(month).padStart(2, '0')}-${day}`,
  amount,
  project: '118 Alder',
  account: '6400',
});
const months = (id: string, which: readonly number[], day: number): Row[] =>
  which.map((month) => bill(id, month, day, `${300 + 7 * month}.${10 + month}`));

describe('a number that stands on every bill of an account', () => {
  test('does not make a pair of two months of which each is on one list only', () => {
    const found = matched(months('S', [1, 2, 3, 4, 5], 12), months('L', [1, 2, 3, 4, 6], 14));
    expect(found).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3', 'S4 = L4']);
  });

  test('does not either where two pairs show that it comes again', () => {
    const found = matched(months('S', [2, 3, 4], 12), months('L', [3, 4, 5], 13));
    expect(found).toEqual(['S3 = L3', 'S4 = L4']);
  });

  test('joins a month of which the amounts differ', () => {
    const sheet = [...months('S', [1, 2, 3], 12), bill('S', 4, 12, '287.11')];
    const ledger = [...months('L', [1, 2, 3], 14), bill('L', 4, 16, '291.42')];
    expect(matched(sheet, ledger)).toContain('S4 = L4');
  });

  test('joins two amounts of one number that no other pair has, however late', () => {
    expect(matched([bill('S', 2, 12, '287.11')], [bill('L', 3, 24, '291.42')])).toEqual(['S2 = L3']);
  });
});
