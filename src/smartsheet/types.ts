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
}

export interface Row {
  id: string;
  /** As people see it at the left of the sheet. */
  rowNumber: number;
  /** By column id. A column without an entry is a blank cell. */
  cells: ReadonlyMap<number, { value: CellValue; display: string | null }>;
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

export interface CellWrite {
  rowId: string;
  columnId: number;
  value: string | number | boolean | null;
}

/** A row that could not be written, and why; the others were. */
export interface RowWriteFailure {
  rowId: string;
  code: string;
  message: string;
}

/** The whole of what Countersign asks of Smartsheet. Every method may throw VendorFailure. */
export interface Smartsheet {
  /** Checks the token; the e-mail of its owner. */
  currentUser(): Promise<string>;
  /** The sheet whole, discussions and attachment names included where asked for. All pages. */
  getSheet(sheetId: string, options?: { discussions?: boolean; attachments?: boolean }): Promise<Sheet>;
  /** Only these rows, as they stand now; rows that are gone are absent. Discussions and attachments where asked for. */
  getRows(
    sheetId: string,
    rowIds: readonly string[],
    options?: { discussions?: boolean; attachments?: boolean },
  ): Promise<Sheet>;
  /** Rows that were changed since then, or more; rows that were deleted are not among them. */
  getChangedRows(sheetId: string, since: Date): Promise<Sheet>;
  /** Absolute values, up to 500 rows a request, one request a sheet at a time. */
  writeCells(sheetId: string, writes: readonly CellWrite[]): Promise<RowWriteFailure[]>;
  /** Texts of the row's comments, for a look before a second try. */
  rowComments(sheetId: string, rowId: string): Promise<string[]>;
  addRowComment(sheetId: string, rowId: string, text: string): Promise<void>;
}
