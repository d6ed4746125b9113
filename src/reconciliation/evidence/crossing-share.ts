import type { Keyed } from '../reading/keys.ts';

/** Of what is posted in another currency, so much keeps to the rate that is known. */
const KEEPS = 0.8;

/**
 * By currency of a sheet's row: how likely its posting is in another currency and at the rate of these, as far as the
 * ledger shows: where it has no euros, what the sheet has in euros was posted in something else, if it was at all.
 */
export function crossingShare(sheet: Keyed, ledger: Keyed): (currency: number) => number {
  const posted = countsOf(ledger);
  const shares = new Map<number, number>();
  for (const [currency, rows] of countsOf(sheet)) {
    const homeless = Math.max(0, rows - (posted.get(currency) ?? 0));
    shares.set(currency, (KEEPS * homeless) / (rows + 1));
  }
  return (currency) => shares.get(currency) ?? 0;
}

function countsOf({ count, currency }: Keyed): Map<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < count; row++) {
    const own = currency[row] as number;
    counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  return counts;
}
