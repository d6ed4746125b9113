import { VendorFailure } from '../../core/failure.ts';
import { toDecimal } from '../../core/money.ts';
import type { CostColumn } from '../../settings/types.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { CellWrite } from '../../smartsheet/types.ts';
import type { StepContext, StepOutcome } from '../kind.ts';
import type { Doing } from './content.ts';
import { signedNote } from './write-back.ts';

/** A row for what only QuickBooks has. Its note is of this approval alone: by it a second try finds the row. */
export async function addRow(
  action: Doing<'add'>,
  sheetId: string,
  context: StepContext,
): Promise<StepOutcome> {
  const { smartsheet, project, standing, approvalId, draft } = context;
  const sheet = await smartsheet.getRows(sheetId, []);
  const { found } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  const marker = found.get('reconciliation_notes');
  if (!marker || marker.locked || marker.hasFormula)
    throw refused(
      'no-notes',
      `“${sheet.name}” has no column for Reconciliation Notes that I may write, by which the new row is known again. Add or unlock it and press Retry, or add the row by hand`,
    );
  const note = `Added from QuickBooks ${action.posting.name} (approval ${standing.number}, ${approvalId} v${draft.version})`;
  const values: [CostColumn, CellWrite['value']][] = [
    ['description', action.description],
    ['vendor', action.vendor],
    ['invoice', action.invoice],
    ['date', action.date],
    ['actual_cost', Number(toDecimal(action.amountMinor, action.currency))],
    ['gl_code', action.code],
    ['qb_transaction_id', action.posting.txnId],
    ['reconciliation_status', 'Resolved'],
    ['reconciliation_notes', signedNote(note)],
  ];
  const cells = new Map<number, CellWrite['value']>();
  for (const [key, value] of values) {
    const column = found.get(key);
    if (column && !column.locked && !column.hasFormula && value !== '') cells.set(column.id, value);
  }
  const [added] = await smartsheet.addRows(sheetId, [{ cells }], { markerColumnId: marker.id });
  if (added?.failure) throw refused(added.failure.code, `The row was not added: ${added.failure.message}`);
  return { data: { rowId: added?.rowId ?? null } };
}

function refused(code: string, message: string): VendorFailure {
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code, message });
}
