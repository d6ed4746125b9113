import type { Keyed } from './keys.ts';

/** Most bits that a shared value gives for each part after the first. */
const MOST_EACH = 3;
/** Parts share an order, a number or a day more often than not: what it costs to ask. */
const ASKED = 1;

/** What parts have in common with each other and not with the other candidates, in bits. */
export function coherence(side: Keyed, kept: readonly { row: number }[], members: readonly number[]): number {
  let best = 0;
  for (const column of [side.po, side.number, side.day]) {
    const value = column[(kept[members[0] as number] as { row: number }).row] as number;
    if (value === 0 || !members.every((at) => column[(kept[at] as { row: number }).row] === value)) continue;
    let same = 0;
    for (const { row } of kept) if (column[row] === value) same++;
    const each = Math.min(MOST_EACH, Math.log2(kept.length / same));
    best = Math.max(best, each * (members.length - 1) - ASKED);
  }
  return best;
}

/** Rows that belong together by themselves, by what they share. */
export function naturalGroups(
  side: Keyed,
  cluster: Int32Array,
  rows: readonly number[],
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  const put = (key: string, row: number): void => {
    const list = groups.get(key);
    if (list) list.push(row);
    else groups.set(key, [row]);
  };
  for (const row of rows) {
    const vendor = cluster[side.party[row] as number] as number;
    const project = side.project[row] as number;
    if (side.po[row] !== 0) put(`o${side.po[row]}`, row);
    if (side.number[row] !== 0) put(`n${side.number[row]}`, row);
    if (project !== 0) put(`d${side.day[row]} ${project}`, row);
    if (vendor === 0) continue;
    const month = monthNumber(side.day[row] as number);
    put(`v${vendor} ${side.day[row]}`, row);
    put(`m${vendor} ${month}`, row);
    put(`p${vendor} ${month} ${project}`, row);
  }
  return groups;
}

function monthNumber(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
