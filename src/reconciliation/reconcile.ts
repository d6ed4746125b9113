import { matchesOf, unmatchedOf } from './answer/finish.ts';
import { totalsOf } from './answer/totals.ts';
import { type OnProgress, settleAll } from './stages.ts';
import type { Reconciliation, Side, Taught, Tolerance } from './types.ts';

export type { OnProgress };

/**
 * Says which rows of two lists are one story, why the others are not, and how sure it is. Pure: the same rows in any
 * order and with any ids give the same answer. Nothing is taken for granted of the lists: what a field is worth, how
 * vendors are written, how days shift and which rates apply is learned from the pairs that are certain anyway.
 */
export function reconcile(
  sheet: Side,
  ledger: Side,
  tolerance: Tolerance,
  taught: Taught = { same: [], different: [] },
  onProgress: OnProgress = () => {},
): Reconciliation {
  const finish = settleAll(sheet, ledger, tolerance, taught, onProgress);
  const matches = matchesOf(finish);
  const unmatched = { sheet: unmatchedOf(finish, 'sheet'), ledger: unmatchedOf(finish, 'ledger') };
  return { matches, unmatched, totals: totalsOf(sheet, ledger, matches, unmatched, tolerance) };
}
