import { type FailureDetails, VendorFailure } from '../core/failure.ts';
import type { RunCheck } from './checks/finding.ts';
import type { LedgerColumns } from './columns.ts';
import type { Compared, Frame } from './compare.ts';
import type { RunBudget, RunTotals } from './run.ts';
import type { LinesAsked } from './thread-lines.ts';
import type { SheetAsked } from './thread-sheet.ts';

/** What the bot's own thread and the one that reads and compares for a run say to each other. */

/** What the run's thread wants of a vendor: the bot's own thread asks, with all limits, tokens and tries, and reads nothing. */
export type Ask =
  | { of: 'sheet'; sheetId: string; query: Readonly<Record<string, string | number | boolean>> }
  | { of: 'books'; queries: readonly string[]; action: string };

export type Order =
  | { do: 'read sheet'; asked: SheetAsked }
  | { do: 'read lines'; asked: LinesAsked }
  | { do: 'take lines'; part: LedgerColumns }
  | { do: 'compare'; frame: Frame };

export type ToThread =
  | { kind: 'order'; id: number; order: Order }
  | { kind: 'answer'; id: number; answer: unknown }
  | { kind: 'refusal'; id: number; failure: Failed };

export type FromThread =
  | { kind: 'ask'; id: number; ask: Ask }
  | { kind: 'progress'; stage: string; share: number }
  | { kind: 'matched'; part: Compared['matched'] }
  | { kind: 'subjects'; part: Compared['subjects'] }
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; failure: Failed };

/** After all its parts. */
export interface Done {
  document: Uint8Array;
  totals: RunTotals;
  budget: RunBudget;
  checks: RunCheck[];
}

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
  if (!(error instanceof VendorFailure)) return { vendor: null, message, ask };
  const { service, kind, code, status, requestId, retryAfterMs, outcomeUnknown } = error;
  const vendor = {
    service,
    kind,
    message: error.message,
    code,
    status,
    requestId,
    retryAfterMs,
    outcomeUnknown,
  };
  return { vendor, message, ask };
}

export function errorOf({ vendor, message }: Failed): Error {
  return vendor ? new VendorFailure(vendor) : new Error(message);
}
