import type { Link, Stage } from '../links.ts';

/**
 * How often matches of a stage were right, against the log2 odds the stage gave them: the middle of each bin of one
 * bit, made to rise. Fitted on lists of known truth, of two makers in equal parts, seeds 21 to 27, standard and hard,
 * 5,000 rows each; `node test/reconciliation/calibrate.ts` measures the bins anew. The low odds are too modest because
 * rows that nobody can tell apart are right either way.
 */
const MEASURED: Readonly<
  Record<Exclude<Stage, 'taught'>, readonly (readonly [bits: number, right: number])[]>
> = {
  certain: [[12, 0.9999]],
  pair: [
    [0.5, 0.9],
    [1.5, 0.945],
    [2.5, 0.975],
    [3.5, 0.981],
    [4.5, 0.987],
    [5.5, 0.992],
    [6.5, 0.9945],
    [8.5, 0.9955],
    [10.5, 0.9962],
    [11.5, 0.998],
    [12.5, 0.9989],
    [13.5, 0.9991],
    [15, 0.9997],
    [22, 0.9999],
  ],
  group: [
    [5, 0.998],
    [7.6, 0.9993],
  ],
  series: [
    [0.5, 0.96],
    [3, 0.975],
    [9, 0.999],
  ],
  sum: [
    [0.5, 0.8],
    [1.5, 0.885],
    [2.5, 0.89],
    [3.5, 0.934],
    [4.5, 0.938],
    [5.5, 0.953],
    [6.5, 0.975],
    [7.5, 0.986],
    [8.5, 0.993],
    [10.5, 0.9935],
    [11.5, 0.9975],
    [12.5, 0.998],
    [13.5, 0.9994],
    [22, 0.9997],
  ],
  rest: [
    [-3, 0.7],
    [-1, 0.8],
    [0, 0.86],
    [1.5, 0.93],
    [2.5, 0.966],
    [3.5, 0.97],
    [4.5, 0.985],
    [5.5, 0.993],
    [7.5, 0.995],
    [8.5, 0.998],
    [13, 0.9985],
    [15, 0.9995],
    [22, 0.9999],
  ],
};

/** Log2 odds of a chance. */
export function oddsOf(chance: number): number {
  return Math.log2(chance / Math.max(1e-9, 1 - chance));
}

/** The chance a stage gave, as it turned out on lists with known truth; to four digits. */
export function calibrated({ stage, chance }: Link): number {
  if (stage === 'taught') return 1;
  const table = MEASURED[stage];
  const bits = oddsOf(chance);
  let before = table[0];
  if (before === undefined || bits <= before[0]) return before?.[1] ?? chance;
  for (const knot of table) {
    if (bits < knot[0]) {
      const part = (bits - before[0]) / (knot[0] - before[0]);
      return Math.round((before[1] + part * (knot[1] - before[1])) * 10_000) / 10_000;
    }
    before = knot;
  }
  return before[1];
}
