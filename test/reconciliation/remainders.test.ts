import { expect, test } from 'vitest';
import { causes, NAMES, taughtRate } from './beside.ts';
import type { Row } from './sides.ts';

const row: Row = {
  id: 'S1',
  date: '2026-03-21',
  amount: '45263.87',
  vendor: 'Kimball Painting',
  number: '77001',
  project: 'P901',
};
const bill: Row = { ...row, id: 'L1', date: '2026-03-28', amount: '40737.48' };
const retainage: Row = { ...row, id: 'L2', date: '2026-03-30', amount: '4526.39', number: '' };
/** Many others differ by the same share and book the rest nowhere: that a bill is so many times its row is nothing new. */
function found(times: number, sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const habit = NAMES.map((name, at) => taughtRate(`${name} Electric`, times, at * 12));
  return causes(
    [...habit.flatMap((lists) => lists.sheet), ...sheet],
    [...habit.flatMap((lists) => lists.ledger), ...ledger],
  );
}

test('what is kept back and booked apart belongs to its bill where it is the difference to the cent', () => {
  expect(found(0.9, [row], [bill, retainage])).toEqual(['S1 = L1+L2 split']);
});

test('a part typed on a row of its own belongs to the bill that has it in its sum', () => {
  const part: Row = { ...row, id: 'S2', date: '2026-03-24', amount: '18105.55' };
  const whole: Row = { ...bill, amount: '63369.42' };
  expect(found(1.4, [row, part], [whole])).toEqual(['S1+S2 = L1 combined']);
});

test('what a tax of these lists explains needs nothing beside it', () => {
  const other: Row = { ...row, id: 'S2', date: '2026-03-24', amount: '4526.39', number: '90001' };
  expect(found(1.1, [row, other], [{ ...bill, amount: '49790.26' }])).toEqual(['S1 = L1 tax']);
});

test.each([
  ['of another vendor', [{ ...retainage, vendor: 'Nordgren Elevators' }]],
  ['on another project', [{ ...retainage, project: 'P902' }]],
  ['a quarter later', [{ ...retainage, date: '2026-07-30' }]],
  ['under a number of its own', [{ ...retainage, number: '90001' }]],
  ['two that would do', [retainage, { ...retainage, id: 'L3', date: '2026-03-29' }]],
] as const)('not so: %s', (_why, ledger) => {
  expect(found(0.9, [row], [bill, ...ledger])).toEqual(['S1 = L1 amount']);
});

const goods: Row = { ...row, amount: '1200.00', date: '2026-03-13' };
const credit: Row = { ...row, id: 'S2', amount: '-300.00', date: '2026-03-03', number: 'CM551' };
const less: Row = { ...goods, id: 'L1', amount: '900.00', date: '2026-03-15', text: 'less CM551' };

test('a credit that was taken off the bill at once belongs to it, round as the amounts are', () => {
  expect(found(0.9, [goods, credit], [less])).toEqual(['S1+S2 = L1 combined']);
  const posted = [
    { ...goods, id: 'L1', date: '2026-03-15' },
    { ...credit, id: 'L2' },
  ];
  expect(found(0.9, [{ ...less, id: 'S1', date: '2026-03-13' }], posted)).toEqual(['S1 = L1+L2 split']);
});

test.each([
  ['of another vendor', [{ ...credit, vendor: 'Nordgren Elevators' }]],
  ['that is not the difference', [{ ...credit, amount: '-310.00' }]],
  ['of another quarter', [{ ...credit, date: '2025-10-03' }]],
])('not so a credit %s', (_why, credits) => {
  expect(found(0.9, [goods, ...credits], [less])).toEqual(['S1 = L1 amount']);
});

test('a credit that was posted for itself is no part of another bill', () => {
  const posted: Row = { ...credit, id: 'L2', date: '2026-03-05' };
  expect(found(0.9, [goods, credit], [less, posted])).toEqual(['S1 = L1 amount', 'S2 = L2 none']);
});
