import { pairTable } from './groups.ts';
import { hashText, textTable } from './intern.ts';

/** How alike two words are, 0 to 1: equal, one slip, cut short. Words under four letters must be equal. */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const short = a.length <= b.length ? a : b;
  const long = a.length <= b.length ? b : a;
  if (short.length >= 3 && long.startsWith(short)) return short.length >= 4 ? 0.92 : 0.75;
  if (short.length < 4 || long.length - short.length > 2 || !sharesAnEnd(a, b)) return 0;
  const slips = distance(a, b, 2);
  if (slips === 1) return 0.9;
  if (slips === 2 && short.length >= 7) return 0.8;
  return 0;
}

/** Hardly any slip touches both the first and the last letter: a cheap look before the distance is worked out. */
export function sharesAnEnd(a: string, b: string): boolean {
  return a.charCodeAt(0) === b.charCodeAt(0) || a.charCodeAt(a.length - 1) === b.charCodeAt(b.length - 1);
}

/**
 * Slips between two texts: letters put in, left out, replaced, or two neighbours swapped (optimal string alignment).
 * Gives `most + 1` as soon as there are more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let start = 0;
  let aEnd = a.length;
  let bEnd = b.length;
  while (start < aEnd && start < bEnd && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (aEnd > start && bEnd > start && a.charCodeAt(aEnd - 1) === b.charCodeAt(bEnd - 1)) {
    aEnd--;
    bEnd--;
  }
  const rows = aEnd - start;
  const columns = bEnd - start;
  if (rows === 0 || columns === 0) return Math.min(most + 1, rows + columns);
  if (columns >= LINE) return most + 1;
  for (let column = 0; column <= columns; column++) CURRENT[column] = column;
  for (let row = 1; row <= rows; row++) {
    OLDER.set(PREVIOUS.subarray(0, columns + 1));
    PREVIOUS.set(CURRENT.subarray(0, columns + 1));
    CURRENT[0] = row;
    let best = row;
    const own = a.charCodeAt(start + row - 1);
    for (let column = 1; column <= columns; column++) {
      const other = b.charCodeAt(start + column - 1);
      let cost = (PREVIOUS[column - 1] as number) + (own === other ? 0 : 1);
      cost = Math.min(cost, (PREVIOUS[column] as number) + 1, (CURRENT[column - 1] as number) + 1);
      if (
        row > 1 &&
        column > 1 &&
        own === b.charCodeAt(start + column - 2) &&
        a.charCodeAt(start + row - 2) === other
      ) {
        cost = Math.min(cost, (OLDER[column - 2] as number) + 1);
      }
      CURRENT[column] = cost;
      if (cost < best) best = cost;
    }
    if (best > most) return most + 1;
  }
  return CURRENT[columns] as number;
}

const LINE = 128;
const OLDER = new Int32Array(LINE);
const PREVIOUS = new Int32Array(LINE);
const CURRENT = new Int32Array(LINE);

/** Names as numbered words, each with a weight that says how telling it is. */
export interface Words {
  /** Of each name, its words' numbers. */
  of: Int32Array[];
  text: string[];
  weight: Float64Array;
  /** False where no word of the one name can be like any of the other's: a cheap look before they are compared. */
  mayShare(firstName: number, secondName: number): boolean;
  /** `wordLikeness` of two words, each distinct pair worked out once. */
  likeness(a: number, b: number): number;
}

export function numberedWords(names: readonly string[][]): Words {
  const table = textTable();
  const of = names.map((words) => Int32Array.from(words, (word) => table.idOf(word)));
  const text = table.values;
  const frequency = new Int32Array(text.length);
  for (const words of of) {
    for (let at = 0; at < words.length; at++) {
      if (words.indexOf(words[at] as number) === at) {
        frequency[words[at] as number] = (frequency[words[at] as number] as number) + 1;
      }
    }
  }
  const most = Math.log2(names.length + 1) + 1;
  const weight = Float64Array.from(frequency, (count) => Math.max(0.3, most - Math.log2(count + 1)));
  const first = Uint16Array.from(text, (word) => word.charCodeAt(0));
  const last = Uint16Array.from(text, (word) => word.charCodeAt(word.length - 1));
  const length = Uint16Array.from(text, (word) => word.length);
  const pairs = pairTable();
  const known: number[] = [0];
  const marks = beginningsAndEnds(of, text);
  return {
    mayShare(one, other) {
      for (let at = 0; at < MARKS; at++) {
        if (((marks[one * MARKS + at] as number) & (marks[other * MARKS + at] as number)) !== 0) return true;
      }
      return false;
    },
    of,
    text,
    weight,
    likeness(a, b) {
      if (a === b) return 1;
      // Hardly any slip touches both the first and the last letter.
      if (first[a] !== first[b] && last[a] !== last[b]) return 0;
      if ((length[a] as number) < 3 || (length[b] as number) < 3) return 0;
      const id = a < b ? pairs.idOf(a, b) : pairs.idOf(b, a);
      const value = known[id];
      if (value !== undefined) return value;
      known[id] = wordLikeness(text[a] as string, text[b] as string);
      return known[id] as number;
    },
  };
}

/** 32-bit words a name's marks take. */
const MARKS = 8;

/** Bits for the beginnings and the ends of a name's words: hardly any slip touches both of one word. */
function beginningsAndEnds(names: readonly Int32Array[], text: readonly string[]): Int32Array {
  const marks = new Int32Array(names.length * MARKS);
  for (let name = 0; name < names.length; name++) {
    for (const word of names[name] as Int32Array) {
      const letters = text[word] as string;
      const beginning = hashText(letters.slice(0, 3)) & 127;
      const end = hashText(letters.slice(-3)) & 127;
      for (const bit of [beginning, 128 + end]) {
        const at = name * MARKS + (bit >> 5);
        marks[at] = (marks[at] as number) | (1 << (bit & 31));
      }
    }
  }
  return marks;
}

/** Words of two names laid against each other. */
export interface Overlap {
  /** Weight of the first name's words that the second has, over its whole weight; and the other way round. */
  first: number;
  second: number;
}

export function overlap(words: Words, a: Int32Array, b: Int32Array): Overlap {
  const { weight, likeness } = words;
  let whole = 0;
  let shared = 0;
  let sharedOfB = 0;
  let wholeOfB = 0;
  for (let at = 0; at < b.length; at++) wholeOfB += weight[b[at] as number] as number;
  let used = 0;
  for (let at = 0; at < a.length; at++) {
    const word = a[at] as number;
    const own = weight[word] as number;
    whole += own;
    let best = 0;
    let bestAt = -1;
    for (let other = 0; other < b.length && best < 1; other++) {
      if (used & (1 << other)) continue;
      const alike = likeness(word, b[other] as number);
      if (alike > best) {
        best = alike;
        bestAt = other;
      }
    }
    if (bestAt === -1) continue;
    used |= 1 << bestAt;
    const other = weight[b[bestAt] as number] as number;
    // A slip makes a rare word of a common one: the lower weight is the word that was meant.
    shared += best * (best < 1 ? Math.min(own, other) : own);
    sharedOfB += best * (best < 1 ? Math.min(own, other) : other);
  }
  return { first: ratio(shared, whole), second: ratio(sharedOfB, wholeOfB) };
}

function ratio(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(1, part / whole);
}

/** The first letters of a name's words are the other name: "ABC" for "Alpha Building Company". */
export function isAcronym(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length !== 1 || long.length < 2) return false;
  const letters = long.map((word) => word[0]).join('');
  return short[0] === letters || (letters.length >= 3 && (short[0] as string).startsWith(letters));
}
