import { expect, test } from 'vitest';
import { answered, causes } from './beside.ts';
import type { Row } from './sides.ts';

const week = (id: string, day: number, amount: string, more: Partial<Row> = {}): Row => ({
  id,
  date: `2026-03-${String(day).padStart(2, '0')}`,
  amount,
  vendor: 'Moreau Drafting',
  project: 'P901',
  ...more,
});

const weeks = [week('S1', 6, '1234.50'), week('S2', 13, '1480.00'), week('S3', 20, '987.25')];
/** 3,701.75 and 19 % of it. */
const bill: Row = { ...week('L1', 25, '4405.08'), number: '88001' };

test('a bill is of the weeks that follow one another and are its sum but for a usual tax to the cent', () => {
  const earlier = week('S4', 2, '1111.11');
  expect(causes([earlier, ...weeks], [bill])).toEqual(['S1+S2+S3 = L1 tax']);
});

test('and says how much of it is tax', () => {
  const earlier = week('S4', 2, '1111.11');
  const { answer } = answered([earlier, ...weeks], [bill]);
  const whys = answer.matches.flatMap(({ cause, why }) => (cause === 'tax' ? why : []));
  expect(whys).toEqual([
    'same vendor: 3 of 4 rows add up exactly but for $703.33 of tax at 19 %; no other subset fits as well',
  ]);
});

test.each([
  ['of another project', weeks.map((row) => ({ ...row, project: 'P902' })), bill],
  ['of another vendor', weeks.map((row) => ({ ...row, vendor: 'Nordgren Elevators' })), bill],
  ['with a share that is no usual tax', weeks, { ...bill, amount: '4334.75' }],
] as const)('not so: %s', (_why, sheet, posting) => {
  expect(causes(sheet, [posting])).toEqual([]);
});
