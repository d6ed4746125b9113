import { VendorFailure } from '../core/failure.ts';
import type { Calls, Log, Query } from './calls.ts';
import { areWhole, byRow, toComments, toDiscussions } from './map-comments.ts';
import type { Discussion, ReadSheet } from './map-sheet.ts';
import type { Sheet } from './types.ts';

/** Texts of one row's comments, oldest first. */
export async function readRowComments(calls: Calls, sheetId: string, rowId: string): Promise<string[]> {
  return toComments(
    await allDiscussions((page) => calls.rowDiscussions(sheetId, rowId, { include: 'comments', ...page })),
  );
}

const FEW_ROWS = 3;

/**
 * A sheet says which rows have discussions but not what was said, so the comments take another request: one for
 * the whole sheet, or one for each row where they are few. A server that has no such list leaves the titles.
 */
export async function withComments(calls: Calls, read: ReadSheet, log?: Log): Promise<Sheet> {
  const { sheet } = read;
  const spokenOf = sheet.rows.flatMap(({ id }) => {
    const discussions = read.discussions.get(id) ?? [];
    return discussions.length > 0 ? [{ id, discussions }] : [];
  });
  const lacking = spokenOf.filter(({ discussions }) => !areWhole(discussions)).map(({ id }) => id);
  const known = new Map(read.discussions);
  if (lacking.length > 0 || (spokenOf.length === 0 && sheet.rows.length > 0)) {
    const fetched = await tolerating(() => fetchDiscussions(calls, sheet.id, lacking), log);
    for (const [rowId, discussions] of fetched) {
      if (spokenOf.length === 0 || lacking.includes(rowId)) known.set(rowId, discussions);
    }
  }
  return {
    ...sheet,
    rows: sheet.rows.map((row) => ({ ...row, comments: toComments(known.get(row.id) ?? []) })),
  };
}

async function fetchDiscussions(
  calls: Calls,
  sheetId: string,
  rowIds: readonly string[],
): Promise<Map<string, Discussion[]>> {
  if (rowIds.length > 0 && rowIds.length <= FEW_ROWS) {
    return new Map(
      await Promise.all(
        rowIds.map(async (rowId) => {
          const list = (page: Query) =>
            calls.rowDiscussions(sheetId, rowId, { include: 'comments', ...page });
          return [rowId, await allDiscussions(list)] as const;
        }),
      ),
    );
  }
  return byRow(
    await allDiscussions((page) => calls.sheetDiscussions(sheetId, { include: 'comments', ...page })),
  );
}

// Comments only help the wording: a token that may not read them is no reason to stop a draft. A passing failure
// is, as the same rows would read differently a moment later.
async function tolerating(
  fetch: () => Promise<Map<string, Discussion[]>>,
  log?: Log,
): Promise<Map<string, Discussion[]>> {
  try {
    return await fetch();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.passing) throw error;
    log?.debug({ err: error }, 'Smartsheet gives no comments; going on without');
    return new Map();
  }
}

async function allDiscussions(list: (page: Query) => Promise<unknown>): Promise<Discussion[]> {
  const first = toDiscussions(await list({ includeAll: true }));
  const discussions = [...first.discussions];
  for (let page = 2; page <= first.totalPages; page += 1) {
    discussions.push(...toDiscussions(await list({ page, pageSize: first.discussions.length })).discussions);
  }
  return discussions;
}
