import type { Hardness } from '../dial.ts';
import { type Random, zipf } from '../random.ts';
import { NOISE, type Noise } from './noise.ts';
import { TRADES, type Trade } from './trades.ts';
import { makeVendors, type Vendor } from './vendors.ts';

/** Who works at the firm and how each of them writes; drawn once, kept for the year. */

export interface Typist {
  name: string;
  initials: string;
  /** How much of a vendor's name is typed, the fullest first, as weights. */
  calls: readonly [number, number][];
  /** Shortens words, or shouts, or does neither. */
  hand: 'plain' | 'short' | 'upper' | 'lower';
  numberFilled: number;
  poFilled: number;
  /** Types what the order says, before sales tax. */
  beforeTax: boolean;
  account: 'number' | 'name' | 'both' | 'none';
  project: 'code' | 'full' | 'none';
  poStyle: string;
  dateOf: 'received' | 'ordered';
  /** Contract draws as asked for, or less what is held back. */
  draws: 'gross' | 'net';
}

export interface Clerk {
  number: 'as-is' | 'bare' | 'upper' | 'no-zeros';
  memo: 'none' | 'words' | 'numbers' | 'job';
  poFilled: number;
  poStyle: string;
  /** Books bills under the day they came in, not the day they bear. */
  dateOf: 'bill' | 'entry';
  byLine: boolean;
}

export interface Project {
  code: string;
  name: string;
  class: string;
  typist: Typist;
}

export interface Firm {
  random: Random;
  noise: Noise;
  projects: Project[];
  clerks: Clerk[];
  staff: string[];
  /** A seller of the trade; few of them get most of the orders. */
  sellerOf: (trade: Trade) => Vendor;
  tradeBy: (pay: 'bill' | 'card') => Trade;
  projectNow: () => Project;
  nextPo: () => string;
  /** Whether the bank's lines are called Expense or Purchase. */
  cardType: 'Expense' | 'Purchase';
}

const GIVEN =
  'Maria Dave Kofi Priya Tom Ana Luis Beth Hank Noor Gail Omar Ruth Sam Tess Vic Wendy Ian Carl Jo'.split(
    ' ',
  );
const FAMILY =
  'Ortiz Hanley Mensah Rao Becker Silva Pena Cole Dodd Aziz Frost Haddad Lowe Kim Nash Orr Pike Reyes Stone Webb'.split(
    ' ',
  );
const PLACES =
  'Harbor Pavilion,Eastside Clinic,Hwy 71 Depot,Rodeo Expo,Library Annex,Tech Summit,Airport Lounge,Mill Lofts,County Fair,Stadium Suites,Food Hall,Data Barn,Chapel Roof,Market Plaza,Film Fest,River Walk,Trade Show,School 14,Bank Tower,Garden Gala'.split(
    ',',
  );

function typist(random: Random, noise: Noise): Typist {
  const name = `${random.pick(GIVEN)} ${random.pick(FAMILY)}`;
  const around = (share: number) => Math.min(0.95, Math.max(0.05, share + random.normal() * 0.18));
  return {
    name,
    initials: name.replace(/[^A-Z]/g, ''),
    calls: [
      [0, random.int(2, 8)],
      [1, random.int(1, 6)],
      [2, random.int(0, 3)],
      [3, random.int(0, 1)],
    ],
    hand: random.weighted([
      ['plain', 5],
      ['short', 3],
      ['upper', 1],
      ['lower', 2],
    ] as const),
    numberFilled: around(noise.numberFilled),
    poFilled: around(noise.poFilled),
    beforeTax: random.chance(0.3),
    account: random.weighted([
      ['number', 4],
      ['name', 2],
      ['both', 3],
      ['none', 3],
    ] as const),
    project: random.weighted([
      ['code', 5],
      ['full', 3],
      ['none', 2],
    ] as const),
    poStyle: random.pick(['', '', 'PO ', 'PO-', 'PO#', '#']),
    dateOf: random.chance(0.75) ? 'received' : 'ordered',
    draws: random.chance(0.5) ? 'gross' : 'net',
  };
}

const clerk = (random: Random, noise: Noise): Clerk => ({
  number: random.weighted([
    ['as-is', 6],
    ['bare', 2],
    ['upper', 1],
    ['no-zeros', 2],
  ] as const),
  memo: random.weighted([
    ['none', 2],
    ['words', 3],
    ['numbers', 3],
    ['job', 2],
  ] as const),
  poFilled: Math.min(0.95, Math.max(0.05, noise.poFilled + random.normal() * 0.2)),
  poStyle: random.pick(['', '', 'PO', 'PO ', 'P']),
  dateOf: random.chance(0.85) ? 'bill' : 'entry',
  byLine: random.chance(0.4),
});

const often = <T>(times: number, make: (i: number) => T): T[] =>
  Array.from({ length: times }, (_, i) => make(i));

export function makeFirm(random: Random, rows: number, hardness: Hardness): Firm {
  const noise = NOISE[hardness];
  const typists = often(3 + Math.round(rows ** 0.33), () => typist(random, noise));
  const count = 4 + Math.round(rows / 220);
  const projects = often(
    count,
    (i): Project => ({
      code: String(2101 + i * 3),
      name: `${2101 + i * 3} ${random.pick(PLACES)}${i >= PLACES.length ? ` ${Math.floor(i / PLACES.length) + 1}` : ''}`,
      class: random.weighted([
        ['Construction', 5],
        ['Events', 4],
        ['Service', 2],
      ] as const),
      typist: random.pick(typists),
    }),
  );
  const sellers = new Map<Trade, { all: Vendor[]; draw: (random: Random) => number }>();
  const vendors = makeVendors(random, rows);
  for (const trade of TRADES) {
    const all = vendors.filter((vendor) => vendor.trade === trade);
    sellers.set(trade, { all, draw: zipf(all.length, 0.8) });
  }
  let po = random.int(10_200, 48_000);
  const busiest = zipf(projects.length, 0.4);
  const pick = <T>(from: readonly T[], at: number): T => from[at] ?? random.pick(from);
  return {
    random,
    noise,
    projects,
    clerks: [clerk(random, noise), clerk(random, noise), clerk(random, noise)],
    staff: often(4 + Math.round(rows ** 0.4), () => `${random.pick(GIVEN)} ${random.pick(FAMILY)}`),
    sellerOf: (trade) => {
      const known = sellers.get(trade);
      if (!known) throw new Error('Every trade has sellers.');
      return pick(known.all, known.draw(random));
    },
    tradeBy: (pay) => random.weighted(TRADES.filter((t) => t.pay === pay).map((t) => [t, t.share] as const)),
    projectNow: () => pick(projects, busiest(random)),
    nextPo: () => {
      po += random.int(1, 3);
      return String(po);
    },
    cardType: random.chance(0.7) ? 'Expense' : 'Purchase',
  };
}
