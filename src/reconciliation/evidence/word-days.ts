import type { Keys } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';
import type { Seeds } from './seeds.ts';

/** How many pairs of rows with a word taught, and how many of them came so many days after; a day off counts a little. */
export interface WordHabit {
  all: number;
  seen(apart: number): number;
}

/** Pairs a word needs to be believed, and bits that each of them is to be likelier with it than without. */
const LEAST_PAIRS = 12;
const LEAST_GAIN = 0.75;
/** So many pairs' worth of what is likely without the word. */
export const WORD_PRIOR = 4;
const MOST_APART = 200;
const MOST_SEEDS = 20_000;
const ON = 0.6;
const BESIDE = 0.2;

interface Tally {
  all: number;
  byDays: Float64Array;
}

const seenIn = ({ byDays }: Tally, apart: number): number =>
  Math.abs(apart) > MOST_APART ? 0 : (byDays[apart + MOST_APART + 1] as number);

/**
 * What a row calls itself tells when it is billed: what says that it is for four weeks comes four weeks after, a
 * deposit at once. By a row's text, the days of the word whose own days say the most; words that come on the days of all
 * others say nothing.
 * @param likely the chance of a pair's days by all else.
 */
export function learnWordDays(
  { sheet, ledger, texts }: Keys,
  words: Words,
  seeds: Seeds,
  likely: (sheetRow: number, ledgerRow: number) => number,
): (sheetRow: number) => WordHabit | null {
  const count = Math.min(seeds.sheet.length, MOST_SEEDS);
  const apartOf = (seed: number): number =>
    (ledger.day[seeds.ledger[seed] as number] as number) - (sheet.day[seeds.sheet[seed] as number] as number);
  const wordsOf = (row: number): Int32Array => words.of(sheet.text[row] as number);
  const isNear = (seed: number): boolean => Math.abs(apartOf(seed)) <= MOST_APART;
  for (let seed = 0; seed < count; seed++) if (isNear(seed)) wordsOf(seeds.sheet[seed] as number); // numbered by then
  const tallies: (Tally | undefined)[] = new Array(words.wordCount());
  // Most words come too seldom to be believed: no table is kept of their days.
  const often = new Int32Array(words.wordCount());
  for (let seed = 0; seed < count; seed++) {
    if (!isNear(seed)) continue;
    for (const word of wordsOf(seeds.sheet[seed] as number)) often[word] = (often[word] as number) + 1;
  }
  for (let seed = 0; seed < count; seed++) {
    const apart = apartOf(seed);
    if (Math.abs(apart) > MOST_APART) continue;
    for (const word of wordsOf(seeds.sheet[seed] as number)) {
      const all = often[word] as number;
      if (all < LEAST_PAIRS) continue;
      const tally = tallies[word] ?? { all, byDays: new Float64Array(2 * MOST_APART + 3) };
      tallies[word] = tally;
      const at = apart + MOST_APART + 1;
      tally.byDays[at - 1] = (tally.byDays[at - 1] as number) + BESIDE;
      tally.byDays[at] = (tally.byDays[at] as number) + ON;
      tally.byDays[at + 1] = (tally.byDays[at + 1] as number) + BESIDE;
    }
  }
  const gains = gainsOf();
  const known: (WordHabit | null | undefined)[] = new Array(texts.length);

  /** Bits by which a word makes the days of its own pairs likelier, each by what the others show, on average. */
  function gainsOf(): Float64Array {
    const sums = new Float64Array(tallies.length);
    for (let seed = 0; seed < count; seed++) {
      const [i, j] = [seeds.sheet[seed] as number, seeds.ledger[seed] as number];
      const apart = apartOf(seed);
      if (Math.abs(apart) > MOST_APART) continue;
      const without = likely(i, j);
      for (const word of wordsOf(i)) {
        const tally = tallies[word];
        if (tally === undefined) continue;
        const others = seenIn(tally, apart) - ON;
        const own = (others + WORD_PRIOR * without) / (tally.all - 1 + WORD_PRIOR);
        sums[word] = (sums[word] as number) + Math.log2(own / without);
      }
    }
    return sums.map((sum, word) => sum / Math.max(1, tallies[word]?.all ?? 0));
  }

  if (!gains.some((gain) => gain >= LEAST_GAIN)) return () => null;
  return (row) => {
    const text = sheet.text[row] as number;
    const before = known[text];
    if (before !== undefined) return before;
    let best = -1;
    for (const word of words.of(text)) {
      const gain = gains[word] ?? 0;
      if (gain >= LEAST_GAIN && (best === -1 || gain > (gains[best] as number))) best = word;
    }
    const tally = tallies[best];
    const habit = tally ? { all: tally.all, seen: (apart: number) => seenIn(tally, apart) } : null;
    known[text] = habit;
    return habit;
  };
}
