import type { SeedColumn, SeedRow, SeedSheet, SeedValue } from '../smartsheet/seed.ts';
import { EMPLOYEES } from './people.ts';
import type { ProjectPlan, Work } from './plan.ts';

const STATUSES = [
  'Not Started',
  'In Progress',
  'On Hold',
  'Ready to Bill',
  'Ready for Billing',
  'Billed',
  'Done',
];
const INVOICE_STATUSES = ['In Review', 'Approved', 'Invoiced', 'Sent', 'Rejected', 'Failed'];

/** The columns of a billing sheet as the contract names them, in the order in which people read them. */
function columnsOf(plan: ProjectPlan): SeedColumn[] {
  const sketches: Omit<SeedColumn, 'id'>[] = [
    { title: 'Task', type: 'TEXT_NUMBER' },
    { title: 'Notes', type: 'TEXT_NUMBER' },
    { title: 'Date', type: 'DATE' },
    { title: 'Employee', type: 'CONTACT_LIST', contactOptions: EMPLOYEES },
    { title: 'Hours', type: 'TEXT_NUMBER' },
    ...plan.optionalColumns.filter((title) => title === 'Budget Hours').map(plain),
    { title: 'Rate', type: 'TEXT_NUMBER', format: 'currency' },
    { title: 'Expenses', type: 'TEXT_NUMBER', format: 'currency' },
    { title: 'Billable', type: 'CHECKBOX' },
    ...plan.optionalColumns.filter((title) => title === 'PO #').map(plain),
    { title: 'Status', type: 'PICKLIST', options: STATUSES, validation: true },
    { title: 'Invoice Status', type: 'PICKLIST', options: INVOICE_STATUSES, validation: true },
    plain('QuickBooks Invoice #'),
    plain('QB Transaction ID'),
    { title: 'Invoice Date', type: 'DATE' },
  ];
  return sketches.map((column, index) => ({ id: columnId(plan.billingSheet, index), ...column }));
}

function plain(title: string): Omit<SeedColumn, 'id'> {
  return { title, type: 'TEXT_NUMBER' };
}

/** Ids as long as Smartsheet's own, no two alike across the sheets. */
export function columnId(sheet: number, index: number): number {
  return 7_100_000_000_000_000 + (sheet % 1_000_000) * 1_000_000 + index * 4;
}

export function rowId(sheet: number, index: number): number {
  return 3_200_000_000_000_000 + (sheet % 1_000_000) * 1_000_000 + index * 4;
}

export interface Billed {
  number: string;
  id: string;
  date: string;
  sent: boolean;
}

/** The cells of a row; what is not there is blank. */
function cellsOf(work: Work, billed: Billed | null): Record<string, SeedValue> {
  const cells: Record<string, SeedValue | undefined> = {
    Task: work.task,
    Notes: work.notes || undefined,
    Date: work.date,
    Employee: work.employee,
    Hours: work.hours,
    'Budget Hours': work.budgetHours,
    Rate: work.rate,
    Expenses: work.expenses,
    Billable: work.billable,
    'PO #': work.purchaseOrder,
    Status: work.status,
    'Invoice Status': billed ? (billed.sent ? 'Sent' : 'Invoiced') : undefined,
    'QuickBooks Invoice #': billed?.number,
    'QB Transaction ID': billed?.id,
    'Invoice Date': billed?.date,
  };
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, SeedValue] => cell[1] !== undefined),
  );
}

export interface PlacedWork {
  work: Work;
  billed: Billed | null;
}

export function billingSheet(plan: ProjectPlan, placed: readonly PlacedWork[]): SeedSheet {
  const rows = placed.map(
    ({ work, billed }, index): SeedRow => ({
      id: rowId(plan.billingSheet, index),
      cells: cellsOf(work, billed),
      modifiedAt: `${billed?.date ?? work.date}T06:20:00.000Z`,
      ...(work.comments && { comments: work.comments }),
      ...(work.attachments && { attachments: work.attachments }),
    }),
  );
  return {
    id: plan.billingSheet,
    name: `${plan.sheetName} – billing`,
    permalink: `https://app.smartsheet.com/sheets/${plan.code.toLowerCase()}-billing`,
    columns: columnsOf(plan),
    rows,
  };
}
