import type { Dial } from './dial.ts';
import { type Random, zipf } from './random.ts';
import { CLASSES, CURRENCIES, makeVendor, type Vendor } from './vendors.ts';

/** 2026-01-01 in days since 1970-01-01: the year the lists tell of starts here. */
export const YEAR_START = 20454;
/** US dollars for one unit, on the first of January. */
const RATES: Readonly<Record<string, number>> = { EUR: 1.09, GBP: 1.27, CAD: 0.73, AUD: 0.66, MXN: 0.056 };

export interface Project {
  code: string;
  /** Days since 1970-01-01, both included. */
  from: number;
  to: number;
  vendors: readonly Vendor[];
  class: string;
  pos: { number: string; vendor: Vendor }[];
  /** How its person writes: which spelling, number hand, account hand, and days after the invoice's own date. */
  hand: { spelling: number; keepsNumber: boolean; account: number; days: number; sayingCurrency: boolean };
}

export interface World {
  vendors: readonly Vendor[];
  projects: readonly Project[];
  pickProject: (random: Random) => Project;
  /** US dollars for one unit of the currency on a day. */
  rateOn: (currency: string, day: number) => number;
}

function makeProject(
  random: Random,
  at: number,
  vendors: readonly Vendor[],
  some: (r: Random) => number,
): Project {
  const from = YEAR_START + random.int(0, 200);
  const codes = [
    'ACME',
    'BOLT',
    'CITY',
    'DOCK',
    'EAST',
    'FARM',
    'GATE',
    'HILL',
    'IRON',
    'JADE',
    'KITE',
    'LAKE',
  ];
  const own = Array.from({ length: random.int(20, 50) }, () => vendors[some(random)]).filter(
    (v) => v !== undefined,
  );
  return {
    code: `${random.pick(codes)}-${String(100 + at)}`,
    from,
    to: Math.min(YEAR_START + 364, from + random.int(90, 300)),
    vendors: [...new Set(own)],
    class: random.pick(CLASSES),
    pos: [],
    hand: {
      spelling: random.int(0, 4),
      keepsNumber: random.chance(0.55),
      account: random.int(0, 2),
      days: random.weighted([
        [0, 6],
        [1, 2],
        [2, 1],
        [-1, 0.5],
      ]),
      sayingCurrency: random.chance(0.6),
    },
  };
}

/** Vendors and projects in proportion to the rows, so that longer lists are more business, not denser business. */
export function makeWorld(random: Random, dial: Dial, rows: number): World {
  const taken = new Set<string>();
  const vendors = Array.from({ length: Math.max(25, Math.round(rows / 40)) }, () =>
    makeVendor(random, dial, taken),
  );
  const some = zipf(vendors.length, 0.7);
  const projects = Array.from({ length: Math.max(3, Math.round(rows / 250)) }, (_, at) =>
    makeProject(random, at, vendors, some),
  );
  const which = zipf(projects.length, 0.4);
  const walk = new Map(
    CURRENCIES.map((currency) => [currency as string, rateWalk(random, RATES[currency] ?? 1)]),
  );
  return {
    vendors,
    projects,
    pickProject: (r) => projects[which(r)] ?? random.pick(projects),
    rateOn: (currency, day) => walk.get(currency)?.[day - YEAR_START + 60] ?? RATES[currency] ?? 1,
  };
}

/** A rate a day, from 60 days before the year to 60 after. */
function rateWalk(random: Random, start: number): Float64Array {
  let rate = start;
  return Float64Array.from({ length: 485 }, () => {
    rate *= 1 + random.normal() * 0.003;
    return rate;
  });
}
