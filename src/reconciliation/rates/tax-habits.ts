import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import type { Rate } from './rates.ts';
import { vendorRates } from './vendor-rates.ts';

/** So many pairs without any tax show that a vendor charges none. */
const UNTAXED = 4;

/**
 * By posting: the tax that its vendor's bills have on top of their rows. Of a vendor too small to show one, the tax that
 * most vendors charge; null where none is met at all, or where the vendor's pairs agree without.
 */
export function taxHabits(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  rates: readonly Rate[],
): (posting: number) => Rate | null {
  const taxes = rates.filter(({ isTax, onSheet }) => isTax && onSheet);
  if (taxes.length === 0) return () => null;
  const seen = vendorRates(keys, cluster, settled, taxes);
  const vendors = taxes.map(() => 0);
  for (const { byRate } of seen.values()) {
    for (const [at, count] of byRate.entries()) if (count > 0) vendors[at] = (vendors[at] as number) + 1;
  }
  const mostOf = (counts: readonly number[]): Rate | null => {
    const most = Math.max(...counts);
    return most === 0 ? null : (taxes[counts.indexOf(most)] ?? null);
  };
  const usual = mostOf(vendors);
  const habits = new Map<number, Rate | null>();
  for (const [vendor, { equal, byRate }] of seen) {
    const own = mostOf(byRate);
    habits.set(vendor, own ?? (equal >= UNTAXED ? null : usual));
  }
  return (posting) => {
    const habit = habits.get(cluster[keys.ledger.party[posting] as number] as number);
    return habit === undefined ? usual : habit;
  };
}
