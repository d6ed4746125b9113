import { REVERSAL_DAYS } from '../evidence/cancelled.ts';
import type { Keyed } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import { pairTable } from '../tables/groups.ts';

/** More rows of one number are a running account, and no mistake that was taken back. */
const MOST = 8;

/**
 * Open rows of one number, vendor and currency that come to nothing together though no two of them do: a bill and the
 * credits that take it back in parts. Each group in the order of its days.
 */
export function takenBackInParts(side: Keyed, open: Int32Array, cluster: Int32Array): number[][] {
  const papers = pairTable();
  const groups = openBy(side, open, (row) => {
    const vendor = cluster[side.party[row] as number] as number;
    const number = side.number[row] as number;
    return vendor === 0 || number === 0 ? 0 : papers.idOf(vendor, number);
  });
  return Array.from(groups.values()).filter((rows) => {
    const [first] = rows;
    if (rows.length < 3 || rows.length > MOST || first === undefined) return false;
    if (rows.some((row) => side.currency[row] !== side.currency[first])) return false;
    const amounts = rows.map((row) => side.amount[row] as number);
    const days = rows.map((row) => side.day[row] as number);
    if (Math.max(...days) - Math.min(...days) > REVERSAL_DAYS || amounts.includes(0)) return false;
    if (amounts.reduce((sum, own) => sum + own, 0) !== 0) return false;
    return !amounts.some((own) => amounts.includes(-own));
  });
}
