import { pairTable } from '../tables/groups.ts';
import { type Texts, textTable } from '../tables/intern.ts';
import type { Book, Books } from './canonical.ts';
import { foldedKey, invoiceKey } from './invoice-key.ts';
import { type Listed, listsOf } from './listed.ts';
import { projectsFromTexts } from './project-text.ts';
import { type Spelling, spellingsOf } from './spellings.ts';
import { vendorWords, wordsOf } from './vendor-key.ts';

/** A book's columns as they compare: equal numbers mean "the same", 0 means "nothing there". */
export interface Keyed {
  count: number;
  day: Int32Array;
  amount: Float64Array;
  currency: Int32Array;
  /** Amount and currency together; shared by both sides. */
  amountKey: Int32Array;
  number: Int32Array;
  po: Int32Array;
  /** The name this row gives its vendor; of a row without a vendor, the words of its text. */
  party: Int32Array;
  /** Of rows that are of several documents, and whose own number or order is 0: those that they list. */
  listed: { number: Listed; po: Listed };
  /** 1 where the party had to be taken from the text. */
  fromText: Uint8Array;
  project: Int32Array;
  class: Int32Array;
  accountNumber: Int32Array;
  accountName: Int32Array;
  text: Int32Array;
  type: Int32Array;
  /** Rows that say exactly the same have the same number, and follow one another. */
  twin: Int32Array;
}

export interface Keys {
  sheet: Keyed;
  ledger: Keyed;
  amounts: number;
  /** The `amountKey` of an amount in a currency; 0 where neither side has it. */
  amountKeyOf(amountMinor: number, currency: number): number;
  numbers: string[];
  pos: string[];
  parties: string[];
  projects: number;
  classes: number;
  /** Which of their values may be one thing written in two ways. */
  spellings: Record<'project' | 'class' | 'accountName', Spelling[]>;
  texts: string[];
  types: string[];
  currencies: string[];
}

/** Each distinct text once through `keyOf`: the small number of its key. */
function keyNumbers(texts: readonly string[], keyOf: (text: string) => string, table = textTable()) {
  const numbers = Int32Array.from(texts, (text) => (text === '' ? 0 : table.idOf(keyOf(text))));
  return { numbers, values: table.values, table };
}

function through(ids: Int32Array, numbers: Int32Array): Int32Array {
  return ids.map((id) => numbers[id] as number);
}

