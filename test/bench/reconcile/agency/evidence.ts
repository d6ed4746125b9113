import type { LedgerRow, SheetRow } from '../truth.ts';
import type { InLedger, OnSheet } from './shapes.ts';

/** What a reader of both files has in hand for one row and one posting. The weights are a reader's guess, not a matcher's. */

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const words = (text: string) =>
  plain(text)
    .split(' ')
    .filter((word) => word.length > 2);

/** A number's core: what is left of it in any of its writings. */
const coreOf = (number: string) =>
  plain(number.replace(/^[A-Za-z#]+-?/, '').replace(/(\/26|-A|CR|R)$/, '')).replaceAll(' ', '');

function shows(core: string, text: string): boolean {
  if (core === '') return false;
  return core.length < 3
    ? plain(text).split(' ').includes(core)
    : plain(text).replaceAll(' ', '').includes(core);
}

const sheetText = (row: SheetRow) => `${row.invoice} ${row.description}`;
const ledgerText = (row: LedgerRow) => `${row.number} ${row.memo}`;

/** A number of the bill that both files show. */
export function numberMeets(s: OnSheet, l: InLedger): boolean {
  const core = coreOf(l.fact.number);
  return shows(core, sheetText(s.row)) && shows(core, ledgerText(l.row));
}

export function orderMeets(s: OnSheet, l: InLedger): boolean {
  return l.fact.orders.some(
    (order) => shows(coreOf(order), s.row.po) && shows(coreOf(order), `${l.row.po} ${l.row.memo}`),
  );
}

export function vendorMeets(s: SheetRow, l: LedgerRow): boolean {
  const said = words(`${l.vendor} ${l.memo}`);
  // A card statement cuts names short and runs them together.
  return words(`${s.vendor} ${s.vendor === '' ? s.description : ''}`).some(
    (word) =>
      word.length > 3 && said.some((one) => one.includes(word) || (one.length > 4 && word.startsWith(one))),
  );
}

export const projectMeets = (s: SheetRow, l: LedgerRow): boolean =>
  s.project !== '' && l.project !== '' && s.project.split(' ')[0] === l.project.split(' ')[0];

export const daysApart = (s: SheetRow, l: LedgerRow): number =>
  Math.abs(Date.parse(s.date) - Date.parse(l.date)) / 86_400_000;

/** The larger, the more a reader would put them together, of rows with one amount and one party. */
export function weight(s: OnSheet, l: InLedger): number {
  const said = new Set(words(l.row.memo));
  const common = words(s.row.description).filter((word) => said.has(word)).length;
  return (
    (numberMeets(s, l) ? 6 : 0) +
    (orderMeets(s, l) ? 4 : 0) +
    (projectMeets(s.row, l.row) ? 2 : 0) +
    Math.min(2, common * 0.7) -
    Math.min(60, daysApart(s.row, l.row)) / 10
  );
}
