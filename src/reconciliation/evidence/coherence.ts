import type { Keyed } from '../reading/keys.ts';
import type { NaturalGroups } from './natural-groups.ts';

/** Most bits that a shared value gives for each part after the first. */
const MOST_EACH = 3;
/** Parts share an order, a number or a day more often than not: what it costs to ask. */
const ASKED = 1;

/**
 * What parts have in common with each other and not with the other candidates, in bits.
 * @param vendor of the whole: that all parts are its own is counted where each is weighed.
 */
export function coherence(
  side: Keyed,
  { stem, vendor }: NaturalGroups,
  kept: readonly number[],
  members: readonly number[],
  ofWhole: number,
): number {
  let best = 0;
  const first = vendor[kept[members[0] as number] as number] as number;
  const shared = [side.po, side.number, side.day, stem];
  if (first !== ofWhole) shared.push(vendor);
  for (const column of shared) {
    const value = column[kept[members[0] as number] as number] as number;
    if (value === 0 || !members.every((at) => column[kept[at] as number] === value)) continue;
    let same = 0;
    for (const row of kept) if (column[row] === value) same++;
    const each = Math.min(MOST_EACH, Math.log2(kept.length / same));
    best = Math.max(best, each * (members.length - 1) - ASKED);
  }
  return best;
}
