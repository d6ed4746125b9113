import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { type Likeness, WITHIN } from './name-levels.ts';

/** A beginning or an end that more names share is no trace of any of them. */
const MOST_WITH_MARK = 24;
const MOST_ALIKE = 6;
const MARK = 3;

/**
 * For each name on a side, vendors of the other side that it may well mean though it is written otherwise: a letter
 * slipped, a word left out, first letters alone. Its own vendor is not among them, the likeliest come first.
 */
export function alikeVendors(
  keys: Keys,
  likeness: Likeness,
  cluster: Int32Array,
  open: Open,
  which: 'sheet' | 'ledger',
): (readonly number[] | undefined)[] {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const own = openNames(keys, open, which);
  const theirs = openNames(keys, open, other);
  const byMark = new Map<string, number[]>();
  for (const party of theirs) {
    for (const mark of marksOf(keys.parties[party] as string)) {
      const list = byMark.get(mark);
      if (list) list.push(party);
      else byMark.set(mark, [party]);
    }
  }
  const alike: (readonly number[] | undefined)[] = new Array(keys.parties.length);
  for (const party of own) {
    const seen = new Set<number>([party]);
    const found: { vendor: number; level: number }[] = [];
    for (const mark of marksOf(keys.parties[party] as string)) {
      const parties = byMark.get(mark) ?? [];
      if (parties.length > MOST_WITH_MARK) continue;
      for (const named of parties) {
        const vendor = cluster[named] as number;
        if (seen.has(named) || vendor === cluster[party]) continue;
        seen.add(named);
        if (!likeness.mayBeWithin(party, named)) continue;
        const level = which === 'sheet' ? likeness.levelOf(party, named) : likeness.levelOf(named, party);
        if (level >= WITHIN) found.push({ vendor, level });
      }
    }
    found.sort((a, b) => b.level - a.level || a.vendor - b.vendor);
    alike[party] = [...new Set(found.map(({ vendor }) => vendor))].slice(0, MOST_ALIKE);
  }
  return alike;
}

/** Each name that open rows have, in the order they come. */
function openNames(keys: Keys, open: Open, which: 'sheet' | 'ledger'): Set<number> {
  const names = new Set<number>();
  const { party } = keys[which];
  for (let row = 0; row < party.length; row++) {
    if (open[which][row] === -1 && party[row] !== 0) names.add(party[row] as number);
  }
  return names;
}

/** What is left of a name after a slip: beginnings and ends of its words, and its first letters. */
function marksOf(name: string): Set<string> {
  const words = name.split(' ');
  const marks = new Set<string>();
  for (const word of words) {
    if (word.length < MARK) continue;
    marks.add(`${word.slice(0, MARK)}-`).add(`-${word.slice(-MARK)}`);
  }
  if (words.length > 1) marks.add(words.map((word) => word[0]).join(''));
  else marks.add(name);
  return marks;
}
