import type { Cause } from '../../../../src/reconciliation/types.ts';
import type { LedgerRow, SheetRow } from '../truth.ts';
import { EXPORTED } from './calendar.ts';
import type { Vendor } from './vendors.ts';

/** What was written into the two lists, and what of it belongs together. */

export interface Written<Row> {
  row: Row;
  /** The day it bears, unless a slip of the pen changed it in the row. */
  day: number;
  minor: number;
  /** Who was really paid; null where it is nobody in particular. */
  vendor: Vendor | null;
}

export type Entered = Written<SheetRow>;
export type Posted = Written<LedgerRow>;

export interface Group {
  sheet: Entered[];
  ledger: Posted[];
  kind: string;
  /** What made the amounts differ, where they do. */
  why: 'tax' | 'amount';
}

export interface Lone<Row> {
  what: Written<Row>;
  cause: Cause;
  kind: string;
}

export interface Book {
  groups: Group[];
  loneSheet: Lone<SheetRow>[];
  loneLedger: Lone<LedgerRow>[];
  sameSheet: Entered[][];
  sameLedger: Posted[][];
  rows: { sheet: number; ledger: number };
}

export const newBook = (): Book => ({
  groups: [],
  loneSheet: [],
  loneLedger: [],
  sameSheet: [],
  sameLedger: [],
  rows: { sheet: 0, ledger: 0 },
});

/** Whether the day it bears is before the ledger was exported. */
export const exported = (one: { day: number }) => one.day <= EXPORTED;

/** Says that these belong together. Postings after the export are in no file: rows left without any are missing. */
export function belong(
  book: Book,
  kind: string,
  sheet: readonly Entered[],
  ledger: readonly Posted[],
  why: Group['why'] = 'amount',
): void {
  const there = ledger.filter(exported);
  if (there.length === 0) for (const what of sheet) missing(book, what, 'after-export');
  else {
    book.groups.push({ sheet: [...sheet], ledger: there, kind, why });
    book.rows.sheet += sheet.length;
    book.rows.ledger += there.length;
  }
}

/** A row that has no posting. */
export function missing(book: Book, what: Entered, kind: string, cause: Cause = 'missing-in-ledger'): void {
  book.loneSheet.push({ what, cause, kind });
  book.rows.sheet++;
}

/** A posting that has no row. */
export function extra(book: Book, what: Posted, kind: string, cause: Cause = 'missing-in-sheet'): void {
  if (!exported(what)) return;
  book.loneLedger.push({ what, cause, kind });
  book.rows.ledger++;
}

/** Postings that cancel each other: all in the file, or none. */
export function cancelled(book: Book, kind: string, ...postings: Posted[]): void {
  if (postings.every(exported)) for (const what of postings) extra(book, what, kind, 'reversal');
}

/** Nobody could tell these apart. */
export function alikeSheet(book: Book, ...rows: Entered[]): void {
  book.sameSheet.push(rows);
}

export function alikeLedger(book: Book, ...postings: Posted[]): void {
  if (postings.every(exported)) book.sameLedger.push(postings);
}

export function money(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
