import {
  alikeLedger,
  alikeSheet,
  type Book,
  belong,
  type Entered,
  exported,
  extra,
  missing,
  type Posted,
} from './book.ts';
import { clerkOf, post } from './clerk.ts';
import { type Asked, buy, type Deed, withTax } from './deed.ts';
import type { Firm } from './firm.ts';
import { misamount } from './slips.ts';
import { enter } from './typist.ts';

/** Ordered, received, billed: one row and one bill, and what comes between the two. */

export type Happening = (firm: Firm, book: Book, day: number) => void;

/** An order that a bill will come for. */
export function order(firm: Firm, day: number, asked: Asked = {}): Deed {
  const deed = buy(firm, day, 'bill', asked);
  // Foreign sellers have a happening of their own.
  return deed.vendor.currency === 'USD'
    ? { ...deed, number: deed.vendor.nextNumber() }
    : order(firm, day, { ...asked, vendor: undefined });
}

/** What the bill asks for net, where it is not what was ordered, and whether that is so. */
function billedNet(firm: Firm, deed: Deed): { minor: number; kind: string } {
  const { random, noise } = firm;
  const { minor, quantity, vendor } = deed;
  if (!random.chance(noise.exception)) return { minor, kind: 'bill' };
  const each = Math.max(1, Math.round(minor / quantity));
  const what = random.weighted([
    ['price', 4],
    ['short', quantity > 2 ? 3 : 0],
    ['freight', vendor.trade.taxed ? 5 : 1],
    ['fuel', vendor.trade.name === 'haul' ? 5 : 1],
  ] as const);
  if (what === 'price')
    return {
      minor: Math.round(minor * (1 + random.pick([-0.05, 0.02, 0.03, 0.035, 0.05, 0.08, 0.12]))),
      kind: 'price-change',
    };
  if (what === 'short')
    return {
      minor: minor - each * random.int(1, Math.max(1, Math.floor(quantity / 3))),
      kind: 'short-delivery',
    };
  if (what === 'freight')
    return { minor: minor + random.int(5, 60) * random.pick([100, 250, 495]), kind: 'freight' };
  return {
    minor: minor + Math.round((minor * random.pick([30, 45, 62, 85])) / 1000),
    kind: 'fuel-surcharge',
  };
}

/** A guess somebody types before there is a price: round, and off by a tenth or so. */
function guess(firm: Firm, minor: number): number {
  const raw = minor * (1 + firm.random.normal() * 0.09);
  const step = raw > 200_000 ? 10_000 : raw > 20_000 ? 2_500 : 500;
  return Math.max(step, Math.round(raw / step) * step);
}

/** What stands on the sheet of an order, and why it is not what the bill says. */
function sheetMinor(firm: Firm, deed: Deed): { minor: number; kind: string; why: 'tax' | 'amount' } {
  const { random, noise } = firm;
  const taxed = withTax(deed.vendor, deed.minor);
  if (random.chance(noise.estimated)) return { minor: guess(firm, taxed), kind: 'estimate', why: 'amount' };
  if (random.chance(noise.misamount))
    return { minor: misamount(random, taxed), kind: 'mistyped', why: 'amount' };
  if (deed.project.typist.beforeTax && taxed !== deed.minor)
    return { minor: deed.minor, kind: 'before-tax', why: 'tax' };
  return { minor: taxed, kind: '', why: 'amount' };
}

/** The common way: one order, one bill. */
export const bill: Happening = (firm, book, day) => {
  const deed = order(firm, day);
  const billed = billedNet(firm, deed);
  const typed = sheetMinor(firm, deed);
  const row = enter(firm, deed, { minor: typed.minor });
  const gross = withTax(deed.vendor, billed.minor);
  const posting = post(firm, deed, { minor: gross });
  belong(book, typed.kind || billed.kind, [row], [posting], typed.why);
  if (firm.random.chance(firm.noise.twice)) doubled(firm, book, deed, row, posting);
};

/** The other clerk enters the same bill from the e-mail, or the row is typed again by somebody who did not look. */
function doubled(firm: Firm, book: Book, deed: Deed, row: Entered, first: Posted): void {
  const { random, clerks } = firm;
  if (!exported(first)) return;
  if (random.chance(0.6)) {
    const day = first.day + random.int(0, 9);
    const again = post(firm, deed, { minor: first.minor, day, punctual: true, clerk: random.pick(clerks) });
    extra(book, again, 'entered-twice', 'duplicate');
    alikeLedger(book, first, again);
    return;
  }
  const again = random.chance(0.4)
    ? { ...row, row: { ...row.row } }
    : enter(firm, deed, { minor: row.minor, day: row.day + random.int(0, 5) });
  missing(book, again, 'typed-twice', 'duplicate');
  alikeSheet(book, row, again);
}

