import type { Keyed } from '../reading/keys.ts';
import { roundedOff } from '../reading/whole-units.ts';

/** Neighbours of a series, from one place up to, not including, another, whose sum is a target. */
export interface RunOf {
  first: number;
  end: number;
  /** Rows that name nobody and make up the sum. */
  extra: readonly number[];
  /** log2 of how unlikely the meeting is. */
  bits: number;
}

export interface Target {
  amount: number;
  slack: number;
  /** Bits that it costs to have asked for this one. */
  cost: number;
}

/** What makes up a sum besides the run, by its amount; null where more than one way does. */
export interface Extras {
  byAmount: ReadonlyMap<number, readonly number[] | null>;
  cost: number;
}

/** Gross against net, at most. */
export const MOST_OF_WHOLE = 1.3;
const MOST_LINES = 40;
/** On either side, for what amounts have in common. */
const NEIGHBOURS = 3;
const MOST_BITS = 16;
/** Bits that it costs to ask for what was typed in whole units. */
const ROUNDED = 2;
/** A whole month is one of few, and no run among many. */
const OF_MONTHS = 3;
const NONE: readonly number[] = [];

/**
 * Runs of two or more neighbours between two days whose sum is a target.
 * @param latest as far as parts may go that are all equal: a year paid ahead.
 * @param months the month of each row of the side.
 */
export function runsIn(
  side: Keyed,
  rows: readonly number[],
  months: Int32Array,
  { from, to, latest }: { from: number; to: number; latest: number },
  targets: readonly Target[],
  extras: Extras | null,
): RunOf[] {
  const whole = Math.abs((targets[0] as Target).amount);
  const sign = (targets[0] as Target).amount < 0 ? -1 : 1;
  const sizeOf = (at: number): number => sign * (side.amount[rows[at] as number] as number);
  const dayOf = (at: number): number => side.day[rows[at] as number] as number;
  const found: RunOf[] = [];
  let tried = 1;
  let low = 0;
  while (low < rows.length && dayOf(low) < from) low++;
  for (let first = low; first < rows.length && dayOf(first) <= to; first++) {
    const size = sizeOf(first);
    let sum = size;
    let areEqual = true;
    const unit = side.unit[rows[first] as number] as number;
    let rounded = size % unit === 0 ? 1 : 0;
    for (let end = first + 1; end < rows.length && end - first < MOST_LINES; end++) {
      const own = sizeOf(end);
      areEqual &&= own === size;
      // A credit among them is a story of its own.
      if (size < 0 || own < 0 || dayOf(end) > latest || (dayOf(end) > to && !areEqual)) break;
      sum += own;
      if (own % unit === 0) rounded++;
      if (sum > MOST_OF_WHOLE * whole) break;
      tried++;
      const fit =
        fitOf(sum, sign, targets, end - first + 1, rounded, unit) ??
        (extras && isMonth(rows, months, first, end) ? madeUp(sign * (whole - sum), extras) : null);
      if (fit === null) continue;
      const { allowed, cost, extra } = fit;
      const fine = Math.log2(Math.max(grainOf(side, rows, first, end + 1), 2 * allowed + 1));
      const bits = Math.min(MOST_BITS, Math.log2(whole + 1) - fine) - cost;
      found.push({ first, end: end + 1, extra, bits });
    }
  }
  const chances = Math.log2(tried);
  return found.map((run) => ({
    ...run,
    bits: run.bits - (isMonth(rows, months, run.first, run.end - 1) ? Math.min(OF_MONTHS, chances) : chances),
  }));
}

/** Whether a row and the next have one day and amount and are not the same: which comes first says nothing. */
export function isTiedAt(side: Keyed, rows: readonly number[], at: number): boolean {
  const [row, next] = [rows[at], rows[at + 1]];
  if (row === undefined || next === undefined) return false;
  return (
    side.day[row] === side.day[next] &&
    side.amount[row] === side.amount[next] &&
    side.twin[row] !== side.twin[next]
  );
}

/** How a sum comes to its target: by how much it may be off, the bits that costs, and the rows it needs besides. */
interface Fit {
  allowed: number;
  cost: number;
  extra: readonly number[];
}

/**
 * Null where the sum of so many lines is none of the targets, nor the first but for what was rounded.
 * @param rounded how many of the lines are in whole units, and
 * @param unit how many minor units one is.
 */
function fitOf(
  sum: number,
  sign: number,
  targets: readonly Target[],
  lines: number,
  rounded: number,
  unit: number,
): Fit | null {
  for (const { amount, slack, cost } of targets) {
    const allowed = slack === 0 ? 0 : slack + lines / 2;
    if (Math.abs(sum - sign * amount) <= allowed) return { allowed, cost, extra: NONE };
  }
  const whole = sign * (targets[0] as Target).amount;
  const isWholeRounded = whole % unit === 0;
  const units = isWholeRounded ? 1 : rounded;
  if (units === 0 || (isWholeRounded && rounded === lines)) return null;
  const allowed = roundedOff(units, unit, whole);
  return Math.abs(sum - whole) <= allowed ? { allowed, cost: ROUNDED, extra: NONE } : null;
}

/** The rest of a whole month, of rows that name nobody. */
function madeUp(rest: number, { byAmount, cost }: Extras): Fit | null {
  const extra = byAmount.get(rest);
  return extra ? { allowed: 0, cost, extra } : null;
}

/** Whether these are all of the series' rows of one month. */
function isMonth(rows: readonly number[], months: Int32Array, first: number, last: number): boolean {
  const monthOf = (at: number): number => months[rows[at] as number] as number;
  if (monthOf(first) !== monthOf(last)) return false;
  if (first > 0 && monthOf(first - 1) === monthOf(first)) return false;
  return last + 1 === rows.length || monthOf(last + 1) !== monthOf(last);
}

/** What the amounts of these rows and their neighbours are all multiples of: sums of such meet the more easily. */
function grainOf(side: Keyed, rows: readonly number[], first: number, end: number): number {
  let common = 0;
  for (let at = Math.max(0, first - NEIGHBOURS); at < Math.min(rows.length, end + NEIGHBOURS); at++)
    common = divisor(Math.abs(side.amount[rows[at] as number] as number), common);
  return Math.max(1, common);
}

function divisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
