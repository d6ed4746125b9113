import type { Keys } from '../reading/keys.ts';

/** With more rows than these, some of them come to any bill. */
const MOST_ROWS = 12;

/** A bill, and the rows of its order that come to it. */
export interface Bill {
  sheet: number[];
  ledger: number[];
}

/**
 * An order's bills, each with rows of its own that come to it to the cent, all of them used up. Null where that can be
 * told in no way, or in several that differ in their amounts. Rows of one amount go to the bills in the order of their
 * days.
 */
export function billsApart(
  { sheet, ledger }: Keys,
  rows: readonly number[],
  postings: readonly number[],
): Bill[] | null {
  if (postings.length < 2 || rows.length <= postings.length || rows.length > MOST_ROWS) return null;
  const amounts = rows.map((row) => sheet.amount[row] as number);
  const all = 2 ** rows.length - 1;
  const totals = totalsOf(amounts);
  const ways = new Map<string, number[]>();

  function tell(at: number, left: number, chosen: readonly number[]): void {
    if (ways.size > 1) return;
    if (at === postings.length) {
      if (left !== 0) return;
      const way = chosen.map((some) => amountsIn(amounts, some)).join(' | ');
      if (!ways.has(way)) ways.set(way, [...chosen]);
      return;
    }
    const wanted = ledger.amount[postings[at] as number] as number;
    for (let some = 1; some <= all; some++)
      if ((some & left) === some && totals[some] === wanted) tell(at + 1, left & ~some, [...chosen, some]);
  }

  tell(0, all, []);
  const [only] = ways.values();
  if (only === undefined || ways.size > 1) return null;
  return only.map((some, at) => ({
    sheet: rows.filter((_, row) => (some >> row) & 1),
    ledger: [postings[at] as number],
  }));
}

/** Of each set of rows, a bit for each. */
function totalsOf(amounts: readonly number[]): Float64Array {
  const totals = new Float64Array(2 ** amounts.length);
  for (let some = 1; some < totals.length; some++) {
    const first = 31 - Math.clz32(some & -some);
    totals[some] = (totals[some & (some - 1)] as number) + (amounts[first] as number);
  }
  return totals;
}

function amountsIn(amounts: readonly number[], some: number): string {
  return amounts
    .filter((_, row) => (some >> row) & 1)
    .sort((a, b) => a - b)
    .join();
}
