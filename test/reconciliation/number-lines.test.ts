import { expect, test } from 'vitest';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const paper = { vendor: 'Quintero Signs', number: '5963', project: '2182 Riverside' };
const line = (id: string, amount: string, more: Partial<Row> = {}): Row => ({
  ...paper,
  id,
  amount,
  date: '2026-03-28',
  ...more,
});
const lines = [line('S1', '148.55'), line('S2', '70.00'), line('S3', '21.18')];
const bill = line('L1', '284.34', { date: '2026-03-30', type: 'Bill' });

test('all lines of an invoice belong to its bill, and what is over is freight', () => {
  expect(matchedAmongFew(lines, [bill])).toEqual(['S1+S2+S3 = L1 amount']);
});

test('the payments of an invoice belong to its row though the last is still to come', () => {
  const row = line('S1', '1703.16');
  const paid = [line('L1', '596.34'), line('L2', '533.21', { date: '2026-04-17' })];
  expect(matchedAmongFew([row], paid)).toEqual(['S1 = L1+L2 amount']);
});

test('a line of another project or half a year later is another document with that number', () => {
  const [first, second] = lines as [Row, Row];
  expect(matchedAmongFew([first, { ...second, project: 'EAST' }], [bill])).toEqual(['S1 = L1 amount']);
  expect(matchedAmongFew([first, { ...second, date: '2026-09-01' }], [bill])).toEqual(['S1 = L1 amount']);
});

test('lines that come to more than the bill leave it to the one that is nearer', () => {
  const [first, second] = [line('S1', '270.00'), line('S2', '95.00')];
  expect(matchedAmongFew([first, second], [bill])).toEqual(['S1 = L1 amount']);
});

test('a line is of the bill though only its description names the number, or its vendor is cut short', () => {
  const [first, second, third] = lines as [Row, Row, Row];
  const told = { ...second, number: '', vendor: '', text: 'Quintero Signs 5963 monthly plan' };
  expect(matchedAmongFew([first, told, { ...third, vendor: 'Quint Sgns' }], [bill])).toEqual([
    'S1+S2+S3 = L1 amount',
  ]);
});

test('a line that was typed twice is no second line', () => {
  const [first] = lines as [Row];
  const posted = { ...bill, amount: '360.00' };
  expect(matchedAmongFew([first, { ...first, id: 'S2' }], [posted]).join()).not.toContain('S1+S2');
});

test('an entry that mentions the number is no payment of it', () => {
  const row = line('S1', '1703.16');
  const paid = [line('L1', '596.34', { type: 'Expense' }), line('L2', '533.21', { type: 'Expense' })];
  const entry = line('L3', '7.09', { number: '', text: 'rounding on 5963', type: 'JournalEntry' });
  expect(matchedAmongFew([row], [...paid, entry])).toEqual(['S1 = L1+L2 amount']);
});
