import type { Desk } from '../desk.ts';
import { bookkeeperFor, posting } from '../ledger-hand.ts';
import type { Fact, Party, PartyKind } from '../shapes.ts';
import { wrongAmount } from '../slips.ts';
import { EATERY } from '../words.ts';
import { pair, story, type Teller } from './pair.ts';

/** One row, one posting: as it mostly is, and the ways in which the two amounts come to differ. */

const any = (desk: Desk): PartyKind =>
  desk.random.weighted([
    ['studio', 6],
    ['freelancer', 3],
    ['media', 1],
  ] as const);
const rounded = (minor: number, step: number) => Math.round(minor / step) * step;
const plus = (minor: number, percent: number) => Math.round(minor * (1 + percent / 100));

/** Dollars for a unit on the day: each currency swings by three per cent over the year. */
const RATE: Readonly<Record<string, number>> = { EUR: 1.13, GBP: 1.31, CAD: 0.73, INR: 0.0117 };
const dollars = (minor: number, currency: string, day: number): number =>
  Math.round(
    minor *
      (RATE[currency] ?? 1) *
      (1 + 0.03 * Math.sin(day / 45 + currency.length + currency.charCodeAt(0))),
  );

function foreign(desk: Desk): Fact {
  const fact = desk.buy('abroad');
  return fact.party.currency === 'INR' ? { ...fact, minor: fact.minor * 40 } : fact;
}

/** In the books at the bank's rate, one to three per cent dearer than the day's where its fee is in it. */
function inBooks(desk: Desk, fact: Fact): { minor: number; currency: string } {
  const { currency } = fact.party;
  if (bookkeeperFor(desk, fact.billed).multicurrency) return { minor: fact.minor, currency };
  const spread = desk.random.chance(0.6) ? desk.random.int(0, 30) / 10 : 0;
  return { minor: plus(dollars(fact.minor, currency, fact.billed), spread), currency: 'USD' };
}

/** Somebody who is tipped. */
function served(desk: Desk): Party | undefined {
  for (let tries = 0; tries < 60; tries++) {
    const party = desk.party('shop');
    if (party.trade === 'Uber' || EATERY.some((one) => party.trade.includes(` ${one}`))) return party;
  }
}

export const PLAIN: Readonly<Record<string, Teller>> = {
  bill: (desk) => story(pair(desk, 'bill', desk.buy(any(desk)))),
  card: (desk) => story(pair(desk, 'card', desk.buy('shop'))),
  hours: (desk) => story(pair(desk, 'hours', desk.buy('freelancer'))),
  media: (desk) => {
    const fact = desk.buy('media');
    return story(pair(desk, 'media', { ...fact, orders: [`IO-${desk.order(fact.ordered)}`] }));
  },
  // The plan has the gross rate; the bill is net of the agency's fifteen per cent.
  'media-net': (desk) => {
    const fact = desk.buy('media');
    const gross = rounded(fact.minor, 5000) + 10_000;
    const planned: Fact = { ...fact, minor: gross, orders: [`IO-${desk.order(fact.ordered)}`] };
    return story(
      pair(desk, 'media-net', planned, { ledger: { minor: Math.round(gross * 0.85) }, why: 'amount' }),
    );
  },
  foreign: (desk) => {
    const fact = foreign(desk);
    const { currency } = fact.party;
    const books = inBooks(desk, fact);
    // One manager in four turns it into dollars at the rate in their head.
    if (books.currency === 'USD' && desk.random.chance(0.25)) {
      const own = rounded(
        plus(dollars(fact.minor, currency, fact.ordered), desk.random.int(-15, 15) / 10),
        100,
      );
      return story(
        pair(desk, 'foreign-own-rate', fact, { sheet: { minor: own }, ledger: books, why: 'amount' }),
      );
    }
    return story(pair(desk, 'foreign', fact, { sheet: { currency }, ledger: books }));
  },
  estimate: (desk) => {
    const fact = desk.buy(any(desk));
    const off = desk.random.int(2, 14) * (desk.random.chance(0.7) ? -1 : 1);
    const guess = Math.max(10_000, rounded(plus(fact.minor, off), 5000));
    const sheet = { minor: guess, what: `${fact.what} (est.)`, day: fact.ordered };
    return story(pair(desk, 'estimate', fact, { sheet, why: 'amount' }));
  },
  'sales-tax': (desk) => {
    const fact = desk.buy(desk.random.pick(['studio', 'studio', 'shop']));
    const taxed = plus(fact.minor, desk.random.pick([6, 6.25, 7, 7.5, 8.25, 8.875, 10.25]));
    const inSheet = desk.random.chance(0.2);
    return story(
      pair(desk, 'sales-tax', fact, { [inSheet ? 'sheet' : 'ledger']: { minor: taxed }, why: 'tax' }),
    );
  },
  tip: (desk) => {
    const party = served(desk);
    const fact = desk.buy('shop', party ? { party } : {});
    return story(
      pair(desk, 'tip', fact, {
        ledger: { minor: plus(fact.minor, desk.random.pick([15, 18, 20, 20, 22])) },
        why: 'amount',
      }),
    );
  },
  'late-fee': (desk) => {
    const fact = desk.buy(any(desk));
    const fee = Math.max(1500, Math.round(fact.minor * 0.015 * desk.random.int(1, 3)));
    // Some bookkeepers post it on a line of its own, which no sheet has.
    if (desk.random.chance(0.4) && desk.alone('ledger', fact.party, fact.billed)) {
      const own = posting(
        desk,
        { ...fact, minor: fee, orders: [], what: 'late fee' },
        { memo: `late fee ${fact.number}` },
      );
      const apart = { kind: 'late-fee-apart', sheet: [], ledger: [own], cause: 'missing-in-sheet' as const };
      return story(pair(desk, 'bill', fact), apart);
    }
    return story(
      pair(desk, 'late-fee', fact, {
        ledger: { minor: fact.minor + fee, memo: `${fact.what} incl late fee` },
        why: 'amount',
      }),
    );
  },
  mistyped: (desk) => {
    const fact = desk.buy(any(desk));
    const side = desk.random.chance(0.7) ? 'sheet' : 'ledger';
    return story(
      pair(desk, 'mistyped', fact, {
        [side]: { minor: wrongAmount(desk.random, fact.minor) },
        why: 'amount',
      }),
    );
  },
};

/** For the stories that stand beside a foreign bill. */
export const foreignPair = (desk: Desk) => {
  const fact = foreign(desk);
  const telling = pair(desk, 'foreign', fact, {
    sheet: { currency: fact.party.currency },
    ledger: inBooks(desk, fact),
  });
  return { fact, telling };
};
