import { belong } from './book.ts';
import type { Happening } from './buying.ts';
import { monthEnd, monthName, working } from './calendar.ts';
import { typeReceipt } from './cards.ts';
import { post } from './clerk.ts';
import { buy, type Deed, withTax } from './deed.ts';
import { tradeOf } from './trades.ts';
import { enter } from './typist.ts';

/** What staff lay out or are given: reports after a trip, flat rates on the road, the tin. */

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
