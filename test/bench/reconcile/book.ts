import type { Cause } from '../../../src/reconciliation/types.ts';
import { causeOf } from './cause.ts';
import type { Dial } from './dial.ts';
import type { Random } from './random.ts';
import type { LedgerRow, SheetRow } from './truth.ts';
import { ACCOUNTS, type Account, type Vendor } from './vendors.ts';
import { type Project, type World, YEAR_START } from './world.ts';

/** What happened: somebody sent an invoice. */
export interface Fact {
  vendor: Vendor;
  project: Project;
  account: Account;
  /** The invoice's own date, in days since 1970-01-01. */
  day: number;
  minor: number;
  currency: string;
  number: string;
  po: string;
  words: string;
}

/** Both lists while they are written. Rows are their numbers here until the end gives them ids. */
export interface Book {
  random: Random;
  dial: Dial;
  world: World;
  sheet: SheetRow[];
  ledger: LedgerRow[];
  groups: { sheet: number[]; ledger: number[]; cause: Cause; kind: string }[];
  unmatched: { sheet: Lone[]; ledger: Lone[] };
  twins: { sheet: number[][]; ledger: number[][] };
}

interface Lone {
  row: number;
  cause: Cause;
  kind: string;
}

export const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

export function amountOf(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The next free number on the vendor's own pad on that day; pads of different vendors overlap. */
export function nextNumber(vendor: Vendor, day: number): string {
  const { first, aDay, used } = vendor.pad;
  let next = first + Math.floor(Math.max(0, day - YEAR_START + 60) * aDay);
  while (used.has(next)) next += 1;
  used.add(next);
  const n = String(next);
  const [year = '', month = ''] = isoOf(day).split('-');
  switch (vendor.pattern) {
    case 0:
      return `INV-${n.padStart(5, '0')}`;
    case 1:
      return n;
    case 2:
      return `${year}-${n.slice(-4).padStart(4, '0')}`;
    case 3:
      return `${year.slice(2)}${month}${n.slice(-3).padStart(3, '0')}`;
    case 4:
      return `S${n.padStart(6, '0')}`;
    case 5:
      return `${vendor.names.trading.slice(0, 2).toUpperCase()}${n.padStart(5, '0')}`;
    default:
      return `IN${n.padStart(7, '0')}`;
  }
}

/** Around the account's median, many times over and under; a third of people's prices are round. */
function someAmount(random: Random, median: number): number {
  const minor = Math.max(450, Math.round(median * Math.exp(random.normal() * 0.95)));
  return random.weighted([
    [minor, 6],
    [Math.max(100, Math.round(minor / 100) * 100), 2.5],
    [Math.max(500, Math.round(minor / 500) * 500), 0.8],
    [Math.max(2500, Math.round(minor / 2500) * 2500), 0.7],
  ]);
}

function poFor(book: Book, project: Project, vendor: Vendor): string {
  const { random } = book;
  if (!random.chance(book.dial.poExists)) return '';
  const open = project.pos.filter((one) => one.vendor === vendor);
  if (open.length > 0 && random.chance(0.6)) return random.pick(open).number;
  const number = `PO-${random.int(1000, 99_999)}`;
  project.pos.push({ number, vendor });
  return number;
}

const weekday = (day: number) => ((day + 3) % 7) + 1;
/** People send invoices on working days, mostly. */
export const working = (day: number, random: Random): number =>
  weekday(day) > 5 && !random.chance(0.1) ? day - (weekday(day) - 5) : day;

export function newFact(book: Book, vendor?: Vendor): Fact {
  const { random, world } = book;
  const project = world.pickProject(random);
  const from = vendor ?? random.pick(project.vendors);
  const account = random.chance(0.85) ? from.account : random.pick(ACCOUNTS);
  const day = working(random.int(project.from, Math.max(project.from, project.to)), random);
  return {
    vendor: from,
    project,
    account,
    day,
    minor: someAmount(random, account.median),
    currency: from.currency,
    number: nextNumber(from, day),
    po: poFor(book, project, from),
    words: random.pick(account.words),
  };
}

/** When the bookkeeper posts it: after the vendor's own lag, or at the month's end. */
export function postedOn(book: Book, fact: Fact): number {
  const { random, dial } = book;
  if (fact.vendor.late) {
    const date = new Date(fact.day * 86_400_000);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / 86_400_000;
  }
  const scatter = Math.round(Math.abs(random.normal()) * dial.lagScatter * 0.7);
  return fact.day + fact.vendor.lag + (random.chance(0.6) ? 0 : scatter);
}

/** A true group of the rows just written. */
export function belong(
  book: Book,
  kind: string,
  sheet: number[],
  ledger: number[],
  why: 'tax' | 'amount' = 'amount',
): void {
  const rows = <T>(of: T[], which: number[]) => which.map((at) => of[at]).filter((row) => row !== undefined);
  const cause = causeOf(rows(book.sheet, sheet), rows(book.ledger, ledger), why);
  book.groups.push({ sheet, ledger, cause, kind });
}

export function lone(book: Book, side: 'sheet' | 'ledger', row: number, cause: Cause, kind: string): void {
  book.unmatched[side].push({ row, cause, kind });
}

export const otherThan = <T>(random: Random, from: readonly T[], not: T): T => {
  const others = from.filter((one) => one !== not);
  return random.pick(others);
};
