import type { Hardness } from '../dial.ts';
import { type Random, randomOf, zipf } from '../random.ts';
import { dayOf } from './calendar.ts';
import { DIALS } from './dial.ts';
import { type RateWay, ratesOf } from './rates.ts';
import type { Bookkeeper, Firm, Manager, Project } from './shapes.ts';
import { countryOf, vendorsOf } from './vendors.ts';

const PLACES =
  'Linz, Antwerp, Tulsa, Gothenburg, Osaka, Lyon, Ostrava, Bilbao, Windsor, Aarhus, Monza, Salmiya, Basel, Gdynia, Toledo, Lincoln, Graz, Porto, Bergamo, Malmö'.split(
    ', ',
  );
const MACHINES =
  'filling line, press cell, palletiser, test bench, conveyor, coating line, packing cell, oven, sorting line, robot cell'.split(
    ', ',
  );
const DEPARTMENTS = ['Build', 'Site', 'Service'] as const;

/** One of several, by weights that need not add up to anything. */
const rateWay = (random: Random, budget: number): RateWay => ({
  from: random.weighted<RateWay['from']>([
    ['day', 4],
    ['month-end', 2],
    ['month-before', 2],
    ['budget', budget],
  ]),
  digits: random.pick([2, 3, 4, 4]),
});

/** The habits of the house: managers keep to them by halves. */
interface House {
  currency: Manager['currency'];
  basis: Manager['basis'];
}

function managerOf(random: Random, house: House): Manager {
  const own = random.chance(0.35);
  return {
    currency: own
      ? random.weighted<Manager['currency']>([
          ['bill', 5],
          ['project', 2],
          ['home', 3],
        ])
      : house.currency,
    rate: rateWay(random, 1.2),
    basis: random.chance(0.25) ? random.pick(['net', 'gross']) : house.basis,
    number: random.weighted<Manager['number']>([
      ['printed', 6],
      ['bare', 2],
      ['hash', 1],
      ['tight', 1],
    ]),
    numberAt: random.chance(0.85) ? 'column' : 'text',
    vendor: random.weighted<Manager['vendor']>([
      ['name', 5],
      ['legal', 2],
      ['plain', 2],
      ['first', 1],
      ['in-text', 1],
    ]),
    dated: random.weighted<Manager['dated']>([
      ['billed', 6],
      ['ordered', 1],
      ['received', 2],
      ['paid', 1],
      ['month-end', 0.6],
    ]),
    account: random.weighted<Manager['account']>([
      ['number', 3],
      ['long', 3],
      ['name', 2],
      ['none', 2],
    ]),
    project: random.chance(0.6) ? 'code' : 'long',
    classes: random.chance(0.3),
    short: random.chance(0.3),
    whole: random.chance(0.15),
  };
}

const bookkeeperOf = (random: Random, basis: Bookkeeper['basis']): Bookkeeper => ({
  rate: { ...rateWay(random, 0), digits: random.pick([4, 4, 3]) },
  basis,
  number: random.chance(0.75) ? 'printed' : 'tight',
  vendor: random.weighted<Bookkeeper['vendor']>([
    ['legal', 5],
    ['name', 3],
    ['plain', 3],
  ]),
  dated: random.chance(0.7) ? 'billed' : 'entered',
  lag: random.int(2, 6),
  memo: random.weighted<Bookkeeper['memo']>([
    ['what', 5],
    ['number', 2],
    ['none', 2],
  ]),
  account: random.chance(0.7) ? 'long' : 'name',
  order: random.weighted<Bookkeeper['order']>([
    ['column', 5],
    ['memo', 3],
    ['none', 2],
  ]),
  markup: random.pick([1.5, 2, 2.5, 2.75, 2.99]),
  selfAssesses: random.chance(0.4),
  cardType: random.pick(['Purchase', 'Expense']),
  project: random.pick(['code', 'long']),
  classes: random.chance(0.4),
});

function projectsOf(
  random: Random,
  count: number,
  home: string,
  managers: readonly Manager[],
  from: number,
): Project[] {
  return Array.from({ length: count }, (_, i) => {
    const begins = from + random.int(-60, 240);
    return {
      code: `P${random.int(24, 25)}${String(101 + i)}`,
      name: `${random.pick(PLACES)} ${random.pick(MACHINES)}`,
      currency: random.weighted([
        [home, 35],
        ['USD', 22],
        ['EUR', 22],
        ['GBP', 8],
        ['CAD', 4],
        ['CHF', 3],
        ['SEK', 3],
        ['KWD', 1.5],
        ['JPY', 1.5],
      ]),
      from: Math.max(from, begins),
      to: Math.min(from + 364, Math.max(from, begins) + random.int(90, 300)),
      manager: random.pick(managers),
      department: random.pick(DEPARTMENTS),
    };
  });
}

/** A maker of machines with customers abroad, and its year from April to March. */
export function firmOf(seed: number, rows: number, hardness: Hardness): Firm {
  const random = randomOf(seed);
  const country = countryOf(
    random.weighted([
      ['GB', 4],
      ['NL', 2],
      ['DE', 1],
      ['IE', 1],
      ['CA', 3],
      ['SE', 1],
    ]),
  );
  const home = country.currency;
  const rates = ratesOf(random);
  const booked: Bookkeeper['basis'] = random.chance(0.6) ? 'net' : 'gross';
  const other = booked === 'net' ? 'gross' : 'net';
  const multicurrency = random.chance(0.7);
  const house: House = {
    currency: random.weighted<Manager['currency']>([
      ['bill', multicurrency ? 6 : 3],
      ['project', 2],
      ['home', multicurrency ? 2 : 5],
    ]),
    basis: random.chance(0.75) ? booked : other,
  };
  const from = dayOf('2025-04-01');
  const projects = Math.max(4, Math.round(rows / 70));
  const managers = Array.from({ length: Math.max(3, Math.round(projects / 6)) }, () =>
    managerOf(random, house),
  );
  const market = { random, home: country, multicurrency, taken: new Set<string>() };
  const count = Math.max(14, Math.round(rows / 26));
  const { vendors, monthly } = vendorsOf(market, count);
  const often = zipf(count, 0.6);
  return {
    random,
    dial: DIALS[hardness],
    home,
    country,
    rates,
    from,
    to: from + 364,
    projects: projectsOf(random, projects, home, managers, from),
    vendors,
    monthly,
    pickVendor: () => vendors[often(random)] ?? random.pick(vendors),
    bookkeeper: bookkeeperOf(random, booked),
    given: new Set(),
    orders: random.int(2000, 6000),
  };
}
