import type { Keys } from '../reading/keys.ts';
import type { RowWords } from '../reading/row-words.ts';

/** Days from a receipt to the posting that pays it back. */
export const LONGEST = 48;
export const EARLIEST = -6;

/** What is known of postings that pay back. A kind is a word of theirs; 0 where nothing is known. */
export interface Payers {
  /** How many kinds are known. */
  kinds: number;
  /** The word of a posting that best says that it pays back, or 0. */
  kindOf(words: Int32Array): number;
  /** log2 odds that a posting of the kind pays back what stands open. */
  prior(kind: number): number;
  /** Bits that a word of a row says for its being paid back so. */
  word(kind: number, word: number, share: number): number;
  /** Words that rows paid back by the kind have and others seldom. */
  telling(kind: number): readonly number[];
  /** Bits that a row loses which shares nothing in words. */
  silent(kind: number): number;
  /** Bits that the days from row to posting say, where the list's days are `year` long. */
  days(kind: number, apart: number, year: number): number;
}

/** log2: so many of the postings left over pay back. */
const SELDOM = -3;
const SILENT = -3;
/** Fewer sums than these teach nothing. */
export const LEAST_SUMS = 4;
const DAYS_EACH = 4;
const BINS = Math.ceil((LONGEST - EARLIEST + 1) / DAYS_EACH);
const TELLING = 2;
const MOST_GAIN = 6;

const flat = (year: number): number => Math.max(0, Math.log2(year / (LONGEST - EARLIEST)));

export function nothingKnown(): Payers {
  return {
    kinds: 0,
    kindOf: () => 0,
    prior: () => SELDOM,
    word: () => 0,
    telling: () => [],
    silent: () => SILENT,
    days: (_kind, _apart, year) => flat(year),
  };
}

interface Kind {
  sums: number;
  parts: number;
  byWord: Map<number, number>;
  bins: Float64Array;
}

/** Learned from sums that are certain enough. */
export function payersOf(
  { sheet, ledger }: Keys,
  words: RowWords,
  shares: Float64Array,
  sums: readonly { posting: number; rows: readonly number[] }[],
): Payers {
  const kinds = new Map<number, Kind>();
  for (const { posting, rows } of sums) {
    for (const word of words.ledger[posting] as Int32Array) {
      const kind = kinds.get(word) ?? { sums: 0, parts: 0, byWord: new Map(), bins: new Float64Array(BINS) };
      kinds.set(word, kind);
      kind.sums++;
      for (const row of rows) {
        kind.parts++;
        const bin = binOf((ledger.day[posting] as number) - (sheet.day[row] as number));
        kind.bins[bin] = (kind.bins[bin] as number) + 1;
        for (const own of words.sheet[row] as Int32Array)
          kind.byWord.set(own, (kind.byWord.get(own) ?? 0) + 1);
      }
    }
  }
  const postings = new Map<number, number>();
  for (const own of words.ledger) {
    for (const word of own) if (kinds.has(word)) postings.set(word, (postings.get(word) ?? 0) + 1);
  }
  const oddsOf = (word: number): number => {
    const sums = kinds.get(word)?.sums ?? 0;
    return Math.log2((sums + 0.25) / ((postings.get(word) ?? 0) - sums + 2));
  };
  const known = new Map<number, Kind>();
  for (const [word, kind] of kinds) {
    if (kind.sums >= LEAST_SUMS && oddsOf(word) > SELDOM) known.set(word, kind);
  }
  const gainOf = (kind: Kind, word: number, share: number): number =>
    Math.log2(((kind.byWord.get(word) ?? 0) + 3 * share) / (kind.parts + 3) / share);
  const silence = new Map<number, number>();
  const telling = new Map<number, number[]>();
  for (const [word, kind] of known) {
    const said = Array.from(kind.byWord.keys());
    telling.set(
      word,
      said.filter((own) => gainOf(kind, own, shares[own] as number) >= TELLING),
    );
    let told = 0;
    let parts = 0;
    for (const { posting, rows } of sums) {
      const own = words.ledger[posting] as Int32Array;
      if (!own.includes(word)) continue;
      for (const row of rows) {
        parts++;
        const tells = (words.sheet[row] as Int32Array).some(
          (said) => own.includes(said) || gainOf(kind, said, shares[said] as number) >= TELLING,
        );
        if (tells) told++;
      }
    }
    silence.set(word, Math.log2((parts - told + 1) / (parts + 2)));
  }
  return {
    kinds: known.size,
    kindOf(own) {
      let best = 0;
      for (const word of own) {
        if (!known.has(word)) continue;
        if (best === 0 || (known.get(word)?.sums ?? 0) > (known.get(best)?.sums ?? 0)) best = word;
      }
      return best;
    },
    prior: (kind) => (kind === 0 ? SELDOM - 1 : oddsOf(kind)),
    word(kind, word, share) {
      const own = known.get(kind);
      return own === undefined ? 0 : Math.min(MOST_GAIN, gainOf(own, word, share));
    },
    telling: (kind) => telling.get(kind) ?? [],
    silent: (kind) => silence.get(kind) ?? SILENT,
    days(kind, apart, year) {
      const own = known.get(kind);
      if (own === undefined) return flat(year);
      const share = ((own.bins[binOf(apart)] as number) + 4 / BINS) / (own.parts + 4);
      return Math.log2((share * year) / DAYS_EACH);
    },
  };
}

function binOf(apart: number): number {
  return Math.max(0, Math.min(BINS - 1, Math.floor((apart - EARLIEST) / DAYS_EACH)));
}
