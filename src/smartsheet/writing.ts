import PQueue from 'p-queue';
import { VendorFailure } from '../core/failure.ts';
import { priority } from '../limits/priority.ts';
import { oneAtATime } from '../limits/shared.ts';
import type { Holds } from '../store/holds.ts';
import type { Calls } from './calls.ts';
import { errorBody } from './faults.ts';
import { type RowUpdate, toRowFailures, toRowUpdates } from './map-writes.ts';
import type { CellWrite, RowWriteFailure } from './types.ts';

/** Smartsheet's limit for one request. */
export const ROWS_PER_REQUEST = 500;

/** Runs a sheet's writes one after another, over all processes with `holds`: two at once on one token are answered 4004. */
export function createTurns(
  holds: Holds | null = null,
): <T>(sheetId: string, write: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, PQueue>();
  return (sheetId, write) => {
    const queue = queues.get(sheetId) ?? new PQueue({ concurrency: 1 });
    queues.set(sheetId, queue);
    return queue.add(() => oneAtATime(holds, `smartsheet-write/${sheetId}`, write), { priority: priority() });
  };
}

/** Writes absolute values, so that doing it again does no harm. Rows that were refused are returned. */
export async function writeRows(
  calls: Calls,
  sheetId: string,
  writes: readonly CellWrite[],
): Promise<RowWriteFailure[]> {
  const rows = toRowUpdates(writes);
  const failures: RowWriteFailure[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_REQUEST) {
    const some = rows.slice(start, start + ROWS_PER_REQUEST);
    failures.push(...(await writeChunk(calls, sheetId, some)));
  }
  return failures;
}

/** Ids in one address, which Smartsheet's front door takes up to 8 KB long. */
const DELETIONS_PER_REQUEST = 300;

/** Takes these rows out, with whatever is indented beneath them; one that is gone already is no error. */
export async function deleteRows(calls: Calls, sheetId: string, rowIds: readonly string[]): Promise<void> {
  for (let start = 0; start < rowIds.length; start += DELETIONS_PER_REQUEST) {
    const ids = rowIds.slice(start, start + DELETIONS_PER_REQUEST).join(',');
    await calls.deleteRows(sheetId, { ids, ignoreRowsNotFound: true });
  }
}

type Writing = Pick<Calls, 'updateRows'>;

async function writeChunk(calls: Writing, sheetId: string, rows: RowUpdate[]): Promise<RowWriteFailure[]> {
  try {
    return toRowFailures(await calls.updateRows(sheetId, { allowPartialSuccess: true }, rows), rows);
  } catch (error) {
    if (!isAboutRows(error)) throw error;
    return writeWhole(calls, sheetId, rows);
  }
}

// For a server that knows no partial success: what is refused together is halved until the bad rows stand alone.
async function writeWhole(calls: Writing, sheetId: string, rows: RowUpdate[]): Promise<RowWriteFailure[]> {
  try {
    return toRowFailures(await calls.updateRows(sheetId, {}, rows), rows);
  } catch (error) {
    if (!isAboutRows(error)) throw error;
    const [only] = rows;
    if (only && rows.length === 1) {
      return [
        { rowId: String(only.id), code: error.code ?? String(error.status ?? ''), message: error.message },
      ];
    }
    const middle = Math.ceil(rows.length / 2);
    const first = await writeWhole(calls, sheetId, rows.slice(0, middle));
    return [...first, ...(await writeWhole(calls, sheetId, rows.slice(middle)))];
  }
}

// A 404 may speak of a row that is gone or of the sheet; only the first names a row in its detail.
function isAboutRows(error: unknown): error is VendorFailure {
  if (!(error instanceof VendorFailure) || error.passing) return false;
  if (error.status === 400) return error.code !== '1008';
  const body = errorBody.safeParse(error.cause);
  const detail = body.success ? JSON.stringify(body.data.detail ?? null) : 'null';
  return error.status === 404 && /"(rowId|index)"/.test(detail);
}
