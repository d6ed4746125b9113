import { describe, expect, test } from 'vitest';
import { matched } from './beside.ts';
import type { Row } from './sides.ts';

const like = { vendor: 'Kestrel Cloud', project: 'KITE' };
const monthly = (prefix: string, amounts: readonly string[], first = 3): Row[] =>
  amounts.map((amount, at) => ({
    ...like,
    id: `${prefix}${at + 1}`,
    date: new Date(Date.UTC(2026, first + at, 28)).toISOString().slice(0, 10),
    amount,
  }));
const six = Array.from({ length: 6 }, () => '67.00');
const all = (prefix: string): string => six.map((_, at) => `${prefix}${at + 1}`).join('+');

describe('what is paid ahead', () => {
  test('is the months that the books take of it', () => {
    const paid: Row = { ...like, id: 'S1', date: '2026-03-20', amount: '402.00' };
    expect(matched([paid], monthly('L', six))).toEqual([`S1 = ${all('L')}`]);
  });

  test('is the months that the sheet takes of it', () => {
    const paid: Row = { ...like, id: 'L1', date: '2026-03-20', amount: '402.00' };
    expect(matched(monthly('S', six), [paid])).toEqual([`${all('S')} = L1`]);
  });

  test('leaves its odd cents to one of the months', () => {
    const odd = ['147.40', '147.40', '147.40', '147.40', '147.40', '147.41'];
    const paid: Row = { ...like, id: 'S1', date: '2026-03-20', amount: '884.41' };
    expect(matched([paid], monthly('L', odd))).toEqual([`S1 = ${all('L')}`]);
  });

  test('is not months of which more go on at the same price', () => {
    const paid: Row = { ...like, id: 'S1', date: '2026-03-20', amount: '402.00' };
    expect(matched([paid], monthly('L', [...six, '67.00', '67.00']))).toEqual([]);
  });

  test('is nothing of months with a gap', () => {
    const paid: Row = { ...like, id: 'S1', date: '2026-03-20', amount: '402.00' };
    const months = monthly('L', [...six, '67.00']).filter(({ id }) => id !== 'L3');
    expect(matched([paid], months)).toEqual([]);
  });

  test('is nobody’s where two payments would do', () => {
    const paid = ['S1', 'S2'].map(
      (id, at): Row => ({ ...like, id, date: `2026-03-2${at}`, amount: '402.00' }),
    );
    expect(matched(paid, monthly('L', six))).toEqual([]);
  });
});
