import type { Hardness } from '../dial.ts';
import { type Random, zipf } from '../random.ts';
import { NOISE, type Noise } from './noise.ts';
import { type Clerk, clerk, personName, type Typist, typist } from './people.ts';
import { TRADES, type Trade } from './trades.ts';
import { makeVendors, type Vendor } from './vendors.ts';

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

const PLACES =
  'Harbor Pavilion,Eastside Clinic,Hwy 71 Depot,Rodeo Expo,Library Annex,Tech Summit,Airport Lounge,Mill Lofts,County Fair,Stadium Suites,Food Hall,Data Barn,Chapel Roof,Market Plaza,Film Fest,River Walk,Trade Show,School 14,Bank Tower,Garden Gala'.split(
    ',',
  );

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
    staff: often(4 + Math.round(rows ** 0.4), () => personName(random)),
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
