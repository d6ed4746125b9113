import { belong, extra } from './book.ts';
import { type Happening, order } from './buying.ts';
import { post } from './clerk.ts';
import { buy, type Deed, withTax } from './deed.ts';
import { enter } from './typist.ts';

/** Bought on terms that change what is paid: other money, discounts, the right to send back. */

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
