import type { Keys } from '../reading/keys.ts';
import type { Likeness } from './name-levels.ts';
import type { Names } from './names.ts';

const ALIKE = 4;
const WITHIN = 3;
/** A name with more look-alikes than this by its rarest word is compared with the first of them only. */
const MOST_COMPARED = 20;
const MOST_OF_RAREST = 400;

/**
 * Names that mean one vendor get one number: alike by their letters, or shown to be one by certain pairs. That of no name
 * is 0.
 */
export function clusterNames(
  keys: Keys,
  likeness: Likeness,
  names: Names,
  open: { sheet: Int32Array; ledger: Int32Array },
): Int32Array {
  const count = keys.parties.length;
  const root = Int32Array.from({ length: count }, (_, party) => party);
  const find = (party: number): number => {
    let at = party;
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number;
      at = root[at] as number;
    }
    return at;
  };
  const join = (a: number, b: number): void => {
    const x = find(a);
    const y = find(b);
    if (x < y) root[y] = x;
    else root[x] = y;
  };
  const named = new Uint8Array(count);
  const present = new Uint8Array(count);
  for (const [side, taken] of [
    [keys.sheet, open.sheet],
    [keys.ledger, open.ledger],
  ] as const) {
    for (let row = 0; row < side.count; row++) {
      const party = side.party[row] as number;
      if (side.fromText[row] === 0) named[party] = 1;
      if (taken[row] === -1) present[party] = 1;
    }
  }
  const { of: words, weight } = likeness.words;
  const byWord: (number[] | undefined)[] = new Array(likeness.words.text.length);
  for (let party = 1; party < count; party++) {
    if (named[party] === 0) continue;
    for (const word of new Set(words[party])) {
      const list = byWord[word];
      if (list) list.push(party);
      else byWord[word] = [party];
    }
  }
  for (let party = 1; party < count; party++) {
    if (present[party] === 0) continue;
    let best = -1;
    let bestLevel = 0;
    let bestWeight = 0;
    // Of a name in a column of its own only what is alike is joined: nothing less has to be worked out.
    const mayJoin = named[party] === 1 ? likeness.mayBeAlike : likeness.mayBeWithin;
    const own = [...new Set(words[party])];
    const fewest = Math.min(...own.map((word) => byWord[word]?.length ?? Number.POSITIVE_INFINITY));
    for (const word of own) {
      const others = byWord[word] ?? [];
      if (others.length > MOST_COMPARED && (others.length > fewest || fewest > MOST_OF_RAREST)) continue;
      for (const other of others) {
        if (other === party || !mayJoin(party, other)) continue;
        const level = likeness.levelOf(party, other);
        const telling = weight[word] as number;
        if (level > bestLevel || (level === bestLevel && telling > bestWeight)) {
          best = other;
          bestLevel = level;
          bestWeight = telling;
        }
      }
    }
    if (best !== -1 && (bestLevel >= ALIKE || (bestLevel === WITHIN && named[party] === 0)))
      join(party, best);
  }
  joinAcronyms(likeness, named, join);
  for (const [a, b] of names.learned) join(a, b);
  return Int32Array.from(root, (_, party) => find(party));
}

/** "PC" is Pinnacle Concrete where no other name has these first letters. */
function joinAcronyms(likeness: Likeness, named: Uint8Array, join: (a: number, b: number) => void): void {
  const { of, text } = likeness.words;
  const byLetters = new Map<string, number[]>();
  for (let party = 1; party < named.length; party++) {
    const words = of[party] as Int32Array;
    if (named[party] === 0 || words.length < 2 || words.length > 5) continue;
    let letters = '';
    for (const word of words) letters += (text[word] as string)[0];
    const list = byLetters.get(letters);
    if (list) list.push(party);
    else byLetters.set(letters, [party]);
  }
  for (let party = 1; party < named.length; party++) {
    const words = of[party] as Int32Array;
    if (named[party] === 0 || words.length !== 1) continue;
    const meant = byLetters.get(text[words[0] as number] as string) ?? [];
    if (meant.length === 1) join(party, meant[0] as number);
  }
}
