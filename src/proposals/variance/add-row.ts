import { VendorFailure } from '../../core/failure.ts';
import { type Currency, toDecimal } from '../../core/money.ts';
import type { CostColumn, Project } from '../../settings/types.ts';
import { COST_TITLES, resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { CellWrite, Column } from '../../smartsheet/types.ts';
import { money } from '../say.ts';
import type { StepContext, StepOutcome } from '../step.ts';
import type { Doing } from './content.ts';
import { signedNote } from './row-words.ts';

/** A row for what only QuickBooks has. Its note is of this approval alone: by it a second try finds the row. */
export async function addRow(
  action: Doing<'add'>,
  sheetId: string,
  context: StepContext,
): Promise<StepOutcome> {
  const { smartsheet, project } = context;
  const sheet = await smartsheet.getRows(sheetId, []);
  const { found } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  const marker = found.get('reconciliation_notes');
  if (!marker || marker.locked || marker.hasFormula)
    throw refused(
      'no-notes',
      `“${sheet.name}” has no column for Reconciliation Notes that I may write, by which the new row is known again. Add or unlock it and press Retry, or add the row by hand`,
    );
  if (readsOtherwise(action, found, project.currency))
    throw refused('no-currency', `${noCurrency(action, sheet.name, project)}, and press Retry`);
  const cells = addedCells(action, found, project.currency);
  cells.set(marker.id, signedNote(addedNote(action, context)));
  const [added] = await smartsheet.addRows(sheetId, [{ cells }], { markerColumnId: marker.id });
  if (added?.failure) throw refused(added.failure.code, `The row was not added: ${added.failure.message}`);
  return { data: { rowId: added?.rowId ?? null } };
}

/** Of this approval's version alone: its row is known by it. */
export function addedNote(action: Doing<'add'>, { standing, approvalId, draft }: StepContext): string {
  return `Added from QuickBooks ${action.posting.name} (approval ${standing.number}, ${approvalId} v${draft.version})`;
}

/** Whether the new row would be taken for another currency's: without a code in it a row is in the project's. */
export function readsOtherwise(
  { currency }: Pick<Doing<'add'>, 'currency'>,
  found: ReadonlyMap<CostColumn, Column>,
  own: Currency,
): boolean {
  const column = found.get('currency');
  return currency !== own && (!column || column.locked || column.hasFormula);
}

export function noCurrency(
  { amountMinor, currency }: Doing<'add'>,
  sheetName: string,
  { currency: own, costs }: Pick<Project, 'currency' | 'costs'>,
): string {
  const title = costs?.columns.currency ?? COST_TITLES.currency;
  return `“${sheetName}” has no column “${title}” that I may write, so a row of ${money(amountMinor, currency)} would count as ${own} in every figure. Add or unlock that column`;
}

/**
 * What the new row says, by column id, the note aside; a column that may not be written is passed over. `own`: the
 * currency of rows that name none.
 */
export function addedCells(
  action: Doing<'add'>,
  found: ReadonlyMap<CostColumn, Column>,
  own: Currency,
): Map<number, CellWrite['value']> {
  const values: [CostColumn, CellWrite['value']][] = [
    ['description', action.description],
    ['vendor', action.vendor],
    ['invoice', action.invoice],
    ['date', action.date],
    ['actual_cost', Number(toDecimal(action.amountMinor, action.currency))],
    ['currency', action.currency === own ? '' : action.currency],
    ['gl_code', action.code],
    ['qb_transaction_id', action.posting.txnId],
    ['reconciliation_status', 'Resolved'],
  ];
  const cells = new Map<number, CellWrite['value']>();
  for (const [key, value] of values) {
    const column = found.get(key);
    if (column && !column.locked && !column.hasFormula && value !== '') cells.set(column.id, value);
  }
  return cells;
}

function refused(code: string, message: string): VendorFailure {
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code, message });
}
