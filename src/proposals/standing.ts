/** What happened to the approval, for the card and the posting: the way's own knowledge, the same for every kind. */
export interface Standing {
  number: number;
  status: Status;
  /** When this version was made. */
  madeAt: Date;
  requestedBy: string;
  /** What the rule asks, for people. */
  rule: { label: string; roles: string[]; confirm: boolean; notAutomatic: string | null };
  tally: { have: number; need: number };
  /** Slack user ids who could still approve. */
  mayApprove: string[];
  /** Slack user ids whose approval counts for this version, in order. */
  approvedBy: string[];
  decided: { verb: 'approve' | 'reject'; who: string; at: Date; reason: string | null } | null;
  posting: Posting | null;
  /** The posting was asked for and its answer was lost: it may or may not be there. */
  inDoubt: boolean;
  trouble: Trouble | null;
  /** The kill switch holds it: who stopped it and why; null where nothing does. */
  held: { scope: string; by: string; reason: string } | null;
  /** What people talk about while it waits. */
  talk?: Talk;
  /** Who is away, and what its waiting led to. */
  time?: TimeStanding;
  /** The last status word fully written to the sheet for this version, as "v2:Invoiced"; null where none is. */
  sheetMark: string | null;
  /** Why the sheet does not say that word all the same, in a clause; null where it does. */
  sheetUnsaid?: string | null;
  /** Keys of steps that are done. */
  done: ReadonlySet<string>;
  undo: UndoStanding;
  /** A rule with `auto` let it through: nobody was asked. */
  auto: boolean;
  /** Slack user id of who is to see to it; null where nobody is named. */
  assignedTo: string | null;
  /** Why it ended without a decision, in words; null where it did not. */
  ended: string | null;
}

export type Status =
  | 'drafted'
  | 'waiting'
  | 'approved'
  | 'posting'
  | 'posted'
  | 'done'
  | 'rejected'
  | 'failed'
  | 'observed'
  | 'undoing'
  | 'voided'
  | 'expired'
  | 'settled';

/** Nothing is decided yet. A card may be clicked before its message is recorded here: drafted as waiting. */
export const UNDECIDED: readonly string[] = ['drafted', 'waiting'] satisfies Status[];

/** Carried out: what it posts stands, though the sheet may not say so yet. */
export const POSTED: readonly string[] = ['posted', 'done'] satisfies Status[];

/** Names and days in words, as they stand in projects.yml. */
export interface TimeStanding {
  /** Roles that were let in because it waited too long; none where it was not escalated. */
  escalatedTo: string[];
  escalatedAt: Date | null;
  /** It ended without a decision: when, and after how much working time ("5 working days"). */
  expired: { at: Date; after: string } | null;
  /** By Slack user id, of those who approved or may in another's place alone: "Mei, away until 1 Dec 2026". */
  inPlaceOf: ReadonlyMap<string, string>;
  /** By Slack user id: "away until 1 Dec 2026". */
  awayUntil: ReadonlyMap<string, string>;
}

export interface Talk {
  /** Slack user ids, but for the names, which are for people. */
  question: { by: string; text: string; waitsFor: string | null; answeredBy: string | null } | null;
  /** Whom a finance manager added or took off, newest last. */
  approvers: { who: string; added: boolean; by: string; reason: string }[];
  /** Why nobody can complete it, and what to do; null where somebody can. */
  stuck: string | null;
}

/** The document in QuickBooks. */
export interface Posting {
  id: string;
  number: string | null;
  totalMinor: number;
  url: string;
  /** ISO date. */
  date: string;
  /** As it was last read while it was what was approved: an undo changes that and nothing newer. */
  syncToken?: string;
}

/** Taking a posting back: while it is offered, once somebody asked, and why it was not done. */
export interface UndoStanding {
  /** Until when it is offered; null where it is not. */
  until: Date | null;
  /** Slack user id of who asked. */
  by: string | null;
  at: Date | null;
  /** Why it could not be done any more. */
  refused: string | null;
}

/** Why it stands still, in words for people. */
export interface Trouble {
  service: string;
  step: string;
  message: string;
  /** True: it is tried again by itself; false: it waits for Retry. */
  passing: boolean;
}
