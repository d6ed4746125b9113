import { z } from 'zod';
import { shorten } from '../core/text.ts';
import { errorBody, failureFromContent } from './faults.ts';
import { rowId, where } from './map-sheet.ts';
import type { AddedRow, CellWrite, NewRow, RowWriteFailure } from './types.ts';

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
    cells.set(columnId, cellOnTheWire(value));
    rows.set(rowId, cells);
  }
  return Array.from(rows, ([rowId, cells]) => ({
    id: asNumber(rowId),
    cells: Array.from(cells, ([columnId, value]) => ({ columnId, value })),
  }));
}

/** Rows as `POST /sheets/{id}/rows` wants them, each with its place: the end of the sheet. */
export function toNewRows(rows: readonly NewRow[]): { toBottom: true; cells: RowUpdate['cells'] }[] {
  return rows.map(({ cells }) => ({
    toBottom: true,
    // What is blank in a new row is left out: there is nothing to clear.
    cells: Array.from(cells, ([columnId, value]) => ({ columnId, value: cellOnTheWire(value) })).filter(
      ({ value }) => value !== '',
    ),
  }));
}

function cellOnTheWire(value: CellWrite['value']): string | number | boolean {
  // An empty text clears a cell of any type; null is refused as a missing attribute (1012).
  return typeof value === 'string' ? cellText(value) : (value ?? '');
}

/** Smartsheet's limit for a cell, beyond which it cuts in silence. */
const CELL_CHARACTERS = 4_000;

/**
 * A text as it stands in a cell once it is written. Texts come from vendors, memos and models: one that begins like a
 * formula gets an apostrophe before it, as people type it to keep a text a text. Smartsheet takes formulas in a field
 * of their own (`formula`), which Countersign never sends; but the sheet may be copied, exported or typed over.
 */
export function cellText(text: string): string {
  return shorten(/^\s*=/.test(text) ? `'${text.trimStart()}` : text, CELL_CHARACTERS);
}

// Smartsheet takes row ids as numbers; one that is not a safe integer goes as the text it came as.
function asNumber(rowId: string): string | number {
  const number = Number(rowId);
  return Number.isSafeInteger(number) && String(number) === rowId ? number : rowId;
}

const resultBody = z.looseObject({
  result: z
    .union([z.array(z.looseObject({ id: rowId.nullish() })), z.looseObject({ id: rowId.nullish() })])
    .nullish()
    .catch(null),
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

/** What became of `sent` new rows, in their order. Throws VendorFailure (outcome unknown) where it cannot be told. */
export function toAddedRows(answer: unknown, sent: number): AddedRow[] {
  const parsed = resultBody.safeParse(answer ?? {});
  const failures = new Map(
    (parsed.data?.failedItems ?? []).map(({ index, error }) => [
      index ?? -1,
      { code: String(error.errorCode ?? ''), message: error.message ?? 'Smartsheet did not say why' },
    ]),
  );
  const result = parsed.data?.result ?? [];
  const ids = (Array.isArray(result) ? result : [result]).map(({ id }) => id ?? null);
  if (ids.includes(null) || ids.length + failures.size !== sent) {
    throw failureFromContent('it does not name the rows that were added', true, parsed.error);
  }
  let next = 0;
  return Array.from({ length: sent }, (_, index): AddedRow => {
    const failure = failures.get(index);
    if (failure) return { rowId: null, failure };
    next += 1;
    return { rowId: ids[next - 1] ?? '', failure: null };
  });
}
