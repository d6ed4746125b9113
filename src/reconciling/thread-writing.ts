import { type RowWrite, type Written, writeRows } from '../proposals/variance/write-back.ts';
import type { CostColumn } from '../settings/types.ts';
import { textIn } from '../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../smartsheet/cost-columns.ts';
import { toSheet } from '../smartsheet/map-sheet.ts';
import { readColumns } from '../smartsheet/reading-columns.ts';
import type { CellWrite, Row, RowsWritten, Sheet, SheetColumns } from '../smartsheet/types.ts';
import type { Door } from './door.ts';
import type { WritingAsked, WritingDone } from './protocol.ts';
import { sheetsBehind } from './thread-sheet.ts';

/** What Smartsheet takes in one request. */
const ROWS_A_REQUEST = 500;
/** Ids in an address: Smartsheet takes 8,000 characters. */
const IDS_A_REQUEST = 400;

const COLUMNS: readonly CostColumn[] = ['reconciliation_status', 'qb_transaction_id', 'reconciliation_notes'];

/**
 * Writes what the rows do not say yet, in as few requests as there can be. The sheet itself remembers how far it came:
 * it is read right before, so that after a cut only the rest is written, and what a person typed meanwhile stays. Each
 * request answers with the sheet's version; once somebody else has changed the sheet, every further batch of rows is
 * read again right before it is written.
 */
export async function writeBack(
  door: Door,
  { sheetId, columns }: WritingAsked,
  wanted: readonly RowWrite[],
  onProgress: (written: number, of: number) => void,
): Promise<WritingDone> {
  const sheets = sheetsBehind(door);
  const titles = COLUMNS.flatMap((key) => columns[key] ?? []);
  const read = await readColumns(sheets, sheetId, titles);
  const places = new Map(read.rowId.map((id, place) => [id, place]));
  const written: Written = { kept: [], refused: [] };
  const says = sayingIn(read, places, columns);
  const missing = wanted.filter((row) => !says(row));
  let version: number | null = read.version;
  const smartsheet = {
    async writeCells(_id: string, writes: readonly CellWrite[]) {
      const done = (await door.ask({ of: 'writing', sheetId, writes })) as RowsWritten;
      if (version !== null) version = done.version === version + done.requests ? done.version : null;
      return done.failures;
    },
  };
  for (let from = 0; from < missing.length; from += ROWS_A_REQUEST) {
    const decided = new Set((await door.ask({ of: 'decided' })) as string[]);
    const some = missing.slice(from, from + ROWS_A_REQUEST).filter(({ rowId }) => !decided.has(rowId));
    const sheet = version === null ? await rereadRows(sheets, read, some) : rowsAsRead(read, places, some);
    const { kept, refused } = await writeRows(smartsheet, sheet, columns, some);
    for (const one of kept) written.kept.push(one);
    written.refused.push(...refused.filter((one) => !written.refused.includes(one)));
    onProgress(Math.min(from + ROWS_A_REQUEST, missing.length), missing.length);
  }
  return { ...written, sheetName: read.name };
}

/** Whether a row says all that is wanted of it; one that is gone has nothing to say. */
function sayingIn(
  read: SheetColumns,
  places: ReadonlyMap<string, number>,
  columns: WritingAsked['columns'],
): (row: RowWrite) => boolean {
  const { found } = resolveCostColumns(read, columns);
  const cells = (key: CostColumn) => read.cells.get(found.get(key)?.id ?? -1);
  const [status, transaction, notes] = COLUMNS.map(cells);
  const same = (column: typeof status, place: number, value: string | null) =>
    !column || value === null || textIn(column[place] ?? null) === value;
  return (row) => {
    const place = places.get(row.rowId);
    if (place === undefined) return true;
    return (
      same(status, place, row.status) &&
      same(transaction, place, row.transactionId) &&
      same(notes, place, row.notes)
    );
  };
}

/** These rows alone as a sheet of objects; the whole sheet never is one. */
function rowsAsRead(
  read: SheetColumns,
  places: ReadonlyMap<string, number>,
  wanted: readonly RowWrite[],
): Sheet {
  const { id, name, version, permalink, columns } = read;
  const cells = [...read.cells];
  const rows = wanted.flatMap(({ rowId }): Row[] => {
    const index = places.get(rowId);
    if (index === undefined) return [];
    const values = cells.map(
      ([column, all]) => [column, { value: all[index] ?? null, display: null }] as const,
    );
    return [
      {
        id: rowId,
        rowNumber: read.rowNumber[index] ?? 0,
        cells: new Map(values),
        comments: [],
        attachmentNames: [],
        modifiedAt: null,
      },
    ];
  });
  return { id, name, version, permalink, columns, rows };
}

/** The same rows as they stand now. */
async function rereadRows(
  sheets: ReturnType<typeof sheetsBehind>,
  { id, name, version, permalink, columns, cells }: SheetColumns,
  wanted: readonly RowWrite[],
): Promise<Sheet> {
  const rows: Row[] = [];
  const asked = new Set(wanted.map(({ rowId }) => rowId));
  const columnIds = [...cells.keys()].join(',');
  for (let from = 0; from < wanted.length; from += IDS_A_REQUEST) {
    const rowIds = wanted
      .slice(from, from + IDS_A_REQUEST)
      .map(({ rowId }) => rowId)
      .join(',');
    const query = { rowIds, ...(columnIds === '' ? {} : { columnIds }), exclude: 'nonexistentCells' };
    const { sheet } = toSheet(await sheets.getSheet(id, query));
    rows.push(...sheet.rows.filter((row) => asked.has(row.id)));
  }
  return { id, name, version, permalink, columns, rows };
}
