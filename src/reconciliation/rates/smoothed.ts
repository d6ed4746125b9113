import type { Point } from './shown.ts';

const NEAREST = 7;
const CLOSEST_SPREAD = 0.0015;
const WIDEST_SPREAD = 0.03;

/** The middle of the nearest documents, each counted the less the further its day. */
export function smoothed(points: readonly Point[]): (day: number, without?: Point) => number {
  const known = new Map<number, number>();
  return (day, without) => {
    const before = without ? undefined : known.get(day);
    if (before !== undefined) return before;
    const near = nearestTo(points, day, without);
    near.sort((a, b) => a.log - b.log);
    const weights = near.map((point) => 1 / (1 + Math.abs(point.day - day)));
    const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
    let sum = 0;
    let middle = Number.NaN;
    for (let at = 0; at < near.length && Number.isNaN(middle); at++) {
      sum += weights[at] as number;
      if (sum >= half) middle = (near[at] as Point).log;
    }
    if (!without) known.set(day, middle);
    return middle;
  };
}

export function nearestTo(points: readonly Point[], day: number, without?: Point): Point[] {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as Point).day < day) low = middle + 1;
    else high = middle;
  }
  const near: Point[] = [];
  let [before, after] = [low - 1, low];
  while (near.length < NEAREST && (before >= 0 || after < points.length)) {
    const left = before >= 0 ? day - (points[before] as Point).day : Number.POSITIVE_INFINITY;
    const right = after < points.length ? (points[after] as Point).day - day : Number.POSITIVE_INFINITY;
    const point = (left <= right ? points[before--] : points[after++]) as Point;
    if (point !== without) near.push(point);
  }
  return near;
}

/** How far a document may be off that is so many days from the nearest other. */
export const widened = (spread: number, days: number): number => spread * Math.sqrt(1 + days);

/** How far documents are from what the others say of their day, for one on the same day as another. */
export function spreadOf(points: readonly Point[], of: readonly Point[] = points): number {
  const rate = smoothed(points);
  const apart = of
    .map((point) => {
      const [nearest] = nearestTo(points, point.day, point);
      const gap = nearest === undefined ? 0 : Math.abs(nearest.day - point.day);
      return Math.abs(point.log - rate(point.day, point)) / widened(1, gap);
    })
    .filter((one) => !Number.isNaN(one))
    .sort((a, b) => a - b);
  const middle = apart[apart.length >> 1] ?? WIDEST_SPREAD;
  return Math.min(WIDEST_SPREAD, Math.max(CLOSEST_SPREAD, 1.48 * middle));
}
