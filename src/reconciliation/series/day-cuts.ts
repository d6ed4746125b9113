import type { Keyed } from '../reading/keys.ts';

/** What of one day lies in the run, and what not, is exchanged by so many rows; more of a day are not asked. */
const MOST_EXCHANGED = 3;
const MOST_OF_DAY = 16;

/**
 * Whether a run of neighbours takes some rows of a day and leaves others that would add up as well: the order of one
 * day's rows says nothing, so which of them are meant is not told.
 * @param rows of the series, in the order of their days; the run is those from one place up to, not including, another.
 */
export function isOneOfSeveral(side: Keyed, rows: readonly number[], from: number, end: number): boolean {
  const dayOf = (at: number): number => side.day[rows[at] as number] as number;
  const amountOf = (at: number): number => side.amount[rows[at] as number] as number;
  const days = new Set([dayOf(from), dayOf(end - 1)]);
  const inside: number[] = [];
  const outside: number[] = [];
  for (let at = from; at < end; at++) if (days.has(dayOf(at))) inside.push(amountOf(at));
  for (let at = from - 1; at >= 0 && days.has(dayOf(at)); at--) outside.push(amountOf(at));
  for (let at = end; at < rows.length && days.has(dayOf(at)); at++) outside.push(amountOf(at));
  if (outside.length === 0 || inside.length > MOST_OF_DAY || outside.length > MOST_OF_DAY) return false;
  const sums = new Map<number, Set<string>>();
  eachFew(inside, (sum, amounts) => {
    const known = sums.get(sum) ?? new Set();
    sums.set(sum, known.add(amounts));
  });
  let isFound = false;
  eachFew(outside, (sum, amounts) => {
    const known = sums.get(sum);
    // The same amounts again are the same sum: of equal rows one is as good as the other.
    if (known && (known.size > 1 || !known.has(amounts))) isFound = true;
  });
  return isFound;
}

/** Each choice of one to a few of these, with its sum and its amounts in order. */
function eachFew(amounts: readonly number[], visit: (sum: number, amounts: string) => void): void {
  const sorted = amounts.toSorted((a, b) => a - b);
  const choose = (from: number, sum: number, chosen: readonly number[]): void => {
    if (chosen.length > 0) visit(sum, chosen.join());
    if (chosen.length === MOST_EXCHANGED) return;
    for (let at = from; at < sorted.length; at++) {
      const own = sorted[at] as number;
      choose(at + 1, sum + own, [...chosen, own]);
    }
  };
  choose(0, 0, []);
}
