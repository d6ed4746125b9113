import { afterEach, describe, expect, test } from 'vitest';
import type { SeedColumn, SeedRow } from '../../src/sandbox/smartsheet/seed.ts';
import { type SmartsheetStandIn, startSmartsheet } from '../../src/sandbox/smartsheet/server.ts';
import { COST_TITLES } from '../../src/settings/columns.ts';
import { createSmartsheet } from '../../src/smartsheet/client.ts';
import { resolveCostColumns } from '../../src/smartsheet/cost-columns.ts';
import { type CostRead, toCostRows } from '../../src/smartsheet/cost-rows.ts';

const SHEET = 7960873114331012;
const TYPES: Partial<Record<string, SeedColumn['type']>> = { Date: 'DATE' };
const COLUMNS: SeedColumn[] = Object.values(COST_TITLES).map((title, index) => ({
  id: 11 + index,
  title,
  type: TYPES[title] ?? 'TEXT_NUMBER',
}));

let standIn: SmartsheetStandIn | null = null;

afterEach(async () => {
  await standIn?.stop();
  standIn = null;
});

type Sketch = Partial<Omit<SeedRow, 'cells'>> & { cells: SeedRow['cells'] };

async function costsOf(
  sketches: readonly Sketch[],
  columns: SeedColumn[] = COLUMNS,
  currency = 'USD',
): Promise<CostRead> {
  standIn = await startSmartsheet({
    accessToken: 'token',
    seed: {
      user: { email: 'ops@example.com', firstName: 'Aisha', lastName: 'Rahman' },
      sheets: [
        {
          id: SHEET,
          name: 'Acme – costs',
          permalink: 'https://app.smartsheet.com/sheets/acme',
          columns,
          rows: sketches.map((sketch, index) => ({ id: 101 + index, ...sketch })),
        },
      ],
    },
  });
  const smartsheet = createSmartsheet({ accessToken: 'token', apiUrl: standIn.baseUrl });
  const sheet = await smartsheet.getCostSheet(String(SHEET), Object.values(COST_TITLES));
  const { found, missingRequired, missingOptional } = resolveCostColumns(sheet);
  expect([missingRequired, missingOptional]).toEqual([[], []]);
  return toCostRows(sheet, found, currency);
}

const cost = (more: SeedRow['cells']): Sketch => ({
  cells: { Description: 'Hosting', Vendor: 'Cloudpeak', Date: '2026-10-05', 'Actual Cost': 120.5, ...more },
});

describe('cost rows', () => {
  test('carry every column of a row, amounts in cents, numbers typed as invoice numbers and codes as their digits', async () => {
    const { rows, planned, problems, summaries } = await costsOf([
      {
        ...cost({
          'Invoice #': 10_043,
          'PO #': 'PO-77',
          Budget: 200,
          'GL Code': 5020,
          'QB Transaction ID': '5001',
          'Reconciliation Status': 'Matched',
          'Reconciliation Notes': 'same PO',
        }),
        modifiedAt: '2026-10-06T10:00:00.000Z',
      },
    ]);
    expect(rows).toEqual({
      count: 1,
      rowId: ['101'],
      rowNumber: Int32Array.of(1),
      description: ['Hosting'],
      vendor: ['Cloudpeak'],
      invoice: ['10043'],
      po: ['PO-77'],
      date: ['2026-10-05'],
      amountMinor: Float64Array.of(12_050),
      currency: ['USD'],
      budgetMinor: Float64Array.of(20_000),
      glCode: ['5020'],
      transactionId: ['5001'],
      status: ['Matched'],
      notes: ['same PO'],
      modifiedAt: ['2026-10-06T10:00:00.000Z'],
    });
    expect([planned.count, problems, summaries]).toEqual([0, [], []]);
  });

  test('round half a cent away from zero, credits too, and say that they did', async () => {
    const { rows, problems } = await costsOf([
      cost({ 'Actual Cost': 1.005 }),
      cost({ 'Actual Cost': -2.675 }),
      cost({ 'Actual Cost': 0.1 + 0.2 }),
      cost({ 'Actual Cost': '10.50' }),
    ]);
    expect([...rows.amountMinor]).toEqual([101, -268, 30, 1_050]);
    expect(problems.map(({ rowNumber, code, kept }) => [rowNumber, code, kept])).toEqual([
      [1, 'rounded', true],
      [2, 'rounded', true],
    ]);
  });

  test('that cannot be read are left out and named, with what stands there', async () => {
    const { rows, problems } = await costsOf([
      cost({ 'Actual Cost': 'about 40' }),
      cost({ 'Actual Cost': '$1,200.00' }),
      cost({ 'Actual Cost': 1e15 }),
      { cells: { Vendor: 'Cloudpeak', 'Actual Cost': 5 } },
      cost({ Date: 'next week' }),
      cost({ Date: '2026-02-30' }),
      cost({ Date: '0206-10-05' }),
      cost({ Currency: 'EURO' }),
      cost({}),
    ]);
    expect(rows.rowId).toEqual(['109']);
    expect(problems.map(({ rowNumber, code, kept }) => [rowNumber, code, kept])).toEqual([
      [1, 'amount', false],
      [2, 'amount', false],
      [3, 'amount', false],
      [4, 'date', false],
      [5, 'date', false],
      [6, 'date', false],
      [7, 'date', false],
      [8, 'currency', false],
    ]);
    expect(problems[0]?.message).toBe('has “about 40” in Actual Cost, which is not a number');
    expect(problems[3]?.message).toBe('has no Date');
  });

  test('take the currency of their own column, else the project’s', async () => {
    const { rows } = await costsOf(
      [cost({ Currency: 'jpy', 'Actual Cost': 1200 }), cost({})],
      COLUMNS,
      'EUR',
    );
    expect(rows.currency).toEqual(['JPY', 'EUR']);
    expect([...rows.amountMinor]).toEqual([1_200, 12_050]);
  });

  test('without a cost yet are planned, blank rows are nothing, and a budget that is no number is named', async () => {
    const { rows, planned, problems } = await costsOf([
      { cells: { Description: 'Training', Budget: 4_000, 'GL Code': '5010' } },
      { cells: {} },
      cost({ 'Actual Cost': 0 }),
      cost({ Budget: 'lots' }),
    ]);
    expect(rows.rowId).toEqual(['104']);
    expect(planned.rowId).toEqual(['101', '103']);
    expect([...planned.budgetMinor]).toEqual([400_000, 0]);
    expect(problems).toMatchObject([{ rowNumber: 4, code: 'budget', kept: true }]);
  });

  test('a vendor column of contacts gives names, not addresses', async () => {
    const contacts = COLUMNS.map((column) =>
      column.title === 'Vendor'
        ? {
            ...column,
            type: 'CONTACT_LIST' as const,
            contactOptions: [{ name: 'Ingrid Solberg Design', email: 'ingrid@solberg.example' }],
          }
        : column,
    );
    const { rows } = await costsOf([cost({ Vendor: 'ingrid@solberg.example' })], contacts);
    expect(rows.vendor).toEqual(['Ingrid Solberg Design']);
  });
});

