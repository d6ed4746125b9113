import type { Day } from './calendar.ts';

/** What a reader of one list can see of whom a line is about, for telling look-alikes apart. */
export interface Clue {
  /** Who it truly was; empty where the line says nothing of it. */
  vendor: string;
  /** The paper it truly came with; empty where the line does not carry its number. */
  paper: string;
}

export interface SheetDraft {
  description: string;
  vendor: string;
  invoice: string;
  po: string;
  day: Day;
  cents: number;
  /** Sales tax within `cents`. */
  tax: number;
  currency: string;
  project: string;
  account: string;
  class: string;
  clue: Clue;
}

export interface LedgerDraft extends Omit<SheetDraft, 'description' | 'invoice'> {
  type: 'Bill' | 'Purchase' | 'VendorCredit' | 'JournalEntry' | 'Expense';
  number: string;
  memo: string;
}

export interface Match {
  sheet: SheetDraft[];
  ledger: LedgerDraft[];
  kind: string;
}

export type AloneCause = 'duplicate' | 'reversal' | 'missing-in-ledger' | 'missing-in-sheet';

export interface Alone<Draft> {
  draft: Draft;
  cause: AloneCause;
  kind: string;
}

/** Both lists as they grow, and what is true of them. */
export interface Book {
  matches: Match[];
  sheetAlone: Alone<SheetDraft>[];
  ledgerAlone: Alone<LedgerDraft>[];
  /** Halves of a duplicate: which of them is 'the' entry is anyone's choice. */
  sheetTwins: SheetDraft[][];
  ledgerTwins: LedgerDraft[][];
}

export const emptyBook = (): Book => ({
  matches: [],
  sheetAlone: [],
  ledgerAlone: [],
  sheetTwins: [],
  ledgerTwins: [],
});

export function sheetRows(book: Book): number {
  return book.matches.reduce((sum, match) => sum + match.sheet.length, book.sheetAlone.length);
}

const total = (drafts: readonly { cents: number }[]) => drafts.reduce((sum, draft) => sum + draft.cents, 0);
const taxed = (drafts: readonly { tax: number }[]) => drafts.some((draft) => draft.tax !== 0);

/** The contract's tolerances: 1.00 and 0.5 %, both of which must hold, and 7 days. */
const counts = (cents: number, of: number) => Math.abs(cents) > 100 || Math.abs(cents) * 200 > Math.abs(of);

/** Whether it depends on which list the 0.5 % is taken of, or on the last cent: no truth should. */
export function onTheEdge({ sheet, ledger }: Match): boolean {
  const difference = total(ledger) - total(sheet);
  if (difference === 0) return false;
  const verdicts = [total(sheet), total(ledger)].flatMap((of) => [
    counts(difference * 0.9, of),
    counts(difference * 1.1, of),
  ]);
  return new Set(verdicts).size > 1;
}

const filledAndDifferent = (a: string, b: string) =>
  a !== '' && b !== '' && a.toLowerCase() !== b.toLowerCase();

/** "5010 Materials" and "5010" are one account; so are "Materials" and "materials". */
function accountsDiffer(a: string, b: string): boolean {
  const [left, right] = [/^\d+/.exec(a)?.[0], /^\d+/.exec(b)?.[0]];
  if (left && right) return left !== right;
  const name = (text: string) => text.replace(/^\d+\s*/, '');
  return filledAndDifferent(name(a), name(b));
}

const lead = (project: string) => project.split(/[ :]/)[0] ?? '';

/** A project written "1042" here and "1042 Maple St" there is one project; so are "Website" and "Acme:Website". */
function projectsDiffer(a: string, b: string): boolean {
  if (!filledAndDifferent(a, b)) return false;
  if (/^\d+/.test(a) && /^\d+/.test(b)) return lead(a) !== lead(b);
  return !b.endsWith(`:${a}`) && !a.endsWith(`:${b}`);
}

export type MatchCause = 'none' | 'currency' | 'tax' | 'amount' | 'split' | 'combined' | 'coding' | 'timing';

/** The first of the contract's causes that is true of the lines as they are written. */
export function causeOf({ sheet, ledger }: Match, home: string): MatchCause {
  const currencies = new Set([...sheet, ...ledger].map((draft) => draft.currency || home));
  if (currencies.size > 1) return 'currency';
  const difference = total(ledger) - total(sheet);
  if (counts(difference, total(sheet)) && difference !== 0) {
    return taxed(sheet) === taxed(ledger) ? 'amount' : 'tax';
  }
  if (sheet.length > 1) return 'combined';
  if (ledger.length > 1) return 'split';
  const [row, posting] = [sheet[0], ledger[0]];
  if (!row || !posting) throw new RangeError('a match has two sides');
  const coded =
    accountsDiffer(row.account, posting.account) ||
    projectsDiffer(row.project, posting.project) ||
    filledAndDifferent(row.class, posting.class);
  if (coded) return 'coding';
  return Math.abs(row.day - posting.day) > 7 ? 'timing' : 'none';
}
