import { Refusal } from './refusal.ts';
import type { SeedColumn, SeedSheet, SeedValue, SmartsheetSeed } from './seed.ts';

export interface Comment {
  id: number;
  text: string;
  author: string;
  createdAt: string;
}

export interface Discussion {
  id: number;
  title: string;
  comments: Comment[];
}

export interface Attachment {
  id: number;
  name: string;
  createdAt: string;
}

export interface StoredRow {
  id: number;
  /** By column id. A blank cell has no entry, an unticked checkbox that was touched has `false`. */
  cells: Map<number, SeedValue>;
  /** By column id; a cell with a formula has its last result in `cells`. */
  formulas: Map<number, string>;
  /** The row it is indented under. */
  parentId: number | null;
  discussions: Discussion[];
  attachments: Attachment[];
  createdAt: string;
  modifiedAt: string;
}

export interface StoredSheet {
  id: number;
  name: string;
  permalink: string;
  accessLevel: NonNullable<SeedSheet['accessLevel']>;
  columns: SeedColumn[];
  rows: StoredRow[];
  version: number;
  createdAt: string;
  modifiedAt: string;
}

export type ChangeKind = 'row.created' | 'row.updated' | 'row.deleted' | 'comment.created';

/** What changed, for panels that redraw and for webhooks. */
export interface Change {
  sheetId: number;
  kind: ChangeKind;
  rowId: number;
  /** Of the cells that were set; empty where no cell was. */
  columnIds: readonly number[];
  /** The integration's `Smartsheet-Change-Agent`; null where a person typed. */
  changeAgent: string | null;
  by: 'api' | 'person';
}

export interface State {
  user: SmartsheetSeed['user'] & { id: number };
  sheets: Map<number, StoredSheet>;
  now(): string;
  nextId(): number;
  listeners: Set<(change: Change) => void>;
}

// Ids of things made here start where no seed's do, and stay safe integers.
const FIRST_ID = 5_000_000_000_000_001;

export function createState(seed: SmartsheetSeed, now: () => Date): State {
  let last = FIRST_ID;
  const state: State = {
    user: { ...seed.user, id: 4_569_348_493_401_200 },
    sheets: new Map(),
    now: () => now().toISOString(),
    nextId: () => {
      last += 4;
      return last;
    },
    listeners: new Set(),
  };
  for (const sheet of seed.sheets) state.sheets.set(sheet.id, storeSheet(state, sheet));
  return state;
}

function storeSheet(state: State, seed: SeedSheet): StoredSheet {
  const { id, name, permalink, columns, accessLevel = 'OWNER' } = seed;
  const at = state.now();
  const sheet: StoredSheet = {
    id,
    name,
    permalink,
    accessLevel,
    columns,
    rows: [],
    version: 1,
    createdAt: at,
    modifiedAt: at,
  };
  for (const row of seed.rows) {
    const stored = newRow(state, row.id, row.modifiedAt);
    for (const [title, value] of Object.entries(row.cells)) {
      setCell(stored, columnByTitle(sheet, title).id, value);
    }
    for (const [title, formula] of Object.entries(row.formulas ?? {})) {
      stored.formulas.set(columnByTitle(sheet, title).id, formula);
    }
    stored.parentId = row.parentId ?? null;
    for (const { author, text } of row.comments ?? []) startDiscussion(state, stored, author, text);
    for (const fileName of row.attachments ?? []) {
      stored.attachments.push({ id: state.nextId(), name: fileName, createdAt: stored.createdAt });
    }
    sheet.rows.push(stored);
  }
  return sheet;
}

export function newRow(state: State, id = state.nextId(), at = state.now()): StoredRow {
  return {
    id,
    cells: new Map(),
    formulas: new Map(),
    parentId: null,
    discussions: [],
    attachments: [],
    createdAt: at,
    modifiedAt: at,
  };
}

/** What a cell becomes; null or an empty text blanks it. Formulas are kept and not calculated here. */
export type CellContent = SeedValue | null | { formula: string };

/** A value takes the place of a formula. */
export function setCell(row: StoredRow, columnId: number, content: CellContent): void {
  const formula = typeof content === 'object' && content !== null ? content.formula : null;
  const value = formula === null ? (content as SeedValue | null) : '#UNPARSEABLE';
  if (formula === null) row.formulas.delete(columnId);
  else row.formulas.set(columnId, formula);
  if (value === null || value === '') row.cells.delete(columnId);
  else row.cells.set(columnId, value);
}

export function startDiscussion(state: State, row: StoredRow, author: string, text: string): Discussion {
  const discussion: Discussion = { id: state.nextId(), title: text.slice(0, 100), comments: [] };
  discussion.comments.push({ id: state.nextId(), text, author, createdAt: state.now() });
  row.discussions.push(discussion);
  return discussion;
}

/** Throws Error: a title that is not on the sheet is a mistake in a seed or a test, never a request's. */
export function columnByTitle(sheet: StoredSheet, title: string): SeedColumn {
  const column = sheet.columns.find((candidate) => candidate.title === title);
  if (!column) throw new Error(`The sheet “${sheet.name}” has no column “${title}”.`);
  return column;
}

/** Throws Refusal 1006. */
export function findSheet(state: State, id: number): StoredSheet {
  const sheet = state.sheets.get(id);
  if (!sheet) throw new Refusal(1006);
  return sheet;
}

const places = new WeakMap<StoredSheet, Map<number, { row: StoredRow; at: number }>>();

/**
 * Where a row stands, from 0; -1 for one that is gone. Looked up, because a sheet of a hundred thousand rows is written
 * five hundred at a time; where rows have moved since, all are counted anew.
 */
export function placeOf(sheet: StoredSheet, row: StoredRow): number {
  const known = places.get(sheet)?.get(row.id)?.at ?? -1;
  if (sheet.rows[known] === row) return known;
  countPlaces(sheet);
  return places.get(sheet)?.get(row.id)?.at ?? -1;
}

function countPlaces(sheet: StoredSheet): void {
  places.set(sheet, new Map(sheet.rows.map((row, at) => [row.id, { row, at }])));
}

/** The row's place and how many rows it takes there, with everything beneath it. */
export function extentOf(sheet: StoredSheet, row: StoredRow): { at: number; length: number } {
  const at = placeOf(sheet, row);
  const family = new Set([row.id]);
  let length = 1;
  for (let next = sheet.rows[at + 1]; next?.parentId && family.has(next.parentId); length += 1) {
    family.add(next.id);
    next = sheet.rows[at + length + 1];
  }
  return { at, length };
}

/** Takes the row out, and all beneath it, as Smartsheet does. Returns the ids of those that are gone. */
export function removeRow(sheet: StoredSheet, row: StoredRow): number[] {
  const { at, length } = extentOf(sheet, row);
  if (at < 0) return [];
  return sheet.rows.splice(at, length).map(({ id }) => id);
}

/** Throws Refusal 1006. */
export function findRow(sheet: StoredSheet, id: number): StoredRow {
  const known = places.get(sheet)?.get(id);
  if (known && sheet.rows[known.at] === known.row) return known.row;
  countPlaces(sheet);
  const row = places.get(sheet)?.get(id)?.row;
  if (!row) throw new Refusal(1006);
  return row;
}

export function touch(state: State, sheet: StoredSheet): void {
  sheet.version += 1;
  sheet.modifiedAt = state.now();
}

export function announce(state: State, change: Change): void {
  for (const listener of state.listeners) listener(change);
}
