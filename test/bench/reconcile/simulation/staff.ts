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
  // Who names neither the trip nor the project says nothing at all of where the money went: nobody does that.
  const tagged = first.project.typist.project === 'none' || random.chance(0.8);
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
  belong(book, tagged ? 'trip' : 'trip-unnamed', rows, [
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
  const crew = [...new Set(Array.from({ length: random.int(1, 4) }, () => random.pick(firm.staff)))];
  const surname = (who: string) => who.split(' ')[1] ?? who;
  for (const who of crew) {
    // The surname does where it is the only one of its kind.
    const alone = crew.filter((other) => surname(other) === surname(who)).length === 1;
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
      vendor: alone && random.chance(0.2) ? surname(who) : who,
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
  const named = project.typist.project === 'none';
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
      named || random.chance(0.85)
        ? { words: `${random.pick(['petty cash', 'PC', 'cash'])} ${deed.words}` }
        : {},
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
