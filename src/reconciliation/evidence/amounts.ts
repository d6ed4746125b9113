import type { Exchange } from '../rates/exchange.ts';
import type { ListRates } from '../rates/near-rates.ts';
import type { Rate } from '../rates/rates.ts';
import type { Keyed } from '../reading/keys.ts';
import { background } from '../tables/background.ts';
import {
  BY_EXCHANGE,
  BY_RATE,
  CENTS,
  CLOSE,
  DIGITS,
  EQUAL,
  FAR,
  MISSING,
  NEAR,
  OPPOSITE,
  ROUNDED,
  relationOf,
} from './amount-relations.ts';
import { crossingShare } from './crossing-share.ts';
import { exchangeBits } from './exchange-bits.ts';
import { FAR_BY_CHANCE, farAmounts } from './far-amounts.ts';
import { repeatRates, sharesOf } from './within.ts';

/** Shares among true counterparts where nothing is known. */
const USUAL = [0.894, 0.008, 0.03, 0.01, 0, 0.012, 0.01, 0.012, 0.02, 0.004, 0];
const PRIOR_PAIRS = 25;
const OCTAVE_BINS = 8;
/** Where more than this share of amounts is 0.00, it stands for "not known"; elsewhere for a void, which matches nothing. */
const ZERO_IS_USUAL = 0.02;
const NEVER = -100;
const USUAL_SHARE = 0.08;
const KEPT = 0.4;
export interface Amounts {
  relation(sheetRow: number, ledgerRow: number): number;
  /** @param isVendorKnown both rows are of one vendor by all that is known: what it often charges is little evidence. */
  bits(sheetRow: number, ledgerRow: number, isVendorKnown: boolean): number;
  /** Bits that any row has with the posting whose amount is the same. */
  same(ledgerRow: number, isVendorKnown: boolean): number;
  rates: readonly Rate[];
  /** Rates that so many pairs show that they are how these two lists are kept: a gross sheet, a net ledger. */
  usualRates: readonly Rate[];
  /** Of all pairs, the share that keeps to a rate. */
  shareOf(rate: Rate): number;
  /** Whether amounts of one transaction mostly agree; where they do not, sums mean nothing. */
  areKept: boolean;
  exchange: Exchange;
}

export interface Rows {
  sheet: Keyed;
  ledger: Keyed;
  /** -1 where a posting is still to be matched. */
  openLedger: Int32Array;
}