const foldedWords = (text: string): string => wordsOf(text).join(' ');
const INVOICE_IN_TEXT = /\binv(?:oice)?\b[\s.:#-]*(?:no\b|number\b|nr\b)?[\s.:#-]*([a-z]{0,4}-?\d[\w-]*)/i;
const ORDER_IN_TEXT = /\bp\.?o\.?[\s:#-]*(?:no\b|number\b)?[\s.:#-]*(\d[\w-]*)/i;
/** Of "5000 Cost of Sales:5010 Freelancers", the number of the last account, which is posted to. */
const LEADING_NUMBER = /^(?:.*:)?\s*(\d[\d.-]*)/;

/** Words of a memo without what changes from one posting to the next: dates, references, amounts. */
function memoPattern(text: string): string {
  return vendorWords(text)
    .filter((word) => !/\d/.test(word))
    .join(' ');
}

const orderKey = (text: string): string =>
  invoiceKey(text.replace(/^\s*(?:p\.?\s?o\.?|purchase order)(?=[^a-z])/i, ''));

export function keysOf(books: Books): Keys {
  const { texts } = books;
  const parties = textTable();
  const vendor = keyNumbers(texts.vendor, (name) => vendorWords(name).join(' '), parties);
  const number = keyNumbers(texts.number, invoiceKey);
  const po = keyNumbers(texts.po, orderKey);
  const project = keyNumbers(texts.project, foldedWords);
  const kind = keyNumbers(texts.class, foldedWords);
  const accountNumber = keyNumbers(
    texts.account,
    (text) => LEADING_NUMBER.exec(text)?.[1]?.replace(/[.-]+$/, '') ?? '',
  );
  const accountName = keyNumbers(
    texts.account,
    (text) => foldedWords(text.replace(LEADING_NUMBER, '')) || foldedWords(text),
  );
  const patterns = new Int32Array(texts.text.length).fill(-1);
  const amounts = pairTable(books.sheet.count + books.ledger.count);

  const invoicesInText = new Int32Array(texts.text.length).fill(-1);
  const ordersInText = new Int32Array(texts.text.length).fill(-1);

  /** A number that a text calls by its name, for rows whose own column is empty. */
  function inText(text: number, known: Int32Array, pattern: RegExp, table: Texts): number {
    if (known[text] === -1) {
      const found = pattern.exec(texts.text[text] as string)?.[1];
      known[text] = found === undefined ? 0 : table.idOf(foldedKey(found));
    }
    return known[text] as number;
  }

  function keyed(book: Book): Keyed {
    const party = through(book.column.vendor, vendor.numbers);
    const numbers = through(book.column.number, number.numbers);
    const pos = through(book.column.po, po.numbers);
    const fromText = new Uint8Array(book.count);
    const amountKey = new Int32Array(book.count);
    for (let row = 0; row < book.count; row++) {
      amountKey[row] = amounts.idOf(book.amount[row] as number, book.column.currency[row] as number);
      const text = book.column.text[row] as number;
      if (text === 0) continue;
      if (numbers[row] === 0) numbers[row] = inText(text, invoicesInText, INVOICE_IN_TEXT, number.table);
      if (pos[row] === 0) pos[row] = inText(text, ordersInText, ORDER_IN_TEXT, po.table);
      if (party[row] !== 0) continue;
      if (patterns[text] === -1) patterns[text] = parties.idOf(memoPattern(texts.text[text] as string));
      party[row] = patterns[text] as number;
      fromText[row] = 1;
    }
    return {
      count: book.count,
      day: book.day,
      amount: book.amount,
      currency: book.column.currency,
      amountKey,
      number: numbers,
      po: pos,
      listed: { number: new Map(), po: new Map() },
      party,
      fromText,
      project: through(book.column.project, project.numbers),
      class: through(book.column.class, kind.numbers),
      accountNumber: through(book.column.account, accountNumber.numbers),
      accountName: through(book.column.account, accountName.numbers),
      text: book.column.text,
      type: book.column.type,
      twin: twinsOf(book),
    };
  }

  const [sheet, ledger] = [keyed(books.sheet), keyed(books.ledger)];
  const lists = {
    number: listsOf(texts.number, texts.text, INVOICE_IN_TEXT, number.table, invoiceKey),
    po: listsOf(texts.po, texts.text, ORDER_IN_TEXT, po.table, orderKey),
  };
  for (const [side, book] of [
    [sheet, books.sheet],
    [ledger, books.ledger],
  ] as const) {
    side.listed.number = lists.number(book.column.number, side.text, side.number);
    side.listed.po = lists.po(book.column.po, side.text, side.po);
  }
  projectsFromTexts([sheet, ledger], texts.text, project.values);
  return {
    sheet,
    ledger,
    amounts: amounts.size(),
    amountKeyOf: amounts.find,
    numbers: number.values,
    pos: po.values,
    parties: parties.values,
    projects: project.values.length,
    classes: kind.values.length,
    spellings: {
      project: spellingsOf(texts.project, project.numbers, project.table.find),
      class: spellingsOf(texts.class, kind.numbers, kind.table.find),
      accountName: spellingsOf(texts.account, accountName.numbers, accountName.table.find),
    },
    texts: texts.text,
    types: texts.type,
    currencies: texts.currency,
  };
}

function twinsOf(book: Book): Int32Array {
  const twin = new Int32Array(book.count);
  const columns = Object.values(book.column);
  for (let row = 1; row < book.count; row++) {
    let same = book.day[row] === book.day[row - 1] && book.amount[row] === book.amount[row - 1];
    for (let at = 0; same && at < columns.length; at++) {
      const column = columns[at] as Int32Array;
      same = column[row] === column[row - 1];
    }
    twin[row] = same ? (twin[row - 1] as number) : row;
  }
  return twin;
}
