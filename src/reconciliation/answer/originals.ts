import { isCopy, isCountedOn, isSameNumber } from '../evidence/copies.ts';
import type { Keyed } from '../reading/keys.ts';
import { isRound } from '../reading/whole-units.ts';
import { firstSince, type Groups, groupRows, groupSize, largest, pairTable } from '../tables/groups.ts';

const DUPLICATE_DAYS = 60;
/** Less than a week: what comes a week later is the next week's. */
const UNNUMBERED_DUPLICATE_DAYS = 6;
/** An odd amount that only two rows of a vendor have is one paper still: a month later it is the next. */
const ONLY_TWO_DAYS = 21;
/** An amount that more rows of a list have is everybody's. */
const MOST_OF_AMOUNT = 24;
/** An amount that a vendor has this often is its price, not a copy. */
const HABIT = 4;

/** @param areAlike whether two parties' names have much in common: the bank cuts them, and adds its own words. */
export type OriginalOf = (
  row: number,
  isMissing: (other: number) => boolean,
  areAlike?: (party: number, other: number) => boolean,
) => number;

/**
 * Gives the row that a row repeats: one that was taken, or an earlier one of the same number that was not and is
 * missing; the nearest by date, and of these the first; -1 where it repeats none. Only rows of its amount and about its
 * day are looked at, and further away those of its number, so that thousands of equal amounts cost no more than these.
 * @param areTwoPurchases whether a row and a taken one of no number in common are told apart by what else they say.
 * @param areTwoLines whether both are lines of what one vendor bills, of one number or of none.
 */
export function originals(
  side: Keyed,
  taken: Int32Array,
  cluster: Int32Array,
  numbers: readonly string[],
  areTwoPurchases: (row: number, taken: number) => boolean = () => false,
  areTwoLines: (row: number, other: number) => boolean = () => false,
): OriginalOf {
  const { project, day } = side;
  const amountKey = askedAmounts(side, taken);
  const vendors = side.party.map((party) => cluster[party] as number);
  const ofVendor = together(amountKey, vendors);
  const ofProject = together(amountKey, project);
  const ofPaper = together(amountKey, paperOf(side.number, numbers, amountKey));
  const byAmount = groupRows(amountKey, largest(amountKey) + 1);
  const byPaper = groupRows(ofPaper.id, ofPaper.count.length);

  /** The one other row with this amount that is of the row's vendor, where it was taken and the row is a copy; else -1. */
  function onlyOther(row: number, areAlike: (party: number, other: number) => boolean): number {
    const amount = amountKey[row] as number;
    if (groupSize(byAmount, amount) > MOST_OF_AMOUNT) return -1;
    const found: number[] = [];
    for (let at = byAmount.start[amount] as number; at < (byAmount.start[amount + 1] as number); at++) {
      const other = byAmount.rows[at] as number;
      if (other !== row && isOfOneVendor(side, row, other, vendors, areAlike)) found.push(other);
    }
    const [only] = found;
    if (only === undefined || found.length > 1 || taken[only] === -1) return -1;
    const apart = Math.abs((day[only] as number) - (day[row] as number));
    if (apart > daysOfCopy(side, numbers, row, only)) return -1;
    return areTwoPurchases(row, only) || areTwoLines(row, only) || areTwoLines(only, row) ? -1 : only;
  }

  return (row, isMissing, areAlike = () => false) => {
    const isHabit = (ofVendor.count[ofVendor.id[row] as number] as number) >= HABIT;
    const isPair = ofProject.count[ofProject.id[row] as number] === 2;
    let best = -1;
    let bestApart = Number.POSITIVE_INFINITY;
    const consider = (other: number): void => {
      if (other === row) return;
      const apart = Math.abs((day[other] as number) - (day[row] as number));
      if (apart > bestApart || (apart === bestApart && other > best)) return;
      const isTaken = taken[other] !== -1;
      const sameNumber = isSameNumber(numbers, side.number[row] as number, side.number[other] as number);
      if (!isTaken && !(other < row && sameNumber && isMissing(other))) return;
      const isSame = repeats(side, row, other, vendors, sameNumber);
      if (!isSame && !isCopy(side, numbers, row, other, apart, isPair)) return;
      if ((!sameNumber && areTwoPurchases(row, other)) || areTwoLines(row, other)) return;
      best = other;
      bestApart = apart;
    };
    eachAbout(
      byAmount,
      amountKey[row] as number,
      side,
      row,
      isHabit ? 0 : UNNUMBERED_DUPLICATE_DAYS,
      consider,
    );
    if (best === -1) best = onlyOther(row, areAlike);
    if (side.number[row] !== 0)
      eachAbout(byPaper, ofPaper.id[row] as number, side, row, DUPLICATE_DAYS, consider);
    return best;
  };
}

