import { z } from 'zod';
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { cellOnTheWire, idOnTheWire, readCells } from './cells.ts';
import { Refusal, type RefusalBody } from './refusal.ts';
import { type RenderOptions, renderRow } from './render.ts';
import {
  announce,
  type CellContent,
  extentOf,
  findRow,
  newRow,
  removeRow,
  type State,
  type StoredRow,
  type StoredSheet,
  setCell,
  touch,
} from './state.ts';

const MAX_ROWS = 500;
const WHOLE: RenderOptions = { include: new Set(), exclude: new Set(), columnIds: null };

const rowOnTheWire = z.object({
  id: idOnTheWire.optional(),
  cells: z.array(cellOnTheWire).optional(),
  toTop: z.boolean().optional(),
  toBottom: z.boolean().optional(),
  parentId: idOnTheWire.optional(),
  siblingId: idOnTheWire.optional(),
  above: z.boolean().optional(),
});
type RowOnTheWire = z.infer<typeof rowOnTheWire>;

interface FailedItem {
  rowId?: number | undefined;
  index: number;
  error: RefusalBody;
}

interface PreparedRow {
  row: StoredRow;
  values: Map<number, CellContent>;
  wire: RowOnTheWire;
}

/** The body as JSON of this shape. Throws Refusal 1008. */
export function parseBody<T>(schema: z.ZodType<T>, body: Buffer): T {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(1008, ['Request body must be in JSON format.']);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refusal(1008, [`${issue?.path.join('.')}: ${issue?.message}`]);
}

function readRows(request: SandboxRequest): RowOnTheWire[] {
  const body = parseBody(z.union([z.array(rowOnTheWire), rowOnTheWire]), request.body);
  const rows = Array.isArray(body) ? body : [body];
  if (rows.length === 0) throw new Refusal(1012, ['row(s)']);
  if (rows.length > MAX_ROWS) {
    throw new Refusal(1018, [`${rows.length} rows`, `body: at most ${MAX_ROWS} rows a request`]);
  }
  return rows;
}

export function updateRows(state: State, sheet: StoredSheet, request: SandboxRequest): SandboxResponse {
  return write(state, sheet, request, 'row.updated', (wire) => {
    if (wire.id === undefined) throw new Refusal(1012, ['row.id']);
    return { row: findRow(sheet, wire.id), values: readCells(sheet, wire.cells ?? []), wire };
  });
}

export function addRows(state: State, sheet: StoredSheet, request: SandboxRequest): SandboxResponse {
  return write(state, sheet, request, 'row.created', (wire) => {
    // Beneath a parent a row goes to the top or the bottom; else it has one location.
    const ends = [wire.toTop, wire.toBottom].filter((end) => end === true).length;
    const places = ends + (wire.siblingId === undefined ? 0 : 1);
    if (places > 1 || (wire.siblingId !== undefined && wire.parentId !== undefined)) {
      throw new Refusal(1062, ['use only one location specifier']);
    }
    if (wire.siblingId !== undefined) findRow(sheet, wire.siblingId);
    if (wire.parentId !== undefined) findRow(sheet, wire.parentId);
    return { row: newRow(state), values: readCells(sheet, wire.cells ?? []), wire };
  });
}

/** All or nothing, unless allowPartialSuccess: then what can be written is, and the rest is named. */
function write(
  state: State,
  sheet: StoredSheet,
  request: SandboxRequest,
  kind: 'row.updated' | 'row.created',
  prepare: (wire: RowOnTheWire) => PreparedRow,
): SandboxResponse {
  const partial = request.query.get('allowPartialSuccess') === 'true';
  const prepared: PreparedRow[] = [];
  const failedItems: FailedItem[] = [];
  readRows(request).forEach((wire, index) => {
    try {
      prepared.push(prepare(wire));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!partial) throw error.at(index, wire.id);
      failedItems.push({ rowId: wire.id, index, error: error.at(index, wire.id).body });
    }
  });
  if (prepared.length > 0) touch(state, sheet);
  for (const { row, values, wire } of prepared) {
    if (kind === 'row.created') place(sheet, row, wire);
    for (const [columnId, value] of values) setCell(row, columnId, value);
    row.modifiedAt = state.now();
  }
  for (const { row, values } of prepared) {
    const columnIds = [...values.keys()];
    announce(state, {
      sheetId: sheet.id,
      kind,
      rowId: row.id,
      columnIds,
      changeAgent: agent(request),
      by: 'api',
    });
  }
  return {
    status: 200,
    body: {
      message: failedItems.length > 0 ? 'PARTIAL_SUCCESS' : 'SUCCESS',
      resultCode: failedItems.length > 0 ? 3 : 0,
      version: sheet.version,
      result: prepared.map(({ row }) => renderRow(state, sheet, row, WHOLE)),
      ...(failedItems.length > 0 && { failedItems }),
    },
  };
}

function place(sheet: StoredSheet, row: StoredRow, wire: RowOnTheWire): void {
  if (wire.parentId !== undefined) {
    const { at, length } = extentOf(sheet, findRow(sheet, wire.parentId));
    row.parentId = wire.parentId;
    sheet.rows.splice(at + (wire.toBottom ? length : 1), 0, row);
  } else if (wire.toTop) {
    sheet.rows.unshift(row);
  } else if (wire.siblingId !== undefined) {
    const sibling = findRow(sheet, wire.siblingId);
    const { at, length } = extentOf(sheet, sibling);
    row.parentId = sibling.parentId;
    sheet.rows.splice(wire.above ? at : at + length, 0, row);
  } else {
    sheet.rows.push(row);
  }
}

export function deleteRows(state: State, sheet: StoredSheet, request: SandboxRequest): SandboxResponse {
  const ids = (request.query.get('ids') ?? '').split(',').filter(Boolean).map(Number);
  if (ids.length === 0) throw new Refusal(1012, ['ids']);
  const present = ids.filter((id) => sheet.rows.some((row) => row.id === id));
  if (present.length < ids.length && request.query.get('ignoreRowsNotFound') !== 'true')
    throw new Refusal(1006);
  if (present.length > 0) touch(state, sheet);
  const gone = sheet.rows.filter(({ id }) => present.includes(id)).flatMap((row) => removeRow(sheet, row));
  for (const rowId of new Set(gone)) {
    const change = { rowId, columnIds: [], changeAgent: agent(request), by: 'api' } as const;
    announce(state, { sheetId: sheet.id, kind: 'row.deleted', ...change });
  }
  return {
    status: 200,
    body: { message: 'SUCCESS', resultCode: 0, version: sheet.version, result: present },
  };
}

export function agent(request: SandboxRequest): string | null {
  const header = request.headers['smartsheet-change-agent'];
  return typeof header === 'string' ? header : null;
}
