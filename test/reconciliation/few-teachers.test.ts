import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const MAKERS = [
  'Barlow Supply',
  'Kwik Print',
  'Lakeside Catering',
  'Northline Glass',
  'BluePeak',
  'Oakridge',
];
/** Days that each one's bill is posted after its row. */
const AFTER = [3, 1, 2, 3, 2, 0];
const ROWS = [25, 27, 7, 11, 19, 2];

/** Deliveries of a week, each posted on its day with the amount of the day before, beside six pairs that agree. */
test('a number in common holds on the very day, though few certain pairs came on theirs', () => {
  const delivery = (id: string, at: number, amount: number): Row => ({
    id: `${id}${at}`,
    vendor: 'Pioneer Fuel',
    number: `${7700 + at}`,
    date: `2026-10-0${3 + at}`,
    amount: `${amount}.00`,
  });
  const other = (id: string, at: number, after: number): Row => ({
    id: `${id}${at}`,
    vendor: MAKERS[at] as string,
    number: `${10_978 + 7013 * at}`,
    date: new Date(Date.UTC(2026, 9, (ROWS[at] as number) + after)).toISOString().slice(0, 10),
    amount: `${272 + 811 * at}.${11 + at}`,
  });
  const sheet = [0, 1, 2, 3, 4, 5].map((at) => delivery('S', at, 100 + 10 * at));
  const ledger = [0, 1, 2, 3, 4, 5].map((at) => delivery('L', at, at === 5 ? 100 : 110 + 10 * at));
  sheet.push(...MAKERS.map((_, at) => other('X', at, 0)));
  ledger.push(...MAKERS.map((_, at) => other('Y', at, AFTER[at] as number)));
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
  expect(matches.map((match) => `${match.sheet} ${match.ledger}`).sort()).toEqual(
    sheet.map((_, at) => `${at} ${at}`).sort(),
  );
});
