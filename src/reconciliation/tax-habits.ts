import type { Keys } from './keys.ts';
import type { Settled } from './links.ts';
import { fitsRate, type Rate } from './rates.ts';

/** So many pairs without any tax show that a vendor charges none. */
const UNTAXED = 4;

/**
 * By posting: the tax that its vendor's bills have on top of their rows. Of a vendor too small to show one, the tax that
 * most vendors charge; null where none is met at all, or where the vendor's pairs agree without.
 */
export function taxHabits(
  { sheet, ledger }: Keys,
  cluster: Int32Array,
  settled: Settled,
  rates: readonly Rate[],
): (posting: number) => Rate | null {
  const taxes = rates.filter(({ isTax, onSheet }) => isTax && onSheet);
  if (taxes.length === 0) return () => null;
  const seen = new Map<number, { equal: number; byRate: number[] }>();
  const vendors = taxes.map(() => 0);
  for (const link of settled.links) {
    if (link.sheet.length !== 1 || link.ledger.length !== 1) continue;
    const [i, j] = [link.sheet[0] as number, link.ledger[0] as number];
    const vendor = cluster[ledger.party[j] as number] as number;
    if (vendor === 0 || sheet.currency[i] !== ledger.currency[j]) continue;
    const own = seen.get(vendor) ?? { equal: 0, byRate: taxes.map(() => 0) };
    seen.set(vendor, own);
    const [a, b] = [sheet.amount[i] as number, ledger.amount[j] as number];
    const at = a === b ? -1 : taxes.findIndex((rate) => fitsRate(rate, a, b));
    if (a === b) own.equal++;
    if (at === -1) continue;
    if (own.byRate[at] === 0) vendors[at] = (vendors[at] as number) + 1;
    own.byRate[at] = (own.byRate[at] as number) + 1;
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
    const habit = habits.get(cluster[ledger.party[posting] as number] as number);
    return habit === undefined ? usual : habit;
  };
}
