import type { Finding } from '../core/finding.ts';
import type { Money } from '../core/money.ts';
import type { WordingAuthor } from '../model/author.ts';

export interface Request {
  /** Slack user id. */
  requestedBy: string;
  /** ISO date; only what happened since. */
  since: string | null;
  /** Sheet rows that stand on another open or posted draft. */
  claimed: ReadonlySet<string>;
  /** What people corrected or rejected in earlier drafts for a customer, newest first. */
  lessonsOf(customerId: string): Promise<PastLesson[]>;
  /** What was found already and is to be decided on; absent where the kind gathers by itself. */
  subject?: unknown;
}

export interface PastLesson {
  /** Without names, for the wording: "the rate was corrected from $150.00 to $180.00". */
  text: string;
  /** For people: who did it, and when. */
  shown: string;
}

/** A value, not an exception: why there is nothing to decide, told privately to who asked. Plain text. */
export interface Refusal {
  message: string;
  /** There is simply nothing to do: no news where nobody asked. */
  nothing?: boolean;
}

export interface RowRef {
  sheetId: string;
  rowId: string;
}

export interface Change {
  field: string;
  old: string;
  new: string;
}

export type Author = WordingAuthor | { kind: 'person'; who: string } | { kind: 'drift' };

/** One version, computed and not yet stored. */
export interface Drafted {
  /** What is approved and posted. JSON; its canonical hash stands in the decision. */
  content: object;
  /** What it was computed from. JSON. */
  basis: object;
  findings: Finding[];
  author: Author;
  changes: Change[];
  /** In the company's currency, for the policy. */
  amount: Money;
  /** Every way a rule may name the customer. */
  customerNames: string[];
  knownCustomer: boolean;
  claims: RowRef[];
  /** What rules are asked about, where it is not the kind's own name: such rules first, the kind's where none fits. */
  ruleKind?: string;
  /** So many people whatever the rule says, and why. */
  atLeast?: { people: number; why: string };
}

/** One version as it was stored. */
export interface StoredDraft {
  approvalId: string;
  version: number;
  content: unknown;
  basis: unknown;
  findings: Finding[];
  author: Author;
  changes: Change[];
  hash: string;
}
