import type { Hardness } from '../dial.ts';
import { type Random, randomOf, zipf } from '../random.ts';
import { dayOf } from './calendar.ts';
import { DIALS } from './dial.ts';
import { bookkeeperOf, type House, managerOf } from './people.ts';
import { ratesOf } from './rates.ts';
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
        [home, 60],
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
  const bookkeeper = bookkeeperOf(random, booked);
  const house: House = {
    rate: bookkeeper.rate,
    currency: random.weighted<Manager['currency']>([
      ['bill', multicurrency ? 6 : 3],
      ['project', 1],
      ['home', multicurrency ? 2 : 5],
    ]),
    ...(random.chance(0.88) ? { basis: booked, stray: 0.3 } : { basis: other, stray: 0.8 }),
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
    bookkeeper,
    given: new Set(),
    orders: random.int(2000, 6000),
  };
}
