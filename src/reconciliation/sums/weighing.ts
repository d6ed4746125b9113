import type { DayBits } from '../evidence/days.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { NaturalGroups } from '../evidence/natural-groups.ts';
import { WITHIN } from '../names/name-levels.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { type PartFinder, partFinder } from './parts.ts';

/** The rows that fit best bring what shares a document with them. */
const MOST_STRONG = 4;
const STRONG = -4;
/** What parts must reach of the whole: they may be rounded, and net where it is gross. */
const LEAST_ROUNDED = 0.995;
const LEAST_BY_RATE = 0.75;

/** One row that may be a sum, and what may be its parts, the best first. */
export interface Candidates {
  rows: number[];
  /** log2 odds that a row belongs to the target, whatever its amount. */
  plain: number[];
}

export interface Weighing {
  whole: Keyed;
  parts: Keyed;
  /** Null where nothing can add up. */
  candidatesFor(target: number): Candidates | null;
  bitsOf(target: number, row: number): number;
  /** Whether the names of their vendors are one by their letters, but for a slip. */
  isNamedAlike(target: number, row: number): boolean;
}

export function weighing(
  keys: Keys,
  evidence: Evidence,
  open: Open,
  which: 'sheet' | 'ledger',
  dates: DayBits,
  natural: NaturalGroups,
  alike: readonly (readonly number[] | undefined)[],
  isPlain: boolean,
): Weighing {
  const finder: PartFinder = partFinder(keys, evidence.cluster, open, which, natural, alike, isPlain);
  const { whole, parts } = finder;
  const cancelledWhole = evidence.cancelled[which];
  const cancelledParts = evidence.cancelled[which === 'sheet' ? 'ledger' : 'sheet'];
  const { prior, partContext } = evidence;
  const bitsOf =
    which === 'sheet'
      ? (target: number, row: number): number => prior + partContext(target, row, dates)
      : (target: number, row: number): number => prior + partContext(row, target, dates);

  const least = evidence.amounts.usualRates.length > 0 ? LEAST_BY_RATE : LEAST_ROUNDED;

  function candidatesFor(target: number): Candidates | null {
    const rows = finder.of(target);
    const plain: number[] = [];
    let count = 0;
    let along = 0;
    const isPositive = (whole.amount[target] as number) > 0;
    for (const row of rows) {
      if (cancelledParts[row] === 1 && cancelledWhole[target] === 0) continue;
      rows[count++] = row;
      if ((parts.amount[row] as number) > 0 === isPositive) along += Math.abs(parts.amount[row] as number);
    }
    rows.length = count;
    if (count === 0) return null;
    for (const row of rows) insert(rows, plain, row, bitsOf(target, row));
    const strong = rows.slice(0, MOST_STRONG).filter((_, at) => (plain[at] as number) >= STRONG);
    for (const row of finder.kinOf(target, strong)) {
      if (cancelledParts[row] === 1 && cancelledWhole[target] === 0) continue;
      rows.push(row);
      insert(rows, plain, row, bitsOf(target, row));
      if ((parts.amount[row] as number) > 0 === isPositive) along += Math.abs(parts.amount[row] as number);
    }
    if (rows.length < 2 || along < least * Math.abs(whole.amount[target] as number)) return null;
    return { rows, plain };
  }

  const level = (target: number, row: number): number =>
    which === 'sheet' ? evidence.names.level(target, row) : evidence.names.level(row, target);
  const isNamedAlike = (target: number, row: number): boolean => level(target, row) >= WITHIN;

  return { whole, parts, candidatesFor, bitsOf, isNamedAlike };
}

/** Keeps the first `plain.length + 1` rows in order: the best first, then by row. */
export function insert(rows: number[], plain: number[], row: number, bits: number): void {
  let at = plain.length;
  while (at > 0) {
    const before = plain[at - 1] as number;
    if (before > bits || (before === bits && (rows[at - 1] as number) < row)) break;
    plain[at] = before;
    rows[at] = rows[at - 1] as number;
    at--;
  }
  plain[at] = bits;
  rows[at] = row;
}
