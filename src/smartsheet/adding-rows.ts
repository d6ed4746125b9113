import type { Calls } from './calls.ts';
import { cellText, toAddedRows, toNewRows } from './map-writes.ts';
import { readColumnsById } from './reading-columns.ts';
import type { AddedRow, NewRow } from './types.ts';
import { ROWS_PER_REQUEST } from './writing.ts';

/**
 * Adds rows at the end of the sheet, those that cannot be added named one by one. With a marker the sheet is looked at
 * first: a POST that was not answered may have been carried out.
 */
export async function addRows(
  calls: Calls,
  sheetId: string,
  rows: readonly NewRow[],
  markerColumnId?: number,
): Promise<AddedRow[]> {
  if (markerColumnId === undefined) return addAll(calls, sheetId, rows);
  const markers = rows.map(({ cells }) => cellText(String(cells.get(markerColumnId) ?? '')));
  if (markers.includes('') || new Set(markers).size < markers.length) {
    throw new RangeError('Every new row needs a marker of its own, so that a second try can find it');
  }
  const there = await findRows(calls, sheetId, markerColumnId, markers);
  const lacking = rows.filter((_, index) => !there.has(markers[index] ?? ''));
  const added = await addAll(calls, sheetId, lacking);
  return markers.map((marker): AddedRow => {
    const rowId = there.get(marker);
    const outcome = rowId === undefined ? added.shift() : { rowId, failure: null };
    if (!outcome) throw new Error('Fewer rows were answered for than were sent');
    return outcome;
  });
}

/** Ids of the rows whose cell in this column holds one of these texts, by text; of several, the topmost. */
async function findRows(
  calls: Calls,
  sheetId: string,
  columnId: number,
  texts: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (texts.length === 0) return found;
  const wanted = new Map(texts.map((text) => [cellText(text), text]));
  const { cells, rowId } = await readColumnsById(calls, sheetId, columnId);
  cells.get(columnId)?.forEach((value, row) => {
    const text = value === null ? undefined : wanted.get(String(value));
    const id = rowId[row];
    if (text !== undefined && id !== undefined && !found.has(text)) found.set(text, id);
  });
  return found;
}

async function addAll(calls: Calls, sheetId: string, rows: readonly NewRow[]): Promise<AddedRow[]> {
  const added: AddedRow[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_REQUEST) {
    const chunk = toNewRows(rows.slice(start, start + ROWS_PER_REQUEST));
    const answer = await calls.addRows(sheetId, { allowPartialSuccess: true }, chunk);
    added.push(...toAddedRows(answer, chunk.length));
  }
  return added;
}
