import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { eachSettledPair } from './settled-pairs.ts';

/** Minor units: fives of dollars. */
const ROUND = 500;
/** Shares are of twentieths. */
const PARTS = 20;
const MOST_PARTS = 5;
/** A fifth on top is the VAT of many countries, and rarely a slip or a rise. */
const VAT = 4;

/**
 * Whether a difference is ten dollars on a hundred: round amounts are at such shares of each other whatever they differ
 * for. Where another pair that is not so round has the share to the cent, it is a rate all the same.
 */
export function roundRises(
  keys: Keys,
  settled: Settled,
): (sheetMinor: number, difference: number) => boolean {
  let shown: ReadonlySet<number> | null = null;
  return (sheetMinor, difference) => {
    const parts = partsOf(sheetMinor, difference);
    if (!isRound(difference) || parts === 0 || !isExact(sheetMinor, difference, parts)) return false;
    shown ??= shownBy(keys, settled);
    return !shown.has(parts);
  };
}

const netOf = (sheetMinor: number, difference: number): number =>
  Math.min(Math.abs(sheetMinor), Math.abs(sheetMinor + difference));

const isRound = (difference: number): boolean => difference % ROUND === 0;

const isExact = (sheetMinor: number, difference: number, parts: number): boolean =>
  Math.abs(difference) * PARTS === netOf(sheetMinor, difference) * parts;

/** How many twentieths of the smaller amount the difference is, to the cent; 0 where it is no such share. */
function partsOf(sheetMinor: number, difference: number): number {
  const net = netOf(sheetMinor, difference);
  const parts = Math.round((Math.abs(difference) * PARTS) / net);
  const off = Math.abs(Math.abs(difference) - (net * parts) / PARTS);
  return parts <= MOST_PARTS && parts !== VAT && off <= 1 ? parts : 0;
}

function shownBy(keys: Keys, settled: Settled): Set<number> {
  const shown = new Set<number>();
  eachSettledPair(keys, settled, (_i, _j, a, b) => {
    if (a !== b && !isRound(b - a)) shown.add(partsOf(a, b - a));
  });
  return shown;
}