describe('subtotals', () => {
  test('of the rows beneath are not counted again, however deep, by their sum or by their formula', async () => {
    const { rows, planned, summaries, problems } = await costsOf([
      { cells: { Description: 'Project', 'Actual Cost': 35 } },
      { cells: { Description: 'Phase one', 'Actual Cost': 30, Budget: 50 }, parentId: 101 },
      { ...cost({ 'Actual Cost': 10 }), parentId: 102 },
      { ...cost({ 'Actual Cost': 20 }), parentId: 102 },
      { ...cost({ 'Actual Cost': 5 }), parentId: 101 },
      {
        cells: { Description: 'Total', 'Actual Cost': 99 },
        formulas: { 'Actual Cost': '=SUM([Actual Cost]3:[Actual Cost]5)' },
      },
    ]);
    expect(rows.rowId).toEqual(['103', '104', '105']);
    expect(summaries).toEqual([1, 2, 6]);
    expect([...planned.budgetMinor]).toEqual([0, 5_000, 0]);
    expect(problems).toEqual([]);
  });

  test('that do not add up are not counted and named; a parent whose rows beneath have no amount is a row', async () => {
    const { rows, problems } = await costsOf([
      cost({ 'Actual Cost': 31 }),
      { ...cost({ 'Actual Cost': 10 }), parentId: 101 },
      { ...cost({ 'Actual Cost': 20 }), parentId: 101 },
      cost({ 'Actual Cost': 7 }),
      { cells: { Description: 'a note beneath' }, parentId: 104 },
    ]);
    expect(rows.rowId).toEqual(['102', '103', '104']);
    expect(problems).toMatchObject([{ rowNumber: 1, code: 'subtotal', kept: false }]);
  });

  test('a budget on the parent and on the rows beneath counts once', async () => {
    const { rows, planned } = await costsOf([
      { cells: { Description: 'Design', Budget: 300 } },
      { ...cost({ Budget: 100 }), parentId: 101 },
      { ...cost({ Budget: 200 }), parentId: 101 },
    ]);
    expect([...rows.budgetMinor, ...planned.budgetMinor]).toEqual([10_000, 20_000, 0]);
  });

  test('a column formula that sums up parents leaves the other rows costs', async () => {
    const formula = '=IF(COUNT(CHILDREN()) > 0, SUM(CHILDREN()), Days@row * Fee@row)';
    const computed = COLUMNS.map((column) =>
      column.title === 'Actual Cost' ? { ...column, formula } : column,
    );
    const { rows, summaries } = await costsOf(
      [
        { cells: { Description: 'Design', 'Actual Cost': 30 } },
        { ...cost({ 'Actual Cost': 10 }), parentId: 101 },
        { ...cost({ 'Actual Cost': 20 }), parentId: 101 },
      ],
      computed,
    );
    expect([rows.rowId, summaries]).toEqual([['102', '103'], [1]]);
  });

  test('a cost that is a formula of its own row, or of another sheet, is a cost', async () => {
    const own = { formulas: { 'Actual Cost': '=SUM([Days]@row * 100, Fee@row)' } };
    const other = { formulas: { 'Actual Cost': '=SUMIFS({Costs}, {Project}, "A:B")' } };
    const { rows, summaries } = await costsOf([
      { ...cost({}), ...own },
      { ...cost({}), ...other },
    ]);
    expect([rows.count, summaries]).toEqual([2, []]);
  });
});
