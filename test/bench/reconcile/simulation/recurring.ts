import { belong } from './book.ts';
import { guess, type Happening, order } from './buying.ts';
import { monthEnd, monthName, working, YEAR_END } from './calendar.ts';
import { post } from './clerk.ts';
import type { Deed } from './deed.ts';
import { tradeOf } from './trades.ts';
import { enter } from './typist.ts';

/** Billed again and again while it lasts: machines on hire, meters. */

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

/** The meter is read each month; the sheet has the bill's figure, or a round guess from last month's. */
export const utility: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { trade: tradeOf('power') });
  const reader = random.chance(0.6);
  let before = deed.minor;
  const account = `${random.int(100, 999)}-${random.int(10_000, 99_999)}`;
  let at = monthEnd(day);
  for (let months = random.int(4, 12); months > 0 && at <= YEAR_END; months--) {
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
    const posting = post(firm, own, { minor, ...(random.chance(0.6) ? { memo: own.words } : {}) });
    belong(
      book,
      reader ? 'utility' : 'utility-guess',
      [
        enter(firm, own, {
          minor: reader ? minor : guess(firm, before),
          number: random.chance(0.3) ? number : '',
        }),
      ],
      [posting],
    );
    before = minor;
    at = monthEnd(at + 10);
  }
};
