import type { View } from '@slack/types';
import type { Finding } from '../core/finding.ts';
import type { Money } from '../core/money.ts';
import type { WordingAuthor } from '../model/author.ts';
import type { WordingModel } from '../model/types.ts';
import type { Invoice, QuickBooks } from '../quickbooks/types.ts';
import type { Project, Projects } from '../settings/types.ts';
import type { Card } from '../slack/blocks/card.ts';
import type { Sheet, Smartsheet } from '../smartsheet/types.ts';

/** What every kind works with. Time and the vendors come in; nothing here is global. */
export interface KindContext {
  projects: Projects;
  project: Project;
  quickbooks: QuickBooks;
  smartsheet: Smartsheet;
  wording: WordingModel;
  now: Date;
  /** Where a run's report is read in the browser; null where this Countersign has no address of its own. */
  reportUrl(run: number): string | null;
}

/** For what is written to a sheet late: rows that another approval has taken since are that one's to write. */
export interface SheetContext extends KindContext {
  /** Ids of this sheet's rows that stand on another open or posted draft. */
  claimedElsewhere(sheetId: string): Promise<ReadonlySet<string>>;
}

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

export interface StepContext extends KindContext {
  approvalId: string;
  draft: StoredDraft;
  standing: Standing;
  /** Names of those whose approval counts. */
  approverNames: string[];
  /** How often this step was refused for certain before: a new try needs a new requestid. */
  refusals: number;
  /** When the first try of this step began. */
  firstIntentAt: Date;
  /** What another step of this version left behind; null where it is not done. */
  outcomeOf(step: string): unknown;
}

/** What a step left behind: kept in the log, and the posting on the approval. */
export interface StepOutcome {
  posting?: Posting;
  data: Record<string, unknown>;
  /** Said in the card's thread. */
  note?: string;
}

/** Carried out once. `look` answers a try whose outcome is unknown: the outcome, or null where it did not happen. */
export interface CarryOutStep {
  key: string;
  /** For people: "Post the invoice to QuickBooks". */
  title: string;
  /** Keys of steps that must be done before. */
  after: readonly string[];
  /** The status the approval has once this is done. */
  reaches?: Status;
  applies(draft: StoredDraft): boolean;
  look?(context: StepContext): Promise<StepOutcome | null>;
  run(context: StepContext): Promise<StepOutcome>;
}

export interface RowChanges {
  rowId: string;
  /** As people see it in the sheet now. */
  rowNumber: number;
  /** "Hours was “5” when it was billed and is “6”"; none where the row says what was billed. */
  changes: string[];
}

/** How a kind takes its posting back, and notices what became of it later. */
export interface Afterwards {
  /** For people: "Void the invoice in QuickBooks". */
  title: string;
  /** False where it cannot be taken back any more whatever the clock says, or not yet: no button then. */
  undoable(draft: StoredDraft, standing: Standing): boolean;
  /** Reads what was done again and takes it back. `inDoubt`: an earlier try may have done it, so what is void then is ours. */
  takeBack(context: StepContext, inDoubt: boolean): Promise<{ refused: string } | StepOutcome>;
  /** Clears what was written to the sheet; what a person changed since is kept, and said. */
  clearSheet(draft: StoredDraft, standing: Standing, context: SheetContext): Promise<{ notes: string[] }>;
  /** Absent: what becomes of it later is found elsewhere. */
  watched?: Watched;
}

/** What was posted and its rows, looked after for a while. */
export interface Watched {
  /** What the posting is now, against what was approved, in words; none where it is the same. `null`: it is gone. */
  postingChanges(draft: StoredDraft, posted: Invoice | null): string[];
  /** The same for each of its rows that `sheet` has, and for those of `gone`, ids of rows that were deleted. */
  rowChanges(draft: StoredDraft, sheet: Sheet, project: Project, gone: ReadonlySet<string>): RowChanges[];
}

/** What another decision took. */
export interface Elsewhere {
  /** Of what this draft is about, or proposes to use. */
  ids: ReadonlySet<string>;
  /** Of the approval that took it, and what was approved there. */
  number: number;
  content: unknown;
}

/** What decisions of a kind account for: each row and posting may be accounted for by one of those made from one reading. */
export interface Accounts {
  /** Ids of all that this content is about, and of what it proposes to use. */
  takes(content: unknown): string[];
  /** When what this draft says of one of them was read; null where it does not say. */
  readAt(draft: Pick<StoredDraft, 'content' | 'basis'>, id: string): Date | null;
  /** What becomes of a draft once some of that is taken: its end, in words, or a version without it. */
  without(
    draft: StoredDraft,
    taken: Elsewhere,
    context: Pick<KindContext, 'project' | 'projects'>,
  ): { settled: string } | { drafted: Drafted };
}

export interface FieldError {
  /** block_id of the input it belongs to. */
  blockId: string;
  message: string;
}

/**
 * One kind of proposal: how it gathers, drafts, checks, shows, posts. The way itself is written once, in approval/.
 * Stored JSON is parsed by the kind that wrote it.
 */
export interface Kind {
  name: string;
  words: {
    /** "invoice" */
    noun: string;
    /** What asks for a new one: "/invoice-draft". */
    command: string;
    /** After an end without a decision: "its rows may be drafted again with /invoice-draft". */
    again: string;
    /** It is asked again by itself then: nobody has to remember it. */
    asksAgain?: true;
  };
  begin(
    request: Request,
    context: KindContext,
  ): Promise<{ refused: Refusal } | { drafted: Drafted; notes: string[] }>;
  /** Reads the sources again and computes the draft anew, edits kept where what they changed is unchanged. */
  again(draft: StoredDraft, context: KindContext): Promise<{ drafted: Drafted } | { settled: string }>;
  /** The next version from what was found anew elsewhere. Absent: the kind reads everything itself. */
  anew?(draft: StoredDraft, subject: unknown, context: KindContext): Drafted;
  card(draft: StoredDraft, standing: Standing, projects: Projects): Card;
  /** Every line, for "Show all". */
  showAll(draft: StoredDraft): View;
  editForm(draft: StoredDraft, privateMetadata: string, page: number): View;
  /** The form of one of the kind's own buttons, saved as Edit is. May throw VendorFailure. */
  actionForm?(
    draft: StoredDraft,
    name: string,
    privateMetadata: string,
    context: KindContext,
  ): Promise<View | { refused: string }>;
  edit(
    draft: StoredDraft,
    values: unknown,
    who: string,
    context: Pick<KindContext, 'project' | 'projects' | 'now'>,
  ): { errors: FieldError[] } | { unchanged: true } | { drafted: Drafted };
  /** Whose draft it is, and what of a person's changes is worth remembering for the next. Absent: nothing is. */
  lesson?(content: unknown, changes: readonly Change[]): { customerId: string; corrections: string[] };
  steps: readonly CarryOutStep[];
  /** Absent: its claims alone keep a row from being used twice. */
  accounts?: Accounts;
  /** Absent: what is posted cannot be undone from here, and is not watched. */
  afterwards?: Afterwards;
  /** The status word the sheet's rows should carry now; null: nothing to write. */
  sheetStatus(standing: Standing, draft: StoredDraft): string | null;
  /** Writes it; what could not be written is said in the channel. */
  markSheet(
    status: string,
    draft: StoredDraft,
    standing: Standing,
    context: SheetContext,
  ): Promise<{ notes: string[]; unsaid?: string | null }>;
}