/** Learns how often amounts relate in which way, from pairs that were found without looking at their amounts. */
export function learnAmounts(
  rows: Rows,
  amountKeys: number,
  seeds: { sheet: Int32Array; ledger: Int32Array },
  { rates, pairs, nearShare }: ListRates,
  exchange: Exchange,
  ledgerVendors: Int32Array,
  isVoided: (posting: number) => boolean,
): Amounts {
  const { sheet, ledger } = rows;
  const relate = relationOf(rates, exchange, (j) => ledgerVendors[j] as number);
  const tally = USUAL.map((share) => share * PRIOR_PAIRS);
  let total = PRIOR_PAIRS;
  const taughtFar: [number, number][] = [];
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const [i, j] = [seeds.sheet[seed] as number, seeds.ledger[seed] as number];
    const relation = relate(sheet, i, ledger, j);
    tally[relation] = (tally[relation] as number) + 1;
    total++;
    if (relation === FAR && sheet.currency[i] === ledger.currency[j])
      taughtFar.push([sheet.amount[i] as number, ledger.amount[j] as number]);
  }
  const far = farAmounts(taughtFar);
  // Where no number ties the pairs that keep to a rate, it is near pairs that show how many do.
  tally[BY_RATE] = Math.max(tally[BY_RATE] as number, nearShare * total);
  tally[BY_EXCHANGE] = Math.max(tally[BY_EXCHANGE] as number, 0.002 * total);
  const frequency = new Int32Array(amountKeys + 1);
  let open = background(ledger.count);
  let zeros = 0;
  for (let j = 0; j < ledger.count; j++) {
    if (ledger.amount[j] === 0) zeros++;
    if (rows.openLedger[j] !== -1) continue;
    const key = ledger.amountKey[j] as number;
    frequency[key] = (frequency[key] as number) + 1;
    open++;
  }
  for (let i = 0; i < sheet.count; i++) if (sheet.amount[i] === 0) zeros++;
  const zeroMeansNothing = zeros > ZERO_IS_USUAL * (sheet.count + ledger.count);
  const zeroIsAlmostAll = zeros > 0.9 * (sheet.count + ledger.count);
  const repeated = repeatRates(ledger.amountKey, ledgerVendors, rows.openLedger);
  const shares = sharesOf(
    ledger.amountKey,
    ledgerVendors,
    rows.openLedger,
    (overall, vendor) => Math.max(overall, repeated(vendor)),
    5,
  );
  const density = densityOf(ledger, rows.openLedger, open);

  const equal = Math.log2((tally[EQUAL] as number) / total);

  function coincidence(relation: number, j: number): number {
    const b = ledger.amount[j] as number;
    const unit = ledger.unit[j] as number;
    switch (relation) {
      case CENTS:
        return Math.max(2 / (open + 1), density(b) * (4 / Math.max(4, Math.abs(b) * 0.69)));
      case BY_RATE:
        return (
          Math.max((frequency[ledger.amountKey[j] as number] as number) / (open + 1), 1 / (open + 1)) *
          rates.length
        );
      case ROUNDED:
        return Math.max(1 / (open + 1), density(b) * (unit / Math.max(unit, Math.abs(b) * 0.69)));
      case BY_EXCHANGE:
        return Math.max(density(b) * 0.12, 1 / (open + 1));
      case DIGITS:
        return Math.max(density(b) * 0.02, 10 / (open + 10));
      case CLOSE:
        return Math.max(density(b) * 0.03, 1 / (open + 1));
      case NEAR:
        return Math.max(density(b) * 0.6, 1 / (open + 1));
      case OPPOSITE:
        return 0.05;
      default:
        return FAR_BY_CHANCE;
    }
  }

  const crosses = crossingShare(sheet, ledger);
  const byExchange = exchangeBits(rows, exchange, ledgerVendors, {
    share: (tally[BY_EXCHANGE] as number) / total,
    byChance: (amount) => Math.max(density(amount), 1 / (open + 1)),
  });
  const kept = [EQUAL, CENTS, BY_RATE, ROUNDED, BY_EXCHANGE].reduce(
    (sum, relation) => sum + (tally[relation] as number),
    0,
  );
  const usualRates = rates.filter(({ seen }) => seen >= USUAL_SHARE * (pairs + PRIOR_PAIRS));
  return {
    rates,
    usualRates,
    shareOf: ({ seen }) => Math.min(1, seen / Math.max(1, pairs)),
    areKept: kept > KEPT * total && !zeroIsAlmostAll,
    exchange,
    relation: (i, j) => relate(sheet, i, ledger, j),
    same: (j, isVendorKnown) => equal - ((isVendorKnown ? shares.within[j] : shares.overall[j]) as number),
    bits(i, j, isVendorKnown) {
      if (sheet.amountKey[i] === ledger.amountKey[j] && (sheet.amount[i] !== 0 || !zeroMeansNothing)) {
        return equal - ((isVendorKnown ? shares.within[j] : shares.overall[j]) as number);
      }
      if (sheet.currency[i] !== ledger.currency[j]) {
        const across = byExchange(i, j);
        if (across !== null) return across;
      }
      const relation = relate(sheet, i, ledger, j);
      const zero = sheet.amount[i] === 0 || ledger.amount[j] === 0;
      if (zero && ledger.amount[j] === 0 && isVoided(j)) return NEVER;
      if (zero && zeroMeansNothing) return 0;
      if (relation === MISSING) return zero ? NEVER : -1;
      const seen = Math.max(tally[relation] as number, 0.05) / total;
      const chance = relation === BY_EXCHANGE ? Math.max(seen, crosses(sheet.currency[i] as number)) : seen;
      const isFar = relation === FAR && sheet.currency[i] === ledger.currency[j];
      const b = ledger.amount[j] as number;
      const apart = isFar ? far(sheet.amount[i] as number, b, density(b)) : 0;
      return Math.max(-9, Math.log2(chance / coincidence(relation, j))) + apart;
    },
  };
}

/** Share of the open postings per octave of amount, around an amount of its sign. */
function densityOf(ledger: Keyed, open: Int32Array, count: number): (amount: number) => number {
  const bins = new Map<number, number>();
  const binOf = (amount: number): number =>
    amount === 0 ? -9999 : Math.floor(Math.log2(Math.abs(amount)) * OCTAVE_BINS) + (amount < 0 ? 5000 : 0);
  for (let j = 0; j < ledger.count; j++) {
    if (open[j] !== -1) continue;
    const bin = binOf(ledger.amount[j] as number);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  return (amount) => {
    const bin = binOf(amount);
    let near = 0.5;
    for (let at = bin - 2; at <= bin + 2; at++) near += bins.get(at) ?? 0;
    return (near / 5 / (count + 1)) * OCTAVE_BINS;
  };
}
