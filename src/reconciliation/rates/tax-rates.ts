import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { manyTaxes } from './many-taxes.ts';
import { fitsRate, type Rate } from './rates.ts';

/** A rate that is met less often than this share of the commonest is no tax of these lists: a tip, freight by weight. */
const LEAST_SHARE = 0.1;
/** So many pairs in one currency show what its taxes are: another rate in it is none, however usual elsewhere. */
const ENOUGH = 80;
/** A vendor that taxes does so again: a rate that comes back at its vendors this much less than the commonest is none. */
const LEAST_RETURN = 0.5;
/** From so many pairs on it shows whether a rate comes back: of fewer, most vendors have one whatever it is. */
const LEAST_TO_JUDGE = 8;
const SAME = 1e-9;

export interface TaxRates {
  /** In any currency. */
  known: readonly Rate[];
  of(currency: number): readonly Rate[];
  /** Whether the lists show what taxes there are in a currency. */
  isTaught(currency: number): boolean;
}

/**
 * Which of the rates between the lists are taxes. A tax is met often, and again and again at the same vendors; a price
 * that rose by a round share or a surcharge is met now here, now there.
 */
export function taxRates(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  rates: readonly Rate[],
): TaxRates {
  const { sheet, ledger } = keys;
  const learned = rates.filter(({ isTax }) => isTax);
  const most = learned.reduce((seen, rate) => Math.max(seen, rate.seen), 0);
  const often = learned.filter(({ seen }) => seen >= LEAST_SHARE * most);
  const byVendor = often.map(() => new Map<number, number>());
  const byCurrency = new Map<number, number>();
  for (const link of settled.links) {
    if (link.sheet.length !== 1 || link.ledger.length !== 1) continue;
    const i = link.sheet[0] as number;
    const j = link.ledger[0] as number;
    const a = sheet.amount[i] as number;
    const b = ledger.amount[j] as number;
    const currency = ledger.currency[j] as number;
    if (a === b || sheet.currency[i] !== currency) continue;
    const at = often.findIndex((rate) => fitsRate(rate, a, b));
    const counts = byVendor[at];
    if (counts === undefined) continue;
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + 1);
    const vendor = cluster[ledger.party[j] as number] as number;
    if (vendor !== 0) counts.set(vendor, (counts.get(vendor) ?? 0) + 1);
  }
  const returns = byVendor.map(returnsOf);
  const usual = returns[often.findIndex(({ seen }) => seen === most)]?.share ?? 0;
  const kept = often.filter((_, at) => {
    const { share, pairs } = returns[at] as Returns;
    return pairs < LEAST_TO_JUDGE || share >= LEAST_RETURN * usual;
  });
  const everywhere = bothWays(kept);
  const ofPlaces = new Map(
    Array.from(manyTaxes(keys, settled, rates), ([currency, taxes]) => [currency, bothWays(taxes)]),
  );
  return {
    known: [...[...ofPlaces.values()].flat(), ...everywhere],
    of: (currency) => ofPlaces.get(currency) ?? everywhere,
    isTaught: (currency) => ofPlaces.has(currency) || (byCurrency.get(currency) ?? 0) >= ENOUGH,
  };
}

/** Who writes most with tax leaves it out now and then, and the other way round. */
function bothWays(kept: readonly Rate[]): Rate[] {
  const mirrored = kept.map((rate) => ({ ...rate, onSheet: !rate.onSheet, seen: 0 }));
  const isNew = ({ rate, onSheet }: Rate): boolean =>
    !kept.some((own) => own.onSheet === onSheet && Math.abs(own.rate - rate) < SAME);
  return [...kept, ...mirrored.filter(isNew)];
}

interface Returns {
  pairs: number;
  /** Of these, the share that is of vendors which show the rate more than once. */
  share: number;
}

function returnsOf(counts: ReadonlyMap<number, number>): Returns {
  let pairs = 0;
  let again = 0;
  for (const count of counts.values()) {
    pairs += count;
    if (count > 1) again += count;
  }
  return { pairs, share: pairs === 0 ? 0 : again / pairs };
}
