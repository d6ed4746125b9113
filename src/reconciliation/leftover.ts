import { cancelPairs } from './cancelled.ts';
import { isCopy, isSameNumber } from './copies.ts';
import { pairTable } from './groups.ts';
import type { Keyed, Keys } from './keys.ts';
import type { Cause } from './types.ts';

/** Why a row is left: its cause, and the row of its own side that shows it, or -1. */
export interface Leftover {
  cause: Cause;
  other: number;
}

const DUPLICATE_DAYS = 60;
const UNNUMBERED_DUPLICATE_DAYS = 7;
/** An amount that a vendor has this often is its price, not a copy. */
const HABIT = 4;

/** Rows of one side that nobody took: those that cancel, those that copy a row that was taken, and the rest. */
export function explainLeft(
  side: Keyed,
  taken: Int32Array,
  cluster: Int32Array,
  { texts, numbers }: Pick<Keys, 'texts' | 'numbers'>,
  missing: Cause,
): Map<number, Leftover> {
  const left = new Map<number, Leftover>();
  const bySize = new Map<number, number[]>();
  const sizes = pairTable();
  const sizeOf = (row: number): number =>
    sizes.find(Math.abs(side.amount[row] as number), side.currency[row] as number);
  for (let row = 0; row < side.count; row++) {
    if (taken[row] === -1)
      bySize.set(sizes.idOf(Math.abs(side.amount[row] as number), side.currency[row] as number), []);
  }
  let zeros = 0;
  for (let row = 0; row < side.count; row++) {
    if (side.amount[row] === 0) zeros++;
    bySize.get(sizeOf(row))?.push(row);
  }
  const zeroIsVoid = zeros < 0.02 * side.count + 5;
  for (let row = 0; row < side.count; row++) {
    if (taken[row] !== -1) continue;
    const isVoid =
      side.amount[row] === 0 && (zeroIsVoid || /void/i.test(texts[side.text[row] as number] as string));
    left.set(row, { cause: isVoid ? 'reversal' : missing, other: -1 });
  }
  for (const { row, other } of cancelPairs(side, taken, cluster, 1)) {
    left.set(row, { cause: 'reversal', other });
    left.set(other, { cause: 'reversal', other: row });
  }
  for (const [row, found] of left) {
    if (found.cause !== missing) continue;
    const twin = originalOf(side, row, taken, left, missing, cluster, numbers, bySize.get(sizeOf(row)) ?? []);
    if (twin !== -1) left.set(row, { cause: 'duplicate', other: twin });
  }
  return left;
}

/** The row that this one repeats: one that was taken, or an earlier one of the same number that was not. */
function originalOf(
  side: Keyed,
  row: number,
  taken: Int32Array,
  left: Map<number, Leftover>,
  missing: Cause,
  cluster: Int32Array,
  numbers: readonly string[],
  sameSize: number[],
): number {
  const vendor = cluster[side.party[row] as number];
  const alike = sameSize.filter(
    (other) => side.amount[other] === side.amount[row] && cluster[side.party[other] as number] === vendor,
  );
  const isHabit = alike.length >= HABIT;
  let best = -1;
  let bestApart = Number.POSITIVE_INFINITY;
  for (const other of sameSize) {
    if (other === row || side.amount[other] !== side.amount[row]) continue;
    const isTaken = taken[other] !== -1;
    const sameNumber = isSameNumber(numbers, side.number[row] as number, side.number[other] as number);
    if (!isTaken && !(other < row && sameNumber && left.get(other)?.cause === missing)) continue;
    const apart = Math.abs((side.day[other] as number) - (side.day[row] as number));
    if (isHabit && !sameNumber && apart > 0) continue;
    if (apart >= bestApart) continue;
    const isSame = repeats(side, row, other, cluster, apart, sameNumber);
    if (!isSame && !isCopy(side, numbers, row, other, apart, sameSize)) continue;
    best = other;
    bestApart = apart;
  }
  return best;
}

function repeats(
  side: Keyed,
  row: number,
  other: number,
  cluster: Int32Array,
  apart: number,
  sameNumber: boolean,
): boolean {
  const a = cluster[side.party[row] as number] as number;
  const b = cluster[side.party[other] as number] as number;
  if (sameNumber) return apart <= DUPLICATE_DAYS && (a === b || a === 0 || b === 0);
  if (side.number[row] !== 0 && side.number[other] !== 0) return false;
  return a !== 0 && a === b && apart <= UNNUMBERED_DUPLICATE_DAYS;
}
