import { cancelPairs } from '../evidence/cancelled.ts';
import type { Settled } from '../links.ts';
import { type Likeness, WITHIN } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';
import { furtherLines } from './further-lines.ts';
import { type OriginalOf, originals } from './originals.ts';
import { otherPurchases } from './other-purchase.ts';
import { takenBackInParts } from './taken-back.ts';

/** What rows of one side repeat, and which of its open rows take each other back: mostly two. */
export interface Repeats {
  /** Goes by what is taken when it is asked. */
  originalOf: OriginalOf;
  cancelling: readonly (readonly number[])[];
}

/** The least that rows which nobody took must have in common to take each other back. */
const LEAST_KIN = 1;

export function cancelling(
  keys: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
  likeness: Likeness,
  settled: Settled,
): number[][] {
  const side = keys[which];
  const open = settled[which];
  const areAlike = (party: number, theirs: number): boolean => likeness.levelOf(party, theirs) >= WITHIN;
  const pairs = cancelPairs(side, open, cluster, LEAST_KIN, areAlike).map(({ row, other }) => [row, other]);
  return [...pairs, ...takenBackInParts(side, open, cluster)];
}

export function repeatsOf(
  keys: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
  likeness: Likeness,
  settled: Settled,
): Repeats {
  const areTwo = otherPurchases(keys, which, cluster, settled);
  return {
    originalOf: originals(
      keys[which],
      settled[which],
      cluster,
      keys.numbers,
      areTwo,
      furtherLines(keys, which, cluster),
    ),
    cancelling: cancelling(keys, which, cluster, likeness, settled),
  };
}
