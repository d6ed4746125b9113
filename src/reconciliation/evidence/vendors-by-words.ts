import type { Keys } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';
import { pairTable } from '../tables/groups.ts';

/** A word that stood beside a vendor so often in a project, and hardly beside another, is what is bought from it there. */
const LEAST_SEEN = 2;
const LEAST_SHARE = 0.85;

/**
 * Of the sheet's rows that name nobody: the vendor from whom the project buys what each of their words says, as the rows
 * and postings show that name it. 0 where a word is unknown there, or is bought from several.
 * @param named by the sheet's rows, and
 * @param namedByLedger by postings: the vendor each names, or 0.
 */
export function vendorsByWords(
  { sheet, ledger }: Keys,
  words: Words,
  named: Int32Array,
  namedByLedger: Int32Array,
): Int32Array {
  const said = pairTable(sheet.count);
  /** By project and word: how often it stood beside any vendor, and beside the one it stands beside most. */
  const all: number[] = [];
  const most: number[] = [];
  const best: number[] = [];
  const beside = pairTable(sheet.count);
  const counts: number[] = [];
  for (const [side, vendors] of [
    [sheet, named],
    [ledger, namedByLedger],
  ] as const) {
    for (let row = 0; row < side.count; row++) {
      const vendor = vendors[row] as number;
      const project = side.project[row] as number;
      if (vendor === 0 || project === 0) continue;
      for (const word of words.of(side.text[row] as number)) {
        const at = said.idOf(project, word);
        const pair = beside.idOf(at, vendor);
        all[at] = (all[at] ?? 0) + 1;
        const count = (counts[pair] ?? 0) + 1;
        counts[pair] = count;
        if (count > (most[at] ?? 0)) {
          most[at] = count;
          best[at] = vendor;
        }
      }
    }
  }

  const found = new Int32Array(sheet.count);
  for (let row = 0; row < sheet.count; row++) {
    const project = sheet.project[row] as number;
    const isNameless = sheet.fromText[row] === 1 || sheet.party[row] === 0;
    if (project === 0 || !isNameless || named[row] !== 0) continue;
    let vendor = 0;
    for (const word of words.of(sheet.text[row] as number)) {
      const at = said.find(project, word);
      const seen = most[at] ?? 0;
      const isTelling = seen >= LEAST_SEEN && seen >= LEAST_SHARE * (all[at] as number);
      const own = isTelling ? (best[at] as number) : 0;
      if (own === 0 || (vendor !== 0 && own !== vendor)) {
        vendor = 0;
        break;
      }
      vendor = own;
    }
    found[row] = vendor;
  }
  return found;
}
