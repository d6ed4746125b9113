/** What a subset of candidates is given besides its members' bits, and what its members' bits are worth together. */

/** Bits lost for each row that fits as well, lies between the parts and is none. */
const SKIPPED = 1;
const MOST_SKIPPED = 10;

/**
 * However well a row fits, it is one of many that do: it gets no more than its share among itself, those that fit
 * better, each counted like itself, and those that fit less. Expects the best first.
 */
export function crowded(plain: readonly number[]): number[] {
  const shared = plain.slice();
  let below = 0;
  for (let at = plain.length - 1; at >= 0; at--) {
    const bits = plain[at] as number;
    const own = 2 ** Math.min(60, bits);
    below += own;
    shared[at] = Math.min(bits, -Math.log2(at + below / own));
  }
  return shared;
}

/**
 * Parts of one thing mostly follow one another: bits for each row between them that fits as well and is left out. What is
 * of the first's or the last's own day is not between them.
 */
export function skipped(members: readonly number[], fit: readonly number[], days: readonly number[]): number {
  const first = Math.min(...members);
  const last = Math.max(...members);
  let least = Number.POSITIVE_INFINITY;
  for (const at of members) least = Math.min(least, fit[at] as number);
  let between = 0;
  for (let at = first + 1; at < last; at++) {
    if (days[at] === days[first] || days[at] === days[last]) continue;
    if ((fit[at] as number) >= least - 1 && !members.includes(at)) between++;
  }
  return SKIPPED * Math.min(MOST_SKIPPED, between);
}

/** log2 of how many orders so many parts have. */
export const ORDERS: number[] = [0];
for (let parts = 1; parts <= 40; parts++) ORDERS.push((ORDERS[parts - 1] as number) + Math.log2(parts));

/**
 * Two subsets of the same amounts on the same days are one sum, and no two chances: which rows are meant, these say
 * themselves. Gives the bits by which the rows of the first belong there better than those of the second; none where
 * the subsets are two sums.
 * @param same of each candidate: its amount and day.
 */
export function aheadOfEquals(
  first: readonly number[],
  second: readonly number[],
  same: readonly string[],
  fit: readonly number[],
): number {
  const all = (members: readonly number[]): string =>
    members
      .map((at) => same[at])
      .sort()
      .join();
  if (first.length !== second.length || all(first) !== all(second)) return 0;
  const together = (members: readonly number[]): number =>
    members.reduce((sum, at) => sum + (fit[at] as number), 0);
  return together(first) - together(second);
}
