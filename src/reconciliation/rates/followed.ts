import type { Point } from './shown.ts';

/** log2: a rate seldom moves more than this from one document to the next, and with the days between. */
const STEP = 0.015;
const STEP_BY_DAY = 0.008;
const MOST_STEP = 0.1;
/** Of so many documents each may begin the chain. */
const MOST_STARTS = 60;

/** The longest chain of documents of which each is no more than a step from the one before. */
export function follow(points: readonly Point[]): Point[] {
  let longest: Point[] = [];
  for (const start of startsOf(points)) {
    const taken = followFrom(points, start);
    if (taken.length > longest.length) longest = taken;
  }
  return longest.sort((a, b) => a.day - b.day || a.log - b.log);
}

/** Every document of a few; of many, the one that most of its month agree with. */
function startsOf(points: readonly Point[]): number[] {
  if (points.length <= MOST_STARTS) return points.map((_, at) => at);
  let best = 0;
  let most = 0;
  let since = 0;
  for (let at = 0; at < points.length; at++) {
    const { day, log } = points[at] as Point;
    while ((points[since] as Point).day < day - 30) since++;
    let near = 0;
    for (let to = since; to < points.length && (points[to] as Point).day <= day + 30; to++) {
      if (Math.abs((points[to] as Point).log - log) <= 1.5 * STEP) near++;
    }
    if (near > most) [best, most] = [at, near];
  }
  return [best];
}

function followFrom(points: readonly Point[], start: number): Point[] {
  const taken: Point[] = [];
  for (const direction of [1, -1]) {
    let { day, log } = points[start] as Point;
    for (let at = direction === 1 ? start : start - 1; at >= 0 && at < points.length; at += direction) {
      const point = points[at] as Point;
      const step = STEP + STEP_BY_DAY * Math.sqrt(Math.abs(point.day - day));
      if (Math.abs(point.log - log) > Math.min(MOST_STEP, step)) continue;
      taken.push(point);
      log = 0.3 * log + 0.7 * point.log;
      day = point.day;
    }
  }
  return taken;
}
