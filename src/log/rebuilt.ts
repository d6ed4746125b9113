import type { Deadlines } from './data.ts';

/** The state of one approval, told by the log alone. Moments are ISO instants. */
export interface RebuiltApproval {
  id: string;
  /** null in logs older than the field. */
  number: number | null;
  kind: string;
  project: string | null;
  /** The project's mode, and its channel, when it was drafted; null in logs older than the fields. */
  mode: string | null;
  channel: string | null;
  requestedBy: string;
  requestedAt: string;
  status: string;
  version: number;
  /** Of each version's content, the first version first. */
  hashes: string[];
  /** In the company's currency. */
  amount: { amountMinor: number; currency: string } | null;
  rule: Record<string, unknown> | null;
  /** A rule with `auto` let this version through. */
  auto: boolean;
  /** Whom a finance manager added or took off; null where nobody was. */
  approvers: unknown;
  /** Every approval, rejection and undo ever given, oldest first. */
  decisions: RebuiltDecision[];
  /** The newest question, and its answer once there is one. */
  question: (Said & { answer?: Said }) | null;
  /** Who is to see to it; null where nobody was named. */
  assignedTo: string | null;
  /** Why it ended without a decision; null where it did not. */
  ended: string | null;
  /** The card's message. */
  messageTs: string | null;
  /** Of the current version: since when it waits, a stop's time left out, what is coming, and what went out. */
  waitingSince: string | null;
  deadlines: Deadlines | null;
  remindedAt: string | null;
  escalatedAt: string | null;
  decidedAt: string | null;
  doneAt: string | null;
  posting: Record<string, unknown> | null;
  /** Until when Undo is offered; null where it is not, or no longer. */
  undoUntil: string | null;
  /** What is known to differ from what was approved, in the books and by row; null where nothing ever did. */
  seen: { books: string[]; rows: Record<string, unknown> } | null;
  /** Sheet rows that stand on it, and on no other draft meanwhile. */
  claims: { sheetId: string; rowId: string }[];
  /** The last sheet status written whole, as "v2:Invoiced". */
  sheetMark: string | null;
  /** Steps of this version that stand still until somebody asks for Retry. */
  failedSteps: string[];
  doneSteps: string[];
}

export interface Said {
  by: string;
  text: string;
  at: string;
}

export interface RebuiltDecision {
  version: number;
  who: string;
  verb: 'approve' | 'reject' | 'undo';
  reason: string | null;
  hash: string | null;
  at: string;
  /** Those away in whose places it may count. */
  standsFor: string[];
  /** When a later version took it back; null where it stands. */
  revokedAt: string | null;
}
