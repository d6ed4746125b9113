export interface Open {
  /** -1 where a row is still to be matched. */
  sheet: Int32Array;
  ledger: Int32Array;
}
