import { type Book, belong, type Fact, newFact, nextNumber } from './book.ts';
import type { Random } from './random.ts';
import { ACCOUNTS } from './vendors.ts';
import { enter, type LedgerWish, post } from './writing.ts';

/** What comes as one row and several postings, or several rows and one bill. */

/** Cuts an amount into parts of at least a fiftieth each; they add up to the cent. */
export function cut(random: Random, minor: number, parts: number): number[] {
  const weights = Array.from({ length: parts }, () => 0.15 + random.next());
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const to = random.pick([1, 1, 1, 100, 500]);
  const cuts = weights.slice(1).map((weight) => Math.max(to, Math.round((minor * weight) / whole / to) * to));
  return [minor - cuts.reduce((sum, part) => sum + part, 0), ...cuts];
}

function large(book: Book, least: number): Fact {
  const fact = newFact(book);
  while (fact.minor < least) fact.minor = fact.minor * 3 + book.random.int(1, 999);
  // Groups in other money come from other habits; here the sums are the story.
  return fact;
}

const few = (random: Random) =>
  random.weighted([
    [2, 5],
    [3, 3],
    [4, 1.4],
    [5, 0.6],
  ]);

/** One row of the budget, billed as the work goes on: own numbers, mostly one purchase order. */
export function progress(book: Book): void {
  const { random, dial } = book;
  const fact = large(book, 90_000);
  const row = enter(book, fact, random.chance(0.6) ? {} : { number: '' });
  const keyed = random.chance(dial.groupKeys);
  let day = fact.day + fact.vendor.lag;
  const parts = cut(random, fact.minor, few(random)).map((minor, i) => {
    if (i > 0) day += random.int(2, 6);
    const own = nextNumber(fact.vendor, day);
    const number = keyed ? (fact.number === '' ? own : `${fact.number}-${i + 1}`) : own;
    return post(book, { ...fact, number }, { minor, day, number });
  });
  belong(book, 'progress', [row], parts);
}

/** One bill whose lines the bookkeeper coded one by one. */
export function lines(book: Book): void {
  const { random } = book;
  const fact = large(book, 30_000);
  const row = enter(book, fact);
  const like: LedgerWish = {
    number: random.chance(0.9) ? fact.number : '',
    type: fact.vendor.card ? 'Purchase' : 'Bill',
  };
  const day = fact.day + fact.vendor.lag;
  const parts = cut(random, fact.minor, few(random)).map((minor) =>
    post(book, fact, {
      ...like,
      minor,
      day,
      account: random.chance(0.5) ? fact.account : random.pick(ACCOUNTS),
    }),
  );
  belong(book, 'lines', [row], parts);
}

export function deposit(book: Book): void {
  const { random } = book;
  const fact = large(book, 120_000);
  const first = Math.round((fact.minor * random.pick([10, 25, 30, 50, 50])) / 100);
  const day = fact.day + fact.vendor.lag;
  const later = day + random.int(5, 18);
  const number = nextNumber(fact.vendor, later);
  const row = enter(book, fact);
  const parts = [
    post(book, fact, { minor: first, day, memo: random.pick(['Deposit', 'Down payment', '', fact.words]) }),
    post(
      book,
      { ...fact, number },
      { minor: fact.minor - first, day: later, memo: random.pick(['Balance', '', '']) },
    ),
  ];
  belong(book, 'deposit', [row], parts);
}

/** The row is gross; the bill has the tax on a line of its own. */
export function taxLine(book: Book): void {
  const fact = newFact(book);
  const owed = Math.max(1, Math.round((fact.minor * fact.vendor.taxRate) / 100_000));
  const row = enter(book, fact, { minor: fact.minor + owed });
  const like: LedgerWish = { day: fact.day + fact.vendor.lag, number: fact.number, type: 'Bill' };
  belong(
    book,
    'tax-line',
    [row],
    [post(book, fact, like), post(book, fact, { ...like, minor: owed, memo: 'Sales tax' })],
  );
}

/** One invoice, typed line by line. */
export function invoiceLines(book: Book): void {
  const { random, dial } = book;
  const fact = large(book, 30_000);
  const numbered = random.chance(dial.groupKeys);
  const rows = cut(random, fact.minor, few(random)).map((minor) =>
    enter(book, fact, {
      minor,
      words: random.pick(fact.account.words),
      number: numbered && random.chance(0.92) ? fact.number : '',
    }),
  );
  belong(book, 'invoice-lines', rows, [post(book, fact)]);
}

/** Deliveries as they came; the vendor bills them together at the end. */
export function statement(book: Book): void {
  const { random } = book;
  const fact = large(book, 40_000);
  let day = fact.day - random.int(6, 15);
  const rows = cut(random, fact.minor, random.int(2, random.chance(0.3) ? 6 : 4)).map((minor) => {
    day = Math.min(fact.day, day + random.int(1, 4));
    const ticket = random.chance(0.3) ? nextNumber(fact.vendor, day) : '';
    return enter(book, { ...fact, day }, { minor, number: ticket, words: random.pick(fact.account.words) });
  });
  belong(book, 'statement', rows, [post(book, fact, { memo: random.pick(['Statement', fact.words, '']) })]);
}

/** Hours by the week at one rate; the bill comes for the fortnight or the month. */
export function hours(book: Book): void {
  const { random } = book;
  const fact = newFact(book);
  const rate = random.int(9, 44) * 500;
  const weeks = random.int(2, 4);
  let total = 0;
  const rows = Array.from({ length: weeks }, (_, i) => {
    const minor = (rate * random.int(16, 90)) / 2;
    total += minor;
    return enter(
      book,
      { ...fact, day: fact.day - 7 * (weeks - 1 - i) },
      { minor, number: '', words: 'Labor hours' },
    );
  });
  belong(book, 'hours', rows, [post(book, { ...fact, minor: total })]);
}

/** Two or three rows and two postings of one invoice, cut along different lines. */
export function manyToMany(book: Book): void {
  const { random } = book;
  const fact = large(book, 60_000);
  const like: LedgerWish = { number: fact.number, day: fact.day + fact.vendor.lag, type: 'Bill' };
  const rows = cut(random, fact.minor, random.int(2, 3)).map((minor) =>
    enter(book, fact, { minor, number: fact.number }),
  );
  const parts = cut(random, fact.minor, 2).map((minor) => post(book, fact, { ...like, minor }));
  belong(book, 'many-to-many', rows, parts);
}
