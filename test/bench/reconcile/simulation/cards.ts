import { alikeLedger, belong, type Entered, extra } from './book.ts';
import type { Happening } from './buying.ts';
import { monthEnd, monthName, working } from './calendar.ts';
import { feed, post } from './clerk.ts';
import { YEAR_END } from './contracts.ts';
import { buy, type Deed, withTax } from './deed.ts';
import { cut } from './deliveries.ts';
import type { Firm } from './firm.ts';
import { misamount } from './slips.ts';
import { tradeOf } from './trades.ts';
import { enter } from './typist.ts';

/** What is paid on the spot: company cards through the bank's feed, cash, and what staff laid out. */

const typeReceipt = (
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

/** Laid out on a trip and paid back in one sum, days on the road at a flat rate among it. */
export const trip: Happening = (firm, book, day) => {
  const { random } = firm;
  const who = random.pick(firm.staff);
  const first = buy(firm, day, 'card', { trade: tradeOf('way') });
  const place = random.pick(['Denver', 'Tulsa', 'Houston', 'Phoenix', 'Reno', 'Memphis']);
  const nights = random.int(1, 4);
  const laid = [
    first,
    ...Array.from({ length: random.int(1, 4) }, () =>
      buy(firm, day + random.int(0, nights), 'card', {
        trade: tradeOf(random.pick(['way', 'bed', 'table', 'pump'])),
        project: first.project,
      }),
    ),
  ];
  const surname = who.split(' ')[1] ?? who;
  const tagged = random.chance(0.75);
  const rows = laid.map((deed) =>
    typeReceipt(firm, deed, withTax(deed.vendor, deed.minor), {
      words: tagged ? `${deed.words} ${place} ${surname}` : deed.words,
    }),
  );
  if (random.chance(0.5)) {
    const flat = { ...first, received: day + nights, account: '6110 Meals' };
    rows.push(
      typeReceipt(firm, flat, (nights + 1) * random.pick([5900, 6900, 7400]), {
        vendor: who,
        words: `per diem ${nights + 1} days ${place}`,
      }),
    );
  }
  const billed = working(day + nights + random.int(3, 14));
  const report: Deed = {
    ...first,
    billed,
    number: random.chance(0.3) ? `ER-${random.int(1000, 9999)}` : '',
    words: `Expense report ${place}`,
  };
  const memo = `${random.pick(['Exp report', 'Expense reimb', 'Travel'])} ${place} ${monthName(day)}`;
  belong(book, 'trip', rows, [
    post(firm, report, {
      minor: rows.reduce((sum, row) => sum + row.minor, 0),
      vendor: who,
      type: random.pick(['Bill', firm.cardType]),
      memo,
    }),
  ]);
};

/** A flat rate for a week away from home, paid to each of the crew. */
export const perDiem: Happening = (firm, book, day) => {
  const { random } = firm;
  const project = firm.projectNow();
  const rate = random.pick([4500, 5900, 6900]);
  for (let i = random.int(1, 4); i > 0; i--) {
    const who = random.pick(firm.staff);
    const days = random.int(2, 6);
    const deed: Deed = {
      ...buy(firm, day, 'card', { trade: tradeOf('way'), project }),
      account: '6100 Travel',
      words: `per diem ${days} days`,
      quantity: 1,
    };
    const row = enter(firm, deed, {
      minor: rate * days,
      number: '',
      vendor: random.chance(0.8) ? who : (who.split(' ')[1] ?? who),
    });
    const posting = post(
      firm,
      { ...deed, billed: working(day + random.int(2, 8)) },
      { minor: rate * days, number: '', vendor: who, type: firm.cardType, memo: `Per diem ${who}` },
    );
    belong(book, 'per-diem', [row], [posting]);
  }
};

/** Small things out of the tin, made good once a month. */
export const pettyCash: Happening = (firm, book, day) => {
  const { random } = firm;
  const project = firm.projectNow();
  const end = monthEnd(day);
  const deeds = Array.from({ length: random.int(3, 6) }, () =>
    buy(firm, working(Math.min(end, day + random.int(0, 9))), 'card', {
      trade: tradeOf(random.pick(['shop', 'table', 'pump'])),
      project,
    }),
  );
  const rows = deeds.map((deed) =>
    typeReceipt(
      firm,
      deed,
      withTax(deed.vendor, deed.minor),
      random.chance(0.85) ? { words: `${random.pick(['petty cash', 'PC', 'cash'])} ${deed.words}` } : {},
    ),
  );
  const [first] = deeds;
  if (!first) return;
  const tin: Deed = { ...first, billed: end, number: '', words: 'petty cash' };
  belong(book, 'petty-cash', rows, [
    post(firm, tin, {
      minor: rows.reduce((sum, row) => sum + row.minor, 0),
      vendor: random.pick(['Petty Cash', 'Petty Cash', '']),
      type: random.pick([firm.cardType, 'JournalEntry']),
      memo: `Petty cash ${monthName(day)} ${project.code}`,
    }),
  ]);
};
