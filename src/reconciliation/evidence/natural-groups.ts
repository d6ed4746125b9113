import type { Keyed } from '../reading/keys.ts';
import { isWhole, ROUNDED_SHARE, roundedOff } from '../reading/whole-units.ts';
import { largest, pairTable } from '../tables/groups.ts';
import { textTable } from '../tables/intern.ts';

/** A group that adds up, and how many there were. */
export interface GroupSum {
  rows: number[];
  groups: number;
  /** Minor units that it may be off by where amounts were typed in whole units; 0 where it adds up as it is. */
  off: number;
}

/** Rows of one side by what makes them one by themselves; each kind numbers its groups, 0 is none. */
export interface NaturalGroups {
  kinds: readonly Int32Array[];
  /** By the vendor each row names, 0 where it names none that is known. */
  vendor: Int32Array;
  /** By vendor and all but the end of the number: "1052-1" and "1052-2", and documents of one week. */
  stem: Int32Array;
  /** A vendor's rows of one month, and those of one month in one project. */
  months: readonly Int32Array[];
  /** Rows in each of them, whether still open or not. */
  monthSizes: readonly Int32Array[];
  /** The first group that adds up; or else, where asked, the first that does but for what was rounded; or null. */
  thatSums(rows: readonly number[], target: number, slack: number, mayBeRounded: boolean): GroupSum | null;
}

/** Numbers that a row's groups take, one more than there are kinds. */
const PLACES = 8;
/** Stands for a group of one row: it counts, and adds up to nothing. */
const ALONE = -1;
/** Rows that are looked through at once, mostly. */
const MOST_ROWS = 256;

/**
 * An order, a number, a project's day, a vendor's day, a vendor's month, a vendor's month in one project; of open rows,
 * for no others are ever asked for.
 */
export function naturalGroups(
  side: Keyed,
  cluster: Int32Array,
  numbers: readonly string[],
  open: Int32Array,
): NaturalGroups {
  const month = monthsOf(side.day);
  const vendor = side.party.map((party) => cluster[party] as number);
  const projectDays = numbered(side.day, side.project, open);
  const everyRow = new Int32Array(side.count).fill(-1); // how large a month was is asked of rows that are settled as well
  const vendorMonths = numbered(month, vendor, everyRow);
  const months = [vendorMonths, numbered(vendorMonths, side.project, everyRow)];
  const kinds = [side.po, side.number, projectDays, numbered(side.day, vendor, open), ...months];
  // A row's groups beside each other, so that a look at them touches one place in memory.
  const ofRow = new Int32Array(side.count * PLACES);
  for (const [at, kind] of kinds.entries()) {
    const sizes = sizesOf(kind);
    for (let row = 0; row < side.count; row++) {
      const group = kind[row] as number;
      ofRow[row * PLACES + at] = (sizes[group] as number) > 1 ? group : group === 0 ? 0 : ALONE;
    }
  }
  // Asked for time and again: the same memory each time.
  let amounts = new Float64Array(MOST_ROWS);
  let group = new Int32Array(MOST_ROWS);

  function thatSums(
    rows: readonly number[],
    target: number,
    slack: number,
    mayBeRounded: boolean,
  ): GroupSum | null {
    const size = rows.length;
    if (size > amounts.length) {
      amounts = new Float64Array(size);
      group = new Int32Array(size);
    }
    for (let at = 0; at < size; at++) amounts[at] = side.amount[rows[at] as number] as number;
    let groups = 0;
    let found: GroupSum | null = null;
    let rounded: GroupSum | null = null;
    const most = mayBeRounded ? ROUNDED_SHARE * Math.abs(target) : slack;
    const rowsOf = (kind: number, own: number): number[] =>
      rows.filter((row) => ofRow[row * PLACES + kind] === own).sort((a, b) => a - b);
    for (let kind = 0; kind < kinds.length; kind++) {
      for (let at = 0; at < size; at++) group[at] = ofRow[(rows[at] as number) * PLACES + kind] as number;
      // Of a few dozen rows, comparing each with each takes less than a table of all groups.
      for (let at = 0; at < size; at++) {
        const own = group[at] as number;
        if (own === 0) continue;
        groups++;
        if (own === ALONE) continue;
        let sum = amounts[at] as number;
        let count = 1;
        for (let other = at + 1; other < size; other++) {
          if (group[other] !== own) continue;
          sum += amounts[other] as number;
          count++;
          group[other] = 0;
        }
        const apart = Math.abs(sum - target);
        if (found !== null || count < 2 || (apart > slack && apart > most)) continue;
        if (apart <= slack) found = { rows: rowsOf(kind, own), groups: 0, off: 0 };
        else if (rounded === null) rounded = roundedSum(side, rowsOf(kind, own), target, apart);
      }
    }
    const best = found ?? rounded;
    return best && { ...best, groups };
  }

  const monthSizes = months.map(sizesOf);
  return {
    kinds,
    months,
    monthSizes,
    vendor,
    stem: numbered(vendor, stemsOf(side.number, numbers), open),
    thatSums,
  };
}

/** How many rows each group has. */
function sizesOf(groups: Int32Array): Int32Array {
  const sizes = new Int32Array(largest(groups) + 1);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] as number;
    sizes[group] = (sizes[group] as number) + 1;
  }
  return sizes;
}

/** The group where it misses its sum by no more than was rounded: on the one or the other side, not on both. */
function roundedSum(side: Keyed, rows: number[], target: number, apart: number): GroupSum | null {
  const unit = side.unit[rows[0] as number] as number;
  const whole = rows.filter((row) => isWhole(side, row)).length;
  const isTargetWhole = target % unit === 0;
  if (isTargetWhole && whole === rows.length) return null;
  const off = roundedOff(isTargetWhole ? 1 : whole, unit, target);
  return apart <= off ? { rows, groups: 0, off } : null;
}

const SHORTEST_NUMBER = 4;
const END = 2;

/** Numbers by what stands before their last two letters; 0 where that says nothing. */
function stemsOf(rows: Int32Array, numbers: readonly string[]): Int32Array {
  const stems = textTable();
  const stemOf = numbers.map((number) =>
    number.length < SHORTEST_NUMBER ? 0 : stems.idOf(number.slice(0, -END)),
  );
  return rows.map((number) => (number === 0 ? 0 : (stemOf[number] as number)));
}

/** A number from 1 on for each pair of values of open rows; 0 where the second is missing. */
function numbered(first: Int32Array, second: Int32Array, open: Int32Array): Int32Array {
  const table = pairTable(first.length >> 2);
  const numbers = new Int32Array(first.length);
  for (let row = 0; row < first.length; row++) {
    if (second[row] === 0 || open[row] !== -1) continue;
    numbers[row] = table.idOf(first[row] as number, second[row] as number);
  }
  return numbers;
}

/** The month of each row, counted from year 0. */
export function monthsOf(days: Int32Array): Int32Array {
  const months = new Int32Array(days.length);
  let day = Number.NaN;
  let month = 0;
  for (let row = 0; row < days.length; row++) {
    if (days[row] !== day) {
      day = days[row] as number;
      const date = new Date(day * 86_400_000);
      month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    }
    months[row] = month;
  }
  return months;
}
