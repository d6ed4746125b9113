import { expect, test } from 'vitest';
import { matched } from './beside.ts';
import { matchedAmongFew } from './few.ts';

const vendor = 'Allied Waste';

test('a vendor and a week in common make no pair of amounts that are nothing like each other', () => {
  const row = { id: 'S1', date: '2026-10-01', amount: '500.00', vendor, text: 'roll-off' };
  const fee = { id: 'L1', date: '2026-10-03', amount: '50.00', vendor, text: 'late fee' };
  expect(matchedAmongFew([row], [fee])).toEqual([]);
});

test('what is left of one vendor on either list is not paired off', () => {
  const rows = [
    { id: 'S1', date: '2026-10-01', amount: '500.00', vendor, text: 'roll-off' },
    { id: 'S2', date: '2026-10-09', amount: '120.00', vendor, text: 'recycling' },
  ];
  const bills = [
    { id: 'L1', date: '2026-10-02', amount: '950.00', vendor },
    { id: 'L2', date: '2026-10-10', amount: '47.00', vendor },
  ];
  expect(matchedAmongFew(rows, bills)).toEqual([]);
});

test('one of two round bills is no slip of their sum', () => {
  const row = { id: 'S1', date: '2026-10-12', amount: '900.00', vendor };
  const bill = { id: 'L1', date: '2026-10-13', amount: '100.00', vendor };
  expect(matchedAmongFew([row], [bill])).toEqual([]);
});

test('a number in common is enough however far the amounts are apart', () => {
  const row = { id: 'S1', date: '2026-10-01', amount: '500.00', vendor, number: 'A-7731' };
  const bill = { id: 'L1', date: '2026-10-03', amount: '150.00', vendor, number: 'A-7731' };
  expect(matchedAmongFew([row], [bill])).toEqual(['S1 = L1 amount']);
});

test('a price that rose by a quarter is still the same thing', () => {
  const row = { id: 'S1', date: '2026-10-01', amount: '512.40', vendor };
  const bill = { id: 'L1', date: '2026-10-03', amount: '631.77', vendor };
  expect(matchedAmongFew([row], [bill])).toEqual(['S1 = L1 amount']);
});

test('a credit of another amount is not the cost, whatever else they share', () => {
  const shared = { vendor, text: 'roll-off fee', project: 'P7' };
  const row = { ...shared, id: 'S1', date: '2026-10-01', amount: '400.00' };
  const credit = { ...shared, id: 'L1', date: '2026-10-03', amount: '-67.25', type: 'VendorCredit' };
  expect(matchedAmongFew([row], [credit])).toEqual([]);
  expect(matched([row], [credit])).toEqual([]);
});

test('the same words and project make no price of one that is thirty times as much', () => {
  const shared = { vendor, text: 'roll-off', project: 'P7' };
  const row = { ...shared, id: 'S1', date: '2026-10-01', amount: '175.00' };
  const bill = { ...shared, id: 'L1', date: '2026-10-03', amount: '6346.29' };
  expect(matched([row], [bill])).toEqual([]);
  expect(matched([row], [{ ...bill, amount: '246.29' }])).toEqual(['S1 = L1']);
});
