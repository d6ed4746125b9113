import { follow } from './followed.ts';
import { levelsOf, likelihoodOf, MOST_SPREADS, nearestLevel } from './markups.ts';
import type { Point, Shown } from './shown.ts';
import { smoothed, spreadOf, widened } from './smoothed.ts';

/** What one currency was worth in another from day to day, and how closely documents keep to it. */
export interface TrackedRate {
  /** log2 of ledger minor units per sheet minor unit about that day, without any share on top. */
  rate(day: number): number;
  /** What is usually on top, log2: nothing, a bank's share, a tax. The first is 0. */
  levels: readonly number[];
  /** How likely a document is so far from the rate, per unit of log2; 0 where it is out of all proportion. */
  likelihood(apart: number, day: number, vendor: number): number;
  /** log2 odds that a document's amounts are no more than roughly related. */
  outlier: number;
}

const LEAST_SHOWN = 4;
/** Of all that is shown, at least this share has to agree with the rate or a level of it. */
const LEAST_AGREEING = 0.6;
/** log2: what is no more off than this may as well be the rate itself, a day later. */
const LEAST_LEVEL = 0.06;

/**
 * Follows the rate of two currencies through the documents that show it, either way round. Null where they are few or do
 * not agree: then nothing is known.
 * @param from the sheet's currency where the rate is asked for; documents of the other direction have it in the ledger.
 */
export function trackRate(shown: readonly Shown[], from: number, least = LEAST_SHOWN): TrackedRate | null {
  const points = shown
    .map((one): Point => ({ day: one.day, log: one.from === from ? one.log : -one.log, shown: one }))
    .sort((a, b) => a.day - b.day || a.log - b.log);
  if (points.length < least) return null;
  const followed = follow(points);
  if (followed.length < least / 2) return null;
  const first = smoothed(followed);
  // What is bought with a card abroad says what the rate is, not how closely bills keep to it.
  const own = points.filter(({ shown: one }) => one.from === from);
  if (own.length < least) return null;
  const apart = (point: Point, rate: (day: number) => number): number => point.log - rate(point.day);
  const levels = levelsOf(own, first, spreadOf(followed));
  const other = levelsOf(
    points.filter(({ shown: one }) => one.from !== from),
    first,
    spreadOf(followed),
  );
  const aligned = points.flatMap((point) => {
    const off = nearestLevel(point.shown.from === from ? levels : other, apart(point, first));
    return Math.abs(apart(point, first) - off) <= LEAST_LEVEL ? [{ ...point, log: point.log - off }] : [];
  });
  const rate = smoothed(aligned);
  const spread = spreadOf(
    aligned,
    aligned.filter(({ shown: one }) => one.from === from),
  );
  const fits = (point: Point): boolean =>
    Math.abs(
      apart(point, rate) - nearestLevel(point.shown.from === from ? levels : other, apart(point, rate)),
    ) <=
    MOST_SPREADS * widened(spread, 2);
  const agreeing = points.filter(fits).length;
  if (agreeing < LEAST_AGREEING * points.length || agreeing < least) return null;
  const outlier = Math.log2((points.length - agreeing + 0.5) / (points.length + 2));
  return { rate, levels, outlier, likelihood: likelihoodOf(own, rate, levels, spread, aligned) };
}
