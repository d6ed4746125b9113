import { areOfOneVendor, namedVendor } from '../evidence/named-vendors.ts';
import { NUMBER_NEAR, nearNumbers } from '../evidence/numbers.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { type Open, openBy } from '../reading/open.ts';
import { groupRows } from '../tables/groups.ts';
import type { Carried } from './carriers.ts';

/** Lines of one order that are one document are typed within so many days of each other. */
const DAYS = 3;
/** A document has at most so many lines. */
const MOST_LINES = 20;

/** What a row is known by, the rows of the other side that carry it, and these with those that were entered with them. */
export interface Entered extends Carried {
  /** By what the furthest of them is of it. */
  by: 'number' | 'order' | 'day';
  carrying: number[];
}

/**
 * Open rows, and the open ones of the other side that carry their number (or order) together with lines that do not, of
 * the same vendor and under no other number: those of the same order within days and those of the same day and project,
 * or the former alone. Numbers are forgotten on one line and not on the next.
 * @param isOfVendor whether a row of the side and one of the other name one vendor, or one of them none.
 */
export function enteredWith(
  keys: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
  open: Open,
  isOfVendor: (row: number, part: number) => boolean,
): Entered[] {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [whole, parts] = [keys[which], keys[other]];
  const byVendorDay = openBy(parts, open[other], (part) => {
    const vendor = parts.po[part] === 0 ? namedVendor(cluster, parts, part) : 0;
    return vendor === 0 ? 0 : vendorDay(vendor, parts.day[part] as number);
  });
  const byOrder = openBy(parts, open[other], (part) => parts.po[part] as number);
  const carriersBy = {
    number: carriers(keys, which, cluster, open, 'number', isOfVendor),
    order: carriers(keys, which, cluster, open, 'po', isOfVendor),
  };

  /** No number, that number, or it with a slip. */
  function isUnder(number: number, part: number): boolean {
    const own = parts.number[part] as number;
    if (own === 0 || own === number) return !parts.listed.number.has(part);
    return (
      number !== 0 && nearNumbers(keys.numbers[number] as string, keys.numbers[own] as string) === NUMBER_NEAR
    );
  }

  const entered: Entered[] = [];
  for (let row = 0; row < whole.count; row++) {
    const vendor = open[which][row] === -1 ? namedVendor(cluster, whole, row) : 0;
    if (vendor === 0) continue;
    const numbered = carriersBy.number(row);
    const by = numbered.length > 0 ? 'number' : 'order';
    const carrying = numbered.length > 0 ? numbered : carriersBy.order(row);
    if (carrying.length === 0 || !isShort(whole.amount[row] as number, parts, carrying)) continue;
    const numbers = known(whole, row, parts, carrying, 'number');
    if (numbers.length > 1) continue;
    const isKin = (part: number): boolean =>
      !carrying.includes(part) && isUnder(numbers[0] ?? 0, part) && isOfVendor(row, part);
    const ofOrder = known(whole, row, parts, carrying, 'po')
      .flatMap((order) => byOrder.get(order) ?? [])
      .filter((part) => isNear(parts, part, carrying) && isKin(part));
    const first = [...carrying, ...ofOrder];
    const days = [...new Set(first.map((part) => parts.day[part] as number))];
    const beside = days
      .flatMap((day) => byVendorDay.get(vendorDay(vendor, day)) ?? [])
      .filter((part) => isBeside(parts, part, first) && isKin(part));
    if (first.length + beside.length > MOST_LINES) continue;
    if (beside.length > 0) entered.push({ row, found: [...first, ...beside], by: 'day', carrying });
    if (ofOrder.length > 0) entered.push({ row, found: first, by, carrying });
  }
  return entered;
}

/** The rows of the other side that carry what a row is known by, where all are open and it is the only one so known. */
function carriers(
  keys: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
  open: Open,
  column: 'number' | 'po',
  isOfVendor: (row: number, part: number) => boolean,
): (row: number) => number[] {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [whole, parts] = [keys[which], keys[other]];
  const distinct = (column === 'number' ? keys.numbers : keys.pos).length;
  const own = groupRows(whole[column], distinct);
  const theirs = groupRows(parts[column], distinct);
  return (row) => {
    const value = whole[column][row] as number;
    const [from, to] = [theirs.start[value] as number, theirs.start[value + 1] as number];
    if (value === 0 || to === from || to - from > MOST_LINES) return [];
    for (let at = own.start[value] as number; at < (own.start[value + 1] as number); at++) {
      const one = own.rows[at] as number;
      if (one !== row && areOfOneVendor(cluster, whole, row, whole, one)) return [];
    }
    const found: number[] = [];
    for (let at = from; at < to; at++) {
      const part = theirs.rows[at] as number;
      // How alike two names are takes long to say, and of what is settled it need not be said.
      if (open[other][part] === -1) found.push(part);
      else if (areOfOneVendor(cluster, whole, row, parts, part)) return [];
    }
    return found.filter((part) => isOfVendor(row, part));
  };
}

/** Whether they come to less than the row: else nothing is missing. */
function isShort(amount: number, parts: Keyed, carrying: readonly number[]): boolean {
  let left = amount;
  for (const part of carrying) left -= parts.amount[part] as number;
  return left * amount > 0;
}

/** The numbers, or orders, that the row and those that carry what it is known by name; each once. */
function known(
  whole: Keyed,
  row: number,
  parts: Keyed,
  carrying: readonly number[],
  column: 'number' | 'po',
): number[] {
  const all = [whole[column][row] as number, ...carrying.map((part) => parts[column][part] as number)];
  return [...new Set(all)].filter((value) => value !== 0);
}

/** One number for both: there are fewer days than this. */
const MOST_DAYS = 1e6;
const vendorDay = (vendor: number, day: number): number => vendor * MOST_DAYS + day;

function isNear({ day }: Keyed, part: number, carrying: readonly number[]): boolean {
  return carrying.some((one) => Math.abs((day[one] as number) - (day[part] as number)) <= DAYS);
}

function isBeside({ day, project }: Keyed, part: number, carrying: readonly number[]): boolean {
  return carrying.some((one) => day[one] === day[part] && project[one] === project[part]);
}
