import { wordsOfVendors } from '../evidence/named-vendors.ts';
import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import { vendorWords } from '../reading/vendor-key.ts';
import { groupRows } from '../tables/groups.ts';

/**
 * Whether two rows of one side, of one vendor and amount and of no number in common, are two purchases: they are of two
 * orders or projects, their descriptions have nothing in common but the vendor, or the match that took the one lacks as
 * much as the other would bring. Memos of the ledger say how a posting came in as often as what for: a receipt and the
 * bank's line of it share no word.
 * @returns asked with the row that is left and the one it may repeat.
 */
export function otherPurchases(
  keys: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
  settled: Settled,
): (row: number, taken: number) => boolean {
  const side = keys[which];
  const differ = (column: Int32Array, a: number, b: number): boolean =>
    column[a] !== 0 && column[b] !== 0 && column[a] !== column[b];
  const isDescribedOtherwise = which === 'sheet' ? descriptions(keys, cluster) : () => false;
  return (row, taken) =>
    differ(side.po, row, taken) ||
    differ(side.project, row, taken) ||
    isDescribedOtherwise(row, taken) ||
    isLacking(keys, which, settled, row, taken);
}

/** Whether the match of the one comes nearer to its sum with the other: that is a further part, or may be. */
function isLacking(
  keys: Keys,
  which: 'sheet' | 'ledger',
  settled: Settled,
  row: number,
  taken: number,
): boolean {
  const link = settled.links[settled[which][taken] as number];
  if (link === undefined) return false;
  const side = keys[which];
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  if (link[other].some((theirs) => keys[other].currency[theirs] !== side.currency[row])) return false;
  const lacks = totalOf(keys[other], link[other]) - totalOf(side, link[which]);
  return Math.abs(lacks - (side.amount[row] as number)) < Math.abs(lacks);
}

/** So many different descriptions of a vendor show what it always says, and so many of them say it. */
const LEAST_TEXTS = 4;
const ALWAYS = 0.5;
/** "6", "mo", "3x" are how many, and when. */
const SAYS_WHAT = /[a-z]{3}/;

/** Whether two rows of the sheet both say what they are for, and no word of the one that tells anything is the other's. */
function descriptions(keys: Keys, cluster: Int32Array): (row: number, other: number) => boolean {
  const { sheet, ledger, parties, texts } = keys;
  let ofVendors: Map<number, Set<string>> | null = null;
  let always: ((row: number) => Set<string>) | null = null;
  const wordsFor = (row: number): string[] => {
    ofVendors ??= wordsOfVendors([sheet, ledger], parties, cluster);
    const own = ofVendors.get(cluster[sheet.party[row] as number] as number);
    return vendorWords(texts[sheet.text[row] as number] as string).filter((word) => !own?.has(word));
  };
  const areApart = (words: readonly string[], others: readonly string[]): boolean =>
    words.length > 0 && others.length > 0 && !words.some((word) => others.includes(word));
  return (row, other) => {
    if (sheet.text[row] === 0 || sheet.text[other] === 0 || sheet.text[row] === sheet.text[other])
      return false;
    const [words, others] = [wordsFor(row), wordsFor(other)];
    if (areApart(words, others)) return true;
    always ??= alwaysSaid(keys, cluster, wordsFor);
    const usual = always(row);
    const telling = (of: readonly string[]): string[] =>
      of.filter((word) => SAYS_WHAT.test(word) && !usual.has(word));
    return areApart(telling(words), telling(others));
  };
}

/** What most descriptions of a row's vendor say: "rental", "mo". It does not tell one purchase from another. */
function alwaysSaid(
  { sheet }: Keys,
  cluster: Int32Array,
  wordsFor: (row: number) => string[],
): (row: number) => Set<string> {
  const rows = groupRows(
    sheet.party.map((party) => cluster[party] as number),
    cluster.length + 1,
  );
  const known = new Map<number, Set<string>>();
  return (row) => {
    const vendor = cluster[sheet.party[row] as number] as number;
    const before = known.get(vendor);
    if (before) return before;
    const ofText = new Map<number, number>();
    for (let at = rows.start[vendor] as number; vendor > 0 && at < (rows.start[vendor + 1] as number); at++)
      ofText.set(sheet.text[rows.rows[at] as number] as number, rows.rows[at] as number);
    const count = new Map<string, number>();
    for (const one of ofText.values())
      for (const word of new Set(wordsFor(one))) count.set(word, (count.get(word) ?? 0) + 1);
    const isUsual = ([, texts]: [string, number]): boolean =>
      ofText.size >= LEAST_TEXTS && texts >= ALWAYS * ofText.size;
    const usual = new Set([...count].filter(isUsual).map(([word]) => word));
    known.set(vendor, usual);
    return usual;
  };
}
