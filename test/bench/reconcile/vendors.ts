import type { Dial } from './dial.ts';
import { nameVendor, type VendorNames } from './names.ts';
import type { Random } from './random.ts';

export const CURRENCIES = ['EUR', 'GBP', 'CAD', 'AUD', 'MXN'] as const;

export interface Account {
  number: string;
  name: string;
  /** Median of one posting, in minor units. */
  median: number;
  words: readonly string[];
}

const account = (number: string, name: string, median: number, words: string): Account => ({
  number,
  name,
  median,
  words: words.split(', '),
});

export const ACCOUNTS: readonly Account[] = [
  account('5000', 'Subcontractors', 420_000, 'Framing crew, Drywall level 2, Site labor, Install, Rough-in'),
  account(
    '5100',
    'Job Materials',
    52_000,
    'Lumber, Concrete mix, Conduit, Fixtures, Fasteners, Pipe and fittings',
  ),
  account('5200', 'Equipment Rental', 64_000, 'Lift rental, Generator, Excavator, Scaffolding, Pump hire'),
  account('5300', 'Freight', 24_000, 'Delivery, Hauling, Courier, Crating'),
  account('5400', 'Permits and Fees', 31_000, 'Permit, Inspection fee, Plan review'),
  account('6100', 'Professional Services', 260_000, 'Engineering review, Design hours, Legal review, Survey'),
  account('6200', 'Software', 18_000, 'Seats, Hosting, Licences, Support plan'),
  account('6300', 'Travel', 21_000, 'Flights, Hotel, Car hire, Mileage'),
  account('6400', 'Office Supplies', 9_000, 'Paper, Toner, Furniture, Kitchen'),
  account('6500', 'Utilities', 27_000, 'Power, Water, Internet, Waste pickup'),
];
export const CLASSES = ['East', 'West', 'North', 'South', 'Overhead'];

export interface Vendor {
  names: VendorNames;
  account: Account;
  /** What its own invoices are in. */
  currency: string;
  /** As the bookkeeper set it up, once. */
  ledgerName: string;
  /** How it numbers invoices: by date, all its customers' on one pad, so most numbers are not ours. */
  pattern: number;
  pad: { first: number; aDay: number; used: Set<number> };
  /** Of its place, in thousandths of a percent: 8250 is 8.25 %. */
  taxRate: number;
  /** Days from the invoice to the posting, and whether postings wait for the month's end. */
  lag: number;
  late: boolean;
  /** Paid by card, so the ledger has a Purchase from the feed rather than a Bill. */
  card: boolean;
}

export function makeVendor(random: Random, dial: Dial, taken: Set<string>): Vendor {
  const foreign = random.chance(0.06);
  const names = nameVendor(random, foreign, taken);
  return {
    names,
    account: random.pick(ACCOUNTS),
    currency: foreign ? random.pick(CURRENCIES) : 'USD',
    ledgerName: random.weighted([
      [names.legal, 6],
      [names.trading, 2],
      [names.legal.toUpperCase(), 0.7],
      [random.chance(dial.vendorAlias * 2) ? names.alias : names.legal, 1],
    ]),
    pattern: random.int(0, 6),
    pad: {
      first: random.int(0, 1) ? random.int(100, 9_999) : random.int(10_000, 99_999),
      aDay: 0.2 + random.next() * 4,
      used: new Set(),
    },
    taxRate: foreign
      ? random.pick([19_000, 20_000, 10_000])
      : random.pick([8250, 7000, 6250, 6000, 8875, 10_250]),
    lag: random.weighted([
      [0, 5],
      [1, 2.5],
      [2, 1.5],
      [3, 1],
      [5, 0.4],
    ]),
    late: random.chance(dial.latePosters),
    card: random.chance(0.22),
  };
}
