import type { Currency } from '../core/money.ts';
import { oneOfEach } from '../core/same-text.ts';
import type { CostColumn } from '../settings/types.ts';
import { amountIn, currencyIn, dateIn, quoted, textIn } from './cost-cells.ts';
import { type CostList, type CostRows, newCostList, toColumns } from './cost-lists.ts';
import { type Summary, summaries } from './cost-summaries.ts';
import type { CellValue, Column, SheetColumns } from './types.ts';

export interface CostProblem {
  rowId: string;
  rowNumber: number;
  code: 'amount' | 'date' | 'currency' | 'subtotal' | 'rounded' | 'budget';
  /** Whether the row is compared all the same. */
  kept: boolean;
  /** The rest of a sentence that begins with the row: "has “about 40” in Actual Cost, which is not a number". */
  message: string;
}

export interface CostRead {
  rows: CostRows;
  /** Rows without a cost yet: nothing to compare, but their budget counts. Amounts are 0 and dates may be ''. */
  planned: CostRows;
  /** In the sheet's order. */
  problems: CostProblem[];
  /** Row numbers of the subtotals and totals that were left out, as they say again what other rows say. */
  summaries: number[];
}

/**
 * A cost sheet's rows, each once: with a cost, planned, among the problems, or a summary. Only rows that are blank in
 * every column that Countersign reads are passed over. `found` is resolveCostColumns' with nothing required missing;
 * `currency` is the project's, for rows that name none.
 *
 * Amounts are exact to the currency's smallest unit, half a unit away from zero (CONTRACT.md, Sheets); a row whose
 * amount that changed is kept and named as `rounded`. An amount that is no number, a date that is missing or
 * impossible, or a currency that does not exist leaves the row out, and names it. A budget that is no number is named
 * and counts as none. Subtotals are told in cost-summaries.ts.
 */
export function toCostRows(
  sheet: SheetColumns,
  found: ReadonlyMap<CostColumn, Column>,
  currency: Currency,
): CostRead {
  const reading: Reading = {
    sheet,
    found,
    currency,
    costSummaries: summaries(sheet, found, 'actual_cost', currency),
    budgetSummaries: summaries(sheet, found, 'budget', currency),
    rows: newCostList(),
    planned: newCostList(),
    problems: [],
    summaries: [],
    same: oneOfEach(),
  };
  for (let row = 0; row < sheet.count; row += 1) readRow(reading, row);
  return {
    rows: toColumns(reading.rows),
    planned: toColumns(reading.planned),
    problems: reading.problems,
    summaries: reading.summaries,
  };
}

interface Reading {
  sheet: SheetColumns;
  found: ReadonlyMap<CostColumn, Column>;
  currency: Currency;
  costSummaries: ReadonlyMap<number, Summary>;
  budgetSummaries: ReadonlyMap<number, Summary>;
  rows: CostList;
  planned: CostList;
  problems: CostProblem[];
  summaries: number[];
  /** One text for all that are equal: vendors, days and codes are few. */
  same(text: string): string;
}

function readRow(reading: Reading, row: number): void {
  const value = cellAt(reading, 'actual_cost', row);
  const summary = reading.costSummaries.get(row);
  if (summary === 'doubtful') {
    const said = `has ${quoted(value)} in ${titleOf(reading, 'actual_cost')}, which is not the sum of the rows beneath it: those are compared, it is not`;
    note(reading, row, 'subtotal', said, false);
    return;
  }
  if (summary === 'summary') {
    reading.summaries.push(reading.sheet.rowNumber[row] ?? 0);
    // A parent may sum up costs and still hold the budget of all beneath it.
    addPlanned(reading, row);
    return;
  }
  const currency = currencyIn(cellAt(reading, 'currency', row));
  if (currency === null) {
    const said = `has ${quoted(cellAt(reading, 'currency', row))} in ${titleOf(reading, 'currency')}, which is no currency: write a code such as ${reading.currency}`;
    note(reading, row, 'currency', said, false);
    return;
  }
  const amount = amountIn(value, currency || reading.currency);
  if (amount.kind === 'wrong') {
    const said = `has ${quoted(value)} in ${titleOf(reading, 'actual_cost')}, ${amount.why}`;
    note(reading, row, 'amount', said, false);
    return;
  }
  if (amount.kind === 'blank' || (amount.minor === 0 && !amount.rounded)) {
    addPlanned(reading, row);
    return;
  }
  const date = dateOf(reading, row);
  if (date === null) return;
  if (amount.rounded) {
    const said = `has ${quoted(value)} in ${titleOf(reading, 'actual_cost')}, finer than the smallest coin: it is compared as rounded`;
    note(reading, row, 'rounded', said, true);
  }
  add(reading, reading.rows, row, date, amount.minor, currency || reading.currency);
}

