import { localDate } from '../../core/instant.ts';
import { nameAmong } from '../../settings/people.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import { cellText } from '../../smartsheet/map-writes.ts';
import type { CellWrite, Row } from '../../smartsheet/types.ts';
import type { SheetContext } from '../context.ts';
import type { StoredDraft } from '../draft.ts';
import { listed, quoted } from '../say.ts';
import type { Standing } from '../standing.ts';
import type { StepContext, StepOutcome } from '../step.ts';
import { cellShown, doneWords } from './action-words.ts';
import { type Doing, decidedRows, StoredBasis, StoredContent } from './content.ts';
import { same } from './correct-sheet.ts';
import { IN_REVIEW, sayInReview } from './review-row.ts';
import { reviewStatus, signedNote } from './row-words.ts';
import { writeRows, writtenNotes } from './write-rows.ts';

type Taken = { refused: string } | StepOutcome;

/** Each corrected cell that still says what was approved says again what it said before. */
export async function correctBack(
  action: Doing<'correct'>,
  sheetId: string,
  { smartsheet, project }: StepContext,
): Promise<Taken> {
  const sheet = await smartsheet.getRows(sheetId, [action.rowId]);
  const [row] = sheet.rows;
  if (!row) return { refused: `row ${action.rowNumber} is no longer in “${sheet.name}”.` };
  const { found } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  const changed: string[] = [];
  const writes = action.cells.flatMap((cell): CellWrite[] => {
    const column = found.get(cell.column);
    const now = column ? textIn(row.cells.get(column.id)?.value ?? null) : '';
    const says = (value: string) =>
      cell.column === 'actual_cost' || cell.column === 'currency'
        ? same(cell.column, now, value, project.currency)
        : now.trim() === textIn(cellText(value.trim()));
    if (column && says(cell.old)) return []; // an earlier try did it
    if (!column || !says(cell.new))
      changed.push(`${cell.title} says ${quoted(cellShown(cell.column, now, action), 60)}`);
    if (!column) return [];
    const value = cell.column === 'actual_cost' ? Number(cell.old) : cell.old;
    return [{ rowId: row.id, columnId: column.id, value }];
  });
  if (changed.length > 0)
    return {
      refused: `somebody changed row ${row.rowNumber} since: ${listed(changed)}. Correct it there by hand.`,
    };
  return written(await smartsheet.writeCells(sheetId, writes), { rowId: row.id });
}

function written(failures: readonly { message: string }[], data: Record<string, unknown>): Taken {
  const [failure] = failures;
  return failure ? { refused: `the sheet did not take it: ${failure.message}` } : { data };
}

/** The rows are to be decided on again and say so; a cell that a person filled since is kept. */
export async function clearSheet(
  draft: StoredDraft,
  { undo, posting }: Standing,
  context: SheetContext,
): Promise<{ notes: string[] }> {
  const content = StoredContent.parse(draft.content);
  const { sheetId, rows, action } = content;
  const ids = decidedRows(content);
  const { subject } = StoredBasis.parse(draft.basis);
  await sayInReview({ ...context, draft }, IN_REVIEW);
  if (ids.length === 0) return { notes: [] };
  const { projects, smartsheet, project, now } = context;
  const who = undo.by === null ? 'somebody' : nameAmong(projects.people, undo.by);
  const on = localDate(undo.at ?? now, projects.company.timezone);
  const notes = signedNote(
    `Undone by ${who}, ${on}: ${doneWords(action, posting?.number ?? null)}. To be decided again`,
  );
  const read = await smartsheet.getRows(sheetId, ids);
  // A row of another card had no posting before it was put together with this one's.
  const statusOf = (id: string) =>
    reviewStatus(rows.some((row) => row.id === id) ? subject.cause : 'missing-in-ledger');
  const wanted = read.rows.map(({ id }: Row) => ({
    rowId: id,
    status: statusOf(id),
    transactionId: '',
    notes,
  }));
  const result = await writeRows(smartsheet, read, project.costs?.columns ?? {}, wanted);
  return { notes: writtenNotes(read.name, result) };
}
