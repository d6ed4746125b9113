import type { SaidApart } from '../evidence/taught.ts';
import type { Link, Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';

/**
 * What is missing to a match is looked for in three ways, which share what is here and no more. `completing.ts` goes by
 * a document or an order, months later, and takes the bills of an order that do not come to it yet; `remainders.ts` by
 * the vendor and the difference to the cent, though a rate explains that difference; `last/last-finder.ts` adds up to
 * six rows by the odds of their days, names and codes. One search over all of these would have to be told of each row
 * which of the rules it came by: the odds forbid what the first two are there for.
 */
const CHANCE = 0.99;

/** Whether a row may be of a match besides what is of it: it stands open, in that currency, and nobody said otherwise. */
export function mayBeTakenIn(
  keys: Keys,
  settled: Settled,
  saidApart: SaidApart,
  link: Link,
  side: 'sheet' | 'ledger',
  row: number,
): boolean {
  const { currency } = keys[side];
  return (
    settled[side][row] === -1 &&
    currency[row] === currency[link[side][0] as number] &&
    (side === 'ledger'
      ? !link.sheet.some((one) => saidApart(one, row))
      : !link.ledger.some((one) => saidApart(row, one)))
  );
}

/** Makes rows part of a match that was settled without them. */
export function takeIn(
  settled: Settled,
  link: Link,
  side: 'sheet' | 'ledger',
  rows: readonly number[],
): void {
  const at = settled[side][link[side][0] as number] as number;
  for (const row of rows) settled[side][row] = at;
  link[side] = [...link[side], ...rows].sort((a, b) => a - b);
  link.stage = 'series';
  link.chance = CHANCE;
}
