/** A row and a posting of two currencies that may be one transaction. */
export interface Crossing {
  from: number;
  to: number;
  day: number;
  sheetMinor: number;
  ledgerMinor: number;
}

/** What a document shows of two currencies' rate: its rows together against its postings together. */
export interface Shown {
  from: number;
  to: number;
  day: number;
  /** log2 of ledger minor units per sheet minor unit. */
  log: number;
  /** The ledger's vendor; 0 where it names none. */
  vendor: number;
}

/** One of them as it is followed: its log is of the one direction, whichever way round it was met. */
export interface Point {
  day: number;
  log: number;
  shown: Shown;
}
