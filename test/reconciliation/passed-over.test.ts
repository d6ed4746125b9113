import { describe, expect, test } from 'vitest';
import { matched } from './beside.ts';
import type { Row } from './sides.ts';

const dayOf = (period: number, after = 0): string =>
  new Date(Date.UTC(2026, 2, 4 + 14 * period + after)).toISOString().slice(0, 10);

/** A bill of every fortnight, typed or posted for these. */
const typed = (periods: readonly number[], more: Partial<Row> = {}): Row[] =>
  periods.map((period) => ({ ...fortnight(`S${period}`), date: dayOf(period), ...more }));
const posted = (periods: readonly number[], more: Partial<Row> = {}): Row[] =>
  periods.map((period) => ({ ...fortnight(`L${period}`), date: dayOf(period, 2), ...more }));
const fortnight = (id: string) => ({ id, amount: '3360.58', vendor: 'Kincaid Welding', project: 'A-2' });

describe('a bill that comes every fortnight', () => {
  test('is not settled with one of a fortnight much later, each between them having its own', () => {
    const found = matched(typed([0, 1, 2, 3, 4]), posted([1, 2, 3, 4, 6]));
    expect(found).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3', 'S4 = L4']);
  });

  test('is settled with the one posted late where no other lies between', () => {
    const late = posted([1]).map((row) => ({ ...row, date: dayOf(1, 6) }));
    expect(matched(typed([1, 3, 4]), [...late, ...posted([3, 4])])).toEqual([
      'S1 = L1',
      'S3 = L3',
      'S4 = L4',
    ]);
  });
});
