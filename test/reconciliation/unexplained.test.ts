import { expect, test } from 'vitest';
import { amongFew, matchedAmongFew } from './few.ts';

const vendor = 'Bright Spark Electric';
const row = { id: 'S1', date: '2026-10-17', amount: '7600.00', vendor };

const sureOf = (date: string, amount: string): number => {
  const bill = { id: 'L1', date, amount, vendor };
  const { answer, sheet } = amongFew([row], [bill]);
  return answer.matches.find((match) => sheet[match.sheet[0] as number]?.id === 'S1')?.confidence ?? 0;
};

test('a bill of another amount from a month before the row is another bill of the vendor', () => {
  const before = { id: 'L1', date: '2026-09-17', amount: '7950.00', vendor };
  expect(matchedAmongFew([row], [before])).toEqual([]);
  const after = { ...before, date: '2026-10-20' };
  expect(matchedAmongFew([row], [after])).toEqual(['S1 = L1 amount']);
});

test('a number in common makes it the row again', () => {
  const bill = { id: 'L1', date: '2026-09-17', amount: '7950.00', vendor, number: 'BSE-2231' };
  expect(matchedAmongFew([{ ...row, number: 'BSE-2231' }], [bill])).toEqual(['S1 = L1 amount']);
});

test('the later a changed amount is, the less sure it is', () => {
  const [soon, late] = [sureOf('2026-10-20', '7950.00'), sureOf('2026-11-11', '7950.00')];
  expect(late).toBeGreaterThan(0);
  expect(soon - late).toBeGreaterThan(0.007);
});
