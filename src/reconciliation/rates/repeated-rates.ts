import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import type { Rate } from './rates.ts';
import { eachSettledPair } from './settled-pairs.ts';

/** Shares that differences have: of the ledger's above the sheet, from the least tax there is to the highest. */
export const LEAST_TAX = 0.04;
export const MOST_TAX = 0.28;
/** Rates are written so finely at most; a whole share from here on is a tip, or a price that rose. */
const GRAIN = 5e-5;
const LEAST_TIP = 0.1;
/** A smaller amount is at every rate by rounding. */
const LEAST_MINOR = 2000;
/** How many other pairs may be expected at the rate by chance, where nothing is behind it. */
const MOST_BY_CHANCE = 0.05;

interface Share {
  /** What the difference is of the sheet's amount, with the half cent that rounding leaves open. */
  low: number;
  high: number;
}

/**
 * Rates that two pairs or more show to the cent, of lists too short to learn rates from: chance puts no second pair
 * there. A rate is met once with freight or a mistyped amount, and again only with what is charged on every bill.
 */
export function repeatedRates(keys: Keys, settled: Settled): Rate[] {
  const shares: Share[] = [];
  // One price that rose by one amount comes again month by month: it says nothing of a rate.
  const met = new Set<string>();
  eachSettledPair(keys, settled, (_i, _j, a, b) => {
    if (a < LEAST_MINOR || b < a * (1 + LEAST_TAX) || b > a * (1 + MOST_TAX)) return;
    if (met.has(`${a} ${b}`)) return;
    met.add(`${a} ${b}`);
    shares.push({ low: (b - a - 0.5) / a, high: (b - a + 0.5) / a });
  });
  shares.sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low);
  const lows = Float64Array.from(shares, ({ low }) => low).sort();
  const highs = Float64Array.from(shares, ({ high }) => high).sort();
  const span = shares.reduce((sum, { low, high }) => sum + (high - low), 0);
  const rates: Rate[] = [];
  for (const { low, high } of shares) {
    const rate = Math.round((low + high) / 2 / GRAIN) * GRAIN;
    if (rate < low || rate > high || isWhole(rate)) continue;
    if (rates.some((known) => low <= known.rate && known.rate <= high)) continue;
    // Those that begin at the rate or before, without those that end before it, and without this one.
    const seen = below(lows, rate, true) - below(highs, rate, false) - 1;
    const byChance = (span - (high - low)) / (MOST_TAX - LEAST_TAX);
    if (seen > 0 && byChance <= MOST_BY_CHANCE * seen) rates.push({ rate, onSheet: true, isTax: true, seen });
  }
  return rates;
}

/** How many of the ascending values are less than one, or that much where `orEqual`. */
function below(values: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = values[middle] as number;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isWhole = (rate: number): boolean =>
  rate >= LEAST_TIP - GRAIN && Math.abs(rate * 100 - Math.round(rate * 100)) < GRAIN;
