import type { DayBits } from '../evidence/days.ts';
import type { Keys } from '../reading/keys.ts';
import { groupRows } from '../tables/groups.ts';

/** A part that comes at a time as unlikely as this may be another's, if its vendor often has its amount. */
const UNUSUAL = -2;
const HABIT = 1.5;

/**
 * Bits that a part loses which comes at an unusual time and has an amount that its vendor often has.
 * @param which the side of the whole; its parts are of the other.
 */
export function amountHabits(
  keys: Keys,
  cluster: Int32Array,
  which: 'sheet' | 'ledger',
  dates: DayBits,
): (target: number, row: number) => number {
  const parts = keys[which === 'sheet' ? 'ledger' : 'sheet'];
  const { start, rows } = groupRows(parts.amountKey, keys.amounts + 1);
  return (target, row) => {
    const day = which === 'sheet' ? dates(target, row) : dates(row, target);
    if (day >= UNUSUAL) return 0;
    const key = parts.amountKey[row] as number;
    const vendor = cluster[parts.party[row] as number];
    let often = 0;
    for (let at = start[key] as number; at < (start[key + 1] as number); at++) {
      if (cluster[parts.party[rows[at] as number] as number] === vendor) often++;
    }
    return HABIT * Math.log2(often);
  };
}
