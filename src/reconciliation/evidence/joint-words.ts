import type { Keyed } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';

/** Open postings whose memos have all the words that two texts share; null where they share one at most. */
export type JointWords = (own: Int32Array, other: Int32Array) => number | null;

/**
 * "temp power hookup" is three rare words and one thing: wherever the one stands the others do, and together they tell no
 * more than one of them. How many memos have all of them is counted once for each set of words that is asked for.
 */
export function jointWords(ledger: Keyed, words: Words, taken: Int32Array): JointWords {
  const known = new Map<string, number>();
  let memos: Memos | null = null;
  return (own, other) => {
    const shared = own.filter((word) => has(other, word));
    if (shared.length < 2) return null;
    const key = shared.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    memos ??= memosOf(ledger, words, taken);
    const count = countOf(memos, words, shared);
    known.set(key, count);
    return count;
  };
}

interface Memos {
  /** By text: how many open postings say it. */
  postings: Map<number, number>;
  /** By word: the texts that have it. */
  texts: Map<number, number[]>;
}

function memosOf(ledger: Keyed, words: Words, taken: Int32Array): Memos {
  const postings = new Map<number, number>();
  for (let j = 0; j < ledger.count; j++) {
    const text = ledger.text[j] as number;
    if (taken[j] === -1 && text !== 0) postings.set(text, (postings.get(text) ?? 0) + 1);
  }
  const texts = new Map<number, number[]>();
  for (const text of postings.keys()) {
    for (const word of words.of(text)) {
      const list = texts.get(word);
      if (list) list.push(text);
      else texts.set(word, [text]);
    }
  }
  return { postings, texts };
}

function countOf({ postings, texts }: Memos, words: Words, shared: Int32Array): number {
  let rarest: readonly number[] = [];
  for (const [at, word] of shared.entries()) {
    const having = texts.get(word) ?? [];
    if (at === 0 || having.length < rarest.length) rarest = having;
  }
  let count = 0;
  for (const text of rarest) {
    const own = words.of(text);
    if (shared.every((word) => has(own, word))) count += postings.get(text) as number;
  }
  return count;
}

export function has(words: Int32Array, word: number): boolean {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = words[middle] as number;
    if (at === word) return true;
    if (at < word) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
