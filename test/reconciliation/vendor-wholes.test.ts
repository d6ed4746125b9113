import { describe, expect, test } from 'vitest';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const vendor = 'Gulf Coast Rentals';
const rowsOf = (id: string, amounts: readonly string[], firstDay: number, every: number): Row[] =>
  amounts.map((amount, at) => ({
    id: `${id}${at + 1}`,
    date: new Date(Date.UTC(2026, 9, firstDay + at * every)).toISOString().slice(0, 10),
    amount,
    vendor,
  }));

test('two round bills that come to the only row of their vendor are its split', () => {
  expect(matchedAmongFew(rowsOf('S', ['300.00'], 12, 0), rowsOf('L', ['100.00', '200.00'], 13, 1))).toEqual([
    'S1 = L1+L2 split',
  ]);
});

test('thirds of a price are the price though a cent is lost', () => {
  const thirds = rowsOf('L', ['333.33', '333.33', '333.33'], 6, 1);
  expect(matchedAmongFew(rowsOf('S', ['1000.00'], 5, 0), thirds)).toEqual(['S1 = L1+L2+L3 split']);
});

test('two rows are their bill though it is a cent more', () => {
  expect(matchedAmongFew(rowsOf('S', ['400.00', '600.00'], 5, 0), rowsOf('L', ['1000.01'], 6, 0))).toEqual([
    'S1+S2 = L1 combined',
  ]);
});

test('all rows of a vendor net and its one bill gross are a tax', () => {
  const rows = rowsOf('S', ['212.37', '31.08', '77.46'], 8, 0);
  expect(matchedAmongFew(rows, rowsOf('L', ['347.38'], 9, 0))).toEqual(['S1+S2+S3 = L1 tax']);
});

test('a sum that is off by more than cents and no tax is left open', () => {
  const rows = rowsOf('S', ['212.37', '31.08', '77.46'], 8, 0);
  expect(matchedAmongFew(rows, rowsOf('L', ['341.38'], 9, 0))).toEqual([]);
});

test('weekly rows of one price and a bill for each fortnight fall into their order', () => {
  const weeks = rowsOf('S', ['350.00', '350.00', '350.00', '350.00'], 2, 7);
  expect(matchedAmongFew(weeks, rowsOf('L', ['700.00', '700.00'], 10, 14))).toEqual([
    'S1+S2 = L1 combined',
    'S3+S4 = L2 combined',
  ]);
});

test('all rows and all bills of one order that come to the same are one match however they are cut', () => {
  const of = (rows: Row[]): Row[] => rows.map((row) => ({ ...row, po: 'PO-88' }));
  const rows = of(rowsOf('S', ['1000.00', '700.00', '300.00'], 5, 0));
  expect(matchedAmongFew(rows, of(rowsOf('L', ['1250.00', '750.00'], 8, 0)))).toEqual([
    'S1+S2+S3 = L1+L2 combined',
  ]);
});

test('bills with another number than the row are not its parts', () => {
  const row = rowsOf('S', ['300.00'], 12, 0).map((own) => ({ ...own, number: 'GC-4471' }));
  const bills = rowsOf('L', ['100.00', '200.00'], 13, 1).map((own, at) => ({
    ...own,
    number: `GC-901${at}`,
  }));
  expect(matchedAmongFew(row, bills)).toEqual([]);
});

describe('a bill shared out among projects', () => {
  const shares = rowsOf('S', ['649.31', '649.31', '649.50'], 21, 0);
  const under = (rows: readonly Row[], projects: readonly string[]): Row[] =>
    rows.map((row, at) => ({ ...row, project: projects[at] ?? '' }));
  const bill = under(rowsOf('L', ['1948.11'], 23, 0), ['USDA']);

  test('is the sum of its shares though a cent is lost and it stands under one of the projects', () => {
    expect(matchedAmongFew(under(shares, ['USDA', 'Ford', 'DOH']), bill)).toEqual(['S1+S2+S3 = L1 combined']);
  });

  test('is not the sum of rows of other projects than its own', () => {
    expect(matchedAmongFew(under(shares, ['State', 'Ford', 'DOH']), bill)).not.toContain(
      'S1+S2+S3 = L1 combined',
    );
  });
});
