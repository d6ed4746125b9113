/** Where several are true of a match or a row, the first in this order is its cause. */
export const CAUSES = [
  'currency',
  'tax',
  'amount',
  'split',
  'combined',
  'coding',
  'timing',
  'duplicate',
  'reversal',
  'missing-in-ledger',
  'missing-in-sheet',
  'none',
] as const;

export type Cause = (typeof CAUSES)[number];

/**
 * One side of a reconciliation, by column: element `i` of each column is row `i`. A hundred thousand rows are a dozen
 * arrays, not a hundred thousand objects. Texts are '' where there is nothing.
 */
export interface Side {
  /** Unique within the side. Never compared with the other side's, and never evidence. */
  id: readonly string[];
  /** Whole days since 1970-01-01. */
  day: Int32Array;
  /** Integers: minor units of the row's currency. Credits and refunds are negative whatever their type. */
  amountMinor: Float64Array;
  /** ISO 4217, upper case; never ''. */
  currency: readonly string[];
  /** The sheet's description, the ledger's memo. */
  text: readonly string[];
  vendor: readonly string[];
  /** Invoice number. */
  number: readonly string[];
  po: readonly string[];
  project: readonly string[];
  account: readonly string[];
  class: readonly string[];
  /** Bill, Purchase, VendorCredit, JournalEntry, Expense on the ledger's side; '' on the sheet's. */
  type: readonly string[];
}

/** A difference counts unless it is within both the amount and the percentage; dates count when more than `days` apart. */
export interface Tolerance {
  /** Minor units of `currency`; of other currencies the same figure in their own minor units. */
  amountMinor: number;
  currency: string;
  /** 0.5 is half a percent of the sheet's amount. */
  percent: number;
  days: number;
}

/** What people said in earlier runs, by id: pairs that belong together, and pairs that do not. */
export interface Taught {
  same: readonly { sheet: readonly string[]; ledger: readonly string[] }[];
  different: readonly { sheet: string; ledger: string }[];
}

export interface Part {
  cause: Cause;
  amountMinor: number;
}

export interface Match {
  /** Row numbers, ascending by id. */
  sheet: number[];
  ledger: number[];
  cause: Cause;
  /** Ledger minus sheet; null where the match crosses currencies. */
  differenceMinor: number | null;
  /** Adds up to the difference; an unexplained rest is a part of its own cause `amount`. */
  parts: Part[];
  /** Of the whole match: the chance that each of its links is right. */
  confidence: number;
  /** For a bookkeeper: "same PO, amounts equal, 3 days apart; next best differs by $40.00". */
  why: string[];
}

export interface Unmatched {
  row: number;
  cause: Cause;
  why: string[];
  /** Rows of the other side that it may belong to and none of which was taken; best first. */
  candidates: number[];
}

export interface Totals {
  /** By currency, minor units. */
  sheet: ReadonlyMap<string, number>;
  ledger: ReadonlyMap<string, number>;
  matched: { sheet: ReadonlyMap<string, number>; ledger: ReadonlyMap<string, number> };
  /** Ledger minus sheet of everything of this cause, unmatched rows included; adds up to the whole difference. */
  byCause: ReadonlyMap<Cause, number>;
  /**
   * The same for every currency: each one's causes add up to its ledger minus its sheet. `byCause` is the map of the
   * tolerance's currency.
   */
  byCurrency: ReadonlyMap<string, ReadonlyMap<Cause, number>>;
}

export interface Reconciliation {
  matches: Match[];
  unmatched: { sheet: Unmatched[]; ledger: Unmatched[] };
  totals: Totals;
}
