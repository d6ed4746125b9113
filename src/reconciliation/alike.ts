import { pairTable } from './groups.ts';
import type { Keyed } from './keys.ts';

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
  for (let row = 0; row < side.count; row++) {
    const party = cluster[side.party[row] as number] as number;
    const number = side.number[row] as number;
    const codes = number !== 0 ? -number : inner.idOf(side.text[row] as number, side.project[row] as number);
    key[row] = table.idOf((side.amountKey[row] as number) * 8_388_608 + party, codes);
  }
  const alike = side.twin.slice();
  const chains = new Map<number, number[]>();
  const close = (rows: number[]): void => {
    if (rows.length < 2 || rows.length > MOST_COPIES) return;
    for (const row of rows) alike[row] = side.twin[rows[0] as number] as number;
  };
  for (let row = 0; row < side.count; row++) {
    const most = side.number[row] !== 0 ? NUMBERED_DAYS : UNNUMBERED_DAYS;
    const chain = chains.get(key[row] as number);
    const last = chain?.at(-1);
    if (chain && last !== undefined && (side.day[row] as number) - (side.day[last] as number) <= most)
      chain.push(row);
    else {
      if (chain) close(chain);
      chains.set(key[row] as number, [row]);
    }
  }
  for (const chain of chains.values()) close(chain);
  return alike;
}
