import type { Calls, Log, Query } from './calls.ts';
import { type ReadSheet, toSheet } from './map-sheet.ts';
import { withComments } from './reading-comments.ts';
import type { Sheet } from './types.ts';

export interface Extras {
  discussions?: boolean;
  attachments?: boolean;
}

function including({ discussions, attachments }: Extras): Query {
  const include = [discussions ? 'discussions' : '', attachments ? 'attachments' : '']
    .filter(Boolean)
    .join(',');
  return include === '' ? {} : { include };
}

/** Every row of the sheet, comments included where asked for. */
export async function readSheet(calls: Calls, sheetId: string, extras: Extras, log?: Log): Promise<Sheet> {
  const whole = await readAllPages(calls, sheetId, including(extras));
  return extras.discussions ? withComments(calls, whole, log) : whole.sheet;
}

/** The named rows as they stand, in the sheet's order. Rows that are gone are absent. */
export async function readRows(
  calls: Calls,
  sheetId: string,
  rowIds: readonly string[],
  extras: Extras,
  log?: Log,
): Promise<Sheet> {
  const read = await readSelections(calls, sheetId, rowIds, including(extras));
  return extras.discussions ? withComments(calls, read, log) : read.sheet;
}

/** The same without comments and attachments, for whoever can ask for nothing else. */
export async function readPlainRows(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  rowIds: readonly string[],
): Promise<Sheet> {
  return (await readSelections(calls, sheetId, rowIds, {})).sheet;
}

async function readSelections(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  rowIds: readonly string[],
  include: Query,
): Promise<ReadSheet> {
  const wanted = new Set(rowIds);
  const chunks = inUrlLengths([...wanted]);
  const reads = await Promise.all(
    (chunks.length === 0
      ? [{ page: 1, pageSize: 1 }]
      : chunks.map((chunk) => ({ rowIds: chunk.join(',') }))
    ).map((selection) => readSelection(calls, sheetId, { ...include, ...selection }, wanted)),
  );
  const merged = merge(reads);
  merged.sheet.rows = merged.sheet.rows
    .filter(({ id }) => wanted.has(id))
    .sort((a, b) => a.rowNumber - b.rowNumber);
  return merged;
}

// 16-digit ids: 5,000 characters leave room for the rest of a 6,000-character URL.
function inUrlLengths(rowIds: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const rowId of rowIds) {
    if (length + rowId.length + 1 > 5_000) {
      chunks.push([]);
      length = 0;
    }
    chunks.at(-1)?.push(rowId);
    length += rowId.length + 1;
  }
  return chunks;
}

async function readSelection(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  query: Query,
  wanted: Set<string>,
): Promise<ReadSheet> {
  const first = toSheet(await calls.getSheet(sheetId, query));
  // A server that does not know rowIds answers with the whole sheet, or with its first page.
  const ignored = query.rowIds !== undefined && first.sheet.rows.some(({ id }) => !wanted.has(id));
  return ignored ? followPages(calls, sheetId, query, first) : first;
}

async function readAllPages(calls: Calls, sheetId: string, query: Query): Promise<ReadSheet> {
  return followPages(calls, sheetId, query, toSheet(await calls.getSheet(sheetId, query)));
}

// Smartsheet gives all rows where no page is asked for; where fewer came than there are, the pages are asked for.
async function followPages(
  calls: Pick<Calls, 'getSheet'>,
  sheetId: string,
  query: Query,
  first: ReadSheet,
): Promise<ReadSheet> {
  const pageSize = first.sheet.rows.length;
  const pages = [first];
  const seen = new Set(first.sheet.rows.map(({ id }) => id));
  while (pageSize > 0 && seen.size < first.totalRowCount) {
    const page = toSheet(await calls.getSheet(sheetId, { ...query, page: pages.length + 1, pageSize }));
    const fresh = page.sheet.rows.filter(({ id }) => !seen.has(id));
    // Beyond the end Smartsheet repeats the last page; rows we may not see are counted but never come.
    if (fresh.length === 0) break;
    for (const { id } of fresh) seen.add(id);
    pages.push(page);
  }
  return merge(pages);
}

function merge(reads: readonly ReadSheet[]): ReadSheet {
  const [first] = reads;
  if (!first) throw new RangeError('Nothing was read, so there is no sheet to merge');
  const rows = new Map(reads.flatMap(({ sheet }) => sheet.rows.map((row) => [row.id, row] as const)));
  return {
    sheet: { ...first.sheet, rows: [...rows.values()] },
    totalRowCount: first.totalRowCount,
    discussions: new Map(reads.flatMap(({ discussions }) => [...discussions])),
  };
}
