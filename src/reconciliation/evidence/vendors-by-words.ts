import type { Keys } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';
import { prevailing } from './prevailing.ts';

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
  const bought = prevailing(sheet.count);
  for (const [side, vendors] of [
    [sheet, named],
    [ledger, namedByLedger],
  ] as const) {
    for (let row = 0; row < side.count; row++) {
      const vendor = vendors[row] as number;
      const project = side.project[row] as number;
      if (vendor === 0 || project === 0) continue;
      for (const word of words.of(side.text[row] as number)) bought.show(project, word, vendor);
    }
  }
  const found = new Int32Array(sheet.count);
  for (let row = 0; row < sheet.count; row++) {
    const project = sheet.project[row] as number;
    const isNameless = sheet.fromText[row] === 1 || sheet.party[row] === 0;
    if (project === 0 || !isNameless || named[row] !== 0) continue;
    let vendor = 0;
    for (const word of words.of(sheet.text[row] as number)) {
      const own = bought.of(project, word);
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
