import { alikeLedger, belong, cancelled, extra } from './book.ts';
import { type Happening, order } from './buying.ts';
import { monthEnd, monthName, slashed, working, YEAR_DAYS, YEAR_START } from './calendar.ts';
import { post } from './clerk.ts';
import type { Deed } from './deed.ts';
import { cut } from './deliveries.ts';
import { tradeOf } from './trades.ts';
import { enter } from './typist.ts';

/** What goes on for weeks or months under one agreement. */

export const YEAR_END = YEAR_START + YEAR_DAYS - 1;

/** Billed as the work proceeds, a tenth held back until it is accepted. */
export const progress: Happening = (firm, book, day) => {
  const { random } = firm;
  const contract = order(firm, day, { trade: tradeOf('crew'), least: 900_000 });
  const held = random.pick([5, 10, 10, 10]);
  const shares = Array.from({ length: random.int(3, 6) }, () => random.int(2, 8));
  let [at, kept, last] = [monthEnd(day), 0, contract];
  cut(contract.minor, shares).forEach((gross, i) => {
    if (at > YEAR_END) return;
    const draw: Deed = {
      ...contract,
      received: at - random.int(1, 5),
      ordered: at - 5,
      billed: at,
      number: contract.vendor.nextNumber(),
      words: `${contract.words} draw ${i + 1}`,
    };
    const back = Math.round((gross * held) / 100);
    const typed = contract.project.typist.draws === 'gross' ? gross : gross - back;
    belong(book, 'draw', [enter(firm, draw, { minor: typed })], [post(firm, draw, { minor: gross - back })]);
    kept += back;
    last = draw;
    at = monthEnd(at + 10);
  });
  if (kept === 0 || random.chance(0.2)) return;
  const day2 = last.billed + random.int(20, 50);
  const release: Deed = {
    ...last,
    billed: day2,
    received: day2 - 3,
    ordered: day2 - 3,
    number: contract.vendor.nextNumber(),
    words: `${contract.words} retainage`,
  };
  const posting = post(firm, release, { minor: kept });
  // Who typed the draws whole has nothing left to type.
  if (contract.project.typist.draws === 'gross' || day2 - 3 > YEAR_END) extra(book, posting, 'release');
  else belong(book, 'release-row', [enter(firm, release, { minor: kept })], [posting]);
};

/** Timesheets are typed each Friday; the crew's firm bills two weeks at a time. */
export const timesheets: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { trade: tradeOf('crew') });
  const rate = random.int(38, 96) * 100;
  const ending = (at: number) => at + ((5 - new Date(at * 86_400_000).getUTCDay() + 7) % 7);
  let at = ending(day);
  for (let pairs = random.int(1, 5); pairs > 0 && at + 7 <= YEAR_END; pairs--) {
    const weeks = pairs === 1 && random.chance(0.2) ? [at] : [at, at + 7];
    const number = deed.vendor.nextNumber();
    const billed = working((weeks.at(-1) ?? at) + random.int(2, 6));
    const known = random.chance(0.5) ? number : '';
    const rows = weeks.map((week) => {
      const half = random.int(48, 200);
      const own: Deed = {
        ...deed,
        received: week,
        ordered: week,
        number: known,
        words: `${half / 2} hrs ${deed.words} wk ${slashed(week)}`,
      };
      return enter(firm, own, { minor: (rate * half) / 2, day: week });
    });
    const posting = post(
      firm,
      { ...deed, number, billed },
      { minor: rows.reduce((sum, row) => sum + row.minor, 0) },
    );
    belong(book, 'timesheets', rows, [posting]);
    at += 14;
  }
};

/** By the week or by four weeks; the first and last bill for the days it was there, a fee to bring it. */
export const hire: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { trade: tradeOf('hire') });
  const days = random.pick([7, 28, 28]);
  const rate = Math.max(100, Math.round(deed.minor / 500) * 500);
  const spans = Array.from({ length: random.int(2, days === 7 ? 8 : 6) }, () => rate);
  const off = random.chance(0.5) ? Math.max(100, Math.round((rate * random.int(1, days - 1)) / days)) : rate;
  spans[spans.length - 1] = off;
  const fee = random.chance(0.3) ? random.int(6, 30) * 500 : 0;
  const one = random.chance(0.25);
  const bills = spans.flatMap((minor, i) => {
    const billed = working(deed.received + (i + 1) * days);
    if (billed > YEAR_END) return [];
    const own: Deed = {
      ...deed,
      received: billed - (days === 7 ? 3 : 7),
      ordered: billed - days,
      billed,
      number: deed.vendor.nextNumber(),
      words: `${deed.words} ${days === 7 ? 'weekly' : '4 wk'}`,
    };
    return [{ own, minor, posted: minor + (i === 0 ? fee : 0) }];
  });
  if (bills.length === 0) return;
  const postings = bills.map(({ own, posted }) => post(firm, own, { minor: posted }));
  if (one) {
    const total = bills.reduce((sum, { posted }) => sum + posted, 0);
    belong(
      book,
      'hire-whole',
      [
        enter(firm, deed, {
          minor: total,
          number: '',
          words: `${deed.words} rental ${bills.length} periods`,
        }),
      ],
      postings,
    );
    return;
  }
  // Some type the full rate until the bill says otherwise, and never look again.
  const exact = random.chance(0.6);
  bills.forEach(({ own, minor, posted }, i) => {
    const posting = postings[i];
    if (posting)
      belong(
        book,
        'hire',
        [enter(firm, own, { minor: exact ? posted : i === bills.length - 1 ? rate : minor })],
        [posting],
      );
  });
};

/** The meter is read each month; the sheet has last month's figure, or the bill's. */
export const utility: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { trade: tradeOf('power') });
  const reader = random.chance(0.6);
  let before = deed.minor;
  const account = `${random.int(100, 999)}-${random.int(10_000, 99_999)}`;
  for (let at = monthEnd(day), i = 0; at <= YEAR_END && i < random.int(4, 12); i++) {
    const minor = Math.max(500, Math.round(deed.minor * (1 + random.normal() * 0.18)));
    const number = random.chance(0.5)
      ? ''
      : random.chance(0.6)
        ? account
        : `${monthName(at).toUpperCase()}25`;
    const own: Deed = {
      ...deed,
      po: '',
      billed: at + random.int(1, 6),
      received: at,
      ordered: at,
      number,
      words: `${deed.words} ${monthName(at)}`,
    };
    const posting = post(firm, own, { minor });
    belong(
      book,
      'utility',
      [enter(firm, own, { minor: reader ? minor : before, number: random.chance(0.3) ? number : '' })],
      [posting],
    );
    before = minor;
    at = monthEnd(at + 10);
  }
};

/** Entered under the wrong date or number, voided and entered again. */
export const voided: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day);
  const row = enter(firm, deed, { minor: deed.minor });
  const right = post(firm, deed, { minor: deed.minor });
  belong(book, 'entered-again', [row], [right]);
  const first = { ...deed, billed: right.day - random.int(0, 4) };
  if (random.chance(0.5)) {
    extra(
      book,
      post(firm, first, { minor: 0, memo: `Voided ${deed.words}`, punctual: true }),
      'void',
      'reversal',
    );
    return;
  }
  const wrong = post(firm, first, { minor: deed.minor, punctual: true });
  const type = random.pick(['JournalEntry', 'VendorCredit'] as const);
  const undone = post(firm, first, {
    minor: -deed.minor,
    punctual: true,
    type,
    day: right.day,
    memo: `Reverse ${deed.number}`,
  });
  cancelled(book, 'backed-out', wrong, undone);
  alikeLedger(book, wrong, right);
};
