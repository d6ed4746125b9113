import { expect, test } from 'vitest';
import { ownAmounts } from '../../src/reconciliation/last/own-amounts.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { sideOf } from './sides.ts';

/** A row of one vendor and a posting of another, with their own open or not: what each is told. */
function told(row: [vendor: string, amount: string, date: string], posting: typeof row, isTaken = false) {
  const [one, other] = [row, posting].map(([vendor, amount, date]) =>
    sideOf([{ id: 'A', vendor, amount, date }]),
  ) as [ReturnType<typeof sideOf>, ReturnType<typeof sideOf>];
  const keys = keysOf(canonicalBooks(one, other));
  const cluster = Int32Array.from(keys.parties, (_, party) => party);
  const open = { sheet: Int32Array.of(-1), ledger: Int32Array.of(isTaken ? 0 : -1) };
  const own = ownAmounts(keys, cluster, open);
  return [own.ofRow(0), own.ofPosting(0)];
}

test('what has its vendor and amount open on the other side within weeks is known to have its own there', () => {
  const row: [string, string, string] = ['Ann Grady', '118.00', '2026-05-06'];
  expect(told(row, ['Ann Grady', '118.00', '2026-05-26'])).toEqual([true, true]);
  expect(told(row, ['Bob Keel', '118.00', '2026-05-26'])).toEqual([false, false]);
  expect(told(row, ['Ann Grady', '118.01', '2026-05-26'])).toEqual([false, false]);
  expect(told(row, ['Ann Grady', '118.00', '2026-07-26'])).toEqual([false, false]);
  expect(told(['', '118.00', '2026-05-06'], ['', '118.00', '2026-05-06'])).toEqual([false, false]);
});

test('and what is taken already is nobody’s own', () => {
  const both: [string, string, string] = ['Ann Grady', '118.00', '2026-05-06'];
  expect(told(both, both, true)).toEqual([false, true]);
});
