import type { WordingAuthor } from './author.ts';

export interface WordingLine {
  /** The draft line's key, "<rowId>:time" or "<rowId>:expenses". */
  key: string;
  kind: 'time' | 'expenses';
  task: string;
  notes: string;
  comments: readonly string[];
  employee: string;
}

export interface WordingInput {
  lines: readonly WordingLine[];
  customerName: string;
  projectName: string;
  /** What people corrected in earlier drafts for this customer: context, and never a fact. Absent is none. */
  lessons?: readonly string[];
}

export interface Wording {
  /** A description for every line's key, plain text of 1 to 500 characters. */
  descriptions: Map<string, string>;
  memo: string;
  author: WordingAuthor;
  /** What the model said and was not let through, or left out; "memo" is the memo's key. */
  rejected: { key: string; why: string }[];
}

/** What a reconciliation is told by. */
export interface Tellable {
  /** One fact a line; every figure that is said stands here. */
  facts: string;
  /** How the totals stand, in code's words: to be in what is told, word for word but for its case. */
  mustSay: string;
  /** How the forecast stands to the budget, in code's words; null where there is nothing to say of it. */
  maySay: string | null;
}

export interface WordingModel {
  /** Never throws: what the model cannot or may not say is worded by the templates. */
  wordInvoice(input: WordingInput): Promise<Wording>;
  /**
   * Two sentences about these facts, with no figure that does not stand in them and no comparison but those given; null
   * where none may be said. Never throws.
   */
  tell(tellable: Tellable): Promise<string | null>;
}
