import { type CancelPair, cancelPairs } from '../evidence/cancelled.ts';
import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { furtherLines } from './further-lines.ts';
import { type OriginalOf, originals } from './originals.ts';
import { otherPurchases } from './other-purchase.ts';

/** What rows of one side repeat, and which of its open rows take each other back. */
export interface Repeats {
  /** Goes by what is taken when it is asked. */
  originalOf: OriginalOf;
  cancelling: CancelPair[];
}

/** The least that rows which nobody took must have in common to take each other back. */
const LEAST_KIN = 1;

export function cancelling(
  keys: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
  settled: Settled,
): CancelPair[] {
  return cancelPairs(keys[which], settled[which], cluster, LEAST_KIN);
}

export function repeatsOf(
  keys: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
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
    cancelling: cancelling(keys, which, cluster, settled),
  };
}
