import { inCents } from './beside.ts';
import type { Row } from './sides.ts';

/** 2026-01-01 and so many days. */
const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** What a euro is in dollars that day: it rises by about a tenth in a year. */
const dollars = (day: number): number => 1.08 + day * 0.0003;

export const euros = (minor: number, day: number, markup = 1): string =>
  inCents(Math.round((minor / dollars(day)) * markup));

interface Taught {
  sheet: Row[];
  ledger: Row[];
}

/** Bills that both lists number, in dollars on the sheet and in euros in the ledger. */
export function documents(vendor: string, markup = 1, first = 0): Taught {
  const found: Taught = { sheet: [], ledger: [] };
  for (let at = 0; at < 14; at++) {
    const day = 4 + first + at * 13;
    const minor = 83_017 + ((at * 245_489) % 190_000);
    const like = { vendor, number: `${700_000 + first * 1000 + at * 37}` };
    found.sheet.push({ ...like, id: `A${first}${at}`, date: dayOf(day), amount: inCents(minor) });
    const posted = { date: dayOf(day + 3), amount: euros(minor, day, markup), currency: 'EUR' };
    found.ledger.push({ ...like, ...posted, id: `B${first}${at}` });
  }
  return found;
}

export const teaching = documents('Halden Rigging');
export const vendor = 'Marta Voss';
const project = 'KITE';
export const row = (id: string, day: number, minor: number, more: Partial<Row> = {}): Row => ({
  id,
  date: dayOf(day),
  amount: inCents(minor),
  vendor,
  project,
  ...more,
});
export const bill = (id: string, day: number, amount: string, more: Partial<Row> = {}): Row => ({
  ...row(id, day, 0, more),
  amount,
  currency: 'EUR',
});
export const among = (
  sheet: readonly Row[],
  ledger: readonly Row[],
  { sheet: rows, ledger: bills } = teaching,
) =>
  [
    [...rows, ...sheet],
    [...bills, ...ledger],
  ] as const;

export const weeks = [
  row('S1', 63, 311_040),
  row('S2', 70, 248_832),
  row('S3', 77, 277_155),
  row('S4', 84, 154_321),
];
export const total = (rows: readonly Row[]): number =>
  rows.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
export const numbered = (rows: readonly Row[]): Row[] => rows.map((one) => ({ ...one, number: '51-7' }));
