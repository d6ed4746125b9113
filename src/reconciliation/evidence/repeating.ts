/** So many pairs' worth of belief in the differences that are usual anywhere. */
const PRIOR_PAIRS = 12;

/** What was seen once may as well have been seen so many days sooner or later. */
const AROUND = 3;

/**
 * Of counts of this size, how many speak for the very same difference next time: of one less than half, of many nearly
 * all.
 */
export const repeating = (seen: number): number => (seen * seen) / (seen + 1);

/**
 * @param counts how often each difference was seen, in days ascending.
 * @param prior shares of them that are usual anywhere.
 * @returns the share of each difference.
 */
export function smoothed(counts: Float64Array, prior: Float64Array): Float64Array {
  const width = counts.length;
  let total = 0;
  for (const count of counts) total += count;
  const shares = new Float64Array(width);
  const spread = new Float64Array(width);
  for (let at = 0; at < width; at++) {
    const around = (counts[at - 1] ?? 0) * 0.15 + (counts[at] as number) * 0.7 + (counts[at + 1] ?? 0) * 0.15;
    shares[at] = repeating(around);
    const [first, last] = [Math.max(0, at - AROUND), Math.min(width - 1, at + AROUND)];
    const each = (around - repeating(around)) / (last - first + 1);
    for (let near = first; near <= last; near++) spread[near] = (spread[near] as number) + each;
  }
  return shares.map(
    (share, at) =>
      (share + (spread[at] as number) + PRIOR_PAIRS * (prior[at] as number)) / (total + PRIOR_PAIRS),
  );
}
