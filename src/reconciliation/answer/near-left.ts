import { voidedRows } from '../evidence/voids.ts';
import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { firstSince, type Groups, groupRows, largest } from '../tables/groups.ts';
import type { Repeats } from './repeats.ts';

/** A month: what has the vendor and the amount comes near so long. */
const NEAR_DAYS = 31;
/** A number says more than an amount, and the vendor's own more than one that its project only shares. */
const NUMBER_DAYS = 60;
const OWN_NUMBER_DAYS = 400;
/** Of a price that hundreds have, and of a number that all vendors count up to, so many are looked at. */
const MOST_LOOKS = 60;
const MOST_OF_NUMBER = 400;

/** What comes near a row that nothing fits: of its vendor and amount, its vendor or project and number, or its order. */
export interface NearLeft {
  row: number;
  shared: 'amount' | 'number' | 'order';
  /** Why it was not taken: too little speaks for it, the amounts differ, it is another's, or it does not count itself. */
  but: 'too little' | 'amount' | 'taken' | 'voided' | 'taken back';
  isOpen: boolean;
}

/** Whether a row and one of the other side name one vendor, or two; or one of them names none. */
export type VendorTold = 'same' | 'another' | 'unknown';

export interface NearOf {
  of(row: number): NearLeft | null;
  /** The nearest open one of the row's own vendor and number; -1 where none is. */
  ofNumber(row: number): number;
  vendorTold(row: number, one: number): VendorTold;
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
): NearOf {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [side, others] = [keys[which], keys[other]];
  const byAmount = groupRows(others.amountKey, keys.amounts + 1, settled[other]);
  const byNumber = groupRows(others.number, keys.numbers.length, settled[other]);
  const byOrder = groupRows(others.po, largest(others.po) + 1, settled[other]);
  const allByNumber = groupRows(others.number, keys.numbers.length);
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
    most: number,
    mayBe: (row: number, one: number) => boolean,
  ): number {
    if (group <= 0) return -1;
    const day = side.day[row] as number;
    const end = groups.start[group + 1] as number;
    let [best, least] = [-1, within + 1];
    let at = firstSince(groups, group, others.day, day - within);
    for (let looks = 0; at < end && looks < most; at++, looks++) {
      const one = groups.rows[at] as number;
      const apart = Math.abs((others.day[one] as number) - day);
      if (apart < least && mayBe(row, one)) [best, least] = [one, apart];
    }
    return best;
  }

  const vendorTold = (row: number, one: number): VendorTold => {
    if (side.party[row] === 0 || others.party[one] === 0) return 'unknown';
    return isOfVendor(row, one) ? 'same' : 'another';
  };
  const numbered = (
    groups: Groups,
    row: number,
    within: number,
    mayBe: (row: number, one: number) => boolean,
  ) => nearest(groups, side.number[row] as number, row, within, MOST_OF_NUMBER, mayBe);
  const counts = (one: number): boolean => !isVoided(one) && !takenBack.has(one);
  const ofNumber = (row: number): number =>
    numbered(byNumber, row, OWN_NUMBER_DAYS, (own, one) => isOfVendor(own, one) && counts(one));

  function ofOrder(row: number): NearLeft | null {
    const mayBe = (own: number, one: number): boolean => vendorTold(own, one) !== 'another' && counts(one);
    const found = nearest(byOrder, side.po[row] as number, row, NUMBER_DAYS, MOST_OF_NUMBER, mayBe);
    if (found === -1) return null;
    const isEqual = side.amountKey[row] === others.amountKey[found];
    return { row: found, shared: 'order', but: isEqual ? 'too little' : 'amount', isOpen: true };
  }

  function of(row: number): NearLeft | null {
    const own = ofNumber(row);
    const equal =
      own === -1
        ? nearest(byAmount, side.amountKey[row] as number, row, NEAR_DAYS, MOST_LOOKS, isOfVendor)
        : -1;
    const shared = equal === -1 ? 'number' : 'amount';
    let found = own === -1 ? equal : own;
    if (found === -1) found = numbered(byNumber, row, NUMBER_DAYS, isOfVendor);
    if (found === -1) {
      const isTaken = (own: number, one: number): boolean =>
        settled[other][one] !== -1 && isOfVendor(own, one);
      const taken = numbered(allByNumber, row, NUMBER_DAYS, isTaken);
      if (taken !== -1) return { row: taken, shared, but: 'taken', isOpen: false };
      found = numbered(byNumber, row, NUMBER_DAYS, isOfProject);
    }
    if (found === -1) return ofOrder(row);
    if (isVoided(found)) return { row: found, shared, but: 'voided', isOpen: false };
    if (takenBack.has(found)) return { row: found, shared, but: 'taken back', isOpen: false };
    const isEqual = side.amountKey[row] === others.amountKey[found];
    return { row: found, shared, but: isEqual ? 'too little' : 'amount', isOpen: true };
  }
  return { of, ofNumber, vendorTold };
}
