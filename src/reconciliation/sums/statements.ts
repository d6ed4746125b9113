import type { NaturalGroups } from '../evidence/natural-groups.ts';
import type { Keyed } from '../reading/keys.ts';
import { isWhole, roundedOff } from '../reading/whole-units.ts';

/** Statements of fewer lines are searched through line by line. */
const LEAST_LINES = 5;
const MOST_OUTSIDE = 30;
/** What is further from the whole than this share of it, is another one. */
const FURTHEST = 0.35;
/** Another way to mend it, costing hardly more bits, makes it ambiguous. */
const MARGIN = 1.5;

export interface Mended {
  rows: number[];
  /** Bits of the choices that had to be made among all that were there. */
  cost: number;
}

/**
 * A vendor's month that nearly is the whole: without one or two of its rows, which are on another statement; with one
 * or two that name the vendor otherwise; or but for amounts that people typed in whole units.
 */
export function mendedMonth(
  side: Keyed,
  { months, monthSizes }: NaturalGroups,
  rows: readonly number[],
  target: number,
): Mended | null {
  if (rows.length < LEAST_LINES) return null;
  let best: Mended | null = null;
  let second = Number.POSITIVE_INFINITY;
  const say = (found: Mended): void => {
    found.rows.sort((a, b) => a - b);
    if (best !== null && best.rows.join() === found.rows.join()) {
      best.cost = Math.min(best.cost, found.cost);
    } else if (best === null || found.cost < best.cost) {
      second = best?.cost ?? second;
      best = found;
    } else second = Math.min(second, found.cost);
  };
  for (const [kind, month] of months.entries()) {
    const sizes = monthSizes[kind] as Int32Array;
    if (!hasMonth(rows, month, sizes)) continue;
    const members = new Map<number, number[]>();
    for (const row of rows) {
      const group = month[row] as number;
      if (group === 0 || (sizes[group] as number) < LEAST_LINES) continue;
      const list = members.get(group);
      if (list) list.push(row);
      else members.set(group, [row]);
    }
    for (const [group, own] of members) {
      if (own.length < LEAST_LINES) continue;
      const outside = rows.filter((row) => month[row] !== group).slice(0, MOST_OUTSIDE);
      mend(side, own, outside, target, say);
    }
  }
  const found = best as Mended | null;
  return found !== null && found.cost < second - MARGIN ? found : null;
}

/** Whether so many of the rows are of one month that it may be a statement. */
function hasMonth(rows: readonly number[], month: Int32Array, sizes: Int32Array): boolean {
  for (let from = 0; from + LEAST_LINES <= rows.length; from++) {
    const group = month[rows[from] as number] as number;
    if (group === 0 || (sizes[group] as number) < LEAST_LINES) continue;
    let own = 1;
    for (let at = from + 1; at < rows.length && own < LEAST_LINES; at++)
      if (month[rows[at] as number] === group) own++;
    if (own === LEAST_LINES) return true;
  }
  return false;
}

function mend(
  side: Keyed,
  own: readonly number[],
  outside: readonly number[],
  target: number,
  say: (found: Mended) => void,
): void {
  let over = -target;
  let rounded = 0;
  for (const row of own) {
    over += side.amount[row] as number;
    if (isWhole(side, row)) rounded++;
  }
  if (over === 0 || Math.abs(over) > FURTHEST * Math.abs(target)) return;
  const slack = roundedOff(rounded, side.unit[own[0] as number] as number, target);
  if (Math.abs(over) <= slack) say({ rows: own.slice(), cost: Math.log2(2 * slack + 1) });
  const items = [...own, ...outside];
  /** What the sum loses where the row changes sides. */
  const lost = (at: number): number =>
    at < own.length
      ? (side.amount[items[at] as number] as number)
      : -(side.amount[items[at] as number] as number);
  const changed = (...ats: number[]): number[] => [
    ...own.filter((_, at) => !ats.includes(at)),
    ...ats.filter((at) => at >= own.length).map((at) => items[at] as number),
  ];
  const one = Math.log2(items.length);
  const seen = new Map<number, number>();
  for (let at = 0; at < items.length; at++) {
    const own = lost(at);
    if (own === over) say({ rows: changed(at), cost: one + 1 });
    const other = seen.get(over - own);
    if (other !== undefined) say({ rows: changed(other, at), cost: 2 * one + 1 });
    if (!seen.has(own)) seen.set(own, at);
  }
}
