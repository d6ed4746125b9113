import { alikeLedger, belong, type Entered, extra } from './book.ts';
import type { Happening } from './buying.ts';
import { working, YEAR_END } from './calendar.ts';
import { feed, post } from './clerk.ts';
import { buy, type Deed, withTax } from './deed.ts';
import { cut } from './deliveries.ts';
import type { Firm } from './firm.ts';
import { misamount } from './slips.ts';
import { tradeOf } from './trades.ts';
import { enter } from './typist.ts';

/** What is paid on the spot: company cards through the bank's feed. */

/** Typed from the receipt, on the day or some days after; there is no number to type. */
export const typeReceipt = (
  firm: Firm,
  deed: Deed,
  minor: number,
  more: { words?: string; vendor?: string } = {},
): Entered =>
  enter(firm, deed, {
    minor,
    number: '',
    day: deed.received + (firm.random.chance(0.2) ? firm.random.int(1, 6) : 0),
    ...more,
  });

/** One swipe, one receipt, one line of the feed. */
export const card: Happening = (firm, book, day) => {
  const { random, noise } = firm;
  const deed = buy(firm, day, 'card');
  const paid = withTax(deed.vendor, deed.minor);
  // The receipt is signed before the tip is added.
  const tip =
    deed.vendor.trade.name === 'table' && random.chance(0.15)
      ? Math.round((paid * random.int(15, 22)) / 100)
      : 0;
  const wrong = random.chance(noise.misamount);
  const posting = feed(firm, deed, paid + tip);
  const row = typeReceipt(firm, deed, wrong ? misamount(random, paid) : paid);
  belong(book, wrong ? 'card-mistyped' : tip > 0 ? 'card-tip' : 'card', [row], [posting]);
  if (random.chance(noise.twice)) {
    // Pulled in by the feed and typed from the receipt as well.
    const again = post(
      firm,
      { ...deed, billed: deed.received },
      { minor: posting.minor, type: firm.cardType, number: '', punctual: true },
    );
    extra(book, again, 'feed-and-typed', 'duplicate');
    alikeLedger(book, posting, again);
  }
};

/** Charged, and no receipt was handed in. */
export const lostReceipt: Happening = (firm, book, day) => {
  const deed = buy(firm, day, 'card');
  extra(book, feed(firm, deed, withTax(deed.vendor, deed.minor)), 'lost-receipt');
};

/** Ordered at once, charged by the parcel. */
export const parcels: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = buy(firm, day, 'card', { trade: tradeOf('shop'), least: 4_000 });
  const total = withTax(deed.vendor, deed.minor);
  const parts = cut(
    total,
    Array.from({ length: random.int(2, 3) }, () => random.int(1, 5)),
  );
  let after = random.int(1, 3);
  const charges = parts.map((minor) => {
    const charge = feed(firm, deed, minor, after);
    after += random.int(0, 4);
    return charge;
  });
  belong(book, 'parcels', [typeReceipt(firm, deed, total)], charges);
};

/** Brought back to the shop; the card is credited. */
export const refund: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = buy(firm, day, 'card', { trade: tradeOf('shop') });
  const paid = withTax(deed.vendor, deed.minor);
  const back: Deed = { ...deed, received: day + random.int(1, 15), words: `return ${deed.words}` };
  const part = random.chance(0.5) ? paid : Math.max(1, Math.round(paid / random.int(2, 4)));
  belong(book, 'card', [typeReceipt(firm, deed, paid)], [feed(firm, deed, paid)]);
  const credited = feed(firm, back, -part, random.int(2, 6));
  if (random.chance(0.6)) belong(book, 'refund', [typeReceipt(firm, back, -part)], [credited]);
  else extra(book, credited, 'refund-off-sheet');
};

/** The same every month until the price goes up, which the sheet hears of a month later. */
export const subscription: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = buy(firm, day, 'card', { trade: tradeOf('web') });
  const rise = random.chance(0.25) ? random.int(2, 8) : -1;
  let [charged, typed] = [deed.minor, deed.minor];
  for (let i = 0; i < 12; i++) {
    const at = day + Math.round(i * 30.4);
    if (at > YEAR_END) return;
    if (i === rise) charged = Math.round((charged * random.pick([105, 108, 110, 120])) / 100);
    if (i > rise) typed = charged;
    const own = { ...deed, received: working(at) };
    belong(book, 'subscription', [typeReceipt(firm, own, typed)], [feed(firm, own, charged)]);
  }
};
