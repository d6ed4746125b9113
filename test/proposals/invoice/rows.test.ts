import { describe, expect, test } from 'vitest';
import { type BillingSheet, readBillingRows } from '../../../src/proposals/invoice/rows.ts';
import { BILLING_TITLES, type BillingColumn } from '../../../src/smartsheet/billing-columns.ts';
import type { CellValue, Column } from '../../../src/smartsheet/types.ts';
import { decimal } from './fixtures.ts';

type Cells = Partial<Record<BillingColumn, CellValue>>;

const ALL = Object.keys(BILLING_TITLES) as BillingColumn[];
const READY: Cells = { task: 'Design', status: 'Ready to Bill', hours: 8, date: '2026-09-10' };

function column(key: BillingColumn): Column {
  const id = ALL.indexOf(key) + 100;
  return { id, title: BILLING_TITLES[key], type: 'TEXT_NUMBER', locked: false, hasFormula: false };
}

function read(rows: Cells[], changes: Partial<BillingSheet> & { without?: BillingColumn[] } = {}) {
  const columns = new Map(
    ALL.filter((key) => !changes.without?.includes(key)).map((key) => [key, column(key)]),
  );
  const sheetRows = rows.map((cells, index) => ({
    id: `r${index + 1}`,
    rowNumber: index + 1,
    cells: new Map(
      ALL.filter((key) => cells[key] !== undefined).map((key) => [
        column(key).id,
        { value: cells[key] ?? null, display: null },
      ]),
    ),
    comments: [],
    attachmentNames: [],
    modifiedAt: null,
  }));
  const sheet = {
    id: '1',
    name: 'Billing',
    version: 1,
    permalink: null,
    columns: [...columns.values()],
    rows: sheetRows,
  };
  return readBillingRows({
    sheet,
    columns,
    claimed: new Set(),
    since: null,
    currency: 'USD',
    ...changes,
  });
}

const numbers = (rows: { rowNumber: number }[]) => rows.map((row) => row.rowNumber);

describe('which rows are ready', () => {
  test('Ready to Bill and Ready for Billing are ready, in any case and spacing; nothing else is', () => {
    const statuses = [
      'Ready to Bill',
      ' ready  FOR billing ',
      'Ready',
      'In Progress',
      '',
      'Not Ready to Bill',
    ];
    expect(numbers(read(statuses.map((status) => ({ ...READY, status }))).ready)).toEqual([1, 2]);
  });

  test('an unticked Billable keeps a row out, as a checkbox and as a word', () => {
    const values = [true, null, 'Yes', false, 'No', ' FALSE '];
    expect(numbers(read(values.map((billable) => ({ ...READY, billable }))).ready)).toEqual([1, 2, 3]);
  });

  test('without a Billable column every ready row is billable', () => {
    expect(read([{ ...READY, billable: false }], { without: ['billable'] }).ready).toHaveLength(1);
  });

  test('a row on another draft is counted, not drafted again', () => {
    const result = read([READY, { ...READY, hours: 'eight' }], { claimed: new Set(['r1', 'r2']) });
    expect(result).toMatchObject({ ready: [], skipped: [], readyButClaimed: 2 });
  });

  test('a row before the since date waits, the day itself counts', () => {
    const rows = ['2026-08-31', '2026-09-01', '2026-09-02'].map((date) => ({ ...READY, date }));
    const result = read(rows, { since: '2026-09-01' });
    expect(numbers(result.ready)).toEqual([2, 3]);
    expect(result.skipped).toEqual([]);
  });

  test('where a since date is asked, a row without a readable date is left out and named', () => {
    const rows = [
      { ...READY, date: null },
      { ...READY, date: 'soon' },
    ];
    const { ready, skipped } = read(rows, { since: '2026-09-01' });
    expect(ready).toEqual([]);
    expect(skipped.map((row) => row.reason)).toEqual([
      'Date is blank, so nothing says that it is of 2026-09-01 or later',
      'Date is “soon”, which is not a date, so nothing says that it is of 2026-09-01 or later',
    ]);
  });
});