/** Ordered abroad: typed in the seller's money or in dollars at a guessed rate; booked in dollars at the day's. */
export const foreign: Happening = (firm, book, day) => {
  const { random } = firm;
  let deed = buy(firm, day, 'bill');
  for (let i = 0; i < 400 && deed.vendor.currency === 'USD'; i++) deed = buy(firm, day, 'bill');
  if (deed.vendor.currency === 'USD') return;
  deed.number = deed.vendor.nextNumber();
  const rate =
    ({ EUR: 1.09, CAD: 0.72, GBP: 1.27 }[deed.vendor.currency] ?? 1) * (1 + random.normal() * 0.015);
  const dollars = Math.round(deed.minor * rate);
  const posting = post(firm, deed, { minor: dollars });
  const way = random.weighted([
    ['own', 6],
    ['dollars', 3],
    ['both', 1],
  ] as const);
  if (way === 'dollars') {
    const guessed = Math.round((dollars * (1 + random.normal() * 0.02)) / 100) * 100;
    belong(
      book,
      'guessed-rate',
      [enter(firm, deed, { minor: Math.max(100, guessed), currency: 'USD' })],
      [posting],
    );
    return;
  }
  const { currency } = deed.vendor;
  const row = enter(firm, deed, { minor: deed.minor, currency });
  const own = way === 'both' ? post(firm, deed, { minor: deed.minor, currency }) : posting;
  belong(book, 'foreign', [row], [own]);
};

/** Two for ten: the discount for paying early is taken off when the bill is entered. */
export const earlyPaid: Happening = (firm, book, day) => {
  const deed = order(firm, day, { least: 40_000 });
  const gross = withTax(deed.vendor, deed.minor);
  const net = gross - Math.round((gross * firm.random.pick([1, 2, 2, 2, 3])) / 100);
  belong(book, 'early-discount', [enter(firm, deed, { minor: gross })], [post(firm, deed, { minor: net })]);
};

/** Bought, and some or all of it sent back: the seller's credit, on the sheet in one of three ways. */
export const sentBack: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day);
  const gross = withTax(deed.vendor, deed.minor);
  const back = random.chance(0.4) ? gross : Math.max(1, Math.round((gross * random.int(1, 3)) / 4));
  const creditDay = deed.billed + random.int(4, 25);
  const number = random.chance(0.6)
    ? `CM${deed.vendor.nextNumber().replace(/\D/g, '')}`
    : `${deed.number}-CR`;
  const credit: Deed = {
    ...deed,
    number,
    billed: creditDay,
    received: creditDay,
    words: `${random.pick(['return', 'credit', 'RMA'])} ${deed.words}`,
  };
  const posting = post(firm, deed, { minor: gross });
  const creditPosting = post(firm, credit, { minor: -back, type: 'VendorCredit' });
  const way = random.weighted([
    ['row', 5],
    ['net', back < gross ? 3 : 0],
    ['none', 3],
  ] as const);
  if (way === 'net') {
    belong(book, 'net-of-return', [enter(firm, deed, { minor: gross - back })], [posting, creditPosting]);
    return;
  }
  belong(book, 'bill', [enter(firm, deed, { minor: gross })], [posting]);
  if (way === 'row') belong(book, 'credit', [enter(firm, credit, { minor: -back })], [creditPosting]);
  else extra(book, creditPosting, 'credit-off-sheet');
};

/** On the sheet, and the bill never comes. */
export const unbilled: Happening = (firm, book, day) => {
  const deed = order(firm, day);
  missing(book, enter(firm, deed, { minor: withTax(deed.vendor, deed.minor), number: '' }), 'never-billed');
};

/** Billed and posted, and nobody told the sheet. */
export const offSheet: Happening = (firm, book, day) => {
  const deed = order(firm, day);
  extra(
    book,
    post(firm, deed, { minor: withTax(deed.vendor, deed.minor), clerk: clerkOf(firm, deed) }),
    'off-sheet',
  );
};
