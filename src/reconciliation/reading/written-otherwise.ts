import { type PairTable, pairTable } from '../tables/groups.ts';
import type { Texts } from '../tables/intern.ts';
import { invoiceKey } from './invoice-key.ts';

/** "2026-041": the year is written before its numbers by the one who files by it. */
const OF_YEAR = /^\s*(?:19|20)\d\d\s?[-/. ]\s?(\d{2,}.*)$/;
/** "INV-88-R1", "INV-88 rev 2": the same document, sent again. */
const REVISED = /^(.*\d)\s?[-/. ]\s?r(?:ev)?\.?\s?\d{1,2}\s*$/i;
/** A quick look before both are tried. */
const MAY_BE = /^\s*[12]|[-/. ]\s?r/i;
/** Shorter numbers are an order here and a bill there. */
const SHORTEST = 3;
/** "PO-4410" as a number that was folded. */
const CALLED_ORDER = /^P0+(?=.)/;

/** The columns of a side that are asked for and set. */
interface Columns {
  count: number;
  party: Int32Array;
  number: Int32Array;
  po: Int32Array;
}

/** A side, and by row the text of its number column. */
export interface Numbered {
  side: Columns;
  text: Int32Array;
}

/**
 * Numbers that one of two people writes otherwise, where the other side has them at the same vendor: with the year before
 * it, with a revision behind it, an order typed into the column of invoices and an invoice into that of orders. Such a row
 * gets the number as the other side has it; where that would be another row's number on its own side, it keeps its own.
 */
export function readAlike(
  sides: readonly [Numbered, Numbered],
  texts: readonly string[],
  numbers: Texts,
  orders: Texts,
): void {
  const plain = texts.map((text) => {
    if (!MAY_BE.test(text)) return 0;
    const piece = OF_YEAR.exec(text)?.[1] ?? REVISED.exec(text)?.[1];
    return piece === undefined ? 0 : Math.max(0, numbers.find(invoiceKey(piece)));
  });
  const asOrder = numbers.values.map((key) => otherwise(key, orders));
  const asNumber = orders.values.map((key) => otherwise(key, numbers));
  if (![plain, asOrder, asNumber].some((some) => some.some((id) => id > 0))) return;
  // Most numbers have no other form: only those that do, and these forms, are looked up.
  const asked = { number: new Uint8Array(numbers.values.length), po: new Uint8Array(orders.values.length) };
  for (const { side, text } of sides) {
    for (let row = 0; row < side.count; row++) {
      const shorter = plain[text[row] as number] as number;
      if (shorter > 0) asked.number[side.number[row] as number] = asked.number[shorter] = 1;
    }
  }
  asOrder.forEach((order, id) => {
    if (order > 0) asked.number[id] = asked.po[order] = 1;
  });
  asNumber.forEach((invoice, id) => {
    if (invoice > 0) asked.po[id] = asked.number[invoice] = 1;
  });
  const known = sides.map(({ side }) => ({
    number: heldBy(side, 'number', (row) => asked.number[side.number[row] as number] === 1),
    po: heldBy(side, 'po', (row) => asked.po[side.po[row] as number] === 1),
  }));
  for (const at of [0, 1] as const) {
    const { side, text } = sides[at];
    const [own, theirs] = [known[at], known[1 - at]];
    if (own === undefined || theirs === undefined) continue;
    const proposed = new Map<number, number[]>();
    for (let row = 0; row < side.count; row++) {
      const party = side.party[row] as number;
      const number = side.number[row] as number;
      const po = side.po[row] as number;
      const order = asOrder[number] as number;
      const invoice = asNumber[po] as number;
      const shorter = plain[text[row] as number] as number;
      if (party === 0 || (order === 0 && invoice === 0 && shorter === 0)) continue;
      if (number !== 0 && theirs.number.find(party, number) !== 0) continue;
      if (number !== 0 && shorter > 0 && theirs.number.find(party, shorter) !== 0) {
        if (own.number.find(party, shorter) !== 0) continue;
        const held = theirs.number.find(party, shorter);
        const rows = proposed.get(held);
        if (rows) rows.push(row);
        else proposed.set(held, [row]);
      } else if (number !== 0 && po === 0 && order > 0 && theirs.po.find(party, order) !== 0) {
        side.po[row] = order;
        side.number[row] = 0;
      } else if (number === 0 && po !== 0 && invoice > 0 && theirs.number.find(party, invoice) !== 0) {
        if (theirs.po.find(party, po) !== 0) continue;
        side.number[row] = invoice;
        side.po[row] = 0;
      }
    }
    for (const rows of proposed.values()) {
      const [row] = rows;
      if (row !== undefined && rows.length === 1) side.number[row] = plain[text[row] as number] as number;
    }
  }
}

function otherwise(key: string, table: Texts): number {
  if (key.length < SHORTEST) return 0;
  const id = table.find(key);
  if (id > 0 || !key.startsWith('P')) return Math.max(0, id);
  return Math.max(0, table.find(key.replace(CALLED_ORDER, '')));
}

function heldBy(side: Columns, column: 'number' | 'po', isAsked: (row: number) => boolean): PairTable {
  const held = pairTable();
  for (let row = 0; row < side.count; row++) {
    if (side.party[row] !== 0 && side[column][row] !== 0 && isAsked(row))
      held.idOf(side.party[row] as number, side[column][row] as number);
  }
  return held;
}
