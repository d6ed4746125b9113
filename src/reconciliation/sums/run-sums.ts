/** Runs of neighbours, in the order given, that add up to the target: the sum of a statement. */
export function runSums(
  amounts: readonly number[],
  target: number,
  least: number,
): { from: number; to: number }[] {
  const sums = [0];
  for (const amount of amounts) sums.push((sums[sums.length - 1] as number) + amount);
  const runs: { from: number; to: number }[] = [];
  for (let end = least; end < sums.length; end++) {
    const start = (sums[end] as number) - target;
    for (let from = 0; from <= end - least; from++) if (sums[from] === start) runs.push({ from, to: end });
  }
  return runs;
}

/** The same without one of the rows between the ends, each named by its place. */
export function runsButOne(
  amounts: readonly number[],
  target: number,
  least: number,
): { from: number; to: number; without: number }[] {
  const runs: { from: number; to: number; without: number }[] = [];
  for (let from = 0; from + least < amounts.length; from++) {
    let over = -target;
    for (let to = from + 1; to <= amounts.length; to++) {
      over += amounts[to - 1] as number;
      if (to - from <= least) continue;
      for (let at = from + 1; at < to - 1; at++)
        if (amounts[at] === over) runs.push({ from, to, without: at });
    }
  }
  return runs;
}
