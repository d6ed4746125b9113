import { expect, test } from 'vitest';
import { daysBetween, parseIsoDate } from '../../../src/core/iso-date.ts';
import { dueDate } from '../../../src/proposals/invoice/due-date.ts';

test.each([
  ['2026-09-15', { dueDays: 30, dayOfMonthDue: null }, '2026-10-15'],
  ['2026-12-31', { dueDays: 1, dayOfMonthDue: null }, '2027-01-01'],
  ['2026-09-15', { dueDays: 0, dayOfMonthDue: null }, '2026-09-15'],
  ['2026-09-15', { dueDays: null, dayOfMonthDue: 20 }, '2026-09-20'],
  ['2026-09-15', { dueDays: null, dayOfMonthDue: 15 }, '2026-09-15'],
  ['2026-09-15', { dueDays: null, dayOfMonthDue: 10 }, '2026-10-10'],
  ['2026-01-31', { dueDays: null, dayOfMonthDue: 30 }, '2026-02-28'],
  ['2026-02-10', { dueDays: null, dayOfMonthDue: 31 }, '2026-02-28'],
  ['2028-02-10', { dueDays: null, dayOfMonthDue: 31 }, '2028-02-29'],
  ['2026-12-20', { dueDays: null, dayOfMonthDue: 5 }, '2027-01-05'],
  ['2026-09-15', { dueDays: null, dayOfMonthDue: null }, '2026-09-15'],
  ['2026-09-15', null, '2026-09-15'],
])('an invoice of %s under %j is due %s', (txnDate, term, due) => {
  expect(dueDate(txnDate, term)).toBe(due);
});

test('only calendar dates are dates', () => {
  expect(parseIsoDate(' 2026-09-15 ')).toBe('2026-09-15');
  expect(parseIsoDate('2026-09-15T10:00:00Z')).toBe('2026-09-15');
  for (const text of ['', '2026-02-30', '9/15/2026', '15 Sept', '2026-9-5', '2026-09-15 maybe']) {
    expect(parseIsoDate(text)).toBeNull();
  }
});

test('days are counted across months and backwards', () => {
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  expect(daysBetween('2026-03-01', '2025-03-01')).toBe(-365);
});
