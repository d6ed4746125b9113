import type { Way } from '../../approval/way.ts';
import { parseDecimal } from '../../core/decimal.ts';
import { parseIsoDate } from '../../core/iso-date.ts';
import type { BillingColumn, Project } from '../../settings/types.ts';
import { resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { claimedRows } from '../../store/approvals.ts';
import { isWorked, type WorkedRow } from './labour.ts';

const READ: readonly BillingColumn[] = [
  'task',
  'date',
  'employee',
  'hours',
  'rate',
  'billable',
  'status',
  'invoice_status',
  'quickbooks_invoice',
  'qb_transaction_id',
];

const UNTICKED = ['false', 'no', 'n', '0', 'unchecked', 'not billable', 'non-billable', 'nonbillable'];
/** Where somebody bills elsewhere, the row says so without a number of ours. */
const BILLED = ['billed', 'invoiced', 'sent', 'paid'];

/** Billable rows with hours, by column and without what cards need. A row that cannot be read is the draft's business. */
export async function billingRows(
  way: Way,
  project: Project,
  { sheet: sheetId, columns }: NonNullable<Project['billing']>,
): Promise<WorkedRow[]> {
  const [sheet, claimed] = await Promise.all([
    way.smartsheet.getCostSheet(
      sheetId,
      READ.map((key) => columns[key]),
    ),
    claimedRows(way.db.prisma, sheetId),
  ]);
  const { found } = resolveBillingColumns(sheet, columns);
  const cell = (key: BillingColumn, row: number) => {
    const column = found.get(key);
    return (column && sheet.cells.get(column.id)?.[row]) ?? null;
  };
  const word = (key: BillingColumn, row: number) => textIn(cell(key, row)).toLowerCase();
  const rows = sheet.rowId.flatMap((id, row): WorkedRow[] => {
    const hours = parseDecimal(cell('hours', row));
    const date = parseIsoDate(textIn(cell('date', row)));
    if (hours === null || date === null || !isWorked({ hours }) || UNTICKED.includes(word('billable', row)))
      return [];
    const numbered = word('quickbooks_invoice', row) !== '' || word('qb_transaction_id', row) !== '';
    const said = [word('status', row), word('invoice_status', row)].some((status) => BILLED.includes(status));
    return [
      {
        ...{ id, rowNumber: sheet.rowNumber[row] ?? 0, date, hours, rate: parseDecimal(cell('rate', row)) },
        ...{ who: textIn(cell('employee', row)), what: textIn(cell('task', row)) },
        carried: numbered || said || claimed.has(id),
      },
    ];
  });
  if (rows.every(({ rate, carried }) => rate !== null || carried)) return rows;
  const price = await itemPrice(way, project);
  return rows.map((one) => ({ ...one, rate: one.rate ?? price }));
}

/** A blank Rate is the price of the project's item. */
async function itemPrice({ quickbooks }: Way, project: Project): Promise<WorkedRow['rate']> {
  if (project.quickbooks.item === null) return null;
  const [item, ...others] = await quickbooks.findItems(project.quickbooks.item);
  return item && others.length === 0 ? item.unitPrice : null;
}
