import { voidedRows } from '../evidence/voids.ts';
import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import type { Repeats } from './repeats.ts';

/** A month: what has the vendor and the amount comes near so long. */
const NEAR_DAYS = 31;
/** A number says more than an amount. */
const NUMBER_DAYS = 60;
/** Of a price that hundreds have, so many are looked at. */
const MOST_LOOKS = 60;

/** What comes near a row that nothing fits: left itself, and of its vendor and amount, or its vendor or project and number. */
export interface NearLeft {
  row: number;
  shared: 'amount' | 'number';
  /** Why it was not taken: too little speaks for it, the amounts differ, or it does not count itself. */
  but: 'too little' | 'amount' | 'voided' | 'taken back';
  isOpen: boolean;
}

/** Looks among the open rows of the other side; the same vendor is one that is known as such, or much alike in name. */
export function nearLeft(
  {
    keys,
    cluster,
    settled,
    repeats,
  }: { keys: Keys; cluster: Int32Array; settled: Settled; repeats: Record<'sheet' | 'ledger', Repeats> },
  which: 'sheet' | 'ledger',
  areAlike: (party: number, other: number) => boolean,
): (row: number) => NearLeft | null {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [side, others] = [keys[which], keys[other]];
  const byAmount = groupRows(others.amountKey, keys.amounts + 1, settled[other]);
  const byNumber = groupRows(others.number, keys.numbers.length, settled[other]);
  const isVoided = voidedRows(others, keys.texts);
  const takenBack = new Set(repeats[other].cancelling.flat());

  function isOfVendor(row: number, one: number): boolean {
    const [a, b] = [side.party[row] as number, others.party[one] as number];
    if (a === 0 || b === 0) return false;
    return (cluster[a] !== 0 && cluster[a] === cluster[b]) || areAlike(a, b);
  }

  const isOfProject = (row: number, one: number): boolean =>
    side.project[row] !== 0 && side.project[row] === others.project[one];

  function nearest(
    groups: Groups,
    group: number,
    row: number,
    within: number,
    mayBe: (row: number, one: number) => boolean,
  ): number {
    if (group <= 0) return -1;
    const day = side.day[row] as number;
    const end = groups.start[group + 1] as number;
    let [best, least] = [-1, within + 1];
    let at = firstSince(groups, group, others.day, day - within);
    for (let looks = 0; at < end && looks < MOST_LOOKS; at++, looks++) {
      const one = groups.rows[at] as number;
      const apart = Math.abs((others.day[one] as number) - day);
      if (apart < least && mayBe(row, one)) [best, least] = [one, apart];
    }
    return best;
  }

  return (row) => {
    const equal = nearest(byAmount, side.amountKey[row] as number, row, NEAR_DAYS, isOfVendor);
    const found =
      equal !== -1
        ? equal
        : nearest(
            byNumber,
            side.number[row] as number,
            row,
            NUMBER_DAYS,
            (own, one) => isOfVendor(own, one) || isOfProject(own, one),
          );
    if (found === -1) return null;
    const shared = equal !== -1 ? 'amount' : 'number';
    if (isVoided(found)) return { row: found, shared, but: 'voided', isOpen: false };
    if (takenBack.has(found)) return { row: found, shared, but: 'taken back', isOpen: false };
    const isEqual = side.amountKey[row] === others.amountKey[found];
    return { row: found, shared, but: isEqual ? 'too little' : 'amount', isOpen: true };
  };
}
