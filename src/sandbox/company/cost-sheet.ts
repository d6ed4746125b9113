import type { SeedColumn, SeedRow, SeedSheet, SeedValue } from '../smartsheet/seed.ts';
import { columnId, rowId } from './billing-sheet.ts';
import { accountName, type Cost, vendorName } from './costs.ts';
import type { DesignedRow, PlannedRow } from './designed.ts';
import { placeDay } from './designed-days.ts';
import { amountOf } from './ledger.ts';
import type { ProjectPlan } from './plan.ts';

const STATUSES = ['Matched', 'Variance - Review', 'Missing in QB', 'Accepted', 'Resolved'];
const COLUMNS: Omit<SeedColumn, 'id'>[] = [
  { title: 'Description', type: 'TEXT_NUMBER' },
  { title: 'Vendor', type: 'TEXT_NUMBER' },
  { title: 'Invoice #', type: 'TEXT_NUMBER' },
  { title: 'PO #', type: 'TEXT_NUMBER' },
  { title: 'Date', type: 'DATE' },
  { title: 'Budget', type: 'TEXT_NUMBER', format: 'currency' },
  { title: 'Actual Cost', type: 'TEXT_NUMBER', format: 'currency' },
  { title: 'GL Code', type: 'TEXT_NUMBER' },
  { title: 'QB Transaction ID', type: 'TEXT_NUMBER' },
  { title: 'Reconciliation Status', type: 'PICKLIST', options: STATUSES, validation: true },
  { title: 'Reconciliation Notes', type: 'TEXT_NUMBER' },
];

/**
 * `billIds`: the Id of a cost's bill, by the cost's number. Costs that the sheet does not know are left out. What is
 * designed stands below them by date, and what is planned at the end.
 */
export function costSheet(
  plan: ProjectPlan,
  costs: readonly Cost[],
  billIds: ReadonlyMap<string, string>,
  today: string,
): SeedSheet {
  const known = costs.filter(({ sheetCents }) => sheetCents !== null);
  const designed = (plan.cases ?? []).flatMap(({ rows }) => rows);
  return {
    id: plan.costSheet,
    name: `${plan.sheetName} – costs`,
    permalink: `https://app.smartsheet.com/sheets/${plan.code.toLowerCase()}-costs`,
    columns: COLUMNS.map((column, index) => ({ id: columnId(plan.costSheet, index), ...column })),
    rows: [
      ...known.map((cost, index) => rowOf(rowId(plan.costSheet, index), cost.date, cellsOf(cost, billIds))),
      ...designed
        .map((row, index) => {
          const date = placeDay(row.when, today);
          return rowOf(designedRowId(plan, index), date, { ...designedCells(row), Date: date });
        })
        .sort((a, b) => String(a.cells.Date).localeCompare(String(b.cells.Date))),
      ...(plan.planned ?? []).map((row, index) =>
        rowOf(rowId(plan.costSheet, FIRST_PLANNED + index), today, plannedCells(row)),
      ),
    ],
  };
}

const FIRST_DESIGNED = 500;
const FIRST_PLANNED = 900;

/** `index`: among all rows of the plan's cases, in their order. */
export function designedRowId(plan: ProjectPlan, index: number): number {
  return rowId(plan.costSheet, FIRST_DESIGNED + index);
}

function rowOf(id: number, changedOn: string, cells: Record<string, SeedValue>): SeedRow {
  return { id, cells, modifiedAt: `${changedOn}T06:20:00.000Z` };
}

function plannedCells(row: PlannedRow): Record<string, SeedValue> {
  return {
    Description: row.description,
    Vendor: row.typed ?? vendorName(row.vendor),
    ...(row.number !== undefined && { 'Invoice #': row.number }),
    ...(row.order !== undefined && { 'PO #': row.order }),
    Budget: amountOf(row.budgetCents),
    'GL Code': accountName(row.account),
  };
}

function designedCells(row: DesignedRow): Record<string, SeedValue> {
  return { ...plannedCells(row), 'Actual Cost': amountOf(row.cents) };
}

function cellsOf(cost: Cost, billIds: ReadonlyMap<string, string>): Record<string, SeedValue> {
  const settled: Record<string, SeedValue> = cost.settled
    ? { 'QB Transaction ID': billIds.get(cost.number) ?? '', 'Reconciliation Status': 'Matched' }
    : {};
  return {
    Description: cost.description,
    Vendor: cost.vendorName,
    'Invoice #': cost.number,
    ...(cost.order !== null && { 'PO #': cost.order }),
    Date: cost.date,
    Budget: amountOf(cost.budgetCents),
    'Actual Cost': amountOf(cost.sheetCents ?? 0),
    'GL Code': cost.accountName,
    ...settled,
  };
}
