import type { Random } from '../random.ts';
import { YEAR_START } from './calendar.ts';
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

const FIRSTS = (
  'Hargrove Pruitt Castellano Nguyen Okafor Lindqvist Barrett Delgado Whitcomb Sorensen Maddox Ybarra Kessler Tran ' +
  'Fontaine Ridley Abbott Moreno Stahl Pickett Vance Calloway Dupree Engstrom Farrow Gaines Holloway Ibarra Jessup ' +
  'Kowalski Lattimore McCabe Norwood Oakes Pellegrini Quist Rourke Salazar Thibodeaux Upton Vasquez Weller Yates Zeller ' +
  'Cedar Summit Bluebonnet Lakeway Ironwood Prairie Frontier Keystone Riverbend Redbird Sandstone Twin-Oaks Gulf Mesa ' +
  'Pecan Cypress Granite Harbor Liberty Midtown Northgate Pinnacle Quarry Sierra Tejas Union Valley Westlake Alamo Brazos'
).split(' ');
const SECONDS = [
  '',
  '',
  '',
  '',
  'Bros',
  'City',
  'Hill Country',
  'of Austin',
  'Southwest',
  'Premier',
  'National',
  'Creek',
  'County',
  '& Sons',
];
const SUFFIXES = ['Inc', 'Inc.', 'LLC', 'LLC', 'Co', 'Corp', 'Ltd', '', '', ''];
const CITIES = [
  'AUSTIN TX',
  'SAN ANTONIO TX',
  'ROUND ROCK TX',
  'HOUSTON TX',
  'DALLAS TX',
  'WACO TX',
  'BUDA TX',
];
const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');

function merchantOf(random: Random, bare: string): string {
  const upper = bare.toUpperCase().replace(/[^A-Z0-9 &]/g, '');
  const prefix = random.weighted([
    ['', 60],
    ['SQ *', 14],
    ['TST* ', 10],
    ['PAYPAL *', 6],
    ['SP ', 5],
    ['IN *', 5],
  ] as const);
  return `${prefix}${random.chance(0.25) ? upper.replaceAll(' ', '') : upper}`;
}

function numberer(random: Random, bare: string): () => string {
  const letters = bare.replace(/[^A-Z]/g, '').slice(0, 3) || 'N';
  const style = random.weighted([
    ['plain', 34],
    ['inv', 18],
    ['letters', 16],
    ['year', 14],
    ['long', 10],
    ['slash', 8],
  ] as const);
  let serial = random.int(120, style === 'long' ? 9_000_000 : 89_000);
  return () => {
    serial += random.int(1, 23);
    if (style === 'inv') return `INV-${String(serial).padStart(6, '0')}`;
    if (style === 'letters') return `${letters}-${serial}`;
    if (style === 'year') return `2025-${String(serial % 10_000).padStart(4, '0')}`;
    if (style === 'long') return String(serial).padStart(10, '0');
    return style === 'slash' ? `${serial}/${random.int(1, 3)}` : String(serial);
  };
}

function itemsOf(random: Random, trade: Trade): Item[] {
  const [low, high] = trade.price;
  return random
    .shuffle([...trade.items])
    .slice(0, random.int(3, 8))
    .map((words) => {
      const raw = low * (high / low) ** random.next();
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

function named(random: Random, trade: Trade, taken: Set<string>, siblings: readonly Vendor[]): string {
  for (let tries = 0; ; tries++) {
    const like = random.chance(0.06) && siblings.length > 0 ? random.pick(siblings).called[0] : undefined;
    // "Cedar Electric" and "Cedar Electric Supply" are two firms.
    const bare =
      like?.split(' ').slice(0, 2).join(' ') ?? joined([random.pick(FIRSTS), random.pick(SECONDS)]);
    const name = joined([bare, tries > 4 ? random.pick(FIRSTS) : '', random.pick(trade.nouns)]);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** A firm that buys for `rows` rows a year knows this many sellers; the trades share them. */
export function makeVendors(random: Random, rows: number): Vendor[] {
  const vendors: Vendor[] = [];
  const taken = new Set<string>();
  const each = (30 + 1.2 * rows ** 0.62) / TRADES.length;
  for (const trade of TRADES) {
    const count = Math.max(3, Math.round(each * (trade.share > 15 ? 1.6 : 0.75)));
    for (let i = 0; i < count; i++)
      vendors.push(makeVendor(random, trade, named(random, trade, taken, vendors)));
  }
  return vendors;
}

function makeVendor(random: Random, trade: Trade, bare: string): Vendor {
  const name = joined([bare, random.pick(SUFFIXES)]);
  const parts = bare.split(' ');
  const initials = parts.map((part) => part[0] ?? '').join('');
  const called = [bare, parts.slice(0, 2).join(' '), parts[0] ?? bare];
  if (initials.length > 2) called.push(initials);
  const other = random.chance(0.5)
    ? `${random.pick(FIRSTS)} ${random.pick(trade.nouns)}`
    : `${parts[0]} Holdings LLC`;
  const foreign = trade.name === 'supply' || trade.name === 'venue' ? random.chance(0.06) : false;
  return {
    name,
    called,
    renamed: random.chance(0.03) ? { day: YEAR_START + random.int(90, 270), name: other } : null,
    merchant: `${merchantOf(random, bare)}${random.chance(0.6) ? ` ${random.int(1, 9)}${random.int(100, 999)}` : ''} ${random.pick(CITIES)}`,
    trade,
    items: itemsOf(random, trade),
    currency: foreign ? random.pick(['EUR', 'CAD', 'GBP']) : 'USD',
    taxRate: trade.taxed && !foreign ? random.pick([8250, 8250, 8250, 6750, 7000]) : 0,
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
