import { expect, test } from 'vitest';
import { matched } from './beside.ts';
import type { Row } from './sides.ts';

const vendor = 'Marsh Tile';
const paper = { amount: '4144.04', vendor, project: 'P900' };
const row: Row = { ...paper, id: 'S1', date: '2026-05-31' };
const journal = { amount: '4144.04', project: 'P900', type: 'JournalEntry' };
const accrual: Row = { ...journal, id: 'L1', date: '2026-05-31', text: 'Accrue Marsh Tile May' };
const back: Row = { ...journal, id: 'L2', date: '2026-06-01', amount: '-4144.04', text: accrual.text ?? '' };
const bill: Row = { ...paper, id: 'L3', date: '2026-06-24', number: '38504', type: 'Bill' };

test('a row is the bill and not the accrual that stood in for it, though the accrual is nearer', () => {
  expect(matched([row], [accrual, back, bill])).toEqual(['S1 = L3']);
});

test('what the accrual says of the project speaks for the bill that names none', () => {
  expect(matched([row], [accrual, back, { ...bill, project: '' }])).toEqual(['S1 = L3']);
});

test("an accrual does not stand in for another vendor's bill of that amount", () => {
  const other = { ...bill, vendor: 'Pine Crane Hire' };
  expect(matched([row], [{ ...accrual, vendor }, { ...back, vendor }, other])).not.toContain('S1 = L3');
});
