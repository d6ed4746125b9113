import type { Point } from './shown.ts';
import { nearestTo, widened } from './smoothed.ts';

/** A vendor's taxes and a bank's share are not more than this, log2. */
const HIGHEST_LEVEL = 0.35;
const LEAST_OF_LEVEL = 3;
const LEAST_SHARE = 0.3;
const MOST_LEVELS = 6;
/** So many spreads apart is out of proportion. */
export const MOST_SPREADS = 6;
/** What a vendor's own documents show counts against this much of what all others do. */
const OTHERS = 0.7;
/** Some documents keep less closely to the rate than most. */
const LOOSER = { share: 0.2, times: 3 };
const ROOT = Math.sqrt(2 * Math.PI);

/** Shares on top that come again and again, at vendors that mostly have them. */
export function levelsOf(points: readonly Point[], rate: (day: number) => number, spread: number): number[] {
  const levels = [0];
  const width = Math.max(0.006, 1.5 * widened(spread, 2));
  let left = points.map((point) => ({ vendor: point.shown.vendor, apart: point.log - rate(point.day) }));
  const ofVendor = new Map<number, number>();
  for (const { vendor } of left) ofVendor.set(vendor, (ofVendor.get(vendor) ?? 0) + 1);
  left = left.filter(({ apart }) => Math.abs(apart) > 3 * width && Math.abs(apart) <= HIGHEST_LEVEL);
  left.sort((a, b) => a.apart - b.apart);
  while (left.length >= LEAST_OF_LEVEL && levels.length < MOST_LEVELS) {
    let best: typeof left = [];
    for (const { apart } of left) {
      const near = left.filter((one) => Math.abs(one.apart - apart) <= width);
      if (near.length > best.length) best = near;
    }
    if (best.length < LEAST_OF_LEVEL) break;
    const vendors = new Set(best.map(({ vendor }) => vendor));
    let all = 0;
    for (const vendor of vendors) all += ofVendor.get(vendor) as number;
    if (best.length >= LEAST_SHARE * all) levels.push((best[best.length >> 1] as { apart: number }).apart);
    left = left.filter((one) => !best.includes(one));
  }
  return levels;
}

export function nearestLevel(levels: readonly number[], apart: number): number {
  let best = 0;
  for (const level of levels) if (Math.abs(apart - level) < Math.abs(apart - best)) best = level;
  return best;
}

/** How likely a document is so far from the rate, as its vendor's own and all others are. */
export function likelihoodOf(
  own: readonly Point[],
  rate: (day: number) => number,
  levels: readonly number[],
  spread: number,
  aligned: readonly Point[],
): (apart: number, day: number, vendor: number) => number {
  const counts = new Map<number, number[]>();
  const all = levels.map(() => 0.5);
  for (const { log, day, shown } of own) {
    const apart = log - rate(day);
    const level = nearestLevel(levels, apart);
    if (Math.abs(apart - level) > MOST_SPREADS * spread) continue;
    const at = levels.indexOf(level);
    all[at] = (all[at] as number) + 1;
    const its = counts.get(shown.vendor) ?? levels.map(() => 0);
    its[at] = (its[at] as number) + 1;
    counts.set(shown.vendor, its);
  }
  const total = all.reduce((sum, count) => sum + count, 0);
  const widths = new Map<number, number>();
  const widthOf = (day: number): number => {
    const known = widths.get(day);
    if (known !== undefined) return known;
    const nearest = nearestTo(aligned, day)[0];
    const width = widened(spread, nearest === undefined ? 365 : Math.abs(nearest.day - day));
    widths.set(day, width);
    return width;
  };
  return (apart, day, vendor) => {
    const its = vendor === 0 ? undefined : counts.get(vendor);
    const seen = its?.reduce((sum, count) => sum + count, 0) ?? 0;
    const width = widthOf(day);
    let likelihood = 0;
    for (let at = 0; at < levels.length; at++) {
      const off = Math.abs(apart - (levels[at] as number)) / width;
      if (off > MOST_SPREADS) continue;
      const share = ((its?.[at] ?? 0) + (OTHERS * (all[at] as number)) / total) / (seen + OTHERS);
      likelihood += (share * closeness(off)) / width;
    }
    return likelihood;
  };
}

/** The density of a document so many spreads off. */
function closeness(off: number): number {
  const { share, times } = LOOSER;
  const close = (1 - share) * Math.exp(-(off ** 2) / 2);
  return (close + (share / times) * Math.exp(-((off / times) ** 2) / 2)) / ROOT;
}
