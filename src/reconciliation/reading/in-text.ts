import type { Texts } from '../tables/intern.ts';
import { foldedKey, invoiceKey } from './invoice-key.ts';
import { vendorWords } from './vendor-key.ts';

/** How a text calls an invoice's number, and an order's. */
export const INVOICE_IN_TEXT =
  /\binv(?:oice)?\b[\s.:#-]*(?:no\b|number\b|nr\b)?[\s.:#-]*([a-z]{0,4}-?\d[\w-]*)/i;
export const ORDER_IN_TEXT = /\bp\.?o\.?[\s:#-]*(?:no\b|number\b)?[\s.:#-]*(\d[\w-]*)/i;

/** Asks for the number that a text calls by its name, for rows whose own column is empty; 0 where it calls none. */
export function calledIn(texts: readonly string[], called: RegExp, table: Texts): (text: number) => number {
  const known = new Int32Array(texts.length).fill(-1);
  return (text) => {
    if (known[text] === -1) {
      const found = called.exec(texts[text] as string)?.[1];
      known[text] = found === undefined ? 0 : table.idOf(foldedKey(found));
    }
    return known[text] as number;
  };
}

/** Asks for the name that the words of a text make up, for rows without a vendor. */
export function namedIn(texts: readonly string[], parties: Texts): (text: number) => number {
  const known = new Int32Array(texts.length).fill(-1);
  return (text) => {
    if (known[text] === -1) known[text] = parties.idOf(memoPattern(texts[text] as string));
    return known[text] as number;
  };
}

/** Words of a memo without what changes from one posting to the next: dates, references, amounts. */
function memoPattern(text: string): string {
  return vendorWords(text)
    .filter((word) => !/\d/.test(word))
    .join(' ');
}

export const orderKey = (text: string): string =>
  invoiceKey(text.replace(/^\s*(?:p\.?\s?o\.?|purchase order)(?=[^a-z])/i, ''));