/** Rows of the group whose days are at most so many from the row's, ascending. */
function eachAbout(
  groups: Groups,
  group: number,
  { day }: Keyed,
  row: number,
  apart: number,
  take: (other: number) => void,
): void {
  const own = day[row] as number;
  const { rows } = groups;
  const end = groups.start[group + 1] as number;
  const first = firstSince(groups, group, day, own - apart);
  for (let at = first; at < end && (day[rows[at] as number] as number) <= own + apart; at++)
    take(rows[at] as number);
}

/** By row: its amount, where some row that nobody took has it, or else 0: no other row repeats one, nor is repeated. */
function askedAmounts({ amountKey }: Keyed, taken: Int32Array): Int32Array {
  const isAsked = new Uint8Array(largest(amountKey) + 1);
  for (let row = 0; row < taken.length; row++) if (taken[row] === -1) isAsked[amountKey[row] as number] = 1;
  return amountKey.map((amount) => (isAsked[amount] === 1 ? amount : 0));
}

/** A number from 1 on for each pair of values, by row, and how many rows have it; 0 where the first is. */
function together(first: Int32Array, second: Int32Array): { id: Int32Array; count: number[] } {
  const table = pairTable();
  const count = [0];
  const id = first.map((value, row) => {
    if (value === 0) return 0;
    const pair = table.idOf(value, second[row] as number);
    count[pair] = (count[pair] ?? 0) + 1;
    return pair;
  });
  return { id, count };
}

/**
 * Numbers that `isSameNumber` may call the same have equal ones here: what follows the last digit does not count. 0 for
 * rows whose amount nobody asks for.
 */
function paperOf(rows: Int32Array, numbers: readonly string[], amounts: Int32Array): Int32Array {
  const papers = new Map<string, number>();
  return rows.map((number, row) => {
    if (number === 0 || amounts[row] === 0) return 0;
    const bare = (numbers[number] as string).replace(/\D+$/, '');
    const known = papers.get(bare) ?? papers.size + 1;
    papers.set(bare, known);
    return known;
  });
}

/** Of rows that are near enough. */
function repeats(side: Keyed, row: number, other: number, vendors: Int32Array, sameNumber: boolean): boolean {
  const [a, b] = [vendors[row] as number, vendors[other] as number];
  if (sameNumber) return a === b || a === 0 || b === 0;
  if (side.number[row] !== 0 && side.number[other] !== 0) return false;
  return a !== 0 && a === b;
}

/** So far apart may two rows of one vendor and amount be that nobody else has: -1 where they say that they are two. */
function daysOfCopy(side: Keyed, numbers: readonly string[], row: number, other: number): number {
  const [own, its] = [side.number[row] as number, side.number[other] as number];
  if (isCountedOn(numbers, its, own)) return ONLY_TWO_DAYS;
  if (isRound(side.amount[row] as number) || !isEnteredOtherwise(side, row, other)) return -1;
  // What pays a bill has none of its number, is entered in another way and comes when the bill is due.
  const isOtherWay = side.type[row] !== side.type[other] || side.fromText[row] !== side.fromText[other];
  const isPayment = own === 0 && its !== 0 && other < row && isOtherWay;
  return isPayment ? DUPLICATE_DAYS : ONLY_TWO_DAYS;
}

/**
 * One with its number and one without, in two ways of posting, or with the vendor's name written otherwise: what is bought
 * again is mostly entered as it was before.
 */
function isEnteredOtherwise({ number, type, party }: Keyed, row: number, other: number): boolean {
  if (number[row] !== 0 && number[other] !== 0) return false;
  return number[row] !== number[other] || type[row] !== type[other] || party[row] !== party[other];
}

function isOfOneVendor(
  { party }: Keyed,
  row: number,
  other: number,
  vendors: Int32Array,
  areAlike: (party: number, other: number) => boolean,
): boolean {
  if (vendors[row] !== 0 && vendors[row] === vendors[other]) return true;
  const [a, b] = [party[row] as number, party[other] as number];
  return a !== 0 && b !== 0 && areAlike(a, b);
}
