import type { CellWrite, Column, RowWriteFailure, Sheet, Smartsheet } from '../smartsheet/types.ts';
import { firstOf, rowsNamed } from './say.ts';

/** How proposals of any kind write to a sheet, and what is said of what it did not take. */

/**
 * Smartsheet takes a row whole or not at all: where it refused one, its cells are tried a column at a time.
 * @param whyOf why a column did not take a cell, in words.
 * @returns what was not written, in words.
 */
export async function writeOrSay(
  smartsheet: Pick<Smartsheet, 'writeCells'>,
  sheet: Sheet,
  writes: CellWrite[],
  whyOf: (title: string, failure: RowWriteFailure) => string,
): Promise<string[]> {
  if (writes.length === 0) return [];
  const failed = new Set((await smartsheet.writeCells(sheet.id, writes)).map(({ rowId }) => rowId));
  const again = Map.groupBy(
    writes.filter(({ rowId }) => failed.has(rowId)),
    ({ columnId }) => columnId,
  );
  const reasons: string[] = [];
  for (const [columnId, cells] of again) {
    const title = sheet.columns.find(({ id }) => id === columnId)?.title ?? String(columnId);
    const refused = await smartsheet.writeCells(sheet.id, cells);
    for (const [why, rows] of Map.groupBy(refused, (one) => whyOf(title, one))) {
      const numbers = rows.flatMap(({ rowId }) => sheet.rows.find(({ id }) => id === rowId)?.rowNumber ?? []);
      reasons.push(`${rowsNamed(numbers).toLowerCase()}: ${why}`);
    }
  }
  return reasons;
}

/** "column “Status” is locked"; null where values may be written to it. */
export function closedWords({ title, locked, hasFormula }: Column): string | null {
  if (!locked && !hasFormula) return null;
  return `column “${title}” ${locked ? 'is locked' : 'is filled by a formula'}`;
}

/** What the channel is told of what the sheet did not take; nothing where it took all. */
export function unwrittenNotes(sheetName: string, unwritten: readonly string[]): string[] {
  if (unwritten.length === 0) return [];
  return [
    `I could not write everything to “${sheetName}”: ${firstOf(unwritten)}. The other cells are written; please enter these by hand, or change the column.`,
  ];
}
