import type { Evidence } from '../evidence/evidence.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle, settlePair } from '../links.ts';
import { fitsRate, type Rate } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { totalOf } from '../reading/total.ts';
import type { Words } from '../reading/words.ts';
import { billsApart } from './bills-apart.ts';
import { settleLineByLine } from './line-by-line.ts';
import { type Lines, withoutUndone } from './undone-lines.ts';

/** A document has at most so many lines; what has more is a habit, not a document. */
const MOST_LINES = 60;
const CHANCE = { number: 0.995, po: 0.97 };
/** Totals smaller than this, of orders, meet too easily. */
const SMALLEST_ORDER_MINOR = 10_000;

/** Lines of one document are entered within so many days of each other; an order goes on for longer. */
const MOST_DAYS = { number: 75, po: 200 };

function daysBetween({ sheet, ledger }: Keys, rows: readonly number[], others: readonly number[]): number {
  const days = [
    ...rows.map((row) => sheet.day[row] as number),
    ...others.map((row) => ledger.day[row] as number),
  ];
  return Math.max(...days) - Math.min(...days);
}

/**
 * Lines of one document on both sides: several rows and several postings that share an invoice number (or an order) and
 * add up to the same. Line by line they may differ entirely.
 */
export function settleDocuments(
  keys: Keys,
  words: Words,
  evidence: Evidence,
  settled: Settled,
  several: 'one to many' | 'many to many',
  saidApart: SaidApart,
): void {
  const { rates } = evidence.amounts;
  const least = several === 'one to many' ? 1 : 2;
  const numbered = linesBy(keys, settled, keys.numbers.length, (side, row, give) => {
    const own = side.number[row] as number;
    if (own !== 0) give(own);
    else for (const number of words.numbersIn(side.text[row] as number)) give(number);
  });
  settleLines(keys, evidence, rates, settled, numbered, 'number', least, saidApart);
  const ordered = linesBy(keys, settled, keys.pos.length, (side, row, give) => {
    if (side.po[row] !== 0) give(side.po[row] as number);
  });
  settleLines(keys, evidence, [], settled, ordered, 'po', least, saidApart);
}

/** Open rows of both sides by what they share; only where both sides have some, and three or more in all. */
function linesBy(
  { sheet, ledger }: Keys,
  open: Open,
  distinct: number,
  keysOf: (side: Keyed, row: number, give: (key: number) => void) => void,
): Map<number, Lines> {
  const rows = new Int32Array(distinct);
  const postings = new Int32Array(distinct);
  eachOpen(sheet, open.sheet, keysOf, (key) => {
    rows[key] = (rows[key] as number) + 1;
  });
  eachOpen(ledger, open.ledger, keysOf, (key) => {
    postings[key] = (postings[key] as number) + 1;
  });
  const lines = new Map<number, Lines>();
  eachOpen(ledger, open.ledger, keysOf, (key, j) => {
    if (rows[key] === 0 || (rows[key] as number) + (postings[key] as number) < 3) return;
    const found = lines.get(key);
    if (found) found.ledger.push(j);
    else lines.set(key, { sheet: [], ledger: [j] });
  });
  eachOpen(sheet, open.sheet, keysOf, (key, i) => lines.get(key)?.sheet.push(i));
  return lines;
}

function eachOpen(
  side: Keyed,
  taken: Int32Array,
  keysOf: (side: Keyed, row: number, give: (key: number) => void) => void,
  take: (key: number, row: number) => void,
): void {
  let row = 0;
  const give = (key: number): void => take(key, row);
  for (; row < side.count; row++) if (taken[row] === -1) keysOf(side, row, give);
}

function settleLines(
  keys: Keys,
  { cluster, cancelled }: Evidence,
  rates: readonly Rate[],
  settled: Settled,
  documents: Map<number, Lines>,
  by: 'number' | 'po',
  least: number,
  saidApart: SaidApart,
): void {
  for (const lines of documents.values()) {
    if (lines.sheet.length === 0 || lines.sheet.length + lines.ledger.length < 3) continue;
    if (lines.sheet.length > MOST_LINES || lines.ledger.length > MOST_LINES) continue;
    for (const some of [...byVendor(keys, cluster, lines), lines]) {
      const open = {
        sheet: some.sheet.filter((row) => settled.sheet[row] === -1 && keys.sheet.amount[row] !== 0),
        ledger: some.ledger.filter((row) => settled.ledger[row] === -1 && keys.ledger.amount[row] !== 0),
      };
      if (open.sheet.length + open.ledger.length < 3) continue;
      const { sheet, ledger } = withoutUndone(keys, cancelled, open);
      if (sheet.length === 0 || ledger.length === 0) continue;
      if (Math.min(sheet.length, ledger.length) !== 1 && least === 1) continue;
      if (sheet.some((i) => ledger.some((j) => saidApart(i, j)))) continue;
      if (daysBetween(keys, sheet, ledger) > MOST_DAYS[by]) continue;
      if (settleLineByLine(keys, rates, settled, sheet, ledger)) continue;
      if (!agree(keys, sheet, ledger, rates, by)) continue;
      const bills = (by === 'po' && billsApart(keys, sheet, ledger)) || [{ sheet, ledger }];
      for (const bill of bills) {
        const [[i, ...rows], [j, ...postings]] = [bill.sheet, bill.ledger];
        if (i !== undefined && j !== undefined && rows.length + postings.length === 0)
          settlePair(settled, i, j, 'group', CHANCE[by]);
        else settle(settled, { ...bill, stage: 'group', chance: CHANCE[by], runnerUp: -1, among: 0 });
      }
    }
  }
}

/** Two vendors may count alike: the same number's lines by vendor, and with each those that name none. */
function byVendor({ sheet, ledger }: Keys, cluster: Int32Array, lines: Lines): Lines[] {
  const vendorOf = (side: Keyed, row: number): number =>
    side.fromText[row] === 1 ? 0 : (cluster[side.party[row] as number] as number);
  const vendors = new Set(lines.ledger.map((row) => vendorOf(ledger, row)));
  return Array.from(vendors, (vendor) => ({
    sheet: lines.sheet.filter((row) => [0, vendor].includes(vendorOf(sheet, row))),
    ledger: lines.ledger.filter((row) => vendorOf(ledger, row) === vendor),
  }));
}

function agree(
  keys: Keys,
  rows: number[],
  others: number[],
  rates: readonly Rate[],
  by: 'number' | 'po',
): boolean {
  const { sheet, ledger } = keys;
  const currency = sheet.currency[rows[0] as number];
  if (rows.some((row) => sheet.currency[row] !== currency)) return false;
  if (others.some((row) => ledger.currency[row] !== currency)) return false;
  if (others.every((row) => ledger.amount[row] === 0)) return false;
  const total = totalOf(sheet, rows);
  const posted = totalOf(ledger, others);
  if (by === 'po' && (Math.abs(total) < SMALLEST_ORDER_MINOR || total % 1000 === 0)) return false;
  if (total === posted) return total !== 0;
  return rates.some((rate) => fitsRate(rate, total, posted));
}
