import { distance } from '../names/likeness.ts';
import type { Keys } from '../reading/keys.ts';
import { listing } from '../reading/listed.ts';
import type { Words } from '../reading/words.ts';
import { background } from '../tables/background.ts';

/** How two invoice numbers relate. */
export const NUMBER_MISSING = 0;
export const NUMBER_EQUAL = 1;
/** The one side's number stands in the other side's text. */
export const NUMBER_IN_TEXT = 2;
/** One slip apart, or the one is a piece of the other. */
export const NUMBER_NEAR = 3;
export const NUMBER_DIFFERENT = 4;
/** The next ones of one count: 65943 and 65944 are more often two bills than a slip. */
export const NUMBER_NEIGHBOUR = 5;

export interface Numbers {
  relation(sheetRow: number, ledgerRow: number): number;
  /** @param relation of these two, where it is known already. */
  bits(sheetRow: number, ledgerRow: number, relation?: number): number;
}

interface Seeds {
  sheet: Int32Array;
  ledger: Int32Array;
}

function numberRelation(keys: Keys, words: Words) {
  const { sheet, ledger, numbers } = keys;
  const first = Uint16Array.from(numbers, (number) => number.charCodeAt(0));
  const last = Uint16Array.from(numbers, (number) => number.charCodeAt(number.length - 1));
  const [ours, theirs] = [sheet.listed.number, ledger.listed.number];
  const areLists = ours.size > 0 || theirs.size > 0;
  // Hardly any row lists several: a look that asks no table.
  const isList = { sheet: listing(sheet.count, ours), ledger: listing(ledger.count, theirs) };
  const lists = (i: number, j: number): boolean =>
    areLists &&
    ((isList.sheet[i] === 1 && isAmong(ours.get(i) ?? [], ledger.number[j] as number)) ||
      (isList.ledger[j] === 1 && isAmong(theirs.get(j) ?? [], sheet.number[i] as number)));
  return (i: number, j: number): number => {
    const a = sheet.number[i] as number;
    const b = ledger.number[j] as number;
    if (a !== 0 && a === b) return NUMBER_EQUAL;
    if (a !== 0 && isAmong(words.numbersIn(ledger.text[j] as number), a)) return NUMBER_IN_TEXT;
    if (b !== 0 && isAmong(words.numbersIn(sheet.text[i] as number), b)) return NUMBER_IN_TEXT;
    if (a === 0 || b === 0) return lists(i, j) ? NUMBER_IN_TEXT : NUMBER_MISSING;
    // What shares neither its first nor its last character is no slip: a look that touches no text.
    if (first[a] !== first[b] && last[a] !== last[b]) return NUMBER_DIFFERENT;
    return nearNumbers(numbers[a] as string, numbers[b] as string);
  };
}

function isAmong(numbers: readonly number[], number: number): boolean {
  return numbers.length > 0 && numbers.includes(number);
}

export function nearNumbers(a: string, b: string): number {
  const short = a.length <= b.length ? a : b;
  const long = a.length <= b.length ? b : a;
  if (short.length < 3) return NUMBER_DIFFERENT;
  const ahead = sharedAhead(a, b);
  const behind = sharedBehind(a, b);
  if (a.length === b.length && ahead >= a.length - 2 && !swapped(a, b)) return NUMBER_NEIGHBOUR;
  if (short.length >= 4 && (behind === short.length || ahead === short.length)) return NUMBER_NEAR;
  // One slip leaves the two first or the two last characters as they are.
  const sharesAnEnd = ahead >= 2 || behind >= 2;
  return short.length >= 4 && long.length - short.length <= 1 && sharesAnEnd && distance(a, b, 1) <= 1
    ? NUMBER_NEAR
    : NUMBER_DIFFERENT;
}

/** How many characters two numbers have in common from their beginning; and from their end. */
function sharedAhead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function sharedBehind(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at++;
  return at;
}

function swapped(a: string, b: string): boolean {
  const end = a.length - 1;
  return a[end] === b[end - 1] && a[end - 1] === b[end];
}

