import type { Random } from '../random.ts';
import { COUNTRIES, type Country } from './countries.ts';
import type { Vendor } from './shapes.ts';
import { MONTHLY, TRADES, type Trade } from './trades.ts';
import { bareLetters } from './words.ts';

/** Abroad, by how much such firms buy there. */
const ABROAD: readonly (readonly [string, number])[] = [
  ['DE', 22],
  ['US', 16],
  ['IT', 12],
  ['FR', 9],
  ['GB', 9],
  ['NL', 8],
  ['SE', 6],
  ['PL', 6],
  ['CH', 5],
  ['ES', 5],
  ['CA', 4],
  ['CZ', 4],
  ['DK', 4],
  ['JP', 3],
  ['LU', 2],
  ['IE', 2],
  ['KW', 1],
];

/** What firms call themselves where they are not called after anybody. */
const STEMS =
  'Axion, Brevik, Corvus, Delphis, Elbron, Fermont, Gradian, Helvion, Inoxa, Jurassia, Kelvar, Lumeca, Metrona, Nordal, Ostara, Polymark, Quadrex, Rotaflex, Sincro, Tecnova, Ultrex, Vectral, Wexler, Xylon, Zentrix, Alpina, Boreal, Cimbria, Dynaco, Ergon'.split(
    ', ',
  );
const TAILS = [
  'tech',
  'matic',
  ' Group',
  ' International',
  ' Services',
  'line',
  ' Solutions',
  'werk',
  ' Systems',
] as const;

export function countryOf(code: string): Country {
  const found = COUNTRIES.find((one) => one.code === code);
  if (!found) throw new Error(`No country ${code}.`);
  return found;
}

function nameOf(random: Random, country: Country, trade: Trade): { name: string; town: string } {
  const town = random.pick(country.towns);
  const [one, other] = [random.pick(country.people), random.pick(country.people)];
  const line = random.pick(country.trades);
  if (trade.name === 'hotel')
    return { name: random.pick([`Hotel ${one}`, `${town} Park Hotel`, `Residence ${one}`]), town };
  const name = random.weighted([
    [`${one} ${line}`, 6],
    [`${town} ${line}`, 2],
    [`${one} & ${other}`, one === other ? 0 : 2],
    [`${one.slice(0, 1)}${other.slice(0, 1)}${line.slice(0, 1)} ${line}`, 1],
    [`${one} ${line} ${town}`, 1],
    [`${random.pick(STEMS)} ${line}`, 4],
    [`${random.pick(STEMS)}${random.pick(TAILS)}`, 2],
  ]);
  return { name, town };
}

/** VAT on its bills to the firm: its own country's where it is at home, or where the service is used; none across a border. */
function vatOf(random: Random, country: Country, trade: Trade, home: Country): number {
  const domestic = country.currency === home.currency && country.code === home.code;
  if (!domestic && trade.vat !== 'local') return 0;
  if (random.chance(trade.reduced)) return country.reduced;
  // Across Canada the rate is the province's: 5, 13, 15, or Quebec's two taxes.
  return country.code === 'CA' ? random.pick([13_000, 13_000, 14_975, 15_000, 5000]) : country.vat;
}

interface Market {
  random: Random;
  home: Country;
  /** Whether QuickBooks was told of other currencies at all. */
  multicurrency: boolean;
  taken: Set<string>;
}

function vendorOf({ random, home, multicurrency, taken }: Market, key: number, trade: Trade): Vendor {
  const away = random.chance(trade.abroad * 0.85);
  const country = away ? countryOf(random.weighted(ABROAD.filter(([code]) => code !== home.code))) : home;
  let { name, town } = nameOf(random, country, trade);
  // Where a name is taken the younger firm has its town in it, and else a number of its street.
  if (taken.has(name)) name = `${name} ${town}`;
  while (taken.has(name)) name = `${name.replace(/ \d+$/, '')} ${random.int(2, 99)}`;
  taken.add(name);
  const legal = random.pick(country.forms).replace('%', name);
  // Some bill the customer in his own money, or in dollars.
  const currency = random.weighted([
    [country.currency, 88],
    [home.currency, 8],
    ['USD', country.code === 'JP' || country.code === 'KW' ? 40 : 2],
  ]);
  const vat = vatOf(random, country, trade, home);
  return {
    key,
    country,
    town,
    trade,
    name,
    legal,
    feed: `${bareLetters(name).toUpperCase().slice(0, 22).trim()} ${bareLetters(town).toUpperCase()}`.slice(
      0,
      32,
    ),
    currency,
    booked: multicurrency && !random.chance(0.1) ? currency : home.currency,
    vat,
    reclaimed: country.code === home.code && vat > 0 && !(trade.name === 'hotel' && random.chance(0.3)),
    numbering: {
      form: random.pick(country.numbers),
      start: random.pick([random.int(20, 900), random.int(1000, 9000), random.int(10_000, 80_000)]),
      pace: random.pick([0.3, 1, 3, 9]),
    },
  };
}

/** As many as asked, and those who bill the same every month. */
export function vendorsOf(market: Market, count: number): { vendors: Vendor[]; monthly: Vendor[] } {
  const { random } = market;
  const weights = (trades: readonly Trade[]) => trades.map((trade) => [trade, trade.weight] as const);
  const vendors = Array.from({ length: count }, (_, i) =>
    vendorOf(market, i, random.weighted(weights(TRADES))),
  );
  const monthly = Array.from({ length: Math.max(3, Math.round(count / 7)) }, (_, i) =>
    vendorOf(market, count + i, random.weighted(weights(MONTHLY))),
  );
  return { vendors, monthly };
}
