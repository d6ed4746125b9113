/** Which stage found a match; the sentences and the calibration follow it. */
export type Stage = 'taught' | 'certain' | 'pair' | 'group' | 'series' | 'sum' | 'rest';

/** A found match, in row numbers of the books. */
export interface Link {
  sheet: number[];
  ledger: number[];
  stage: Stage;
  /** The chance that it is right, as the stage sees it; calibrated at the end. */
  chance: number;
  /** The next best row of the ledger for a pair's sheet row, or -1. */
  runnerUp: number;
  /** Of sums: rows that were looked among. */
  among: number;
}

/** What is settled so far. */
export interface Settled {
  links: Link[];
  /** Index of the link that took the row, or -1. */
  sheet: Int32Array;
  ledger: Int32Array;
  torn: Torn;
}

/** By a row that is a sum: two sets of rows of the other side each of which comes to it, and neither the better. */
export type Torn = Record<'sheet' | 'ledger', Map<number, readonly [readonly number[], readonly number[]]>>;

/** The two sets of rows that a row may be the sum of, while all of them stand open; or null. */
export function tornBetween(settled: Settled, which: 'sheet' | 'ledger', row: number) {
  const sets = settled.torn[which].get(row);
  const other = settled[which === 'sheet' ? 'ledger' : 'sheet'];
  return sets && settled[which][row] === -1 && sets.flat().every((one) => other[one] === -1) ? sets : null;
}

export function nothingSettled(sheetCount: number, ledgerCount: number): Settled {
  return {
    links: [],
    sheet: new Int32Array(sheetCount).fill(-1),
    ledger: new Int32Array(ledgerCount).fill(-1),
    torn: { sheet: new Map(), ledger: new Map() },
  };
}

export function settle(settled: Settled, link: Link): void {
  const at = settled.links.push(link) - 1;
  for (const row of link.sheet) settled.sheet[row] = at;
  for (const row of link.ledger) settled.ledger[row] = at;
}

export function settlePair(
  settled: Settled,
  sheetRow: number,
  ledgerRow: number,
  stage: Stage,
  chance: number,
  runnerUp = -1,
): void {
  settle(settled, { sheet: [sheetRow], ledger: [ledgerRow], stage, chance, runnerUp, among: 0 });
}
