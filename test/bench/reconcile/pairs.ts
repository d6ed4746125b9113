import { type Book, belong, type Fact, newFact, nextNumber, working } from './book.ts';
import { misamount } from './slips.ts';
import { YEAR_START } from './world.ts';
import { enter, post } from './writing.ts';

/** What comes as one row and one posting. */

const round = (minor: number, to: number) => Math.round(minor / to) * to;

/** A base a condition is worth writing for: retainage on a box of toner would be no habit of anybody's. */
function sizeable(book: Book, least: number): Fact {
  const fact = newFact(book);
  if (fact.minor < least) fact.minor = least + book.random.int(0, least * 4);
  return fact;
}

function pair(book: Book, kind: string, fact: Fact, minor: number, why: 'tax' | 'amount' = 'amount'): void {
  belong(book, kind, [enter(book, fact)], [post(book, fact, { minor })], why);
}

export function plain(book: Book): void {
  const fact = newFact(book);
  // Cents lost to somebody's rounding are no difference to anybody.
  const cents = fact.minor > 5000 && book.random.chance(0.01) ? book.random.int(-3, 3) : 0;
  pair(book, 'plain', fact, fact.minor + cents);
}

export function credit(book: Book): void {
  const fact = newFact(book);
  fact.minor = -fact.minor;
  fact.words = `${book.random.pick(['Credit', 'Refund', 'Returned'])} ${fact.words.toLowerCase()}`;
  pair(book, 'credit', fact, fact.minor);
}

/** Rent, seats, a lift by the week: one amount again and again, often without any number. */
export function recurring(book: Book): void {
  const { random } = book;
  const first = newFact(book);
  const every = random.chance(0.75) ? 30 : random.pick([7, 14]);
  const minor = round(first.minor, random.pick([100, 500, 1000])) || 5000;
  const numbered = random.chance(0.4);
  const times = random.int(5, 12);
  for (let i = 0; i < times; i++) {
    const day = working(first.project.from + i * every, random);
    if (day > YEAR_START + 380) break;
    const number = nextNumber(first.vendor, day);
    const fact: Fact = { ...first, day, minor, number: numbered ? number : '' };
    const lag =
      first.vendor.lag + (random.chance(0.15) ? random.int(0, Math.round(book.dial.lagScatter)) : 0);
    belong(book, 'recurring', [enter(book, fact)], [post(book, fact, { day: day + lag })]);
  }
}

export function tax(book: Book): void {
  const fact = newFact(book);
  const gross = fact.minor + Math.round((fact.minor * fact.vendor.taxRate) / 100_000);
  if (book.random.chance(0.88)) pair(book, 'tax', fact, gross, 'tax');
  else belong(book, 'tax', [enter(book, fact, { minor: gross })], [post(book, fact)], 'tax');
}

/** Budgeted in dollars, billed in the vendor's money: at the day's rate, give or take the bank's margin. */
export function foreign(book: Book): void {
  const { random, world } = book;
  const abroad = world.vendors.filter((vendor) => vendor.currency !== 'USD');
  // A small firm may know nobody abroad.
  if (abroad.length === 0) {
    plain(book);
    return;
  }
  const fact = newFact(book, random.pick(abroad));
  const margin = 1 + random.normal() * 0.002 + random.pick([0, 0, 0.01]);
  const dollars = Math.round(fact.minor * world.rateOn(fact.currency, fact.day) * margin);
  belong(book, 'foreign', [enter(book, fact, { minor: dollars, currency: 'USD' })], [post(book, fact)]);
}

export function retainage(book: Book): void {
  const fact = sizeable(book, 100_000);
  const held = Math.round((fact.minor * book.random.pick([5, 10, 10, 10])) / 100);
  fact.words = `${fact.words}, draw ${book.random.int(1, 9)}`;
  pair(book, 'retainage', fact, fact.minor - held);
}

export function discount(book: Book): void {
  const fact = sizeable(book, 20_000);
  pair(
    book,
    'discount',
    fact,
    fact.minor - Math.round((fact.minor * book.random.pick([1, 2, 2, 2, 3, 5])) / 100),
  );
}

export function freight(book: Book): void {
  const fact = sizeable(book, 15_000);
  const added = book.random.chance(0.4) ? book.random.int(3, 30) * 500 : book.random.int(1200, 22_000);
  pair(book, 'freight', fact, fact.minor + added);
}

export function mistyped(book: Book): void {
  const fact = newFact(book);
  const wrong = misamount(book.random, fact.minor);
  if (book.random.chance(0.7))
    belong(book, 'mistyped', [enter(book, fact, { minor: wrong })], [post(book, fact)]);
  else pair(book, 'mistyped', fact, wrong);
}

export function partPaid(book: Book): void {
  const fact = sizeable(book, 80_000);
  pair(book, 'part-paid', fact, round((fact.minor * book.random.pick([30, 40, 50, 60, 75])) / 100, 100));
}

/** Sent back in full: both lists carry the purchase and its credit, so both pair and nothing is a reversal. */
export function returned(book: Book): void {
  const fact = newFact(book);
  const back: Fact = {
    ...fact,
    minor: -fact.minor,
    day: fact.day + book.random.int(4, 25),
    number: nextNumber(fact.vendor, fact.day),
    words: `Returned ${fact.words.toLowerCase()}`,
  };
  pair(book, 'returned', fact, fact.minor);
  pair(book, 'returned', back, back.minor);
}
