import { expect, test } from 'vitest';
import { causes } from './beside.ts';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const like = { date: '2026-10-06', vendor: 'Barlow Supply' };
const row: Row = { ...like, id: 'S1', amount: '900.00' };
const bill: Row = { ...like, id: 'L1', date: '2026-10-07', amount: '1017.37' };

test.each([
  ['2026-041', '041'],
  ['041', '2026/041'],
  ['INV-88', 'INV-88-R1'],
  ['BS-8841 rev 2', 'BS-8841'],
])('"%s" and "%s" of one vendor are one number', (ours, theirs) => {
  // Another bill of the day, with another number, is as near: without the numbers nothing would tell which it is.
  const other = { ...bill, id: 'L2', number: 'BS-5502' };
  expect(matchedAmongFew([{ ...row, number: ours }], [{ ...bill, number: theirs }, other])).toEqual([
    'S1 = L1 amount',
  ]);
});

test('an order typed into the column of invoices is that order', () => {
  const other = { ...bill, id: 'L2', po: '5502', number: 'B-34' };
  const found = matchedAmongFew(
    [{ ...row, number: 'PO-4410' }],
    [{ ...bill, po: '4410', number: 'B-33' }, other],
  );
  expect(found).toEqual(['S1 = L1 amount']);
});

test('an invoice typed into the column of orders is that invoice', () => {
  const other = { ...bill, id: 'L2', number: 'BS-5502' };
  const found = matchedAmongFew([{ ...row, po: 'BS-4410' }], [{ ...bill, number: 'BS-4410' }, other]);
  expect(found).toEqual(['S1 = L1 amount']);
});

test('numbers of two years are two where one side has both', () => {
  const rows = [
    { ...row, number: '2025-041' },
    { ...row, id: 'S2', number: '2026-041' },
  ];
  expect(matchedAmongFew(rows, [{ ...bill, amount: '900.01', number: '041' }])).toEqual([]);
});

test('a journal entry that names the bill it corrects goes with it', () => {
  const numbered = { ...row, amount: '1520.00', number: 'KP7' };
  const entered = { ...bill, amount: '1250.00', number: 'KP7' };
  const correction = {
    id: 'L2',
    date: '2026-10-09',
    amount: '270.00',
    type: 'JournalEntry',
    text: 'correct KP7',
  };
  expect(causes([numbered], [entered, correction])).toEqual(['S1 = L1+L2 split']);
});
