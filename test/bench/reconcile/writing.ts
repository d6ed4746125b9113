import { amountOf, type Book, type Fact, isoOf, otherThan, postedOn } from './book.ts';
import type { Random } from './random.ts';
import { misnumber, misread, mistype, rewrite } from './slips.ts';
import type { LedgerRow } from './truth.ts';
import { ACCOUNTS, type Account, CLASSES, type Vendor } from './vendors.ts';
import type { Project } from './world.ts';

/** How a fact gets onto each list: in each person's hand, with slips. */

function vendorOnSheet(book: Book, vendor: Vendor, project: Project): string {
  const { random, dial } = book;
  if (random.chance(0.03)) return '';
  if (random.chance(dial.vendorAlias)) return vendor.names.alias;
  const usual = vendor.names.spellings[project.hand.spelling] ?? vendor.names.trading;
  const name = random.weighted([
    [usual, 6],
    [vendor.names.legal, 3],
    [random.pick(vendor.names.spellings), 1],
  ]);
  return random.chance(dial.vendorSlip) ? mistype(random, name) : name;
}

function accountInHand(account: Account, hand: number): string {
  if (hand === 0) return `${account.number} ${account.name}`;
  return hand === 1 ? account.number : account.name;
}

function numberInHand(book: Book, number: string, keeps: boolean): string {
  const { random, dial } = book;
  const written = keeps ? number : rewrite(random, number);
  if (!random.chance(dial.numberSlip)) return written;
  return random.chance(0.5) ? misread(random, written.toUpperCase()) : misnumber(random, written);
}

export interface SheetWish {
  minor?: number;
  /** The day typed, before the hand's own habit. */
  day?: number;
  /** '' leaves it out; undefined leaves it to chance. */
  number?: string;
  currency?: string;
  words?: string;
  vendor?: string;
}

/** Types the row of a fact; answers its place in the book. */
export function enter(book: Book, fact: Fact, wish: SheetWish = {}): number {
  const { random, dial } = book;
  const { hand } = fact.project;
  const number = wish.number ?? (random.chance(dial.sheetInvoice) ? fact.number : '');
  const currency = wish.currency ?? fact.currency;
  const day = (wish.day ?? fact.day) + hand.days + (random.chance(dial.dateSlip) ? random.int(-9, 9) : 0);
  const coded = random.chance(dial.sheetCoding);
  const words = wish.words ?? fact.words;
  const written = number === '' ? '' : numberInHand(book, number, hand.keepsNumber);
  const inWords = written !== '' && random.chance(0.06);
  book.sheet.push({
    id: '',
    description: inWords ? `${words} (inv ${written})` : words,
    vendor: wish.vendor ?? vendorOnSheet(book, fact.vendor, fact.project),
    invoice: inWords ? '' : written,
    po: fact.po !== '' && random.chance(dial.sheetPo) ? fact.po : '',
    date: isoOf(day),
    amount: amountOf(wish.minor ?? fact.minor),
    currency: currency === 'USD' && !hand.sayingCurrency ? '' : currency,
    project: fact.project.code,
    account: coded ? accountInHand(fact.account, hand.account) : '',
    class: coded && hand.account !== 1 ? fact.project.class : '',
  });
  return book.sheet.length - 1;
}

export interface LedgerWish {
  minor?: number;
  day?: number;
  number?: string;
  currency?: string;
  type?: LedgerRow['type'];
  memo?: string;
  account?: Account;
}

function memoOf(random: Random, fact: Fact, number: string, feed: boolean): string {
  const month = isoOf(fact.day).slice(5, 7);
  if (feed) {
    return random.pick([
      `POS DEBIT ${month}/${isoOf(fact.day).slice(8)} ${fact.vendor.names.feed}`,
      `ACH ${fact.vendor.names.feed} ${random.int(100_000, 999_999)}`,
      `${fact.vendor.names.feed} #${random.int(100, 9999)} CHECKCARD`,
    ]);
  }
  return random.weighted([
    ['', 4],
    [fact.words, 3],
    [`${fact.project.code} ${fact.words}`, 1],
    [number === '' ? fact.words : `Inv ${number}`, 0.8],
    [fact.po === '' ? '' : fact.po, 0.6],
  ]);
}

/** What the wrong code is, where one goes wrong: mostly the account. */
function coding(book: Book, fact: Fact, account: Account): Pick<LedgerRow, 'project' | 'account' | 'class'> {
  const { random, dial } = book;
  const wrong = random.chance(dial.wrongCode)
    ? random.weighted([
        ['account', 6],
        ['class', 2],
        ['project', 1.5],
      ])
    : '';
  const booked = wrong === 'account' ? otherThan(random, ACCOUNTS, account) : account;
  const ownClass = fact.project.class;
  const ownCode = fact.project.code;
  const elsewhere = () => book.world.pickProject(random).code;
  return {
    project:
      random.chance(dial.ledgerCoding) || wrong === 'project'
        ? wrong === 'project'
          ? elsewhere()
          : ownCode
        : '',
    account: random.chance(dial.ledgerCoding) ? `${booked.number} ${booked.name}` : '',
    class: random.chance(0.6) ? (wrong === 'class' ? otherThan(random, CLASSES, ownClass) : ownClass) : '',
  };
}

/** Posts a fact; answers its place in the book. */
export function post(book: Book, fact: Fact, wish: LedgerWish = {}): number {
  const { random, dial } = book;
  const minor = wish.minor ?? fact.minor;
  const feed = wish.type === undefined && minor > 0 && random.chance(dial.bankFeed);
  const usual = fact.vendor.card || feed ? random.pick(['Purchase', 'Expense'] as const) : 'Bill';
  const own = wish.type ?? (minor < 0 ? 'VendorCredit' : usual);
  const number = wish.number ?? (!feed && random.chance(dial.ledgerNumber) ? fact.number : '');
  const slipped = number !== '' && random.chance(dial.numberSlip / 2) ? misnumber(random, number) : number;
  book.ledger.push({
    id: '',
    type: own,
    number: slipped !== '' && random.chance(0.06) ? rewrite(random, slipped) : slipped,
    vendor: feed || (own === 'JournalEntry' && random.chance(0.7)) ? '' : fact.vendor.ledgerName,
    po: fact.po !== '' && !feed && random.chance(dial.ledgerPo) ? fact.po : '',
    date: isoOf(wish.day ?? postedOn(book, fact)),
    amount: amountOf(minor),
    currency: wish.currency ?? fact.currency,
    ...coding(book, fact, wish.account ?? fact.account),
    memo: wish.memo ?? memoOf(random, fact, number, feed),
  });
  return book.ledger.length - 1;
}
