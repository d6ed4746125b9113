import { VendorFailure } from '../core/failure.ts';
import { type RowWrite, type Written, writeRows } from '../proposals/variance/write-rows.ts';
import type { CostColumn } from '../settings/types.ts';
import { textIn } from '../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../smartsheet/cost-columns.ts';
import { readPlainRows } from '../smartsheet/reading.ts';
import { readColumns } from '../smartsheet/reading-columns.ts';
import type { CellWrite, RowWriteFailure, SheetColumns } from '../smartsheet/types.ts';
import type { Door } from './door.ts';
import { STALE, type WritingAsked, type WritingPlan } from './protocol.ts';
import { sheetsBehind } from './thread-sheet.ts';

const COLUMNS: readonly CostColumn[] = ['reconciliation_status', 'qb_transaction_id', 'reconciliation_notes'];

/** What is to be written, and where. */
export interface Writing extends WritingAsked {
  rows: readonly RowWrite[];
}

/** Of what was read to be compared, what the rows say of us: what is to be written is planned from there on. */
export function sayings(read: SheetColumns, columns: WritingAsked['columns']): SheetColumns {
  const { found } = resolveCostColumns(read, columns);
  const ours = new Set(COLUMNS.map((key) => found.get(key)?.id));
  const of = <T>(all: ReadonlyMap<number, T>) => new Map([...all].filter(([id]) => ours.has(id)));
  return { ...read, cells: of(read.cells), formulas: of(read.formulas) };
}

/**
 * What the rows do not say yet. The sheet itself remembers how far an earlier try came: after a cut only the rest is
 * written. What stands in the cells is looked at again with each part. `earlier`: what was read of them in this run.
 */
export async function planWriting(
  door: Door,
  asked: WritingAsked,
  wanted: readonly RowWrite[],
  earlier?: SheetColumns,
): Promise<{ plan: WritingPlan; writing: Writing }> {
  if (wanted.length === 0) return { plan: { sheetName: '', rows: 0 }, writing: { ...asked, rows: [] } };
  const { sheetId, columns } = asked;
  const titles = COLUMNS.flatMap((key) => columns[key] ?? []);
  const read = await readColumns(sheetsBehind(door), sheetId, titles, earlier);
  const says = sayingIn(read, columns);
  const rows = wanted.filter((row) => !says(row));
  return { plan: { sheetName: read.name, rows: rows.length }, writing: { ...asked, rows } };
}

/** Whether a row says all that is wanted of it; one that is gone has nothing to say. */
function sayingIn(read: SheetColumns, columns: WritingAsked['columns']): (row: RowWrite) => boolean {
  const places = new Map(read.rowId.map((id, place) => [id, place]));
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

/** A request that has to wait longer than this for its passing leaves with what was read anew. */
const FRESH_MS = 2_000;
/** In a crowd it leaves all the same after so many tries. */
const TRIES = 3;

/**
 * Writes a part of it, by what its rows say right before; whoever orders it has the sheet's turn. Decisions are asked
 * for after the rows are read: one that is made later writes its own words after these, for it waits for the turn.
 */
export async function writePart(door: Door, writing: Writing, from: number, to: number): Promise<Written> {
  const part = writing.rows.slice(from, to);
  for (let attempt = 1; attempt < TRIES; attempt += 1) {
    try {
      return await writeAsRead(door, writing, part, FRESH_MS);
    } catch (error) {
      if (!(error instanceof VendorFailure) || error.code !== STALE) throw error;
    }
  }
  return writeAsRead(door, writing, part, null);
}

async function writeAsRead(
  door: Door,
  { sheetId, columns }: Writing,
  part: readonly RowWrite[],
  freshMs: number | null,
): Promise<Written> {
  const ids = part.map(({ rowId }) => rowId);
  const sheet = await readPlainRows(sheetsBehind(door), sheetId, ids);
  const until = freshMs === null ? null : Date.now() + freshMs;
  const decided = new Set((await door.ask({ of: 'decided' })) as string[]);
  const smartsheet = {
    writeCells: async (_id: string, writes: readonly CellWrite[]) =>
      (await door.ask({ of: 'writing', writes, until })) as RowWriteFailure[],
  };
  const open = part.filter(({ rowId }) => !decided.has(rowId));
  return writeRows(smartsheet, sheet, columns, open);
}
