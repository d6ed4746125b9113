import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { isEveryTaxMet, manyTaxes } from './many-taxes.ts';
import { rateReturns } from './rate-returns.ts';
import { fitsRate, type Rate } from './rates.ts';
import { LEAST_TAX } from './repeated-rates.ts';
import { SAYS_TAX } from './says-tax.ts';
import { eachSettledPair } from './settled-pairs.ts';

/** A rate that is met less often than this share of the commonest is no tax of these lists: a tip, freight by weight. */
const LEAST_SHARE = 0.1;
/** So many pairs in one currency show what its taxes are: another rate in it is none, however usual elsewhere. */
const ENOUGH = 80;
/** What is less than a tax is interest, a card's fee or a price that rose, unless this share of its postings say tax. */
const SAID = 0.5;
/** A tax is of amounts of all sizes: what is so few different sums is a fee, or one price that rose. */
const LEAST_SUMS = 3;
const SAME = 1e-9;
/** So many pairs in a currency show a tax of its own. */
const LEAST_OWN = 3;

export interface TaxRates {
  /** In any currency. */
  known: readonly Rate[];
  of(currency: number): readonly Rate[];
  /** Whether a difference is at a tax of the lists' other currencies, and this one has its own. */
  isOfOthers(currency: number, sheetMinor: number, ledgerMinor: number): boolean;
  /** Whether the lists show what taxes there are in a currency. */
  isTaught(currency: number): boolean;
}

/**
 * Which of the rates between the lists are taxes. A tax is met often, and where vendors tell, again and again at the same
 * ones; a price that rose by a round share or a surcharge is met now here, now there.
 */
export function taxRates(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  rates: readonly Rate[],
): TaxRates {
  const { ledger } = keys;
  const learned = rates.filter(({ isTax }) => isTax);
  const most = learned.reduce((seen, rate) => Math.max(seen, rate.seen), 0);
  const often = learned.filter(({ seen }) => seen >= LEAST_SHARE * most);
  const met = often.map((): Met => ({ pairs: 0, said: 0, sums: new Set() }));
  const byCurrency = new Map<number, Int32Array>();
  const returns = rateReturns(often.length);
  eachSettledPair(keys, settled, (_i, j, a, b) => {
    const at = a === b ? -1 : often.findIndex((rate) => fitsRate(rate, a, b));
    returns.show(cluster[ledger.party[j] as number] as number, at);
    const own = met[at];
    if (own === undefined) return;
    const currency = ledger.currency[j] as number;
    const its = byCurrency.get(currency) ?? new Int32Array(often.length);
    byCurrency.set(currency, its);
    its[at] = (its[at] as number) + 1;
    own.pairs++;
    own.sums.add(Math.abs(b - a));
    if (SAYS_TAX.test(keys.texts[ledger.text[j] as number] as string)) own.said++;
  });
  const comesBack = returns.comeBack(often.findIndex(({ seen }) => seen === most));
  const kept = often.filter(({ rate }, at) => {
    const { pairs, said, sums } = met[at] as Met;
    const isSaid = pairs > 0 && said >= SAID * pairs;
    return (
      comesBack(at) && (isSaid || (rate >= LEAST_TAX && (pairs < LEAST_SUMS || sums.size >= LEAST_SUMS)))
    );
  });
  /** Taxes of other currencies, in one that has shown its own again and again; this once it may be by chance. */
  const elsewhere = (currency: number): Rate[] => {
    const its = byCurrency.get(currency) ?? new Int32Array(0);
    const mostOfIts = Math.max(0, ...its);
    if (mostOfIts < LEAST_OWN) return [];
    // Either way round it is one tax.
    const seenOf = ({ rate }: Rate): number =>
      its.reduce((sum, count, at) => sum + (isSame(often[at] as Rate, rate) ? count : 0), 0);
    return kept.filter((rate) => seenOf(rate) - 1 < LEAST_SHARE * mostOfIts);
  };
  const foreign = new Map(
    Array.from(byCurrency.keys(), (currency) => [currency, bothWays(elsewhere(currency))]),
  );
  const everywhere = bothWays(kept);
  const ofPlaces = new Map(
    Array.from(manyTaxes(keys, settled, rates), ([currency, taxes]) => [currency, bothWays(taxes)]),
  );
  return {
    known: [...[...ofPlaces.values()].flat(), ...everywhere],
    of: (currency) =>
      ofPlaces.get(currency) ?? everywhere.filter((rate) => !isAmong(foreign.get(currency), rate)),
    isOfOthers: (currency, sheetMinor, ledgerMinor) =>
      (foreign.get(currency) ?? []).some((rate) => fitsRate(rate, sheetMinor, ledgerMinor)),
    isTaught: (currency) =>
      isEveryTaxMet(ofPlaces.get(currency) ?? []) ||
      (byCurrency.get(currency)?.reduce((sum, count) => sum + count, 0) ?? 0) >= ENOUGH,
  };
}

const isSame = ({ rate }: Rate, other: number): boolean => Math.abs(rate - other) < SAME;

const isAmong = (rates: readonly Rate[] | undefined, one: Rate): boolean =>
  rates?.some((rate) => rate.onSheet === one.onSheet && isSame(rate, one.rate)) ?? false;

/** Who writes most with tax leaves it out now and then, and the other way round. */
function bothWays(kept: readonly Rate[]): Rate[] {
  const mirrored = kept.map((rate) => ({ ...rate, onSheet: !rate.onSheet, seen: 0 }));
  return [...kept, ...mirrored.filter((rate) => !isAmong(kept, rate))];
}

/** What the pairs that keep to a rate say of it. */
interface Met {
  pairs: number;
  /** Of these, postings that say that they are with tax. */
  said: number;
  /** How much they differ by. */
  sums: Set<number>;
}
