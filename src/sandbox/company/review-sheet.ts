import type { SeedColumn, SeedSheet } from '../smartsheet/seed.ts';
import { columnId } from './billing-sheet.ts';

export const REVIEW_SHEET = 7960873114331036;

const text = (title: string): Omit<SeedColumn, 'id'> => ({ title, type: 'TEXT_NUMBER' });
const dollars = (title: string): Omit<SeedColumn, 'id'> => ({ ...text(title), format: 'currency' });

const COLUMNS: Omit<SeedColumn, 'id'>[] = [
  text('Reference'),
  text('Project'),
  text('Cause'),
  text('Vendor'),
  text('Description'),
  { title: 'Date', type: 'DATE' },
  dollars('Sheet Amount'),
  dollars('QuickBooks Amount'),
  dollars('Difference'),
  text('Link'),
  text('Status'),
];

/** Where the finance people keep what is too large to be left to a project; empty at first. */
export function reviewSheet(): SeedSheet {
  return {
    id: REVIEW_SHEET,
    name: 'Finance review',
    permalink: 'https://app.smartsheet.com/sheets/finance-review',
    columns: COLUMNS.map((column, index) => ({ id: columnId(REVIEW_SHEET, index), ...column })),
    rows: [],
  };
}
