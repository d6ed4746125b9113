import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { totalOf } from '../reading/total.ts';
import { type Groups, groupRows, rowsIn } from '../tables/groups.ts';
import { shownByRuns } from './billed-runs.ts';
import type { Shown } from './shown.ts';

/** Lines of one document are entered within so many days of each other. */
const MOST_DAYS = 75;
const MOST_LINES = 40;
const SHORTEST_NUMBER = 3;

/**
 * The documents that one vendor numbered and that the two lists have in two currencies. Where the vendors' names do not
 * say that they are one, the number has to be alone on both lists.
 */
export function shownOf(
  keys: Keys,
  vendorOf: (party: number) => number,
  open: Open,
): { documents: Shown[]; runs: Shown[] } {
  if (isOneCurrency(keys.sheet, keys.ledger)) return { documents: [], runs: [] };
  const numbered = numberedDocuments(keys, vendorOf, open).map(({ shown }) => shown);
  return {
    documents: [...shownByMatches(keys, vendorOf, open), ...numbered],
    runs: shownByRuns(keys, vendorOf, open),
  };
}

/** What is settled already shows it too. */
function shownByMatches(keys: Keys, vendorOf: (party: number) => number, open: Open): Shown[] {
  const crossing = crossingLinks(keys, open);
  if (crossing.size === 0) return [];
  const rows = new Map<number, number[]>();
  const postings = new Map<number, number[]>();
  for (const [links, lines] of [
    [open.sheet, rows],
    [open.ledger, postings],
  ] as const) {
    for (let row = 0; row < links.length; row++) {
      const link = links[row] as number;
      if (link === -1 || !crossing.has(link)) continue;
      const own = lines.get(link);
      if (own) own.push(row);
      else lines.set(link, [row]);
    }
  }
  return Array.from(rows, ([link, own]) => {
    const its = postings.get(link) ?? [];
    const vendor = its.length === 0 ? 0 : vendorOf(keys.ledger.party[its[0] as number] as number);
    const one = its.length === 0 ? null : shownBy(keys, own, its, vendor);
    return one ? [one] : [];
  }).flat();
}

function crossingLinks({ sheet, ledger }: Keys, open: Open): Set<number> {
  const ofLink = new Int32Array(sheet.count).fill(-1);
  for (let i = 0; i < sheet.count; i++)
    if (open.sheet[i] !== -1) ofLink[open.sheet[i] as number] = sheet.currency[i] as number;
  const crossing = new Set<number>();
  for (let j = 0; j < ledger.count; j++) {
    const link = open.ledger[j] as number;
    if (link !== -1 && ofLink[link] !== ledger.currency[j]) crossing.add(link);
  }
  return crossing;
}

interface Document {
  rows: number[];
  postings: number[];
  shown: Shown;
}

export function numberedDocuments(keys: Keys, vendorOf: (party: number) => number, open: Open): Document[] {
  const { sheet, ledger, numbers } = keys;
  const rows = groupRows(sheet.number, numbers.length, open.sheet);
  const postings = groupRows(ledger.number, numbers.length, open.ledger);
  const documents: Document[] = [];
  for (let number = 1; number < numbers.length; number++) {
    if (!crosses(keys, rows, postings, number)) continue;
    const [ours, theirs] = [Array.from(rowsIn(rows, number)), Array.from(rowsIn(postings, number))];
    if (ours.length === 0 || theirs.length === 0) continue;
    if (ours.length > MOST_LINES || theirs.length > MOST_LINES) continue;
    for (const vendor of new Set(theirs.map((j) => vendorOf(ledger.party[j] as number)))) {
      const its = onceEach(
        ledger,
        theirs.filter((j) => vendorOf(ledger.party[j] as number) === vendor),
      );
      let own = ours.filter((i) => vendor !== 0 && vendorOf(sheet.party[i] as number) === vendor);
      const isAlone =
        new Set(theirs.map((j) => vendorOf(ledger.party[j] as number))).size === 1 &&
        (numbers[number] as string).length >= SHORTEST_NUMBER;
      if (own.length === 0 && isAlone && isOneName(sheet, ours)) own = [...ours];
      const one = own.length === 0 ? null : shownBy(keys, own, its, vendor);
      if (one) documents.push({ rows: own, postings: its, shown: one });
    }
  }
  return documents;
}

/** Whether a number's rows and postings are in more than one currency; most are not, and no list is made of those. */
function crosses({ sheet, ledger }: Keys, rows: Groups, postings: Groups, number: number): boolean {
  const [from, end] = [rows.start[number] as number, rows.start[number + 1] as number];
  const [first, last] = [postings.start[number] as number, postings.start[number + 1] as number];
  if (from === end || first === last) return false;
  const currency = sheet.currency[rows.rows[from] as number];
  for (let at = from + 1; at < end; at++)
    if (sheet.currency[rows.rows[at] as number] !== currency) return true;
  for (let at = first; at < last; at++)
    if (ledger.currency[postings.rows[at] as number] !== currency) return true;
  return false;
}

/** A bill that was entered twice is one. */
const onceEach = (ledger: Keyed, rows: readonly number[]): number[] =>
  rows.every((row) => ledger.amount[row] === ledger.amount[rows[0] as number]) ? rows.slice(0, 1) : [...rows];

function isOneCurrency(sheet: Keyed, ledger: Keyed): boolean {
  const first = sheet.currency[0];
  const isFirst = (currency: number): boolean => currency === first;
  return sheet.currency.every(isFirst) && ledger.currency.every(isFirst);
}

const isOneName = (sheet: Keyed, rows: readonly number[]): boolean =>
  rows.every((row) => sheet.party[row] === sheet.party[rows[0] as number]);

function shownBy(
  { sheet, ledger }: Keys,
  rows: readonly number[],
  postings: readonly number[],
  vendor: number,
): Shown | null {
  const from = sheet.currency[rows[0] as number] as number;
  const to = ledger.currency[postings[0] as number] as number;
  if (from === to || rows.some((row) => sheet.currency[row] !== from)) return null;
  if (postings.some((row) => ledger.currency[row] !== to)) return null;
  const days = [
    ...rows.map((row) => sheet.day[row] as number),
    ...postings.map((row) => ledger.day[row] as number),
  ];
  if (Math.max(...days) - Math.min(...days) > MOST_DAYS) return null;
  const log = Math.log2(totalOf(ledger, postings) / totalOf(sheet, rows));
  if (!Number.isFinite(log)) return null;
  // Rows of a document are converted on their days: the middle one stands for all.
  return { from, to, day: sheet.day[rows[rows.length >> 1] as number] as number, log, vendor };
}
