import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import type { RowWords } from '../reading/row-words.ts';
import { firstSince, type Groups } from '../tables/groups.ts';
import { EARLIEST, LONGEST } from './payers.ts';

/** Rows of other vendors that must share a word with a posting of which nothing is known, and how rare a word. */
const LEAST_SHARING = 2;
export const RARE = 0.2;

/** Asks what the words say of who laid out a row, and for which posting. */
export function laidOut({ sheet, ledger }: Keys, cluster: Int32Array, open: Open, words: RowWords) {
  const shares = words.shares(open.sheet);
  const vendorOf = (party: number): number => cluster[party] as number;
  const rowsOfVendor = new Int32Array(cluster.length);
  for (let row = 0; row < sheet.count; row++) {
    const vendor = vendorOf(sheet.party[row] as number);
    if (sheet.fromText[row] === 0) rowsOfVendor[vendor] = (rowsOfVendor[vendor] as number) + 1;
  }

  /** Calls back with the open rows of a group that are of the posting's weeks. */
  function near(posting: number, groups: Groups, group: number, take: (row: number) => void): void {
    const day = ledger.day[posting] as number;
    const end = groups.start[group + 1] as number;
    for (let at = firstSince(groups, group, sheet.day, day - LONGEST); at < end; at++) {
      const row = groups.rows[at] as number;
      if ((sheet.day[row] as number) > day - EARLIEST) return;
      if (open.sheet[row] === -1) take(row);
    }
  }

  const ofWord = (posting: number, word: number, take: (row: number) => void): void =>
    near(posting, words.rows, word, take);

  /** Whether the sheet names the posting's vendor as one of its own. */
  function isKnown(posting: number): boolean {
    const vendor = vendorOf(ledger.party[posting] as number);
    return ledger.fromText[posting] === 0 && (rowsOfVendor[vendor] as number) > 0;
  }

  /**
   * What a posting says that nobody could say of another vendor's rows by chance: its vendor's name; and its memo, where
   * its vendor is none of the sheet's.
   */
  function tellingOf(posting: number): Int32Array {
    return (isKnown(posting) ? words.name : words.ledger)[posting] as Int32Array;
  }

  /** Whether the words tell that the row was laid out for this posting: another vendor's, that says what it says. */
  function isLaidOut(posting: number, row: number, word: number): boolean {
    if (vendorOf(sheet.party[row] as number) === vendorOf(ledger.party[posting] as number)) return false;
    const said = words.said[row] as Int32Array;
    // A text that names the vendor is the vendor's own row.
    if (sheet.fromText[row] === 1 && said.some((own) => (words.name[posting] as Int32Array).includes(own)))
      return false;
    return said.includes(word);
  }

  /** Whether so many of the rows, each of another vendor than the others, were laid out for this posting. */
  function areLaidOut(posting: number, rows: readonly number[]): boolean {
    const vendors = new Set<number>();
    for (const word of tellingOf(posting)) {
      if ((shares[word] as number) > RARE) continue;
      for (const row of rows)
        if (isLaidOut(posting, row, word)) vendors.add(vendorOf(sheet.party[row] as number));
    }
    return vendors.size >= LEAST_SHARING;
  }

  /** Whether rows of several other vendors say something that the posting says. */
  function isShared(posting: number): boolean {
    let found = 0;
    let other = 0;
    for (const word of tellingOf(posting)) {
      if ((shares[word] as number) > RARE) continue;
      ofWord(posting, word, (row) => {
        const own = vendorOf(sheet.party[row] as number);
        if (found >= LEAST_SHARING || own === other || !isLaidOut(posting, row, word)) return;
        found++;
        other = own;
      });
      if (found >= LEAST_SHARING) return true;
    }
    return false;
  }

  return { shares, vendorOf, near, ofWord, isKnown, areLaidOut, isShared };
}