/** null where the row cannot be placed in time, which is then noted. */
function dateOf(reading: Reading, row: number): string | null {
  const value = cellAt(reading, 'date', row);
  const date = dateIn(value);
  if (date) return date;
  const title = titleOf(reading, 'date');
  note(
    reading,
    row,
    'date',
    date === '' ? `has no ${title}` : `has ${quoted(value)} in ${title}, which is no date`,
    false,
  );
  return null;
}

function addPlanned(reading: Reading, row: number): void {
  const blank = (['description', 'vendor', 'budget', 'invoice', 'po', 'date', 'gl_code'] as const).every(
    (key) => textIn(cellAt(reading, key, row)) === '',
  );
  if (blank) return;
  const currency = currencyIn(cellAt(reading, 'currency', row)) || reading.currency;
  add(reading, reading.planned, row, dateIn(cellAt(reading, 'date', row)) ?? '', 0, currency);
}

function add(
  reading: Reading,
  list: CostList,
  row: number,
  date: string,
  amountMinor: number,
  currency: Currency,
): void {
  const { sheet, same } = reading;
  const text = (key: CostColumn) => textIn(cellAt(reading, key, row));
  list.rowId.push(sheet.rowId[row] ?? '');
  list.rowNumber.push(sheet.rowNumber[row] ?? 0);
  list.description.push(text('description'));
  list.vendor.push(same(text('vendor')));
  list.invoice.push(text('invoice'));
  list.po.push(text('po'));
  list.date.push(same(date));
  list.amountMinor.push(amountMinor);
  list.currency.push(currency);
  list.budgetMinor.push(budgetOf(reading, row, currency));
  list.glCode.push(same(text('gl_code')));
  list.transactionId.push(text('qb_transaction_id'));
  list.status.push(same(text('reconciliation_status')));
  list.notes.push(text('reconciliation_notes'));
  list.modifiedAt.push(same(sheet.modifiedAt[row] ?? ''));
}

function budgetOf(reading: Reading, row: number, currency: Currency): number {
  const summary = reading.budgetSummaries.get(row);
  if (summary === 'summary') return 0;
  const value = cellAt(reading, 'budget', row);
  const budget = amountIn(value, currency);
  const said = `has ${quoted(value)} in ${titleOf(reading, 'budget')}`;
  if (budget.kind === 'wrong') {
    note(reading, row, 'budget', `${said}, ${budget.why}: it counts as no budget`, true);
  } else if (summary === 'doubtful') {
    note(reading, row, 'budget', `${said}, which is not the sum of the rows beneath it: those count`, true);
  } else if (budget.kind === 'amount') {
    return budget.minor;
  }
  return 0;
}

function cellAt({ sheet, found }: Reading, key: CostColumn, row: number): CellValue {
  const column = found.get(key);
  return (column && sheet.cells.get(column.id)?.[row]) ?? null;
}

function titleOf({ found }: Reading, key: CostColumn): string {
  return found.get(key)?.title ?? key;
}

function note(
  { sheet, problems }: Reading,
  row: number,
  code: CostProblem['code'],
  message: string,
  kept: boolean,
): void {
  problems.push({
    rowId: sheet.rowId[row] ?? '',
    rowNumber: sheet.rowNumber[row] ?? 0,
    code,
    kept,
    message,
  });
}
