import type { Keyed } from './keys.ts';

export interface Open {
  /** -1 where a row is still to be matched. */
  sheet: Int32Array;
  ledger: Int32Array;
}

/** A side's open rows by a key of theirs, ascending; rows whose key is 0 are left out. */
export function openBy(
  side: Keyed,
  taken: Int32Array,
  keyOf: (row: number) => number,
): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < side.count; row++) {
    const key = taken[row] === -1 ? keyOf(row) : 0;
    if (key === 0) continue;
    const list = rows.get(key);
    if (list) list.push(row);
    else rows.set(key, [row]);
  }
  return rows;
}
