import { expect, test } from 'vitest';
import { matchedAmongFew } from './few.ts';

test('the one row and the one posting that are left are of one vendor where only the number of a shop is more', () => {
  const row = { id: 'S1', date: '2026-10-08', amount: '212.37', vendor: 'Home Depot', text: 'lumber' };
  const charge = { id: 'L1', date: '2026-10-08', amount: '229.89', vendor: 'HOME DEPOT #0551' };
  expect(matchedAmongFew([row], [charge])).toEqual(['S1 = L1 tax']);
});

test('and they stay alone where the names share a trade only', () => {
  const row = { id: 'S1', date: '2026-10-08', amount: '212.37', vendor: 'Larkin Plumbing', text: 'valves' };
  const charge = { id: 'L1', date: '2026-10-08', amount: '229.89', vendor: 'Moreno Plumbing' };
  expect(matchedAmongFew([row], [charge])).toEqual([]);
});
