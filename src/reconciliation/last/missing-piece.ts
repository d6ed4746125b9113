import type { Keyed, Keys } from '../reading/keys.ts';
import type { Groups } from '../tables/groups.ts';

/** An amount that more open rows have than this is nobody's missing piece. */
const MOST_OF_AMOUNT = 8;
const MISSING_DAYS = 60;

/**
 * Asks for rows of just the amount that is missing to a whole beside some of the rows that fit best.
 * @param byAmount open rows of the parts' side.
 */
export function missingPieces(keys: Keys, whole: Keyed, parts: Keyed, byAmount: Groups) {
  return (
    target: number,
    left: number,
    first: 0 | 1,
    strong: readonly number[],
    offer: (target: number, row: number) => void,
  ): void => {
    const day = whole.day[target] as number;
    for (let some: number = first; some < 1 << strong.length; some++) {
      let rest = left;
      for (let at = 0; at < strong.length; at++) {
        if (some & (1 << at)) rest -= parts.amount[strong[at] as number] as number;
      }
      const key = rest === 0 ? 0 : keys.amountKeyOf(rest, whole.currency[target] as number);
      if (key === 0) continue;
      const start = byAmount.start[key] as number;
      const end = byAmount.start[key + 1] as number;
      if (end - start > MOST_OF_AMOUNT) continue;
      for (let at = start; at < end; at++) {
        const row = byAmount.rows[at] as number;
        if (Math.abs((parts.day[row] as number) - day) <= MISSING_DAYS) offer(target, row);
      }
    }
  };
}
