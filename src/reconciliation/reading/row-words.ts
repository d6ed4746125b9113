import { type Groups, groupRows } from '../tables/groups.ts';
import { textTable } from '../tables/intern.ts';
import type { Books } from './canonical.ts';
import type { Keyed, Keys } from './keys.ts';
import type { Open } from './open.ts';
import { wordsOf } from './vendor-key.ts';

/** What open rows say in words. Words of both sides are numbered alike, from 1 on. */
export interface RowWords {
  /** Of a row's text, and of its vendor's name. */
  sheet: readonly Int32Array[];
  ledger: readonly Int32Array[];
  /** Of a row's text alone. */
  said: readonly Int32Array[];
  /** Of the name of a posting's vendor; of a posting that names nobody, all that it says. */
  name: readonly Int32Array[];
  /** Words of the project that a row of the sheet is of. */
  project: readonly Int32Array[];
  /** Rows of the sheet by what their texts and their projects say, ascending. */
  rows: Groups;
  /** Share of the sheet's rows that are open by now that have a word. */
  shares(taken: Int32Array): Float64Array;
  count: number;
}

const SHORTEST = 2;
const NO_WORDS = new Int32Array(0);

export function rowWords({ sheet, ledger, parties }: Keys, { texts, ...books }: Books, open: Open): RowWords {
  const table = textTable();

  function reader(from: readonly string[]): (at: number) => Int32Array {
    const known: (Int32Array | undefined)[] = new Array(from.length);
    return (at) => {
      let own = known[at];
      if (own === undefined) {
        const long = wordsOf(from[at] as string).filter((word) => word.length >= SHORTEST);
        own = Int32Array.from(new Set(long), (word) => table.idOf(word));
        known[at] = own;
      }
      return own;
    };
  }

  const [ofText, ofName, ofProject] = [reader(texts.text), reader(parties), reader(texts.project)];

  function wordsOfSide(side: Keyed, taken: Int32Array): Int32Array[] {
    const words: Int32Array[] = new Array(side.count).fill(NO_WORDS);
    for (let row = 0; row < side.count; row++) {
      if (taken[row] !== -1) continue;
      const said = ofText(side.text[row] as number);
      if (side.fromText[row] === 1) words[row] = said;
      else words[row] = Int32Array.from(new Set([...said, ...ofName(side.party[row] as number)]));
    }
    return words;
  }

  const words = wordsOfSide(sheet, open.sheet);
  const ofLedger = wordsOfSide(ledger, open.ledger);
  const said: Int32Array[] = new Array(sheet.count).fill(NO_WORDS);
  const name = ofLedger.map((own, row) =>
    ledger.fromText[row] === 1 || own.length === 0 ? own : ofName(ledger.party[row] as number),
  );
  const project: Int32Array[] = new Array(sheet.count).fill(NO_WORDS);
  const [at, word]: [number[], number[]] = [[], []];
  for (let row = 0; row < sheet.count; row++) {
    if (open.sheet[row] !== -1) continue;
    said[row] = ofText(sheet.text[row] as number);
    project[row] = ofProject(books.sheet.column.project[row] as number);
    for (const own of [said[row] as Int32Array, project[row] as Int32Array]) {
      for (const one of own) {
        at.push(row);
        word.push(one);
      }
    }
  }
  const { start, rows } = groupRows(Int32Array.from(word), table.values.length);
  return {
    sheet: words,
    ledger: ofLedger,
    said,
    name,
    project,
    rows: { start, rows: rows.map((place) => at[place] as number) },
    shares(taken) {
      const counts = new Float64Array(table.values.length);
      let count = 1;
      for (let row = 0; row < sheet.count; row++) {
        if (taken[row] !== -1) continue;
        count++;
        for (const word of words[row] as Int32Array) counts[word] = (counts[word] as number) + 1;
      }
      return counts.map((own) => (own + 0.5) / count);
    },
    count: table.values.length,
  };
}
