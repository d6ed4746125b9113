import { hashText, textTable } from '../tables/intern.ts';
import { pairMemo } from '../tables/pair-memo.ts';
import { wordLikeness } from './likeness.ts';

/** Names as numbered words, each with a weight that says how telling it is. */
export interface Words {
  /** Of each name, its words' numbers. */
  of: Int32Array[];
  text: string[];
  weight: Float64Array;
  /** False where no word of the one name can be like any of the other's: a cheap look before they are compared. */
  mayShare(firstName: number, secondName: number): boolean;
  /** False where what the names share is surely no more than this part of the first's weight: no likeness is worked out. */
  mayBeIn(firstName: number, secondName: number, part: number): boolean;
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
  const known = pairMemo(text.length * 4);
  const marks = beginningsAndEnds(of, text);
  /** Hardly any slip touches both the first and the last letter. */
  const mayBeLike = (a: number, b: number): boolean =>
    (first[a] === first[b] || last[a] === last[b]) &&
    (length[a] as number) >= 3 &&
    (length[b] as number) >= 3;
  /** Whether words of the one name with more than this part of its weight may be words of the other. */
  const mayBeIn = (name: Int32Array, other: Int32Array, part: number): boolean => {
    let whole = 0;
    let shared = 0;
    for (let at = 0; at < name.length; at++) {
      const word = name[at] as number;
      const own = weight[word] as number;
      whole += own;
      for (let place = 0; place < other.length; place++) {
        const theirs = other[place] as number;
        if (theirs !== word && !mayBeLike(word, theirs)) continue;
        shared += own;
        break;
      }
    }
    return shared > part * whole - ROUNDING;
  };
  return {
    mayShare(one, other) {
      for (let at = 0; at < MARKS; at++) {
        if (((marks[one * MARKS + at] as number) & (marks[other * MARKS + at] as number)) !== 0) return true;
      }
      return false;
    },
    mayBeIn: (one, other, part) => mayBeIn(of[one] as Int32Array, of[other] as Int32Array, part),
    of,
    text,
    weight,
    likeness(a, b) {
      if (a === b) return 1;
      if (!mayBeLike(a, b)) return 0;
      const low = a < b ? a : b;
      const high = a < b ? b : a;
      const before = known.get(low, high);
      if (!Number.isNaN(before)) return before;
      const alike = wordLikeness(text[a] as string, text[b] as string);
      known.keep(low, high, alike);
      return alike;
    },
  };
}

/** Far more than adding up in another order can differ by. */
const ROUNDING = 1e-6;
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
