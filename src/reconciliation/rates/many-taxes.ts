import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { COMMON_TAXES, expectedLedger, type Rate } from './rates.ts';
import { eachSettledPair } from './settled-pairs.ts';

/** Each place has its own tax: so many of them must be met, each so often, and none may have most of the pairs. */
const PLACES = 4;
const LEAST_SEEN = 3;
const MOST_OF_ONE = 0.4;
/** A rate that is met less often than this share of the commonest is a price that rose by it. */
const LEAST_SHARE = 0.2;
/** The taxes of many places are of one size: none is more than so many times the middle one, or that much below it. */
const SPAN = 1.6;
/** An amount smaller than this is at every rate by rounding. */
const LEAST_MINOR = 2000;
/** A rate below this is no tax but interest, and so is what is met beside it and is that many months of it. */
const MOST_INTEREST = 0.02;
const MOST_MONTHS = 6;
const SAME = 1e-9;

/**
 * By currency, the taxes of lists that buy in many places: none is common, few come back at their vendors, and each is
 * one that is usual somewhere. A currency with one tax, or a few, is not in it.
 * @param learned the rates that pairs show, taxes or not
 */
export function manyTaxes(
  keys: Keys,
  settled: Settled,
  learned: readonly Rate[],
): Map<number, readonly Rate[]> {
  const met = new Map<number, Rate[]>();
  eachSettledPair(keys, settled, (_i, j, a, b) => {
    if (a === b || Math.abs(a) < LEAST_MINOR) return;
    const currency = keys.ledger.currency[j] as number;
    const usual =
      met.get(currency) ?? COMMON_TAXES.map((rate) => ({ rate, onSheet: true, isTax: true, seen: 0 }));
    met.set(currency, usual);
    // On either side: who buys in many places has now the one with it, now the other.
    const rate = usual.find((one) =>
      [true, false].some((onSheet) => Math.abs(expectedLedger({ ...one, onSheet }, a) - b) <= 1),
    );
    if (rate) rate.seen++;
  });
  const taxes = new Map<number, readonly Rate[]>();
  for (const [currency, usual] of met) {
    const found = ofPlaces(usual, learned);
    if (found) taxes.set(currency, found);
  }
  return taxes;
}

/** Of many places' taxes, whether each that is not among them is met less often than these by far. */
export const isEveryTaxMet = (taxes: readonly Rate[]): boolean =>
  taxes.some(({ seen }) => LEAST_SHARE * seen >= LEAST_SEEN);

function ofPlaces(usual: readonly Rate[], learned: readonly Rate[]): Rate[] | null {
  const middle = middleOf(usual);
  const most = usual.reduce((seen, rate) => Math.max(seen, rate.seen), 0);
  const isOfSize = ({ rate }: Rate): boolean => rate <= SPAN * middle && rate * SPAN >= middle;
  const taxes = usual.filter(
    (rate) => rate.seen >= LEAST_SEEN && rate.seen >= LEAST_SHARE * most && isOfSize(rate),
  );
  const all = taxes.reduce((sum, { seen }) => sum + seen, 0);
  if (taxes.length < PLACES || most > MOST_OF_ONE * all) return null;
  const isUsual = ({ rate }: Rate): boolean => COMMON_TAXES.some((one) => Math.abs(one - rate) < SAME);
  const others = learned.filter(
    (rate) => rate.isTax && isOfSize(rate) && !isUsual(rate) && !isInterest(rate, learned),
  );
  return [...taxes, ...others];
}

function isInterest({ rate }: Rate, learned: readonly Rate[]): boolean {
  return learned.some((month) => {
    if (month.rate <= 0 || month.rate >= MOST_INTEREST) return false;
    const months = Math.round(rate / month.rate);
    return months <= MOST_MONTHS && Math.abs(rate - months * month.rate) < SAME;
  });
}

/** The rate of the middle pair. */
function middleOf(rates: readonly Rate[]): number {
  const all = rates.reduce((sum, { seen }) => sum + seen, 0);
  let before = 0;
  for (const { rate, seen } of rates) {
    before += seen;
    if (2 * before >= all) return rate;
  }
  return 0;
}
