export type SeedValue = string | number | boolean;

export interface SeedContact {
  name: string;
  email: string;
}

/** A column as its owner set it up. The first column of a sheet is its primary one. */
export interface SeedColumn {
  id: number;
  title: string;
  type: 'TEXT_NUMBER' | 'DATE' | 'CHECKBOX' | 'PICKLIST' | 'CONTACT_LIST';
  /** Choices of a PICKLIST. */
  options?: string[];
  /** "Restrict to list values only": an option that is not listed is then refused (1042). */
  validation?: boolean;
  /** Names shown for the e-mail addresses of a CONTACT_LIST. */
  contactOptions?: SeedContact[];
  locked?: boolean;
  /** A column formula: its cells cannot be written (1302). */
  formula?: string;
  /** Shown as dollars: value 150, displayValue "$150.00". */
  format?: 'currency';
}

export interface SeedComment {
  author: string;
  text: string;
}

export interface SeedRow {
  id: number;
  /** By column title. A column without an entry is a blank cell; a checkbox without one was never touched. */
  cells: Record<string, SeedValue>;
  /** Formulas of single cells, by column title; what such a cell shows stands in `cells`. */
  formulas?: Record<string, string>;
  /** The row above it in the hierarchy, which stands before it in the sheet. */
  parentId?: number;
  comments?: SeedComment[];
  /** File names. */
  attachments?: string[];
  /** ISO instant of the last change; default: when the stand-in started. */
  modifiedAt?: string;
}

export interface SeedSheet {
  id: number;
  name: string;
  permalink: string;
  columns: SeedColumn[];
  rows: SeedRow[];
  /** Default OWNER. A VIEWER may read and not write (1004). */
  accessLevel?: 'OWNER' | 'ADMIN' | 'EDITOR' | 'EDITOR_SHARE' | 'COMMENTER' | 'VIEWER';
}

export interface SmartsheetSeed {
  user: { email: string; firstName: string; lastName: string };
  sheets: SeedSheet[];
}
