import type { Link } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { firstSince, type Groups, groupRows, groupSize } from '../tables/groups.ts';

/** Rows so near are near whatever the pair's own days are. */
const NEAR_DAYS = 3;
/** Of a price that hundreds have on the same days, so many are looked at. */
const MOST_LOOKS = 60;

/** Another row or posting of the same amount that stands as near as the one that was taken. */
export interface Rival {
  of: 'sheet' | 'ledger';
  row: number;
  /** Days between it and the row it would be matched with. */
  apart: number;
}

/**
 * Gives what else comes near a pair, on either side and taken or not: of the vendor and the amount, on days as near. Where
 * the two share a number, only what has it too comes near.
 */
export function rivalsOf(keys: Keys, cluster: Int32Array): (link: Link) => Rival | null {
  const { sheet, ledger, amounts } = keys;
  const groups = {
    sheet: groupRows(sheet.amountKey, amounts + 1),
    ledger: groupRows(ledger.amountKey, amounts + 1),
  };
  const vendorOf = ({ party }: Keyed, row: number): number => cluster[party[row] as number] as number;

  /** The nearest of `side` that could stand for `own` opposite `other`. */
  function rival(of: 'sheet' | 'ledger', own: number, other: number): Rival | null {
    const [side, others] = of === 'sheet' ? [sheet, ledger] : [ledger, sheet];
    const amount = others.amountKey[other] as number;
    if (side.currency[own] !== others.currency[other]) return null;
    if (groupSize(groups[of], amount) <= (side.amountKey[own] === amount ? 1 : 0)) return null;
    const day = others.day[other] as number;
    const [vendor, opposite] = [vendorOf(side, own), vendorOf(others, other)];
    const within = Math.max(Math.abs((side.day[own] as number) - day), NEAR_DAYS);
    const number = others.number[other] as number;
    const isNumbered = number !== 0 && side.number[own] === number;
    const order = others.po[other] as number;
    const isOrdered = order !== 0 && side.po[own] === order;
    let best: Rival | null = null;
    eachNear(groups[of], amount, side, day, within, (row) => {
      if (row === own) return;
      if (isNumbered ? side.number[row] !== number : isOrdered && side.po[row] !== order) return;
      const its = vendorOf(side, row);
      if (its !== vendor && (its === 0 || its !== opposite)) return;
      if (its === 0 && side.project[row] !== side.project[own]) return;
      const apart = Math.abs((side.day[row] as number) - day);
      if (best && best.apart <= apart) return;
      best = { of, row, apart };
    });
    return best;
  }

  return ({ sheet: rows, ledger: postings }) => {
    if (rows.length !== 1 || postings.length !== 1) return null;
    const [i, j] = [rows[0] as number, postings[0] as number];
    const [posting, row] = [rival('ledger', j, i), rival('sheet', i, j)];
    if (!posting || !row) return posting ?? row;
    return row.apart < posting.apart ? row : posting;
  };
}

function eachNear(
  groups: Groups,
  group: number,
  { day: days }: Keyed,
  day: number,
  within: number,
  take: (row: number) => void,
): void {
  const end = groups.start[group + 1] as number;
  let at = firstSince(groups, group, days, day - within);
  for (let looks = 0; at < end && looks < MOST_LOOKS; at++, looks++) {
    const row = groups.rows[at] as number;
    if ((days[row] as number) > day + within) return;
    take(row);
  }
}
