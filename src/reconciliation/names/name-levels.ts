import { pairMemo } from '../tables/pair-memo.ts';
import { distance, isAcronym, sharesAnEnd } from './likeness.ts';
import { numberedWords, overlap, type Words } from './name-words.ts';

/** How two names compare before anything is learned about this pair of names. */
export const LEVELS = ['none', 'weak', 'part', 'within', 'alike', 'same'] as const;
export const NONE = 0;
const WEAK = 1;
export const PART = 2;
export const WITHIN = 3;
const ALIKE = 4;
export const SAME = 5;

export interface Likeness {
  words: Words;
  levelOf(a: number, b: number): number;
  /** False where the level is surely below WITHIN: a look that is quicker than to work it out. */
  mayBeWithin(a: number, b: number): boolean;
}

/** Words of the one name that the other has are more than this part of its weight: then it is within the other. */
const MOST_OF_NAME = 0.85;

/** Words that say which of a vendor's places it is: a number, and what it is called. */
const MOST_OF_PLACE = 2;
const DIGITS = /^\d+$/;

/** A name has fewer; of a long memo, the first words tell whom it names. */
const MOST_WORDS = 24;

/** Compares names by their letters; each distinct pair once. */
export function nameLikeness(parties: readonly string[]): Likeness {
  const split = parties.map((name) => (name === '' ? [] : name.split(' ', MOST_WORDS)));
  const words = numberedWords(split);
  const known = pairMemo(parties.length * 4);
  const joined = split.map((name) => name.join(''));
  // One short word may stand for the first letters of several.
  const isShort = Uint8Array.from(split, (name) =>
    name.length === 1 && (name[0] as string).length <= 5 ? 1 : 0,
  );
  const size = Int32Array.from(split, (name) => name.length);
  const endsInNumber = Uint8Array.from(split, (name) => (DIGITS.test(name.at(-1) ?? '') ? 1 : 0));
  return {
    words,
    mayBeWithin(a, b) {
      const more = Math.abs((size[a] as number) - (size[b] as number));
      const mayBeAcronym = more > 0 && (size[a] === 1 || size[b] === 1);
      const mayBeBranch = more > 0 && more <= MOST_OF_PLACE && endsInNumber[a] !== endsInNumber[b];
      if (a === b || mayBeAcronym || mayBeBranch || words.mayOverlap(a, b, MOST_OF_NAME)) return true;
      return mayBeOneString(joined[a] as string, joined[b] as string);
    },
    levelOf(a, b) {
      if (a === b) return SAME;
      if (isShort[a] === 0 && isShort[b] === 0 && !words.mayShare(a, b)) return NONE;
      const before = known.get(a, b);
      if (!Number.isNaN(before)) return before;
      const level = compareNames(words, split, joined, a, b);
      known.keep(a, b, level);
      return level;
    },
  };
}

function compareNames(
  words: Words,
  split: readonly string[][],
  joined: readonly string[],
  a: number,
  b: number,
): number {
  const { first, second } = overlap(words, words.of[a] as Int32Array, words.of[b] as Int32Array);
  const low = Math.min(first, second);
  const high = Math.max(first, second);
  if (low > MOST_OF_NAME) return ALIKE;
  const left = split[a] as string[];
  const right = split[b] as string[];
  if (isOneString(joined[a] as string, joined[b] as string)) return ALIKE;
  if (isBranch(left, right) || isBranch(right, left)) return ALIKE;
  if (high > MOST_OF_NAME || isAcronym(left, right)) return WITHIN;
  if (high > 0.5) return PART;
  return high > 0.25 ? WEAK : NONE;
}

/** "CITY PARKING 4" and "STARBUCKS STORE 0712": all of the other name, and at its end the number of one of its places. */
function isBranch(name: readonly string[], longer: readonly string[]): boolean {
  const more = longer.length - name.length;
  if (
    name.length === 0 ||
    more < 1 ||
    more > MOST_OF_PLACE ||
    !DIGITS.test(longer[longer.length - 1] as string)
  )
    return false;
  if (DIGITS.test(name[name.length - 1] as string)) return false;
  return name.every((word, at) => word === longer[at]);
}

/** "HomeDepot" and "Home Depot", or two slips in a long name. */
function isOneString(a: string, b: string): boolean {
  return a === b || (mayBeOneString(a, b) && distance(a, b, 2) <= 2);
}

function mayBeOneString(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 2 || Math.min(a.length, b.length) < 7) return false;
  return sharesAnEnd(a, b);
}
