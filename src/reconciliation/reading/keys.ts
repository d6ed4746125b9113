import { minorDigits } from '../../core/money.ts';
import { type PairTable, pairTable } from '../tables/groups.ts';
import type { Book, Books } from './canonical.ts';
import { calledIn, INVOICE_IN_TEXT, namedIn, ORDER_IN_TEXT, orderKey } from './in-text.ts';
import { invoiceKey } from './invoice-key.ts';
import { type KeyTables, keyTables } from './key-tables.ts';
import { type Listed, listsOf } from './listed.ts';
import { type NumberPieces, numberPieces } from './number-pieces.ts';
import { projectsFromTexts } from './project-text.ts';
import { type Spelling, spellingsOf } from './spellings.ts';
import { type Figures, figuresIn } from './text-amounts.ts';
import { readAlike } from './written-otherwise.ts';

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
  /** The vendor as it is written in its own column; 0 where it is empty. */
  vendor: Int32Array;
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
  /** Minor units in one unit of the row's currency: 100 of the dollar, 1 of the yen. */
  unit: Int32Array;
}

export interface Keys {
  sheet: Keyed;
  ledger: Keyed;
  amounts: number;
  /** The `amountKey` of an amount in a currency; 0 where neither side has it. */
  amountKeyOf(amountMinor: number, currency: number): number;
  numbers: string[];
  pieces: NumberPieces;
  pos: string[];
  parties: string[];
  projects: number;
  classes: number;
  /** Which of their values may be one thing written in two ways. */
  spellings: Record<'project' | 'class' | 'accountName', Spelling[]>;
  texts: string[];
  types: string[];
  /** The amounts and shares that a text names. */
  figures: Figures;
  currencies: string[];
}

function through(ids: Int32Array, numbers: Int32Array): Int32Array {
  return ids.map((id) => numbers[id] as number);
}

export function keysOf(books: Books): Keys {
  const { texts } = books;
  const tables = keyTables(texts);
  const amounts = pairTable(books.sheet.count + books.ledger.count);
  const keyed = reader(texts, tables, amounts);
  const [sheet, ledger] = [keyed(books.sheet), keyed(books.ledger)];
  readTogether(books, sheet, ledger, tables);
  const { parties, number, po, project, kind, accountName } = tables;
  return {
    sheet,
    ledger,
    amounts: amounts.size(),
    amountKeyOf: amounts.find,
    numbers: number.values,
    pieces: numberPieces(texts.number, number.numbers, number.table),
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
    figures: figuresIn(texts.text, texts.currency),
    currencies: texts.currency,
  };
}

/** Reads books, one after the other, with these tables. */
function reader(texts: Books['texts'], tables: KeyTables, amounts: PairTable): (book: Book) => Keyed {
  const { vendor, number, po, project, kind, accountNumber, accountName } = tables;
  const invoiceIn = calledIn(texts.text, INVOICE_IN_TEXT, number.table);
  const orderIn = calledIn(texts.text, ORDER_IN_TEXT, po.table);
  const partyIn = namedIn(texts.text, tables.parties);
  const units = Int32Array.from(texts.currency, (currency) => 10 ** minorDigits(currency));
  return (book) => {
    const party = through(book.column.vendor, vendor.numbers);
    const numbers = through(book.column.number, number.numbers);
    const pos = through(book.column.po, po.numbers);
    const fromText = new Uint8Array(book.count);
    const amountKey = new Int32Array(book.count);
    for (let row = 0; row < book.count; row++) {
      amountKey[row] = amounts.idOf(book.amount[row] as number, book.column.currency[row] as number);
      const text = book.column.text[row] as number;
      if (text === 0) continue;
      if (numbers[row] === 0) numbers[row] = invoiceIn(text);
      if (pos[row] === 0) pos[row] = orderIn(text);
      if (party[row] !== 0) continue;
      party[row] = partyIn(text);
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
      vendor: book.column.vendor,
      fromText,
      project: through(book.column.project, project.numbers),
      class: through(book.column.class, kind.numbers),
      accountNumber: through(book.column.account, accountNumber.numbers),
      accountName: through(book.column.account, accountName.numbers),
      text: book.column.text,
      type: book.column.type,
      twin: twinsOf(book),
      unit: through(book.column.currency, units),
    };
  };
}

/** What a row says of several documents, and in another way than the other side. */
function readTogether(books: Books, sheet: Keyed, ledger: Keyed, { number, po, project }: KeyTables): void {
  const { texts } = books;
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
  readAlike(
    [
      { side: sheet, text: books.sheet.column.number },
      { side: ledger, text: books.ledger.column.number },
    ],
    texts.number,
    number.table,
    po.table,
  );
  projectsFromTexts([sheet, ledger], texts.text, project.values);
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
