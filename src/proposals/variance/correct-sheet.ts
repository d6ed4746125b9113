import { parseDecimal } from '../../core/decimal.ts';
import { VendorFailure } from '../../core/failure.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import { closedWords } from '../sheet-writes.ts';
import type { StepContext, StepOutcome } from '../step.ts';
import { cellShown } from './action-words.ts';
import type { Doing } from './content.ts';

/** Only cells that still say what people saw, or what they are to say, are written. */
export async function correctSheet(
  action: Doing<'correct'>,
  sheetId: string,
  context: StepContext,
): Promise<StepOutcome> {
  const { smartsheet, project } = context;
  const sheet = await smartsheet.getRows(sheetId, [action.rowId]);
  const [row] = sheet.rows;
  if (!row) throw refused('row-gone', `Row ${action.rowNumber} is no longer in “${sheet.name}”`);
  const { found: columns } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  const cellWrites = action.cells.flatMap((cell) => {
    const column = columns.get(cell.column);
    if (!column) throw refused('column-gone', `“${sheet.name}” no longer has a column “${cell.title}”`);
    const closed = closedWords(column);
    if (closed !== null)
      throw refused(
        '1039',
        `The ${closed}, so row ${action.rowNumber} cannot be corrected from here. Unlock it and press Retry, or correct it by hand`,
      );
    const held = row.cells.get(column.id);
    const now = textIn(held?.value ?? null);
    const isNew = same(cell.column, now, cell.new, project.currency);
    if (!isNew && !same(cell.column, now, cell.old, project.currency))
      throw refused(
        'changed',
        `Row ${action.rowNumber}, ${column.title} says “${cellShown(cell.column, now, action)}” now, not “${cellShown(cell.column, cell.old, action)}”: somebody changed it. Run /reconcile again`,
      );
    if (!isNew && held?.computed)
      throw refused(
        'computed',
        `Row ${action.rowNumber}, ${column.title} is computed by a formula or linked from another sheet, and a value written there would take its place for good. Correct what it is computed from, or type over it by hand; then press Retry`,
      );
    const value = cell.column === 'actual_cost' ? Number(cell.new) : cell.new;
    return isNew ? [] : [{ rowId: action.rowId, columnId: column.id, value }];
  });
  const [failure] = cellWrites.length > 0 ? await smartsheet.writeCells(sheetId, cellWrites) : [];
  if (failure) throw refused(failure.code, `Row ${action.rowNumber} was not corrected: ${failure.message}`);
  return { data: { rowId: action.rowId, cells: action.cells } };
}

/** `own`: the currency of a row that names none. */
export function same(
  column: Doing<'correct'>['cells'][number]['column'],
  a: string,
  b: string,
  own: string,
): boolean {
  if (column === 'currency') return (a.trim().toUpperCase() || own) === (b.trim().toUpperCase() || own);
  if (column !== 'actual_cost') return a.trim() === b.trim();
  return parseDecimal(a) === parseDecimal(b);
}

function refused(code: string, message: string): VendorFailure {
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code, message });
}
