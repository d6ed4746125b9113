import type { Evidence } from '../evidence/evidence.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { isWhole } from '../reading/whole-units.ts';
import type { Words } from '../reading/words.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import { amountSieve, byAmountWithin } from './amount-rows.ts';

/** Of a block with more, the nearest by date are kept: thousands of equal amounts cost no more than these. */
const MOST_PER_BLOCK = 24;
/** Of a range of amounts in another currency, only those posted about then are looked at. */
const EXCHANGE_DAYS = 45;

/** Where the ledger's open rows are found by what they say. */
export interface Blocks {
  byAmount: Groups;
  /** By the amount in whole units, of those that are none. */
  byUnits: Groups;
  byNumber: Groups;
  byPo: Groups;
  byNumberInText: Groups;
  /** Open ledger rows by currency, then amount; none where no exchange rate asks for them. */
  amountRows: Int32Array;
  /** False where no open ledger row has the amount in the currency: a quick look before the amount's key is looked up. */
  mayHave(amountMinor: number, currency: number): boolean;
}

export function blocksOf(keys: Keys, words: Words, open: Open, areRangesAsked: boolean): Blocks {
  const { ledger } = keys;
  const rows: number[] = [];
  for (let j = 0; j < ledger.count; j++) if (open.ledger[j] === -1) rows.push(j);
  const order = areRangesAsked ? byAmountWithin(ledger, rows) : new Int32Array(0);
  return {
    byAmount: groupRows(ledger.amountKey, keys.amounts + 1, open.ledger),
    byUnits: groupRows(inUnits(keys), keys.amounts + 1, open.ledger),
    byNumber: groupRows(ledger.number, keys.numbers.length, open.ledger),
    byPo: groupRows(ledger.po, keys.pos.length, open.ledger),
    byNumberInText: numbersInText(keys, words, rows),
    amountRows: order,
    mayHave: amountSieve(ledger, rows),
  };
}

/** The key of each posting's amount without its cents; 0 where it has none, or nobody typed that. */
function inUnits({ ledger, amountKeyOf }: Keys): Int32Array {
  return ledger.amountKey.map((_, row) => {
    if (isWhole(ledger, row)) return 0;
    const unit = ledger.unit[row] as number;
    const rounded = Math.round((ledger.amount[row] as number) / unit) * unit;
    return amountKeyOf(rounded, ledger.currency[row] as number);
  });
}

/** Ledger rows by the sheet's numbers that stand in their texts. */
function numbersInText({ ledger, numbers }: Keys, words: Words, rows: readonly number[]): Groups {
  const lists: (number[] | undefined)[] = new Array(numbers.length);
  for (const row of rows) {
    for (const number of words.numbersIn(ledger.text[row] as number)) {
      const list = lists[number];
      if (list) list.push(row);
      else lists[number] = [row];
    }
  }
  const start = new Int32Array(numbers.length + 2);
  const flat: number[] = [];
  for (let number = 0; number <= numbers.length; number++) {
    start[number] = flat.length;
    for (const row of lists[number] ?? []) flat.push(row);
  }
  start[numbers.length + 1] = flat.length;
  return { start, rows: Int32Array.from(flat) };
}

/** Rows of one block: all of a small one, the nearest by date of a large one. Blocks are in order of their dates. */
export function nearest(
  groups: Groups,
  number: number,
  ledger: Keyed,
  day: number,
  evidence: Evidence | null,
  offer: (row: number) => void,
): void {
  if (number <= 0) return;
  const start = groups.start[number] as number;
  const end = groups.start[number + 1] as number;
  if (end - start <= MOST_PER_BLOCK) {
    for (let at = start; at < end; at++) offer(groups.rows[at] as number);
    return;
  }
  let after = firstSince(groups, number, ledger.day, day);
  let before = after - 1;
  const earliest = evidence ? day + evidence.dates.earliest : -Infinity;
  const latest = evidence ? day + evidence.dates.latest : Infinity;
  for (let taken = 0; taken < MOST_PER_BLOCK; taken++) {
    const left = before >= start ? (ledger.day[groups.rows[before] as number] as number) : -Infinity;
    const right = after < end ? (ledger.day[groups.rows[after] as number] as number) : Infinity;
    if (left < earliest && right > latest) return;
    if (day - left < right - day) offer(groups.rows[before--] as number);
    else if (right !== Infinity) offer(groups.rows[after++] as number);
    else return;
  }
}

/** Postings about that day whose amounts in a currency lie between two: of many, the first of the range. */
export function within(
  { amountRows }: Blocks,
  ledger: Keyed,
  low: number,
  high: number,
  day: number,
  currency: number,
  offer: (row: number) => void,
): void {
  let at = 0;
  let end = amountRows.length;
  while (at < end) {
    const middle = (at + end) >> 1;
    const row = amountRows[middle] as number;
    const own = ledger.currency[row] as number;
    if (own < currency || (own === currency && (ledger.amount[row] as number) < low)) at = middle + 1;
    else end = middle;
  }
  for (let looked = 0; at < amountRows.length && looked < 400; at++, looked++) {
    const row = amountRows[at] as number;
    if (ledger.currency[row] !== currency || (ledger.amount[row] as number) > high) return;
    if (Math.abs((ledger.day[row] as number) - day) <= EXCHANGE_DAYS) offer(row);
  }
}
