import { type FailureDetails, VendorFailure } from '../core/failure.ts';
import type { Currency } from '../core/money.ts';
import type { RowWrite, Written } from '../proposals/variance/write-rows.ts';
import type { VendorHistory } from '../quickbooks/ledger-line-types.ts';
import type { LedgerWindow } from '../quickbooks/ledger-types.ts';
import type { CostColumn } from '../settings/types.ts';
import type { CostProblem } from '../smartsheet/cost-rows.ts';
import type { CellWrite } from '../smartsheet/types.ts';
import type { LedgerColumns } from './columns.ts';
import type { Compared, Frame } from './compare.ts';

/** What the bot's own thread and the one that reads and compares for a run say to each other. */

/** What the run's thread wants of a vendor: the bot's own thread asks, with all limits, tokens and tries, and reads nothing. */
export type Ask =
  | { of: 'sheet'; sheetId: string; query: Readonly<Record<string, string | number | boolean>> }
  | { of: 'books'; queries: readonly string[]; action: string }
  /**
   * While it writes a part, which has the sheet's turn: answered with RowWriteFailure[]. `until`: an instant in
   * milliseconds; what would leave later fails as STALE.
   */
  | { of: 'writing'; writes: readonly CellWrite[]; until: number | null }
  /** Ids of rows that were decided on since the run began: string[]. */
  | { of: 'decided' };

/** The code of a VendorFailure: what the cells say was read too long before. */
export const STALE = 'stale';

export type Order =
  | { do: 'read sheet'; asked: SheetAsked }
  | { do: 'read lines'; asked: LinesAsked }
  | { do: 'take lines'; part: LedgerColumns }
  | { do: 'compare'; frame: Frame }
  /** In place of all before: the run's document as it is stored, and ids of rows that are in a variance. */
  | { do: 'take document'; document: Uint8Array; open: readonly string[] }
  | { do: 'take rows'; rows: readonly RowWrite[] }
  /** Answered with WritingPlan. */
  | { do: 'plan writing'; asked: WritingAsked }
  /** Places among what is planned, the second not included; answered with Written. */
  | { do: 'write part'; from: number; to: number };

export interface SheetAsked {
  sheetId: string;
  columns: Readonly<Record<CostColumn, string>>;
  currency: Currency;
  /** What an earlier run read of it, packed: then only what changed since is asked for. null: it is read whole. */
  earlier: Uint8Array | null;
}

/** What of it the bot's own thread has to know. */
export interface SheetFacts {
  name: string;
  permalink: string | null;
  /** Where there are any, nothing was read. */
  missingRequired: string[];
  missingOptional: string[];
  rows: number;
  /** `first`: so many as a message names. */
  problems: { count: number; leftOut: number; first: CostProblem[] };
  /** For a later run to go on from; null where nothing changed since the earlier one. */
  packed: Uint8Array | null;
}

export interface LinesAsked {
  window: LedgerWindow;
  homeCurrency: Currency;
  /** Of QuickBooks' own pages. */
  host: string;
  /** ISO dates, both included: days before the window whose postings count for the vendors' history; null: none do. */
  earlier: { from: string; to: string } | null;
}

export interface LinesFacts {
  lines: number;
  /** Of the window's days and the earlier ones; a failure where only the earlier ones could not be read. */
  history: { of: VendorHistory } | { failure: Failed };
}

export interface WritingAsked {
  sheetId: string;
  columns: Readonly<Partial<Record<CostColumn, string>>>;
}

export interface WritingPlan {
  /** '' where there is nothing to write, so that nothing was read. */
  sheetName: string;
  /** That do not say yet what they should. */
  rows: number;
}

export interface WritingDone extends Written {
  sheetName: string;
}

export type ToThread =
  | { kind: 'order'; id: number; order: Order }
  | { kind: 'answer'; id: number; answer: unknown }
  | { kind: 'refusal'; id: number; failure: Failed };

/** How far one of both lists is read: rows of the sheet, records of the books. */
export interface ReadSoFar {
  list: 'sheet' | 'books';
  read: number;
  /** null while nobody has counted them. */
  of: number | null;
}

export type FromThread =
  | { kind: 'ask'; id: number; ask: Ask }
  | { kind: 'read'; far: ReadSoFar }
  | { kind: 'progress'; stage: string; share: number }
  | { kind: 'subjects'; part: Compared['subjects'] }
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; failure: Failed };

/** A failure as it travels: classes and private parts do not. */
export interface Failed {
  /** null where it is no vendor's. */
  vendor: FailureDetails | null;
  message: string;
  /** Of the question that came back with it; null where the thread found it itself. */
  ask: number | null;
}

export function failedOf(error: unknown, ask: number | null): Failed {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { vendor: error instanceof VendorFailure ? error.details : null, message, ask };
}

export function errorOf({ vendor, message }: Failed): Error {
  return vendor ? new VendorFailure(vendor) : new Error(message);
}
