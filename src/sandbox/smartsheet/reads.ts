import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { Refusal } from './refusal.ts';
import { type RenderOptions, renderAttachment, renderColumn, renderDiscussion, renderRow } from './render.ts';
import type { State, StoredRow, StoredSheet } from './state.ts';

export function currentUser(state: State): SandboxResponse {
  const { id, email, firstName, lastName } = state.user;
  return ok({
    id,
    email,
    firstName,
    lastName,
    locale: 'en_US',
    timeZone: 'US/Central',
    account: { name: 'Sandbox', id: 1 },
  });
}

export function listSheets(state: State, request: SandboxRequest): SandboxResponse {
  const sheets = [...state.sheets.values()].map(
    ({ id, name, accessLevel, permalink, createdAt, modifiedAt }) => ({
      id,
      name,
      accessLevel,
      permalink,
      createdAt,
      modifiedAt,
    }),
  );
  return page(sheets, request);
}

export function getSheet(state: State, sheet: StoredSheet, request: SandboxRequest): SandboxResponse {
  const { query } = request;
  const since = whole(query, 'ifVersionAfter');
  if (since !== null && sheet.version <= since) return ok({ version: sheet.version });
  const options = renderOptions(request);
  const wanted = idList(query.get('rowIds'));
  const modifiedSince = query.get('rowsModifiedSince');
  if (modifiedSince !== null && Number.isNaN(Date.parse(modifiedSince))) {
    throw new Refusal(1018, [modifiedSince, 'rowsModifiedSince']);
  }
  const rows = sheet.rows
    .filter(({ id }) => wanted?.has(id) ?? true)
    .filter(
      ({ modifiedAt }) => modifiedSince === null || Date.parse(modifiedAt) >= Date.parse(modifiedSince),
    );
  return ok({
    id: sheet.id,
    name: sheet.name,
    version: sheet.version,
    totalRowCount: sheet.rows.length,
    accessLevel: sheet.accessLevel,
    effectiveAttachmentOptions: ['FILE', 'LINK'],
    readOnly: sheet.accessLevel === 'VIEWER',
    ganttEnabled: false,
    dependenciesEnabled: false,
    permalink: sheet.permalink,
    createdAt: sheet.createdAt,
    modifiedAt: sheet.modifiedAt,
    columns: sheet.columns
      .map(renderColumn)
      .filter(({ id }) => options.columnIds === null || options.columnIds.has(Number(id))),
    rows: slice(rows, query).map((row) => renderRow(state, sheet, row, options)),
  });
}

export function getRow(
  state: State,
  sheet: StoredSheet,
  row: StoredRow,
  request: SandboxRequest,
): SandboxResponse {
  return ok({ ...renderRow(state, sheet, row, renderOptions(request)), version: sheet.version });
}

/** Of one row or of a whole sheet; their comments only where asked for. */
export function listDiscussions(
  state: State,
  rows: readonly StoredRow[],
  request: SandboxRequest,
): SandboxResponse {
  const withComments = words(request.query.get('include')).has('comments');
  return page(
    rows.flatMap((row) =>
      row.discussions.map((discussion) => renderDiscussion(state, row, discussion, withComments)),
    ),
    request,
  );
}

export function listAttachments(
  state: State,
  rows: readonly StoredRow[],
  request: SandboxRequest,
): SandboxResponse {
  return page(
    rows.flatMap((row) => row.attachments.map((attachment) => renderAttachment(state, row, attachment))),
    request,
  );
}

/** Lists come in pages of 100 unless includeAll; a page past the end is the last one again. */
export function page(all: readonly unknown[], { query }: SandboxRequest): SandboxResponse {
  const pageSize =
    query.get('includeAll') === 'true' ? Math.max(all.length, 1) : (whole(query, 'pageSize') ?? 100);
  const totalPages = Math.max(Math.ceil(all.length / pageSize), 1);
  const pageNumber = Math.min(whole(query, 'page') ?? 1, totalPages);
  const data = all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  return ok({ pageNumber, pageSize, totalPages, totalCount: all.length, data });
}

/** A sheet's rows come whole where neither page nor pageSize is asked for. */
function slice(rows: readonly StoredRow[], query: URLSearchParams): readonly StoredRow[] {
  if (!query.has('page') && !query.has('pageSize')) return rows;
  const size = whole(query, 'pageSize') ?? 100;
  const number = whole(query, 'page') ?? 1;
  return rows.slice((number - 1) * size, number * size);
}

function renderOptions({ query }: SandboxRequest): RenderOptions {
  return {
    include: words(query.get('include')),
    exclude: words(query.get('exclude')),
    columnIds: idList(query.get('columnIds')),
  };
}

function words(text: string | null): Set<string> {
  return new Set((text ?? '').split(',').filter(Boolean));
}

function idList(text: string | null): Set<number> | null {
  return text === null || text === '' ? null : new Set(text.split(',').map(Number));
}

function whole(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  if (!/^\d+$/.test(text) || (name !== 'ifVersionAfter' && text === '0'))
    throw new Refusal(1018, [text, name]);
  return Number(text);
}

export function ok(body: unknown): SandboxResponse {
  return { status: 200, body };
}
