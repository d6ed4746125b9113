import type { Evidence } from '../evidence/evidence.ts';
import { expectedLedger } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { isWhole } from '../reading/whole-units.ts';
import type { Words } from '../reading/words.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import { amountSieve, byAmountWithin } from './amount-rows.ts';
import type { Edges } from './marginals.ts';

/** Of a block with more, the nearest by date are kept: thousands of equal amounts cost no more than these. */
const MOST_PER_BLOCK = 24;
/** Candidates below these log2 odds can neither win nor spoil another's win. */
const LEAST_BITS = -9;
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

export interface Search {
  keys: Keys;
  words: Words;
  evidence: Evidence;
  open: Open;
}

/**
 * Pairs worth weighing: equal amounts, and pairs that share a number. With `isRest` also those whose amounts agree by a
 * learned rate, and those that share an order: among the few rows left these are few.
 */
export function candidates({ keys, words, evidence, open }: Search, isRest: boolean): Edges {
  const { sheet, ledger } = keys;
  const blocks = blocksOf(keys, words, open, isRest && evidence.amounts.exchange.pairs.length > 0);
  const found = { sheet: [] as number[], ledger: [] as number[], bits: [] as number[] };
  const seen = new Int32Array(ledger.count).fill(-1);
  const mine: number[] = [];
  const { cluster } = evidence;
  const { told } = evidence.amounts;
  /** A rate fits many amounts: only rows that may be of one vendor or are of one project are looked at. */
  const isKin = (i: number, j: number): boolean => {
    const a = sheet.party[i] as number;
    const b = ledger.party[j] as number;
    if (a === 0 || b === 0 || cluster[a] === cluster[b]) return true;
    return sheet.project[i] !== 0 && sheet.project[i] === ledger.project[j];
  };
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] !== -1) continue;
    mine.length = 0;
    const offer = (j: number): void => {
      if (seen[j] === i) return;
      seen[j] = i;
      mine.push(j);
    };
    const day = sheet.day[i] as number;
    nearest(blocks.byAmount, sheet.amountKey[i] as number, ledger, day, evidence, offer);
    nearest(blocks.byNumber, sheet.number[i] as number, ledger, day, null, offer);
    nearest(blocks.byNumberInText, sheet.number[i] as number, ledger, day, null, offer);
    for (const number of words.numbersIn(sheet.text[i] as number)) {
      nearest(blocks.byNumber, number, ledger, day, null, offer);
    }
    if (!isRest) told.postings(i, true, offer);
    if (isRest) nearest(blocks.byUnits, sheet.amountKey[i] as number, ledger, day, evidence, offer);
    if (isRest) {
      told.postings(i, false, offer);
      for (const key of told.keysOf(i)) nearest(blocks.byAmount, key, ledger, day, evidence, offer);
    }
    if (isRest) nearest(blocks.byPo, sheet.po[i] as number, ledger, day, evidence, offer);
    if (isRest || evidence.amounts.usualRates.length > 0) {
      byRates(blocks, sheet, i, ledger, evidence, isRest, keys.amountKeyOf, isKin, offer);
    }
    ascending(mine);
    for (const j of mine) {
      const bits = evidence.total(i, j, LEAST_BITS);
      if (bits < LEAST_BITS) continue;
      found.sheet.push(i);
      found.ledger.push(j);
      found.bits.push(bits);
    }
  }
  return {
    sheet: Int32Array.from(found.sheet),
    ledger: Int32Array.from(found.ledger),
    bits: Float64Array.from(found.bits),
  };
}

/** Sorts a few numbers in place; asking for each comparison would take longer than all of them. */
export function ascending(rows: number[]): void {
  if (rows.length > 40) rows.sort((a, b) => a - b);
  else {
    for (let from = 1; from < rows.length; from++) {
      const row = rows[from] as number;
      let at = from;
      for (; at > 0 && (rows[at - 1] as number) > row; at--) rows[at] = rows[at - 1] as number;
      rows[at] = row;
    }
  }
}

/** Rows of one block: all of a small one, the nearest by date of a large one. Blocks are in order of their dates. */
function nearest(
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

/** Postings whose amount is the row's with a learned tax, discount or exchange rate. */
function byRates(
  blocks: Blocks,
  sheet: Keyed,
  i: number,
  ledger: Keyed,
  evidence: Evidence,
  isRest: boolean,
  amountKeyOf: (amount: number, currency: number) => number,
  isKin: (sheetRow: number, ledgerRow: number) => boolean,
  offer: (row: number) => void,
): void {
  const amount = sheet.amount[i] as number;
  if (amount === 0) return;
  const { exchange } = evidence.amounts;
  const rates = isRest ? evidence.amounts.rates : evidence.amounts.usualRates;
  const day = sheet.day[i] as number;
  const currency = sheet.currency[i] as number;
  for (const rate of rates) {
    const expected = expectedLedger(rate, amount);
    for (let near = expected - 2; near <= expected + 2; near++) {
      if (!blocks.mayHave(near, currency)) continue;
      nearest(blocks.byAmount, amountKeyOf(near, currency), ledger, day, evidence, offer);
    }
  }
  if (!isRest) return;
  for (const [from, to] of exchange.pairs) {
    if (from !== currency) continue;
    for (const level of exchange.tracked(from, to)?.levels ?? [0]) {
      const expected = amount * 2 ** (exchange.rate(from, to, day) + level);
      const [low, high] =
        expected > 0 ? [expected * 0.9, expected * 1.11] : [expected * 1.11, expected * 0.9];
      within(blocks, ledger, low, high, day, to, (j) => {
        if (isKin(i, j)) offer(j);
      });
    }
  }
}

function within(
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
