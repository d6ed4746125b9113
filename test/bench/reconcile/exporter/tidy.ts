import {
  apart,
  days,
  equal,
  names,
  numberedPosting,
  numberedRow,
  numbers,
  orders,
  projects,
  weight,
} from './clues.ts';
import type { Rates } from './rates.ts';
import type { Firm, InLedger, OnSheet, Telling } from './shapes.ts';

/**
 * Sees to it that what belongs together can be told from the files: where too little leads from one side to the other,
 * or where something else of the vendor fits as well, the number is written as a tidier hand would have, and rows that
 * could change places with nothing lost are marked as twins.
 */

/** Less than this is no reason to prefer. */
const REASON = 1;

function pairFindable(rates: Rates, s: OnSheet, l: InLedger): boolean {
  const far = days(s, l);
  const [off, same, named] = [apart(rates, s, l), equal(s, l), names(s, l)];
  if (numbers(s, l) > 0) return named || same;
  if (orders(s, l) > 0) return named || off < 0.05;
  if (same) return far <= 60 && (named || (projects(s, l) > 0 && far <= 8));
  if (!named || far > 40) return false;
  return off < 0.002 || (off < 0.05 && (projects(s, l) > 0 || far <= 12));
}

const sum = (rows: readonly { row: { amount: string } }[]) =>
  rows.reduce((all, { row }) => all + Number(row.amount), 0);

function findable(rates: Rates, { sheet, ledger }: Telling): boolean {
  const [s, l] = [sheet[0], ledger[0]];
  if (!s || !l) return true;
  if (sheet.length === 1 && ledger.length === 1) return pairFindable(rates, s, l);
  const numbered = (a: OnSheet, b: InLedger) => numbers(a, b) > 0 || orders(a, b) > 0;
  const sure =
    sheet.every((one) => ledger.some((other) => numbered(one, other))) &&
    ledger.every((one) => sheet.some((other) => numbered(other, one)));
  if (sure) return sheet.every((one) => ledger.some((other) => names(one, other)));
  const one = new Set([...sheet, ...ledger].map(({ row }) => row.currency)).size === 1;
  return (
    one &&
    Math.abs(sum(sheet) - sum(ledger)) < 1 &&
    sheet.every((a) => ledger.every((b) => names(a, b) && projects(a, b) >= 0 && days(a, b) <= 40))
  );
}

function nameThem({ sheet, ledger }: Telling): void {
  for (const { row, purchase } of [...sheet, ...ledger]) row.vendor = purchase.vendor.name;
}

function numberThem({ sheet, ledger }: Telling): void {
  for (const one of sheet) if (!numberedRow(one)) one.row.invoice = one.purchase.number;
  for (const one of ledger) if (!numberedPosting(one)) one.row.number = one.purchase.number;
}

/** Nothing but amount, day and name leads from the one to the other. */
const weak = ({ sheet, ledger }: Telling) =>
  sheet.some((s) => ledger.every((l) => numbers(s, l) <= 0 && orders(s, l) <= 0)) ||
  ledger.some((l) => sheet.every((s) => numbers(s, l) <= 0 && orders(s, l) <= 0));

/** How much worse it would be if `a` and `b` changed partners; a row that has none has nothing to lose. */
function lossOfSwap(rates: Rates, a: Telling, b: Telling): number {
  const [as, al, bs, bl] = [a.sheet[0], a.ledger[0], b.sheet[0], b.ledger[0]];
  const pull = (s: OnSheet | undefined, l: InLedger | undefined) => (s && l ? weight(rates, s, l) : 0);
  return pull(as, al) + pull(bs, bl) - pull(as, bl) - pull(bs, al);
}

const alike = (a: OnSheet | InLedger | undefined, b: OnSheet | InLedger | undefined) =>
  a !== undefined && b !== undefined && a.row.amount === b.row.amount && a.row.currency === b.row.currency;

export interface Twins {
  sheet: OnSheet[][];
  ledger: InLedger[][];
}

function part(firm: Firm, a: Telling, b: Telling, twins: Twins): void {
  const several = a.sheet.length + a.ledger.length > 2 || b.sheet.length + b.ledger.length > 2;
  if (several) {
    numberThem(a);
    return;
  }
  if (lossOfSwap(firm.rates, a, b) >= REASON) return;
  const [as, al, bs, bl] = [a.sheet[0], a.ledger[0], b.sheet[0], b.ledger[0]];
  const [sheet, ledger] = [alike(as, bs), alike(al, bl)];
  if (sheet && as && bs) twins.sheet.push([as, bs]);
  if (ledger && al && bl) twins.ledger.push([al, bl]);
  if (sheet || ledger) return;
  numberThem(a);
  if (b.sheet.length > 0 && b.ledger.length > 0) numberThem(b);
}

const dayOf = ({ sheet, ledger }: Telling) => (sheet[0] ?? ledger[0])?.purchase.billed ?? 0;
const vendorOf = ({ sheet, ledger }: Telling) => (sheet[0] ?? ledger[0])?.purchase.vendor.key ?? -1;

/** Mends what cannot be told, in place, and says which rows could change places. */
export function tidy(firm: Firm, tellings: readonly Telling[]): Twins {
  const twins: Twins = { sheet: [], ledger: [] };
  const byVendor = new Map<number, Telling[]>();
  for (const telling of tellings) {
    if (!findable(firm.rates, telling)) nameThem(telling);
    if (!findable(firm.rates, telling)) numberThem(telling);
    if (telling.cause === 'reversal' || telling.cause === 'duplicate') continue;
    const key = vendorOf(telling);
    byVendor.set(key, [...(byVendor.get(key) ?? []), telling]);
  }
  for (const all of byVendor.values()) {
    all.forEach((a, i) => {
      for (const b of all.slice(i + 1)) {
        if (Math.abs(dayOf(a) - dayOf(b)) > 75) continue;
        const pairs = [a, b].filter((one) => one.sheet.length > 0 && one.ledger.length > 0);
        const [first, second] = [pairs[0], pairs.length > 1 ? pairs[1] : a === pairs[0] ? b : a];
        if (first && second && weak(first)) part(firm, first, second, twins);
      }
    });
  }
  return twins;
}
