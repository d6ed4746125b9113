import type { Keyed } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';

/** Copies of one numbered document are entered within so many days of each other. */
const NUMBERED_DAYS = 60;
/** Without a number, only the same words within a few days speak of one document. */
const UNNUMBERED_DAYS = 5;
/** More than this are a habit (a price, a rent), not copies. */
const MOST_COPIES = 3;

/**
 * Rows of one side that are as good as each other, by the first of them: those that say exactly the same, and the few
 * that look like one document entered twice.
 */
export function alikeRows(side: Keyed, cluster: Int32Array): Int32Array {
  const key = new Int32Array(side.count);
  const table = pairTable(side.count);
  const inner = pairTable();
  const purpose = pairTable();
  for (let row = 0; row < side.count; row++) {
    const party = cluster[side.party[row] as number] as number;
    const number = side.number[row] as number;
    const codes =
      number !== 0
        ? -number
        : inner.idOf(
            purpose.idOf(side.text[row] as number, side.project[row] as number),
            side.po[row] as number,
          );
    key[row] = table.idOf((side.amountKey[row] as number) * 8_388_608 + party, codes);
  }
  const alike = side.twin.slice();
  // Rows of a chain, by the key it has: the last of them, how many, and from each row the one before it.
  const lastOf = new Int32Array(table.size() + 1).fill(-1);
  const sizeOf = new Int32Array(table.size() + 1);
  const before = new Int32Array(side.count).fill(-1);
  const close = (chain: number): void => {
    const size = sizeOf[chain] as number;
    if (size < 2 || size > MOST_COPIES) return;
    let first = lastOf[chain] as number;
    while (before[first] !== -1) first = before[first] as number;
    for (let row = lastOf[chain] as number; row !== -1; row = before[row] as number)
      alike[row] = side.twin[first] as number;
  };
  for (let row = 0; row < side.count; row++) {
    const most = side.number[row] !== 0 ? NUMBERED_DAYS : UNNUMBERED_DAYS;
    const chain = key[row] as number;
    const last = lastOf[chain] as number;
    if (last !== -1 && (side.day[row] as number) - (side.day[last] as number) <= most) {
      before[row] = last;
      sizeOf[chain] = (sizeOf[chain] as number) + 1;
    } else {
      close(chain);
      sizeOf[chain] = 1;
    }
    lastOf[chain] = row;
  }
  for (let chain = 1; chain < sizeOf.length; chain++) close(chain);
  return alike;
}
