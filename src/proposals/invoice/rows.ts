import { addDecimals, type Decimal, isNegative, isZero, ONE, ZERO } from '../../core/decimal.ts';
import { parseIsoDate } from '../../core/iso-date.ts';
import { type Currency, extend } from '../../core/money.ts';
import { plainText } from '../../core/text.ts';
import type { BillingColumn } from '../../smartsheet/billing-columns.ts';
import type { Column, Row, Sheet } from '../../smartsheet/types.ts';
import { type Cells, cellReader } from './cells.ts';
import type { BillingRow, SkippedRow } from './types.ts';

export interface BillingSheet {
  sheet: Sheet;
  /** The sheet's columns by what they mean; a column the sheet lacks is absent. */
  columns: ReadonlyMap<BillingColumn, Column>;
  /** Ids of rows on another open or posted draft. */
  claimed: ReadonlySet<string>;
  /** ISO date: only rows of this day and later. */
  since: string | null;
  currency: Currency;
  /** What a blank Rate stands for, so that a row too large at that price is left out as well; absent: not looked at. */
  itemPrice?: Decimal | null;
}

export interface BillingRows {
  /** In the sheet's order. */
  ready: BillingRow[];
  skipped: SkippedRow[];
  /** Rows that would be ready, were they not on another draft. */
  readyButClaimed: number;
  /** Hours of the whole sheet, whatever became of the rows. */
  projectHours: Decimal;
}

/** How our own comment on a billed row begins. */
export const INVOICED_AS = 'Invoiced as QuickBooks invoice ';

const READY = new Set(['ready to bill', 'ready for billing']);
const UNTICKED = new Set([
  'false',
  'no',
  'n',
  '0',
  'unchecked',
  'not billable',
  'non-billable',
  'nonbillable',
]);

/** Sorts a sheet's rows into those that can be billed and those that stand ready and cannot, each with its reason. */
export function readBillingRows(input: BillingSheet): BillingRows {
  const result: BillingRows = { ready: [], skipped: [], readyButClaimed: 0, projectHours: ZERO };
  for (const row of input.sheet.rows) {
    const cells = cellReader(row, input.columns);
    const hours = cells.number('hours');
    if (typeof hours === 'string') result.projectHours = addDecimals(result.projectHours, hours);
    if (!READY.has(plainText(cells.text('status')).toLowerCase())) continue;
    if (UNTICKED.has(plainText(cells.text('billable')).toLowerCase())) continue;

    const date = parseIsoDate(cells.text('date'));
    if (input.since !== null && date !== null && date < input.since) continue;
    if (input.claimed.has(row.id)) {
      result.readyButClaimed += 1;
      continue;
    }
    const reasons = reasonsToSkip(cells, date, input);
    if (reasons.length === 0) result.ready.push(billingRow(row, cells, date));
    else {
      const { id: rowId, rowNumber } = row;
      result.skipped.push({ rowId, rowNumber, task: cells.text('task'), reason: reasons.join('; ') });
    }
  }
  return result;
}

function reasonsToSkip(cells: Cells, date: string | null, input: BillingSheet): string[] {
  const reasons = (['hours', 'rate', 'expenses'] as const).flatMap((key) => {
    const value = cells.number(key);
    if (value === undefined) return [`${cells.says(key)}, which is not a number`];
    return value !== null && isNegative(value) ? [`${cells.says(key)}, which is negative`] : [];
  });
  if (input.since !== null && date === null) {
    const blank = cells.text('date') === '';
    const found = blank ? `${cells.title('date')} is blank` : `${cells.says('date')}, which is not a date`;
    reasons.push(`${found}, so nothing says that it is of ${input.since} or later`);
  }
  if (reasons.length > 0) return reasons;

  const [hours, expenses] = [cells.number('hours') ?? ZERO, cells.number('expenses') ?? ZERO];
  if (isZero(hours) && isZero(expenses)) return ['there are neither Hours nor Expenses on it'];
  const rate = cells.number('rate') ?? input.itemPrice ?? ONE;
  if (!fits(hours, rate, input.currency)) reasons.push(`${cells.says('hours')}, which is too large to bill`);
  if (!fits(ONE, expenses, input.currency))
    reasons.push(`${cells.says('expenses')}, which is too large to bill`);
  return reasons;
}

function fits(quantity: Decimal, rate: Decimal, currency: Currency): boolean {
  try {
    extend(quantity, rate, currency);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function billingRow(row: Row, cells: Cells, date: string | null): BillingRow {
  const remarks: string[] = [];
  if (date === null && cells.text('date') !== '') remarks.push(`${cells.says('date')}, which is not a date`);
  if (cells.number('budget_hours') === undefined) {
    remarks.push(`${cells.says('budget_hours')}, which is not a number`);
  }
  return {
    rowId: row.id,
    rowNumber: row.rowNumber,
    task: cells.text('task'),
    notes: cells.text('notes'),
    date,
    employee: cells.shown('employee'),
    hours: cells.number('hours') ?? null,
    rate: cells.number('rate') ?? null,
    expenses: cells.number('expenses') ?? null,
    billedAs: [cells.text('quickbooks_invoice'), cells.text('qb_transaction_id')].filter(Boolean).join(' / '),
    invoiceStatus: cells.text('invoice_status'),
    // What we said there ourselves, of an invoice since undone, says nothing about the work.
    comments: row.comments.filter((text) => !text.startsWith(INVOICED_AS)),
    attachmentNames: row.attachmentNames,
    budgetHours: cells.number('budget_hours') ?? null,
    purchaseOrder: cells.text('po') || null,
    ...(remarks.length > 0 ? { remarks } : {}),
  };
}
