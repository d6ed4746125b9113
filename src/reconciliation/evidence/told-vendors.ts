import type { Settled } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';
import { pairTable } from '../tables/groups.ts';
import { wordsOfVendors } from './named-vendors.ts';
import { tellNicknames } from './nicknames.ts';
import { vendorsByWords } from './vendors-by-words.ts';

/** A word that stands in rows of so many vendors is what they sell: alone it names none of them. */
const MANY = 3;

/** By row of one side: the vendor it names, where some posting names it in its own column; else 0. */
function vendorsNamed({ ledger, parties }: Keys, side: Keyed, cluster: Int32Array): Int32Array {
  const wordsOf = (party: number): string[] => (parties[party] as string).split(' ');
  const names = wordsOfVendors([ledger], parties, cluster);
  const inTexts = new Set(side.party.filter((_, row) => side.fromText[row] === 1));
  const sellers = new Map<string, Set<number>>();
  for (const party of inTexts) {
    const vendor = cluster[party] as number;
    if (!names.has(vendor)) continue;
    for (const word of wordsOf(party)) sellers.set(word, (sellers.get(word) ?? new Set()).add(vendor));
  }
  const namedBy = cluster.map((vendor) => (names.has(vendor) ? vendor : 0));
  for (const party of inTexts) {
    const shared = wordsOf(party).filter((word) => names.get(cluster[party] as number)?.has(word));
    if (shared.length < 2 && shared.every((word) => (sellers.get(word)?.size ?? 0) >= MANY))
      namedBy[party] = 0;
  }
  namedBy[0] = 0;
  const theirs = new Set(ledger.party);
  const isThere = pairTable(ledger.count >> 2);
  const homeless = new Int32Array(cluster.length);
  for (let row = 0; row < ledger.count; row++) {
    const vendor = cluster[ledger.party[row] as number] as number;
    const project = ledger.project[row] as number;
    isThere.idOf(project, vendor);
    homeless[vendor] = (homeless[vendor] as number) + (project === 0 ? 1 : -1);
  }
  return side.party.map((party, row) => {
    const vendor = namedBy[party] as number;
    const project = side.project[row] as number;
    // A first name alone may be another's, where its vendor bills other projects.
    const isElsewhere = isThere.find(project, vendor) === 0 && (homeless[vendor] as number) < 0;
    return project !== 0 && isElsewhere && !theirs.has(party) ? 0 : vendor;
  });
}

/** Whose the sheet's rows are, by vendor; 0 where nothing says it. */
export interface SheetVendors {
  named: Int32Array;
  /** Of rows that name nobody known: the vendor their number is of, or else their nickname or their words. */
  told: Int32Array;
}

export function sheetVendors(keys: Keys, words: Words, cluster: Int32Array, settled: Settled): SheetVendors {
  const named = vendorsNamed(keys, keys.sheet, cluster);
  const byWords = vendorsByWords(keys, words, named, vendorsNamed(keys, keys.ledger, cluster));
  const told = vendorsByCount(keys, named);
  tellNicknames(keys, settled, cluster, named, told);
  return { named, told: told.map((vendor, row) => vendor || (byWords[row] as number)) };
}

const COUNTED = /^([A-Z]*)(\d{3,12})$/;

/** The vendor whose numbers stand right before and after. */
function vendorsByCount({ sheet, numbers }: Keys, named: Int32Array): Int32Array {
  const found = new Int32Array(sheet.count);
  const counts = new Map<string, { row: number; at: number }[]>();
  for (let row = 0; row < sheet.count; row++) {
    const number = sheet.number[row] as number;
    const parts = number === 0 ? null : COUNTED.exec(numbers[number] as string);
    if (!parts) continue;
    const key = `${sheet.project[row]} ${parts[1]} ${parts[2]?.length}`;
    const list = counts.get(key);
    const one = { row, at: Number(parts[2]) };
    if (list) list.push(one);
    else counts.set(key, [one]);
  }
  for (const list of counts.values()) {
    list.sort((a, b) => a.at - b.at || a.row - b.row);
    let before = 0;
    const waiting: number[] = [];
    for (const { row } of list) {
      const own = named[row] as number;
      if (own === 0) {
        waiting.push(row);
        continue;
      }
      for (const other of waiting) if (own === before) found[other] = own;
      waiting.length = 0;
      before = own;
    }
  }
  return found;
}
