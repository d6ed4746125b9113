import type { Random } from '../random.ts';
import { YEAR_START } from './calendar.ts';
import { CITIES, FIRSTS, joined, merchantOf, named, numberer, SUFFIXES } from './names.ts';
import { TRADES, type Trade } from './trades.ts';

/** One line of a seller's price list: the same thing costs the same every time. */
export interface Item {
  words: string;
  minor: number;
}

export interface Vendor {
  name: string;
  /** What people at the firm call it, the fullest first. */
  called: string[];
  /** From this day it writes and is booked under another name: bought up, or renamed. */
  renamed: { day: number; name: string } | null;
  /** The line a bank shows for it, before the bank cuts it off. */
  merchant: string;
  trade: Trade;
  items: Item[];
  currency: string;
  /** Of a hundred thousand; 0 where nothing is taxed. */
  taxRate: number;
  /** Bills at once, or everything delivered since at the half or end of the month. */
  batch: 'none' | 'half' | 'month';
  lag: number;
  /** 0 pays now; else the days its bills give. */
  terms: number;
  nextNumber: () => string;
}

/** Airfare is dear, a toll is not: what the trade's range of prices means for one kind of seller. */
const DEAR = /^(Airlines|Car Rental)$/;

function itemsOf(random: Random, trade: Trade, noun: string): Item[] {
  const [low, top] = trade.price;
  const cheap = trade.name === 'way' && !DEAR.test(noun);
  const high = cheap ? top / 8 : top;
  return random
    .shuffle([...(trade.sellers.find(([own]) => own === noun)?.[1] ?? [])])
    .slice(0, random.int(3, 8))
    .map((words) => {
      const from = trade.name === 'way' && DEAR.test(noun) ? low * 12 : low;
      const raw = from * (high / from) ** random.next();
      // Prices end in .00, .50, .99 or anyhow.
      const minor = random.weighted([
        [Math.round(raw), 4],
        [Math.max(1, Math.round(raw / 100)) * 100, 3],
        [Math.max(1, Math.round(raw / 500)) * 500, 2],
        [Math.max(1, Math.round(raw / 100)) * 100 - 1, 2],
      ]);
      return { words, minor };
    });
}

/** A firm that buys for `rows` rows a year knows this many sellers; the trades share them. */
export function makeVendors(random: Random, rows: number): Vendor[] {
  const vendors: Vendor[] = [];
  const taken = new Set<string>();
  const firsts: string[] = [];
  const each = (30 + 1.2 * rows ** 0.62) / TRADES.length;
  for (const trade of TRADES) {
    const nouns = trade.sellers.map(([noun]) => noun);
    const count = Math.max(3, Math.round(each * (trade.share > 15 ? 1.6 : 0.75)));
    for (let i = 0; i < count; i++) {
      const { bare, noun } = named(random, nouns, taken, firsts);
      firsts.push(bare.slice(0, -noun.length).trim());
      vendors.push(makeVendor(random, trade, bare, noun));
    }
  }
  return vendors;
}

function makeVendor(random: Random, trade: Trade, bare: string, noun: string): Vendor {
  const parts = bare.split(' ');
  const initials = parts.map((part) => part[0] ?? '').join('');
  // "Cedar of Austin Electric" goes by the whole, by "Cedar Electric", by "Cedar", or by its initials.
  const called = [bare, joined([parts[0] ?? '', noun]), parts[0] ?? bare];
  if (initials.length > 2) called.push(initials);
  const other = random.chance(0.5) ? `${random.pick(FIRSTS)} ${noun}` : `${parts[0]} Holdings LLC`;
  const foreign = trade.name === 'supply' || trade.name === 'venue' ? random.chance(0.06) : false;
  const store = random.chance(0.6) ? ` ${random.int(1, 9)}${random.int(100, 999)}` : '';
  return {
    name: joined([bare, random.pick(SUFFIXES)]),
    called,
    renamed: random.chance(0.03) ? { day: YEAR_START + random.int(90, 270), name: other } : null,
    merchant: `${merchantOf(random, bare)}${store} ${random.pick(CITIES)}`,
    trade,
    items: itemsOf(random, trade, noun),
    currency: foreign ? random.pick(['EUR', 'CAD', 'GBP']) : 'USD',
    // Of the town the goods go to, nearly always this one.
    taxRate: trade.taxed && !foreign ? random.pick([8250, 8250, 8250, 8250, 6750, 7000]) : 0,
    batch:
      trade.pay === 'card'
        ? 'none'
        : random.weighted([
            ['none', 70],
            ['half', 8],
            ['month', 22],
          ] as const),
    lag: random.int(0, 6),
    terms: random.pick([0, 15, 30, 30, 45]),
    nextNumber: numberer(random, bare),
  };
}
