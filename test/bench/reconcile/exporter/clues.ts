import type { Rates } from './rates.ts';
import type { InLedger, OnSheet } from './shapes.ts';
import { spelledOut } from './words.ts';

/** What a reader has in hand who lays a row and a posting side by side, with a year's exchange rates on the desk. */

/** 'Müller', 'Mueller' and 'Muller' are one word. */
const words = (text: string): string[] =>
  spelledOut(text)
    .toLowerCase()
    .replace(/([aou])e/g, '$1')
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);

const close = (text: string) => text.replace(/[^A-Za-z0-9]+/g, '');

const sheetText = ({ row }: OnSheet) => close(`${row.invoice} ${row.description}`);
const ledgerText = ({ row }: InLedger) => close(`${row.number} ${row.memo}`);

/** Whether it says its own bill's number anywhere. */
export const numberedRow = (one: OnSheet): boolean => sheetText(one).includes(one.purchase.counter);
export const numberedPosting = (one: InLedger): boolean => ledgerText(one).includes(one.purchase.counter);

/** 1 where both show it, -1 where both show another, 0 where one is silent. */
export function numbers(s: OnSheet, l: InLedger): number {
  const [own, other] = [s.purchase.counter, l.purchase.counter];
  const [left, right] = [sheetText(s), ledgerText(l)];
  if (!left.includes(own)) return 0;
  if (own === other || l.row.memo.split(' ').includes(own)) return right.includes(own) ? 1 : 0;
  return right.includes(other) ? -1 : 0;
}

export function orders(s: OnSheet, l: InLedger): number {
  const [own, other] = [s.row.po, l.row.po || (/PO\d+/.exec(l.row.memo)?.[0] ?? '')];
  if (own === '' || other === '') return 0;
  return own === other ? 1 : -1;
}

export function names(s: OnSheet, l: InLedger): boolean {
  const said = words(`${l.row.vendor} ${l.row.memo}`);
  return words(s.row.vendor || s.row.description).some((word) =>
    said.some((one) => one === word || (word.length > 4 && (one.startsWith(word) || word.startsWith(one)))),
  );
}

const projectOf = (text: string) => text.split(' ')[0] ?? '';

export function projects(s: OnSheet, l: InLedger): number {
  const [own, other] = [projectOf(s.row.project), projectOf(l.row.project)];
  if (own === '' || other === '') return 0;
  return own === other ? 1 : -1;
}

export const days = (s: OnSheet, l: InLedger): number =>
  Math.abs(Date.parse(s.row.date) - Date.parse(l.row.date)) / 86_400_000;

/** Words of the work in common, of those that each side says. */
const texts = (s: OnSheet, l: InLedger): boolean => {
  const said = new Set(words(l.row.memo));
  return words(s.row.description).filter((word) => said.has(word)).length > 1;
};

/** How far apart the amounts are, as a share, after the day's rate and the vendor's VAT either way. */
export function apart(rates: Rates, s: OnSheet, l: InLedger): number {
  const day = Math.floor(Date.parse(l.row.date) / 86_400_000);
  const [from, to] = [Number(s.row.amount), Number(l.row.amount)];
  if (from === 0 || to === 0 || from > 0 !== to > 0) return 1;
  const ratio = to / (from * rates.on(s.row.currency, l.row.currency, day));
  const vat = 1 + s.purchase.vendor.vat / 100_000;
  return Math.min(...[1, vat, 1 / vat].map((factor) => Math.abs(Math.log(ratio / factor))));
}

export const equal = (s: OnSheet, l: InLedger): boolean =>
  s.row.currency === l.row.currency && Math.abs(Number(s.row.amount) - Number(l.row.amount)) < 1.001;

/** The larger, the more a reader would put them together, of one vendor's rows. The weights are a reader's guess. */
export function weight(rates: Rates, s: OnSheet, l: InLedger): number {
  const off = apart(rates, s, l);
  return (
    numbers(s, l) * 7 +
    orders(s, l) * 5 +
    projects(s, l) * 1.5 +
    (texts(s, l) ? 1.5 : 0) +
    (equal(s, l) ? 3 : off < 0.06 ? 2 - off * 40 : -8) -
    Math.min(60, days(s, l)) / 8
  );
}
