import type { View } from '@slack/types';
import type { Projects } from '../settings/types.ts';
import type { Card } from '../slack/blocks/card.ts';
import type { Afterwards } from './afterwards.ts';
import type { KindContext, SheetContext } from './context.ts';
import type { Change, Drafted, Refusal, Request, StoredDraft } from './draft.ts';
import type { Standing } from './standing.ts';
import type { CarryOutStep } from './step.ts';

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
