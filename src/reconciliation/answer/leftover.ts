import { voidedRows } from '../evidence/voids.ts';
import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import type { Cause } from '../types.ts';
import type { Repeats } from './repeats.ts';

/** Why a row is left: its cause, and the row of its own side that shows it, or -1; of several, all of them in `others`. */
export interface Leftover {
  cause: Cause;
  other: number;
  others?: readonly number[];
}

/** Rows of one side that nobody took: those that cancel, those that copy a row that was taken, and the rest. */
export function explainLeft(
  keys: Keys,
  which: 'sheet' | 'ledger',
  settled: Settled,
  repeats: Repeats,
  missing: Cause,
  areAlike: (party: number, other: number) => boolean = () => false,
): Map<number, Leftover> {
  const side = keys[which];
  const taken = settled[which];
  const left = new Map<number, Leftover>();
  const isVoided = voidedRows(side, keys.texts);
  for (let row = 0; row < side.count; row++) {
    if (taken[row] !== -1) continue;
    left.set(row, { cause: isVoided(row) ? 'reversal' : missing, other: -1 });
  }
  for (const rows of repeats.cancelling) {
    for (const row of rows) {
      const others = rows.filter((one) => one !== row);
      left.set(row, { cause: 'reversal', other: others[0] as number, others });
    }
  }
  const isMissing = (row: number): boolean => left.get(row)?.cause === missing;
  for (const [row, found] of left) {
    if (found.cause !== missing) continue;
    const twin = repeats.originalOf(row, isMissing, areAlike);
    if (twin !== -1) left.set(row, { cause: 'duplicate', other: twin });
  }
  return left;
}
