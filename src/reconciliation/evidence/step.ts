/** Fewer days show no step, and shorter ones are no period. */
const LEAST_DAYS = 3;
const LEAST_STEP = 5;
/** A step may be so much longer or shorter, as days and as a share of it; so many may be missed; and so many hold it. */
const OFF_DAYS = 1;
const OFF = 0.18;
const MOST_MISSED = 3;
const KEPT = 0.75;

/** The days from one to the next where days, ascending, keep a step; 0 where they do not. */
export function stepOf(days: readonly number[]): number {
  if (days.length < LEAST_DAYS) return 0;
  const gaps = days.slice(1).map((day, at) => day - (days[at] as number));
  const step = gaps.toSorted((a, b) => a - b)[(gaps.length - 1) >> 1] as number;
  if (step < LEAST_STEP) return 0;
  return gaps.filter((gap) => keepsStep(gap, step)).length >= KEPT * gaps.length ? step : 0;
}

/**
 * The step that rows and postings of one amount keep, each by itself; 0 where neither side keeps one, or where several of
 * a side have one day: what is typed or charged several at once is in no order.
 */
export function stepOfEither(rows: readonly number[], postings: readonly number[]): number {
  if (areRepeated(rows) || areRepeated(postings)) return 0;
  return Math.max(stepOf(rows), stepOf(postings));
}

/** Whether several of these days, ascending, are one. */
export const areRepeated = (days: readonly number[]): boolean => days.some((day, at) => day === days[at - 1]);

/** Whether days come after one another by a step, or some of them. */
export function keepsStep(gap: number, step: number): boolean {
  const steps = Math.round(gap / step);
  return steps >= 1 && steps <= MOST_MISSED && Math.abs(gap - steps * step) <= OFF_DAYS + OFF * step;
}
