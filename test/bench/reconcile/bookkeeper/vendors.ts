import type { Chance } from './random.ts';
import type { Trade } from './trades.ts';

export interface Vendor {
  key: string;
  trade: Trade;
  /** As the bookkeeper set it up. */
  booked: string;
  /** What people call it, the usual one first. */
  called: readonly string[];
  /** As the bank prints it, before it is cut off. */
  bank: string;
  /** How its invoice numbers look, and the last one it gave. */
  numbering: { prefix: string; digits: number; last: number; step: number };
  paidByCard: boolean;
  /** Too small to charge value-added tax, or exempt from it. */
  exempt: boolean;
}

const FIRST =
  'Mike,Juan,Teresa,Dave,Lena,Ravi,Ana,Chris,Pat,Olga,Sam,Wei,Tom,Rosa,Ken,Ivy,Luis,Joe,Dana,Nick'.split(',');
const LAST =
  'Alvarez,Becker,Chandra,Dunn,Eriksen,Flores,Garza,Hughes,Ibarra,Jensen,Kowalski,Larsen,Mendoza,Nguyen,Okafor,Patel,Quinn,Reyes,Sandoval,Torres,Underhill,Vargas,Whitaker,Yates,Zimmerman,Abbott,Brandt,Castillo,Doyle,Foster,Grant,Holt,Irwin,Keller,Lopez,Moore,Novak,Ortega,Pryor,Rowe,Stein,Trujillo,Voss,Webb'.split(
    ',',
  );
const PLACES =
  'Cedar,Hill Country,Lone Star,Blue Ridge,Summit,Precision,Capitol,Riverside,Northgate,Pioneer,Keystone,Red Oak,Lakeview,Heritage,Bluebonnet,Granite,Harbor,Prairie,Union,Beacon,Westlake,Ironwood,Sterling,Copper,Juniper,Metro'.split(
    ',',
  );
const SUFFIXES = ['LLC', 'Inc.', 'Inc', ', LLC', 'Co.', 'Corp.', 'L.L.C.', ''];

const initials = (name: string) =>
  name
    .split(/[^A-Za-z]+/)
    .filter((word) => /^[A-Z]/.test(word))
    .map((word) => word[0])
    .join('');

/** "Hill Country Building Supply" is "Hill Country" or "HCBS" to whoever orders there each week. */
function nicknames(chance: Chance, name: string, contact: string): string[] {
  const words = name.split(' ');
  const short = words.slice(0, Math.max(1, words.length - 1)).join(' ');
  const [first = contact] = contact.split(' ');
  const cut = words.map((word) => (word.length > 6 ? word.slice(0, 4) : word)).join(' ');
  const choices = [short, short.toLowerCase(), initials(name), cut, name.toUpperCase(), contact, first];
  return [name, chance.pick(choices), chance.pick(choices)];
}

function invented(chance: Chance, trade: Trade): Pick<Vendor, 'booked' | 'called' | 'bank'> {
  const contact = `${chance.pick(FIRST)} ${chance.pick(LAST)}`;
  const family = chance.yes(0.4);
  const stem = family ? (contact.split(' ')[1] ?? contact) : `${chance.pick(PLACES)}`;
  const name = `${stem} ${chance.pick(trade.firms)}`;
  const suffix = chance.pick(SUFFIXES);
  const legal = suffix.startsWith(',') ? `${name}${suffix}` : `${name} ${suffix}`.trim();
  const called = nicknames(chance, name, contact);
  const bank = name.toUpperCase().replace(/[^A-Z ]/g, '');
  // The tax form shows the owner, the van shows the business: one is in the ledger, the other on everyone's lips.
  if (chance.yes(0.12)) return { booked: `${contact} dba ${name}`, called, bank };
  if (chance.yes(0.08)) {
    const [first = '', last = ''] = contact.split(' ');
    return { booked: `${last}, ${first}`, called: [contact, ...called], bank: contact.toUpperCase() };
  }
  return { booked: legal, called, bank };
}

function knownOne(text: string): Pick<Vendor, 'booked' | 'called' | 'bank'> {
  const [booked = '', called = '', bank = ''] = text.split('|');
  return { booked, called: called.split(','), bank };
}

function numbering(chance: Chance): Vendor['numbering'] {
  const year = `${chance.int(24, 26)}-`;
  const prefix = chance.weighted({
    '': 5,
    'INV-': 3,
    INV: 1,
    '#': 0.5,
    'S-': 0.5,
    A: 0.5,
    [year]: 1,
    '00': 1.5,
  });
  return { prefix, digits: chance.int(3, 7), last: chance.int(100, 60_000), step: chance.int(1, 40) };
}

const CARD = new Set(['fuel', 'software', 'cloud', 'travel', 'meals', 'office', 'hardware']);

/** `count` vendors, spread over the trades; a known name is taken once. Keys are unique within a series. */
export function makeVendors(chance: Chance, trades: readonly Trade[], count: number, series = 'v'): Vendor[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index): Vendor => {
    const trade = trades[index % trades.length] ?? chance.pick(trades);
    const open = trade.known.filter((text) => !taken.has(text));
    const known = open.length > 0 && chance.yes(0.6) ? chance.pick(open) : undefined;
    if (known) taken.add(known);
    let names = known ? knownOne(known) : invented(chance, trade);
    for (let tries = 0; !known && taken.has(names.bank) && tries < 20; tries++)
      names = invented(chance, trade);
    taken.add(names.bank);
    return {
      key: `${series}${index}`,
      trade,
      ...names,
      numbering: numbering(chance),
      exempt: !trade.taxed && chance.yes(0.55),
      paidByCard: CARD.has(trade.key) ? chance.yes(0.85) : chance.yes(0.15),
    };
  });
}

/** The next number on this vendor's invoices, as printed on them. */
export function nextInvoice(chance: Chance, { numbering }: Vendor): string {
  numbering.last += chance.int(1, numbering.step);
  return `${numbering.prefix}${String(numbering.last).padStart(numbering.digits, '0')}`;
}

export const personName = (chance: Chance): string => `${chance.pick(FIRST)} ${chance.pick(LAST)}`;
