import { displayValue } from './render.ts';
import type { SeedColumn, SeedComment, SeedValue } from './seed.ts';
import {
  announce,
  columnByTitle,
  newRow,
  placeOf,
  removeRow,
  type State,
  type StoredRow,
  type StoredSheet,
  setCell,
  startDiscussion,
  touch,
} from './state.ts';

export interface RowView {
  id: number;
  rowNumber: number;
  /** By column title; blank cells are absent. */
  cells: Record<string, SeedValue>;
  /** As people see them. */
  display: Record<string, string>;
  comments: SeedComment[];
  attachments: string[];
  modifiedAt: string;
}

export interface SheetView {
  id: number;
  name: string;
  permalink: string;
  version: number;
  columns: SeedColumn[];
  rows: RowView[];
}

/** What someone in front of the sheet sees and types; never refused as busy, as a person is not. */
export interface Person {
  sheets(): SheetView[];
  sheet(sheetId: number): SheetView;
  row(sheetId: number, rowId: number): RowView;
  /** undefined for a blank cell. */
  cell(sheetId: number, rowId: number, columnTitle: string): SeedValue | undefined;
  edit(sheetId: number, rowId: number, cells: Record<string, SeedValue | null>): void;
  comment(sheetId: number, rowId: number, comment: SeedComment): void;
  /** At the bottom, or above another row and as deep as that; returns the new row's id. */
  addRow(sheetId: number, cells: Record<string, SeedValue>, above?: number): number;
  /** Puts the row beneath the one before it, as its child. */
  indent(sheetId: number, rowId: number): void;
  /** With every row beneath it. */
  deleteRow(sheetId: number, rowId: number): void;
}

/** Each throws Error where the sheet, row or column is not there: a test's mistake. */
export function createPerson(state: State): Person {
  const changed = (
    sheet: StoredSheet,
    row: StoredRow,
    kind: 'row.created' | 'row.updated',
    titles: string[],
  ) => {
    touch(state, sheet);
    row.modifiedAt = state.now();
    const columnIds = titles.map((title) => columnByTitle(sheet, title).id);
    announce(state, { sheetId: sheet.id, kind, rowId: row.id, columnIds, changeAgent: null, by: 'person' });
  };
  return {
    sheets: () => [...state.sheets.values()].map(viewSheet),
    sheet: (sheetId) => viewSheet(sheetOf(state, sheetId)),
    row: (sheetId, rowId) => {
      const sheet = sheetOf(state, sheetId);
      return viewRow(sheet, rowOf(sheet, rowId));
    },
    cell: (sheetId, rowId, title) => {
      const sheet = sheetOf(state, sheetId);
      return rowOf(sheet, rowId).cells.get(columnByTitle(sheet, title).id);
    },
    edit: (sheetId, rowId, cells) => {
      const sheet = sheetOf(state, sheetId);
      const row = rowOf(sheet, rowId);
      type(sheet, row, cells);
      changed(sheet, row, 'row.updated', Object.keys(cells));
    },
    comment: (sheetId, rowId, { author, text }) => {
      const sheet = sheetOf(state, sheetId);
      startDiscussion(state, rowOf(sheet, rowId), author, text);
      touch(state, sheet);
      const change = { rowId, columnIds: [], changeAgent: null, by: 'person' } as const;
      announce(state, { sheetId, kind: 'comment.created', ...change });
    },
    addRow: (sheetId, cells, above) => {
      const sheet = sheetOf(state, sheetId);
      const row = newRow(state);
      type(sheet, row, cells);
      const next = above === undefined ? null : rowOf(sheet, above);
      row.parentId = next?.parentId ?? null;
      sheet.rows.splice(next ? sheet.rows.indexOf(next) : sheet.rows.length, 0, row);
      changed(sheet, row, 'row.created', Object.keys(cells));
      return row.id;
    },
    indent: (sheetId, rowId) => {
      const sheet = sheetOf(state, sheetId);
      const row = rowOf(sheet, rowId);
      const before = sheet.rows[sheet.rows.indexOf(row) - 1];
      if (!before) throw new Error('The first row has none to be beneath.');
      row.parentId = before.parentId === row.parentId ? before.id : before.parentId;
      changed(sheet, row, 'row.updated', []);
    },
    deleteRow: (sheetId, rowId) => {
      const sheet = sheetOf(state, sheetId);
      const gone = removeRow(sheet, rowOf(sheet, rowId));
      touch(state, sheet);
      for (const id of gone) {
        const change = { rowId: id, columnIds: [], changeAgent: null, by: 'person' } as const;
        announce(state, { sheetId, kind: 'row.deleted', ...change });
      }
    },
  };
}

function type(sheet: StoredSheet, row: StoredRow, cells: Record<string, SeedValue | null>): void {
  for (const [title, value] of Object.entries(cells)) {
    // At the keyboard a text that begins with "=" is a formula.
    const formula = typeof value === 'string' && value.startsWith('=');
    setCell(row, columnByTitle(sheet, title).id, formula ? { formula: value } : value);
  }
}

function sheetOf(state: State, id: number): StoredSheet {
  const sheet = state.sheets.get(id);
  if (!sheet) throw new Error(`There is no sheet ${id}.`);
  return sheet;
}

function rowOf(sheet: StoredSheet, id: number): StoredRow {
  const row = sheet.rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`There is no row ${id} on “${sheet.name}”.`);
  return row;
}

function viewSheet(sheet: StoredSheet): SheetView {
  const { id, name, permalink, version, columns } = sheet;
  return { id, name, permalink, version, columns, rows: sheet.rows.map((row) => viewRow(sheet, row)) };
}

function viewRow(sheet: StoredSheet, row: StoredRow): RowView {
  const cells: Record<string, SeedValue> = {};
  const display: Record<string, string> = {};
  for (const column of sheet.columns) {
    const value = row.cells.get(column.id);
    if (value === undefined) continue;
    cells[column.title] = value;
    display[column.title] = displayValue(column, value) ?? String(value);
  }
  const comments = row.discussions.flatMap((discussion) =>
    discussion.comments.map(({ author, text }) => ({ author, text })),
  );
  return {
    id: row.id,
    rowNumber: placeOf(sheet, row) + 1,
    cells,
    display,
    comments,
    attachments: row.attachments.map(({ name }) => name),
    modifiedAt: row.modifiedAt,
  };
}