describe('what is read from a row', () => {
  test('numbers and plain decimal texts are exact', () => {
    const [row] = read([{ ...READY, hours: 0.1 + 0.2, rate: ' 149.995 ', expenses: 12.5 }]).ready;
    expect(row).toMatchObject({ hours: '0.3', rate: '149.995', expenses: '12.5' });
  });

  test('a blank rate stays blank and a rate of zero stays zero', () => {
    const { ready } = read([
      { ...READY, rate: '  ' },
      { ...READY, rate: 0 },
    ]);
    expect(ready.map((row) => row.rate)).toEqual([null, '0']);
  });

  test('texts are trimmed and a contact is shown by name', () => {
    const [row] = read([
      { ...READY, task: '  Design ', notes: ' n ', po: 4500123, employee: 'pam@x.example' },
    ]).ready;
    expect(row).toMatchObject({
      task: 'Design',
      notes: 'n',
      purchaseOrder: '4500123',
      employee: 'pam@x.example',
    });
  });

  test('a date that is none leaves the row and its amount alone and is remarked on', () => {
    const [row] = read([{ ...READY, date: '2026-02-30' }]).ready;
    expect(row).toMatchObject({
      date: null,
      hours: '8',
      remarks: ['Date is “2026-02-30”, which is not a date'],
    });
  });

  test('what an earlier invoice left in the row is kept as evidence', () => {
    const [row] = read([{ ...READY, quickbooks_invoice: 1042, qb_transaction_id: '188' }]).ready;
    expect(row?.billedAs).toBe('1042 / 188');
  });

  test('the project’s hours are those of the whole sheet, ready or not', () => {
    const rows = [READY, { ...READY, status: 'Done', hours: 0.1 }, { hours: 0.2 }, { hours: 'eight' }];
    expect(read(rows).projectHours).toBe('8.3');
  });
});

describe('rows that cannot be billed as they stand', () => {
  test.each<[Cells, string]>([
    [{ hours: 'eight' }, 'Hours is “eight”, which is not a number'],
    [{ hours: '1,5' }, 'Hours is “1,5”, which is not a number'],
    [{ hours: '#DIVIDE BY ZERO' }, 'Hours is “#DIVIDE BY ZERO”, which is not a number'],
    [{ hours: true }, 'Hours is “true”, which is not a number'],
    [{ hours: -2 }, 'Hours is “-2”, which is negative'],
    [{ expenses: '$12' }, 'Expenses is “$12”, which is not a number'],
    [{ expenses: -0.01 }, 'Expenses is “-0.01”, which is negative'],
    [{ rate: 'standard' }, 'Rate is “standard”, which is not a number'],
    [{ rate: '-150' }, 'Rate is “-150”, which is negative'],
    [{ hours: null }, 'there are neither Hours nor Expenses on it'],
    [{ hours: 0, expenses: '0.00' }, 'there are neither Hours nor Expenses on it'],
    [{ hours: 1e14, rate: 1 }, 'Hours is “100000000000000”, which is too large to bill'],
    [{ expenses: 1e9 }, 'Expenses is “1000000000”, which is too large to bill'],
    [
      { hours: 'x', expenses: -1 },
      'Hours is “x”, which is not a number; Expenses is “-1”, which is negative',
    ],
  ])('%j is left out: %s', (cells, reason) => {
    const { ready, skipped } = read([{ ...READY, ...cells }]);
    expect(ready).toEqual([]);
    expect(skipped).toEqual([{ rowId: 'r1', rowNumber: 1, task: 'Design', reason }]);
  });

  test('a row too large at the item’s price is left out where its own rate is blank', () => {
    const rows = [{ ...READY, hours: 1_000_000 }];
    expect(read(rows, { itemPrice: decimal('150') }).skipped).toHaveLength(1);
    expect(read(rows, { itemPrice: decimal('1') }).ready).toHaveLength(1);
  });

  test('a hostile text in a reason is plain and short', () => {
    const [skipped] = read([{ ...READY, hours: `eight\u202e\n${'x'.repeat(4000)}` }]).skipped;
    expect(skipped?.reason.length).toBeLessThan(100);
    expect(skipped?.reason).not.toMatch(/[\n\u202e]/);
  });

  test('a row that is not ready is left alone however bad its cells are', () => {
    expect(read([{ ...READY, status: 'Draft', hours: 'eight' }])).toMatchObject({ ready: [], skipped: [] });
  });
});
