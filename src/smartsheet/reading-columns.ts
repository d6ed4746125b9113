import type { Calls, Query } from './calls.ts';
import { sameTitle } from './columns.ts';
import { failureFromContent } from './faults.ts';
import { beginColumns, type Growing, type Page, takePage, toPage } from './map-columns.ts';
import type { Column, SheetColumns } from './types.ts';

/** Large enough for most sheets to come in one answer, small enough for an answer within the time for one. */
const ROWS_A_PAGE = 5_000;

/** How often a sheet that changes while its pages are read is begun anew before it is asked for in one piece. */
const TRIES = 3;

/** Clocks of Smartsheet's machines may differ, and rows that are read twice do no harm. */
const MARGIN_MS = 60_000;

const LEAN: Query = { exclude: 'nonexistentCells' };
const FIRST_PAGE: Query = { page: 1, pageSize: ROWS_A_PAGE };

/** Told how many rows are read so far, and of how many; null where Smartsheet does not say. */
export type OnRead = (read: number, of: number | null) => void;

/**
 * The wanted columns of every row. With what an earlier call answered it is one question: Smartsheet says that
 * nothing changed, or sends the rows that did. Those are taken only where they are all that changed; rows that were
 * deleted or moved, columns that changed, and cells that are computed from others are not named by Smartsheet, so
 * then the sheet is read whole.
 */
export async function readColumns(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  titles: readonly string[],
  earlier?: SheetColumns,
  onRead: OnRead = () => {},
): Promise<SheetColumns> {
  const wanted = ({ title }: Column) => titles.some((each) => sameTitle(each, title));
  if (earlier && earlier.id === sheetId && covers(earlier, wanted)) {
    const since = lastChange(earlier);
    const query = {
      ...LEAN,
      ...FIRST_PAGE,
      ifVersionAfter: earlier.version,
      ...(since ? { rowsModifiedSince: since } : {}),
    };
    const changed = toPage(await calls.getSheet(sheetId, query), true);
    if (changed === null) return earlier;
    // A full page is not the last one: so much changed that the sheet may as well be read whole.
    const merged = since && changed.rows.length < ROWS_A_PAGE ? merge(earlier, changed) : null;
    if (merged) return merged;
  }
  return readWhole(calls, sheetId, wanted, undefined, onRead);
}

/** One column of every row; throws VendorFailure 1036 where the sheet has no such column. */
export async function readColumnsById(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  columnId: number,
): Promise<SheetColumns> {
  return readWhole(calls, sheetId, ({ id }) => id === columnId, String(columnId));
}

function covers({ columns, cells }: SheetColumns, wanted: (column: Column) => boolean): boolean {
  return columns.filter(wanted).every(({ id }) => cells.has(id));
}

/** ISO instant a little before the latest change of a row; null where no row says when it was changed. */
function lastChange(sheet: SheetColumns): string | null {
  const at = Date.parse(latestOf(sheet));
  return Number.isNaN(at) ? null : new Date(at - MARGIN_MS).toISOString();
}

const latestOf = ({ modifiedAt }: SheetColumns): string =>
  modifiedAt.reduce((last, at) => (at > last ? at : last), '');

/** null where the changed rows may not be all that changed. */
function merge(earlier: SheetColumns, changed: Page): SheetColumns | null {
  const growing: Growing = {
    ...beginColumns(changed, ({ id }) => earlier.cells.has(id)),
    count: earlier.count,
    rowId: [...earlier.rowId],
    rowNumber: [...earlier.rowNumber],
    parentId: [...earlier.parentId],
    modifiedAt: [...earlier.modifiedAt],
    places: new Map(earlier.rowId.map((id, at) => [id, at])),
  };
  // What changed was changed after all that was known. Where nothing was, it is not named, or clocks went wrong.
  const latest = Date.parse(latestOf(earlier));
  const later = changed.rows.some(({ modifiedAt }) => Date.parse(modifiedAt ?? '') > latest);
  const sameColumns = JSON.stringify(growing.columns) === JSON.stringify(earlier.columns);
  const computed = earlier.columns.some(
    ({ id, hasFormula }) =>
      earlier.cells.has(id) && (hasFormula || (earlier.formulas.get(id)?.size ?? 0) > 0),
  );
  if (!later || !sameColumns || computed || changed.rows.some((row) => hasMoved(growing, row))) return null;
  for (const [columnId, values] of earlier.cells) growing.cells.set(columnId, [...values]);
  takePage(growing, changed);
  return growing.count === changed.totalRowCount ? finished(growing) : null;
}

/** A row that was there and stands elsewhere now, or a new one that pushed others down. */
function hasMoved({ places, rowNumber, parentId, count }: Growing, row: Page['rows'][number]): boolean {
  const at = places.get(row.id);
  if (at === undefined) return (row.rowNumber ?? 0) <= count;
  return rowNumber[at] !== row.rowNumber || parentId[at] !== (row.parentId ?? '');
}

async function readWhole(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  wanted: (column: Column) => boolean,
  columnIds?: string,
  onRead: OnRead = () => {},
): Promise<SheetColumns> {
  const query = { ...LEAN, ...(columnIds ? { columnIds } : {}) };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const read = await readPages(calls, sheetId, wanted, query, onRead);
    if (read) return read;
  }
  const page = pageOf(await calls.getSheet(sheetId, query));
  const growing = beginColumns(page, wanted);
  takePage(growing, page);
  return finished(growing);
}

/** null where the sheet changed meanwhile: a row may then have gone from one page to another unseen. */
async function readPages(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  wanted: (column: Column) => boolean,
  lean: Query,
  onRead: OnRead,
): Promise<SheetColumns | null> {
  const first = pageOf(await calls.getSheet(sheetId, { ...lean, ...FIRST_PAGE }));
  const growing = beginColumns(first, wanted);
  takePage(growing, first);
  onRead(growing.count, first.totalRowCount ?? null);
  const columnIds = [...growing.cells.keys()].join(',');
  // A server may hold pages smaller than asked for.
  const pageSize = first.rows.length;
  for (let page = 2; growing.count < (first.totalRowCount ?? 0) && pageSize > 0; page += 1) {
    const query = { ...LEAN, page, pageSize, ...(columnIds === '' ? {} : { columnIds }) };
    const next = pageOf(await calls.getSheet(sheetId, query));
    if (next.version !== growing.version) return null;
    // Beyond the end Smartsheet repeats the last page; rows we may not see are counted but never come.
    if (takePage(growing, next) === 0) break;
    onRead(growing.count, first.totalRowCount ?? null);
  }
  return finished(growing);
}

function pageOf(answer: unknown): Page {
  const page = toPage(answer);
  if (!page) throw failureFromContent('it is not a sheet', false);
  return page;
}

function finished({ places: _, ...columns }: Growing): SheetColumns {
  return columns;
}
