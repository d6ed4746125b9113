import type { Exchange } from '../rates/exchange.ts';
import type { Keyed } from '../reading/keys.ts';

/** Bits lost at most by amounts that no known rate makes of each other: with one number, they are a part and its whole. */
const OUT_OF_PROPORTION = -14;
/** log2: so far off it may be the rate of another day or bank, as it is of such a share of those that carry no number. */
const ANOTHER_DAY = 0.06;
const LOOSE_SHARE = 0.25;
/** log2: a tax or a fee that nothing else shows may still be so much. */
const CONCEIVABLE = 0.35;

interface Known {
  /** Of true counterparts, those in two currencies whose amounts keep to the rate. */
  share: number;
  /** Of all postings, those with such an amount, for each unit of log2. */
  byChance(ledgerMinor: number): number;
}

/** Of two rows in two currencies whose rate is known from day to day, how well they keep to it; null of others. */
export function exchangeBits(
  { sheet, ledger }: { sheet: Keyed; ledger: Keyed },
  exchange: Exchange,
  ledgerVendors: Int32Array,
  { share, byChance }: Known,
): (sheetRow: number, ledgerRow: number) => number | null {
  return (i, j) => {
    const tracked = exchange.tracked(sheet.currency[i] as number, ledger.currency[j] as number);
    const ratio = (ledger.amount[j] as number) / (sheet.amount[i] as number);
    if (tracked === null || !(ratio > 0) || !Number.isFinite(ratio)) return null;
    const day = sheet.day[i] as number;
    const apart = Math.log2(ratio) - tracked.rate(day);
    const close = tracked.likelihood(apart, day, ledgerVendors[j] as number);
    const loose = Math.abs(apart) < ANOTHER_DAY ? 1 / (2 * ANOTHER_DAY) : 0;
    const likelihood = (1 - LOOSE_SHARE) * close + LOOSE_SHARE * loose;
    if (likelihood > 0) return Math.log2((share * likelihood) / byChance(ledger.amount[j] as number));
    // Where documents with one number often do not keep to the rate, this says less.
    const lost = Math.max(OUT_OF_PROPORTION, 2 * tracked.outlier - 4);
    return Math.abs(apart) > CONCEIVABLE ? lost : lost / 2;
  };
}
