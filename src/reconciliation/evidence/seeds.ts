import type { Likeness } from '../names/name-levels.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { type Groups, groupRows, groupSize } from '../tables/groups.ts';
import type { SaidApart } from './taught.ts';

/** Pairs of rows to learn from. */
export interface Seeds {
  sheet: Int32Array;
  ledger: Int32Array;
}

export interface SeedSets {
  /** Number and amount agree, and nothing else has both: as good as certain. */
  certain: Seeds;
  /** The number is alone on both sides and the vendor does not object; amounts were not looked at. */
  byNumber: Seeds;
  /** The amount is alone on both sides, odd, and the days are near; numbers and vendors were not looked at. */
  byAmount: Seeds;
  /** The certain ones, and with them those by amount where the certain ones are few. */
  teachers: Seeds;
  /** Whether the lists had to teach themselves, by their words mostly. */
  isByWords: boolean;
}

const SHORTEST_NUMBER = 3;
/** Amounts below this, or full units of money, meet too often by chance. */
const SMALLEST_ODD_MINOR = 5000;

export function findSeeds(keys: Keys, likeness: Likeness, open: Open, saidApart: SaidApart): SeedSets {
  const { sheet, ledger } = keys;
  const sheetNumbers = groupRows(sheet.number, keys.numbers.length, open.sheet);
  const ledgerNumbers = groupRows(ledger.number, keys.numbers.length, open.ledger);
  const sheetAmounts = groupRows(sheet.amountKey, keys.amounts + 1, open.sheet);
  const ledgerAmounts = groupRows(ledger.amountKey, keys.amounts + 1, open.ledger);
  const sets = { certain: gather(), byNumber: gather(), byAmount: gather() };
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] !== -1) continue;
    const number = sheet.number[i] as number;
    if (number !== 0 && (keys.numbers[number] as string).length >= SHORTEST_NUMBER) {
      const j = onlyWithAmount(sheet, sheetNumbers, i, ledger, ledgerNumbers);
      const alone = groupSize(sheetNumbers, number) === 1 && groupSize(ledgerNumbers, number) === 1;
      if (j !== -1 && !saidApart(i, j) && (alone || !objects(keys, likeness, i, j))) sets.certain.push(i, j);
      if (alone) {
        const other = ledgerNumbers.rows[ledgerNumbers.start[number] as number] as number;
        if (!objects(keys, likeness, i, other)) sets.byNumber.push(i, other);
      }
    }
    const amount = sheet.amountKey[i] as number;
    if (groupSize(sheetAmounts, amount) !== 1 || groupSize(ledgerAmounts, amount) !== 1) continue;
    const minor = Math.abs(sheet.amount[i] as number);
    if (minor < SMALLEST_ODD_MINOR || minor % 100 === 0) continue;
    const other = ledgerAmounts.rows[ledgerAmounts.start[amount] as number] as number;
    const apart = (ledger.day[other] as number) - (sheet.day[i] as number);
    if (apart >= -30 && apart <= 75) sets.byAmount.push(i, other);
  }
  const certain = sets.certain.done();
  const byAmount = sets.byAmount.done();
  const teachers = certain.sheet.length >= ENOUGH ? certain : together(certain, byAmount);
  return { certain, byNumber: sets.byNumber.done(), byAmount, teachers, isByWords: false };
}

/** Fewer pairs than this teach too little alone. */
const ENOUGH = 60;

/** With pairs at a rate of the lists, which teach as equal amounts do. */
export function withPairs(seeds: SeedSets, pairs: Seeds): SeedSets {
  if (pairs.sheet.length === 0) return seeds;
  const byAmount = together(seeds.byAmount, pairs);
  const isEnough = seeds.certain.sheet.length >= ENOUGH;
  return { ...seeds, byAmount, teachers: isEnough ? seeds.certain : together(seeds.certain, byAmount) };
}

export function together(first: Seeds, second: Seeds): Seeds {
  const join = (a: Int32Array, b: Int32Array): Int32Array => {
    const joined = new Int32Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  return { sheet: join(first.sheet, second.sheet), ledger: join(first.ledger, second.ledger) };
}

/**
 * All certain pairs together, and of few of them each once: six pairs that are certain by number and by amount are not
 * twelve, of which chance makes rules of the calendar.
 */
export function eachOnce({ certain, byAmount }: SeedSets): Seeds {
  if (certain.sheet.length >= ENOUGH) return together(certain, byAmount);
  const known = new Map(Array.from(certain.sheet, (i, seed) => [i, certain.ledger[seed] as number]));
  const others = Array.from(byAmount.sheet.keys()).filter(
    (seed) => known.get(byAmount.sheet[seed] as number) !== byAmount.ledger[seed],
  );
  const of = (rows: Int32Array): Int32Array => Int32Array.from(others, (seed) => rows[seed] as number);
  return together(certain, { sheet: of(byAmount.sheet), ledger: of(byAmount.ledger) });
}

function gather() {
  const sheet: number[] = [];
  const ledger: number[] = [];
  return {
    push(i: number, j: number): void {
      sheet.push(i);
      ledger.push(j);
    },
    done: (): Seeds => ({ sheet: Int32Array.from(sheet), ledger: Int32Array.from(ledger) }),
  };
}

/** The one posting with this row's number and amount, where the row is the only one of its side with both; else -1. */
function onlyWithAmount(
  sheet: Keyed,
  sheetNumbers: Groups,
  i: number,
  ledger: Keyed,
  ledgerNumbers: Groups,
): number {
  const number = sheet.number[i] as number;
  const amount = sheet.amountKey[i] as number;
  if (countWith(sheet, sheetNumbers, number, amount).count !== 1) return -1;
  const { count, last } = countWith(ledger, ledgerNumbers, number, amount);
  return count === 1 ? last : -1;
}

function countWith(
  side: Keyed,
  groups: Groups,
  number: number,
  amount: number,
): { count: number; last: number } {
  let count = 0;
  let last = -1;
  const end = Math.min(groups.start[number + 1] as number, (groups.start[number] as number) + 200);
  for (let at = groups.start[number] as number; at < end; at++) {
    const row = groups.rows[at] as number;
    if (side.amountKey[row] !== amount) continue;
    count++;
    last = row;
  }
  return { count, last };
}

/** Both name a vendor, and the names have nothing in common. */
function objects(keys: Keys, likeness: Likeness, i: number, j: number): boolean {
  const { sheet, ledger } = keys;
  const a = sheet.party[i] as number;
  const b = ledger.party[j] as number;
  if (a === 0 || b === 0 || a === b || sheet.fromText[i] === 1 || ledger.fromText[j] === 1) return false;
  return likeness.levelOf(a, b) < 2;
}
