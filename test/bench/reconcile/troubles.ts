import { type Book, belong, type Fact, isoOf, lone, newFact, nextNumber, postedOn } from './book.ts';
import type { LedgerRow, SheetRow } from './truth.ts';
import { enter, post } from './writing.ts';

/** What is on a list and has no partner on the other, and what only looks as if it had. */

function again<R extends SheetRow | LedgerRow>(
  rows: R[],
  at: number,
  change: (row: R) => Partial<R>,
): number {
  const row = rows[at];
  if (!row) throw new Error('There is no such row to enter twice.');
  rows.push({ ...row, ...change(row) });
  return rows.length - 1;
}

const later = (iso: string, days: number) => isoOf(Date.parse(iso) / 86_400_000 + days);

/** A bill entered twice: at once, or again when the reminder came. */
export function duplicateLedger(book: Book): void {
  const { random } = book;
  const fact = newFact(book);
  const [row, posting] = [enter(book, fact), post(book, fact)];
  const twin = again(book.ledger, posting, (first) => ({
    date: random.chance(0.45) ? first.date : later(first.date, random.int(1, 20)),
    number: first.number !== '' && random.chance(0.12) ? `${first.number}A` : first.number,
    memo: random.chance(0.5) ? first.memo : '',
  }));
  belong(book, 'duplicate-ledger', [row], [posting]);
  lone(book, 'ledger', twin, 'duplicate', 'duplicate-ledger');
  book.twins.ledger.push([posting, twin]);
}

export function duplicateSheet(book: Book): void {
  const { random } = book;
  const fact = newFact(book);
  const [row, posting] = [enter(book, fact), post(book, fact)];
  const twin = again(book.sheet, row, (first) => ({
    date: random.chance(0.6) ? first.date : later(first.date, random.int(1, 9)),
    description: random.chance(0.7) ? first.description : fact.words,
  }));
  belong(book, 'duplicate-sheet', [row], [posting]);
  lone(book, 'sheet', twin, 'duplicate', 'duplicate-sheet');
  book.twins.sheet.push([row, twin]);
}

/** Accrued at the month's end, taken back on the first; the bill itself comes or has come beside it. */
export function accrual(book: Book): void {
  const { random } = book;
  const fact = newFact(book);
  const date = new Date(fact.day * 86_400_000);
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / 86_400_000;
  const memo = random.pick([
    'Accrual',
    'Month-end accrual',
    `Accrue ${fact.vendor.names.trading}`,
    `Accr ${fact.words}`,
  ]);
  const like = { type: 'JournalEntry', number: `JE${random.int(100, 9999)}` } as const;
  const there = post(book, { ...fact, number: '' }, { ...like, day: end, memo });
  const back = post(
    book,
    { ...fact, number: '' },
    { ...like, day: end + 1, minor: -fact.minor, memo: `Reverse ${memo}` },
  );
  lone(book, 'ledger', there, 'reversal', 'accrual');
  lone(book, 'ledger', back, 'reversal', 'accrual');
  if (random.chance(0.75))
    belong(book, 'accrued', [enter(book, fact)], [post(book, fact, { day: end + random.int(2, 9) })]);
}

/** Voided bills stand in the ledger with nothing; some were entered again. */
export function voided(book: Book): void {
  const { random } = book;
  const fact = newFact(book);
  const gone = post(book, fact, {
    minor: 0,
    type: 'Bill',
    memo: random.pick(['Voided', 'Void', `Voided - ${fact.words}`]),
  });
  lone(book, 'ledger', gone, 'reversal', 'void');
  const row = enter(book, fact);
  if (random.chance(0.7))
    belong(book, 'voided-again', [row], [post(book, fact, { day: postedOn(book, fact) + 2 })]);
  else lone(book, 'sheet', row, 'missing-in-ledger', 'voided');
}

/** Entered wrongly, taken back by its opposite, entered rightly: one of the three is the row's. */
export function corrected(book: Book): void {
  const { random } = book;
  const fact = newFact(book);
  const wrong = Math.round(fact.minor * random.pick([10, 0.1, 1.5, 2])) + random.int(1, 99);
  const day = postedOn(book, fact);
  const like = { number: fact.number, type: 'Bill' } as const;
  lone(book, 'ledger', post(book, fact, { ...like, minor: wrong, day }), 'reversal', 'corrected');
  const back = {
    ...like,
    type: 'VendorCredit',
    minor: -wrong,
    day: day + random.int(1, 6),
    memo: 'Entered in error',
  } as const;
  lone(book, 'ledger', post(book, fact, back), 'reversal', 'corrected');
  belong(book, 'corrected', [enter(book, fact)], [post(book, fact, { ...like, day: back.day })]);
}

export function sheetReversed(book: Book): void {
  const fact = newFact(book);
  const there = enter(book, fact);
  const back = again(book.sheet, there, (first) => ({
    amount: `-${first.amount}`,
    date: later(first.date, book.random.int(0, 8)),
    description: `${book.random.pick(['Reverse', 'Entered in error', 'Cancelled'])}: ${fact.words}`,
  }));
  lone(book, 'sheet', there, 'reversal', 'sheet-reversed');
  lone(book, 'sheet', back, 'reversal', 'sheet-reversed');
}

/** One price, two purchases months apart, each on one list only; their own numbers say they are not the same. */
export function lookAlike(book: Book): void {
  const fact = newFact(book);
  const row = enter(book, fact, { number: fact.number });
  const day = fact.day + book.random.int(45, 120);
  const other: Fact = { ...fact, day, po: '', number: nextNumber(fact.vendor, day) };
  lone(book, 'sheet', row, 'missing-in-ledger', 'look-alike');
  lone(
    book,
    'ledger',
    post(book, other, { number: other.number, type: 'Bill', day }),
    'missing-in-sheet',
    'look-alike',
  );
}

export function onlySheet(book: Book): void {
  lone(book, 'sheet', enter(book, newFact(book)), 'missing-in-ledger', 'only-sheet');
}

export function onlyLedger(book: Book): void {
  lone(book, 'ledger', post(book, newFact(book)), 'missing-in-sheet', 'only-ledger');
}

/** The bank's own, of no vendor and no project. */
export function bankCharge(book: Book): void {
  const fact = newFact(book);
  const memo = book.random.pick(['Bank service charge', 'Wire fee', 'MONTHLY SERVICE FEE']);
  const minor = book.random.pick([1500, 2500, 3500, 4000]);
  const row = post(book, { ...fact, po: '' }, { minor, number: '', type: 'Expense', memo, currency: 'USD' });
  const posting = book.ledger[row];
  if (posting) Object.assign(posting, { vendor: '', project: '', account: '6900 Bank Fees', class: '' });
  lone(book, 'ledger', row, 'missing-in-sheet', 'bank-charge');
}
