import { type Likeness, NONE, WITHIN } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';
import type { Seeds } from './seeds.ts';

/** What is believed of the lists before any pair has shown it: a row's own name is rarely on another's posting. */
const USUAL_SHARE = 0.02;
const PRIOR_PAIRS = 25;
const LEAST_WORDS = 2;

/** The most that the names of a row and a posting may say for them, where they cannot be one. */
export type AnotherName = (sheetRow: number, ledgerRow: number) => number;

/**
 * "Sam Stone" is half of "Sam Webb". Where the books know a Sam Stone by his full name and the sheet a Sam Webb, a row
 * that names the one is not the other's, however alike: how rarely it is, the certain pairs show.
 */
export function exactNames(
  { sheet, ledger, parties }: Keys,
  likeness: Likeness,
  cluster: Int32Array,
  teachers: Seeds,
): AnotherName {
  const inBooks = new Map<string, number>();
  for (let j = 0; j < ledger.count; j++) {
    const party = ledger.party[j] as number;
    if (party !== 0 && ledger.fromText[j] === 0) inBooks.set(parties[party] as string, party);
  }
  const inSheet = new Uint8Array(parties.length);
  for (let i = 0; i < sheet.count; i++) if (sheet.fromText[i] === 0) inSheet[sheet.party[i] as number] = 1;
  const known = new Int32Array(parties.length).fill(-1);
  /** The name of the books that a name or text of the sheet has in full, or 0. */
  const exact = (party: number, fromText: boolean): number => {
    if (known[party] === -1) {
      const name = parties[party] as string;
      known[party] = inBooks.get(name) ?? (fromText ? firstIn(name.split(' '), inBooks) : 0);
    }
    return known[party] as number;
  };
  const isAnother = (i: number, j: number): boolean => {
    const [a, b] = [sheet.party[i] as number, ledger.party[j] as number];
    if (a === 0 || b === 0 || a === b || ledger.fromText[j] === 1) return false;
    const own = exact(a, sheet.fromText[i] === 1);
    if (own === 0 || own === b || inSheet[b] === 0 || cluster[own] === cluster[b]) return false;
    // Names with nothing in common say so themselves.
    const level = likeness.levelOf(own, b);
    return level > NONE && level < WITHIN;
  };
  let others = USUAL_SHARE * PRIOR_PAIRS;
  let all = PRIOR_PAIRS;
  for (let seed = 0; seed < teachers.sheet.length; seed++) {
    const [i, j] = [teachers.sheet[seed] as number, teachers.ledger[seed] as number];
    const party = sheet.party[i] as number;
    if (party === 0 || ledger.party[j] === 0 || exact(party, sheet.fromText[i] === 1) === 0) continue;
    all++;
    if (isAnother(i, j)) others++;
  }
  const most = Math.log2(others / all);
  return (i, j) => (isAnother(i, j) ? most : Number.POSITIVE_INFINITY);
}

/** The first name of the books that stands in the words, the longest of those that begin at one word. */
function firstIn(words: readonly string[], inBooks: ReadonlyMap<string, number>): number {
  for (let from = 0; from + LEAST_WORDS <= words.length; from++) {
    for (let to = Math.min(words.length, from + 6); to >= from + LEAST_WORDS; to--) {
      const found = inBooks.get(words.slice(from, to).join(' '));
      if (found !== undefined) return found;
    }
  }
  return 0;
}