/** Learned from pairs that are certain by their amounts, for numbers cannot speak for themselves. */
export function learnNumbers(
  keys: Keys,
  words: Words,
  seeds: Seeds,
  open: { sheet: Int32Array; ledger: Int32Array },
): Numbers {
  const { sheet, ledger } = keys;
  const relate = numberRelation(keys, words);
  // Where both are filled: equal, in the text, near, different.
  const filled = [0, 8, 0.4, 0.8, 1, 0.2];
  let both = 10.4;
  const lone = [6, 0, 1, 0, 0, 0];
  let oneMissing = 7;
  const most = Math.min(seeds.sheet.length, 6000);
  for (let seed = 0; seed < most; seed++) {
    const i = seeds.sheet[seed] as number;
    const j = seeds.ledger[seed] as number;
    const a = sheet.number[i] as number;
    const b = ledger.number[j] as number;
    if (a === 0 && b === 0) continue;
    const relation = relate(i, j);
    if (a !== 0 && b !== 0) {
      filled[relation] = (filled[relation] as number) + 1;
      both++;
    } else {
      lone[relation] = (lone[relation] as number) + 1;
      oneMissing++;
    }
  }
  const frequency = new Int32Array(keys.numbers.length);
  let count = 1 + background(ledger.count);
  for (let j = 0; j < ledger.count; j++) {
    if (open.ledger[j] !== -1) continue;
    frequency[ledger.number[j] as number] = (frequency[ledger.number[j] as number] as number) + 1;
    count++;
  }
  const byChance = nearByChance(keys, open.ledger);
  /** What each relation is worth, but that of equal numbers, which goes by how often the number comes. */
  function bitsOf(relation: number, chance: number, numbered: boolean): number {
    switch (relation) {
      case NUMBER_IN_TEXT:
        return Math.log2(Math.max(chance, 0.02) / (2 / count));
      case NUMBER_NEAR:
        return Math.log2(chance / byChance.near);
      case NUMBER_NEIGHBOUR:
        return Math.max(-7, Math.log2(chance / byChance.neighbour));
      case NUMBER_DIFFERENT:
        return Math.max(-7, Math.log2(chance));
      default:
        return numbered ? 0 : Math.max(-3, Math.log2(Math.max(0.1, chance)));
    }
  }
  const ofFilled = filled.map((seen, relation) => bitsOf(relation, seen / both, true));
  const ofLone = lone.map((seen, relation) => bitsOf(relation, seen / oneMissing, false));
  return {
    relation: relate,
    bits(i, j, relation = relate(i, j)) {
      const a = sheet.number[i] as number;
      const b = ledger.number[j] as number;
      const numbered = a !== 0 && b !== 0;
      if (relation === NUMBER_EQUAL) {
        return Math.log2(
          (filled[NUMBER_EQUAL] as number) / both / (Math.max(1, frequency[b] as number) / count),
        );
      }
      if (a === 0 && b === 0) return 0;
      return (numbered ? ofFilled : ofLone)[relation] as number;
    },
  };
}

/** How often two numbers of one vendor are near by chance: vendors count up. */
function nearByChance(keys: Keys, open: Int32Array): { near: number; neighbour: number } {
  const { ledger, numbers } = keys;
  const last = new Map<number, number>();
  let pairs = 40;
  let near = 0.4;
  let neighbour = 0.8;
  for (let j = 0; j < ledger.count && pairs < 3000; j++) {
    const number = ledger.number[j] as number;
    if (open[j] !== -1 || number === 0) continue;
    const party = ledger.party[j] as number;
    const before = last.get(party);
    last.set(party, number);
    if (before === undefined || before === number) continue;
    pairs++;
    const relation = nearNumbers(numbers[before] as string, numbers[number] as string);
    if (relation === NUMBER_NEAR) near++;
    else if (relation === NUMBER_NEIGHBOUR) neighbour++;
  }
  return { near: near / pairs, neighbour: neighbour / pairs };
}
