import { textTable } from '../tables/intern.ts';
import type { Books } from './canonical.ts';
import { orderKey } from './in-text.ts';
import { invoiceKey } from './invoice-key.ts';
import { vendorWords, wordsOf } from './vendor-key.ts';

const foldedWords = (text: string): string => wordsOf(text).join(' ');
/** Of "5000 Cost of Sales:5010 Freelancers", the number of the last account, which is posted to. */
const LEADING_NUMBER = /^(?:.*:)?\s*(\d[\d.-]*)/;

/** Every column's distinct texts as numbers. */
export function keyTables(texts: Books['texts']) {
  const parties = textTable();
  return {
    parties,
    vendor: keyNumbers(texts.vendor, (name) => vendorWords(name).join(' '), parties),
    number: keyNumbers(texts.number, invoiceKey),
    po: keyNumbers(texts.po, orderKey),
    project: keyNumbers(texts.project, foldedWords),
    kind: keyNumbers(texts.class, foldedWords),
    accountNumber: keyNumbers(
      texts.account,
      (text) => LEADING_NUMBER.exec(text)?.[1]?.replace(/[.-]+$/, '') ?? '',
    ),
    accountName: keyNumbers(
      texts.account,
      (text) => foldedWords(text.replace(LEADING_NUMBER, '')) || foldedWords(text),
    ),
  };
}

export type KeyTables = ReturnType<typeof keyTables>;

/** Each distinct text once through `keyOf`: the small number of its key. */
function keyNumbers(texts: readonly string[], keyOf: (text: string) => string, table = textTable()) {
  const numbers = Int32Array.from(texts, (text) => (text === '' ? 0 : table.idOf(keyOf(text))));
  return { numbers, values: table.values, table };
}
