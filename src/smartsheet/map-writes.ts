import { z } from 'zod';
import { errorBody, failureFromContent } from './faults.ts';
import { where } from './map-sheet.ts';
import type { CellWrite, RowWriteFailure } from './types.ts';

/** A row as `PUT /sheets/{id}/rows` wants it. */
export interface RowUpdate {
  id: string | number;
  cells: { columnId: number; value: string | number | boolean }[];
}

/**
 * The writes grouped by row, each row once, in the order first named; a later write into the same cell wins, as
 * the same column twice in a row is refused (1037).
 *
 * Values are sent strictly, which is Smartsheet's default: leniently, the text "1043" in a text column would
 * become a number and "10-11" a date, and a misfit would be stored as text instead of being refused (1042).
 * Dates are therefore ISO text, which a date column takes as a date and a text column keeps as it is.
 */
export function toRowUpdates(writes: readonly CellWrite[]): RowUpdate[] {
  const rows = new Map<string, Map<number, string | number | boolean>>();
  for (const { rowId, columnId, value } of writes) {
    const cells = rows.get(rowId) ?? new Map<number, string | number | boolean>();
    // An empty text clears a cell of any type; null is refused as a missing attribute (1012).
    cells.set(columnId, value ?? '');
    rows.set(rowId, cells);
  }
  return Array.from(rows, ([rowId, cells]) => ({
    id: asNumber(rowId),
    cells: Array.from(cells, ([columnId, value]) => ({ columnId, value })),
  }));
}

// Smartsheet takes row ids as numbers; one that is not a safe integer goes as the text it came as.
function asNumber(rowId: string): string | number {
  const number = Number(rowId);
  return Number.isSafeInteger(number) && String(number) === rowId ? number : rowId;
}

const resultBody = z.looseObject({
  failedItems: z
    .array(
      z.looseObject({
        rowId: z.union([z.number(), z.string()]).transform(String).nullish(),
        index: z.number().int().nullish(),
        error: errorBody.default({}),
      }),
    )
    .nullish(),
});

/** The rows of `sent` that an answer of 200 says were not written. */
export function toRowFailures(answer: unknown, sent: readonly RowUpdate[]): RowWriteFailure[] {
  const parsed = resultBody.safeParse(answer ?? {});
  if (!parsed.success)
    throw failureFromContent(`it is not a result (${where(parsed.error)})`, true, parsed.error);
  return (parsed.data.failedItems ?? []).map(({ rowId, index, error }) => ({
    rowId: rowId ?? String(sent[index ?? -1]?.id ?? ''),
    code: String(error.errorCode ?? ''),
    message: error.message ?? 'Smartsheet did not say why',
  }));
}
