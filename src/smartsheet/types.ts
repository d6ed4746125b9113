/** A cell as Smartsheet gave it. `value` is a string, number or boolean; absent for a blank cell. */
export type CellValue = string | number | boolean | null;

export interface Column {
  id: number;
  title: string;
  /** TEXT_NUMBER, DATE, CHECKBOX, PICKLIST, CONTACT_LIST, … */
  type: string;
  /** Smartsheet refuses writes into locked and formula columns (1039, 1302). */
  locked: boolean;
  hasFormula: boolean;
  /** Smartsheet fills it itself: Modified By, auto numbers. */
  bySmartsheet?: true;
}

export interface Cell {
  value: CellValue;
  display: string | null;
  /** By a formula in this very cell, or linked from another sheet: a value written here would take its place for good. */
  computed?: true;
}

export interface Row {
  id: string;
  /** As people see it at the left of the sheet. */
  rowNumber: number;
  /** By column id. A column without an entry is a blank cell; a computed one has an entry, blank or not. */
  cells: ReadonlyMap<number, Cell>;
  /** Newest last. Plain text. */
  comments: string[];
  attachmentNames: string[];
  modifiedAt: string | null;
}

export interface Sheet {
  id: string;
  name: string;
  version: number;
  permalink: string | null;
  /** Of the token's owner: OWNER, ADMIN, EDITOR, …; absent where Smartsheet did not say. */
  accessLevel?: string;
  columns: Column[];
  rows: Row[];
}

/**
 * A sheet by column, as read page by page: element `i` of each list is one row. A hundred thousand rows are a dozen
 * lists, not a million objects.
 */
export interface SheetColumns {
  id: string;
  name: string;
  version: number;
  permalink: string | null;
  /** Every column of the sheet, in its order, read or not. */
  columns: Column[];
  count: number;
  rowId: string[];
  /** As people see them at the left of the sheet. */
  rowNumber: number[];
  /** The row above it in the hierarchy; '' at the top level. */
  parentId: string[];
  /** ISO instants; '' where Smartsheet did not say. */
  modifiedAt: string[];
  /** By column id, only of the columns that were asked for; null for a blank cell. People are named, not addressed. */
  cells: ReadonlyMap<number, CellValue[]>;
  /** Formulas of single cells, by column id and row id; a column formula stands with its column. */
  formulas: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

export interface CellWrite {
  rowId: string;
  columnId: number;
  value: string | number | boolean | null;
}

/** A row that is to be: values by column id. A blank one is left out. */
export interface NewRow {
  cells: ReadonlyMap<number, CellWrite['value']>;
}

export type AddedRow =
  | { rowId: string; failure: null }
  | { rowId: null; failure: { code: string; message: string } };

/** A row that could not be written, and why; the others were. */
export interface RowWriteFailure {
  rowId: string;
  code: string;
  message: string;
}

/** Asked when a write has its turn, right before each request; what it throws is thrown, and nothing more is written. */
export type MayWrite = () => Promise<void>;

/** Absolute values, up to 500 rows a request; the rows that were refused. `mayWrite` is asked too. */
export type WriteCells = (writes: readonly CellWrite[], mayWrite?: MayWrite) => Promise<RowWriteFailure[]>;

/** The whole of what Countersign asks of Smartsheet. Every method may throw VendorFailure. */
export interface Smartsheet {
  /** Checks the token; the e-mail of its owner. */
  currentUser(): Promise<string>;
  /** The sheet whole, discussions and attachment names included where asked for. All pages. */
  getSheet(sheetId: string, options?: { discussions?: boolean; attachments?: boolean }): Promise<Sheet>;
  /**
   * The columns with these titles, by column, all rows. Given what an earlier call answered, as little is read as
   * possible: the same object comes back where the sheet has not changed since.
   */
  getCostSheet(sheetId: string, titles: readonly string[], earlier?: SheetColumns): Promise<SheetColumns>;
  /**
   * One answer of a sheet with these query parameters, unread where it is large: for readColumns in a thread of its own,
   * so that nobody's click waits while a hundred thousand rows are taken apart.
   */
  unreadSheet(sheetId: string, query: Readonly<Record<string, string | number | boolean>>): Promise<unknown>;
  /** Only these rows, as they stand now; rows that are gone are absent. Discussions and attachments where asked for. */
  getRows(
    sheetId: string,
    rowIds: readonly string[],
    options?: { discussions?: boolean; attachments?: boolean },
  ): Promise<Sheet>;
  /** Rows that were changed since then, or more; rows that were deleted are not among them. */
  getChangedRows(sheetId: string, since: Date): Promise<Sheet>;
  /** Absolute values, up to 500 rows a request, one request a sheet at a time. */
  writeCells(sheetId: string, writes: readonly CellWrite[], mayWrite?: MayWrite): Promise<RowWriteFailure[]>;
  /**
   * The same for a caller who looks before it writes: nobody else of ours writes to the sheet from when `work` begins
   * until it ends, so it can read what stands there and decide by that what to write. `work` writes by `write` alone.
   */
  inTurn<T>(sheetId: string, work: (write: WriteCells) => Promise<T>, mayWrite?: MayWrite): Promise<T>;
  /**
   * New rows at the end of the sheet; what became of each, in their order. `markerColumnId`: in every row the cell of
   * that column holds a text of its own, and a row whose text the sheet has already is not added again but answered
   * with its id. Without a marker a second try may add the rows twice.
   */
  addRows(
    sheetId: string,
    rows: readonly NewRow[],
    options?: { markerColumnId?: number; mayWrite?: MayWrite },
  ): Promise<AddedRow[]>;
  /**
   * Deletes rows for good, and every row that is indented beneath one: Smartsheet asks for no version, so whoever
   * calls has looked at them right before. Rows that are gone already are passed over.
   */
  deleteRows(sheetId: string, rowIds: readonly string[], mayWrite?: MayWrite): Promise<void>;
  /** Texts of the row's comments, for a look before a second try. */
  rowComments(sheetId: string, rowId: string): Promise<string[]>;
  addRowComment(sheetId: string, rowId: string, text: string, mayWrite?: MayWrite): Promise<void>;
}
