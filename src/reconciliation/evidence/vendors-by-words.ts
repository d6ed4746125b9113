import type { Keys } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';
import { pairTable } from '../tables/groups.ts';
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
  const sides = [
    [sheet, named],
    [ledger, namedByLedger],
  ] as const;
  const eachNamed = (take: (project: number, words: Int32Array, vendor: number) => void): void => {
    for (const [side, vendors] of sides) {
      for (let row = 0; row < side.count; row++) {
        const [project, vendor] = [side.project[row] as number, vendors[row] as number];
        if (vendor !== 0 && project !== 0) take(project, words.of(side.text[row] as number), vendor);
      }
    }
  };
  // Words are numbered as they are first read: those of rows that name somebody come first.
  eachNamed(() => {});
  const nameless: number[] = [];
  // What the nameless say, by project: of all other words nothing has to be known, and these are most.
  const asked = pairTable();
  for (let row = 0; row < sheet.count; row++) {
    const project = sheet.project[row] as number;
    const isNameless = sheet.fromText[row] === 1 || sheet.party[row] === 0;
    if (project === 0 || !isNameless || named[row] !== 0) continue;
    nameless.push(row);
    for (const word of words.of(sheet.text[row] as number)) asked.idOf(project, word);
  }
  const bought = prevailing(asked.size());
  eachNamed((project, own, vendor) => {
    for (let at = 0; at < own.length; at++) {
      const word = own[at] as number;
      if (asked.find(project, word) !== 0) bought.show(project, word, vendor);
    }
  });
  const found = new Int32Array(sheet.count);
  for (const row of nameless) {
    const project = sheet.project[row] as number;
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
