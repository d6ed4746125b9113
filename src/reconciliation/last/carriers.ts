import { areOfOneVendor } from '../evidence/named-vendors.ts';
import type { Keys } from '../reading/keys.ts';
import { type Open, openBy } from '../reading/open.ts';
import { groupRows, groupSize, rowsIn } from '../tables/groups.ts';

/** A document has at most so many parts; what has more is a habit, not a document. */
const MOST_PARTS = 60;
/** Shorter numbers come again and again, and shorter ones are the beginning of many. */
const SHORTEST = 2;
const SHORTEST_COUNTED = 3;
/** Scanning folds the letters of "B" onto a digit; so are the numbers that are compared. */
const LETTERS = 'A8CDEF';
const ENDS = [(at: number) => `${at}`, (at: number) => `0${at}`, (at: number) => LETTERS[at - 1] ?? ''];

/** A row of one side, and rows of the other that carry what it is known by; open or not. */
export interface Carried {
  row: number;
  found: number[];
}

/** Rows that are the only ones of their vendor with a number (or an order) which several of the other side carry. */
export function carriersOf(
  keys: Keys,
  which: 'sheet' | 'ledger',
  column: 'number' | 'po',
  cluster: Int32Array,
): Carried[] {
  const [whole, parts] = which === 'sheet' ? [keys.sheet, keys.ledger] : [keys.ledger, keys.sheet];
  const names = column === 'number' ? keys.numbers : keys.pos;
  const own = groupRows(whole[column], names.length);
  const theirs = groupRows(parts[column], names.length);
  const carried: Carried[] = [];
  for (let number = 1; number < names.length; number++) {
    const many = groupSize(own, number);
    const carrying = groupSize(theirs, number);
    if (many === 0 || many > MOST_PARTS || carrying < 2 || carrying > MOST_PARTS) continue;
    const rows = rowsIn(own, number);
    const found = rowsIn(theirs, number);
    if ((names[number] as string).length < SHORTEST) continue;
    for (const row of rows) {
      // Another row of the vendor with the number is of the same document.
      const isOne = rows.every((one) => one === row || !areOfOneVendor(cluster, whole, row, whole, one));
      if (isOne) carried.push({ row, found: Array.from(found) });
    }
  }
  return carried;
}

/** Rows that list several numbers (or orders), each of which the other side carries. */
export function listedBy(keys: Keys, which: 'sheet' | 'ledger', column: 'number' | 'po'): Carried[] {
  const [whole, parts] = which === 'sheet' ? [keys.sheet, keys.ledger] : [keys.ledger, keys.sheet];
  const { [column]: listed } = whole.listed;
  if (listed.size === 0) return [];
  const theirs = groupRows(parts[column], (column === 'number' ? keys.numbers : keys.pos).length);
  const carried: Carried[] = [];
  for (const [row, numbers] of listed) {
    const each = numbers.map((number) => rowsIn(theirs, number));
    const found = [...new Set(each.flatMap((some) => Array.from(some)))];
    if (each.every((some) => some.length > 0) && found.length <= MOST_PARTS) carried.push({ row, found });
  }
  return carried;
}

/** Open rows whose number open ones of the other side count on: "7781" and "7781-1", "7781-2", from the first without a gap. */
export function countedOn(keys: Keys, which: 'sheet' | 'ledger', cluster: Int32Array, open: Open): Carried[] {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [whole, parts] = [keys[which], keys[other]];
  const byNumber = new Map<string, number[]>();
  // What some number begins to count on: of most others nothing has to be put together.
  const begun = new Set<string>();
  for (const [number, rows] of openBy(parts, open[other], (part) => parts.number[part] as number)) {
    const text = keys.numbers[number] as string;
    byNumber.set(text, rows);
    for (const endOf of ENDS) if (text.endsWith(endOf(1))) begun.add(text.slice(0, -endOf(1).length));
  }
  const counted: Carried[] = [];
  for (let row = 0; row < whole.count; row++) {
    const number = open[which][row] === -1 ? (keys.numbers[whole.number[row] as number] as string) : '';
    if (number.length < SHORTEST_COUNTED || !begun.has(number)) continue;
    const vendor = cluster[whole.party[row] as number] as number;
    for (const endOf of ENDS) {
      const found: number[] = [];
      for (let at = 1; at <= LETTERS.length; at++) {
        const next = (byNumber.get(number + endOf(at)) ?? []).filter(
          (part) => vendor !== 0 && cluster[parts.party[part] as number] === vendor,
        );
        if (next.length === 0) break;
        found.push(...next);
      }
      if (found.length < 2) continue;
      counted.push({ row, found });
      break;
    }
  }
  return counted;
}
