import { z } from 'zod';
import { VendorFailure } from '../../core/failure.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import { cellText } from '../../smartsheet/map-writes.ts';
import type { CellWrite, Column, Row } from '../../smartsheet/types.ts';
import { listed, quoted } from '../say.ts';
import type { StepContext, StepOutcome } from '../step.ts';
import { addedCells, addedNote } from './add-row.ts';
import type { Doing } from './content.ts';
import { signedNote } from './row-words.ts';

type Taken = { refused: string } | StepOutcome;

/** What adding it left behind. */
const Added = z.object({ rowId: z.string().nullable().default(null) });

/**
 * Deletes the row that was added, as long as it is what we wrote and nothing else: a cell that a person filled or
 * changed, a comment, a file or a row indented beneath it would go with it, and is a reason not to. Smartsheet
 * deletes without asking for a version, so the row is read right before.
 */
export async function deleteAdded(
  action: Doing<'add'>,
  sheetId: string,
  context: StepContext,
  inDoubt: boolean,
): Promise<Taken> {
  const { smartsheet, project } = context;
  const { rowId } = Added.parse(context.outcomeOf('post') ?? {});
  if (rowId === null) return { refused: 'which row was added is not known any more. Remove it by hand.' };
  const now = await smartsheet.getRows(sheetId, [rowId], { discussions: true, attachments: true });
  const [row] = now.rows;
  if (!row && inDoubt) return { data: { rowId, found: true } };
  if (!row) return { refused: 'the added row is not in the sheet any more: there is nothing to take back.' };
  const { found } = resolveCostColumns(now, project.costs?.columns ?? {});
  const marker = found.get('reconciliation_notes');
  if (!marker)
    return {
      refused: `the sheet has no column for Reconciliation Notes any more, by which row ${row.rowNumber} is known. Remove it by hand.`,
    };
  const note = signedNote(addedNote(action, context));
  const { parentId } = await smartsheet.getCostSheet(sheetId, [marker.title]);
  const ours = addedCells(action, found, project.currency).set(marker.id, note);
  const others = othersIn(row, now.columns, ours, parentId.includes(row.id));
  if (others.length > 0)
    return {
      refused: `somebody worked on row ${row.rowNumber} since it was added: ${listed(others)}. Deleting it would lose that; keep or remove it by hand.`,
    };
  try {
    await smartsheet.deleteRows(sheetId, [row.id]);
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'refused') throw error;
    return { refused: `row ${row.rowNumber} of the sheet stays: ${error.message}` };
  }
  return { data: { rowId: row.id, found: false } };
}

/** What somebody else did to it, in words; what Smartsheet computes or fills by itself is nobody's. */
function othersIn(
  row: Row,
  columns: readonly Column[],
  ours: ReadonlyMap<number, CellWrite['value']>,
  hasRowsBeneath: boolean,
): string[] {
  const changed = columns.flatMap(({ id, title, hasFormula, bySmartsheet }) => {
    const value = row.cells.get(id)?.value ?? null;
    if (hasFormula || bySmartsheet || value === false) return [];
    const says = textIn(value);
    const wrote = ours.get(id);
    if (says === (wrote === undefined ? '' : asWritten(wrote))) return [];
    return [says === '' ? `${title} was cleared` : `${title} says ${quoted(says, 60)}`];
  });
  return [
    ...changed,
    ...(row.comments.length > 0 ? ['it has a comment'] : []),
    ...(row.attachmentNames.length > 0 ? ['a file is attached'] : []),
    ...(hasRowsBeneath ? ['rows are indented beneath it'] : []),
  ];
}

/** As the sheet has it: a text that looks like a formula is written as text. */
function asWritten(value: CellWrite['value']): string {
  return textIn(typeof value === 'string' ? cellText(value) : value);
}
