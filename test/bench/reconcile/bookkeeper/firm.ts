import { type Book, emptyBook } from './book.ts';
import { type Day, dayOf } from './calendar.ts';
import type { Profile } from './profiles.ts';
import type { Chance } from './random.ts';
import { type Trade, tradesOf } from './trades.ts';
import { makeVendors, personName, type Vendor } from './vendors.ts';

export type Hardness = 'standard' | 'hard';

/** How a project person keeps the sheet: habits, not accidents, so that they can be learned from the lists. */
export interface Typist {
  name: string;
  dates: 'ordered' | 'mailed' | 'month-end';
  /** How often the invoice's number is typed at all. */
  numbers: number;
  bareNumbers: boolean;
  po: 'column' | 'description' | 'never';
  grossPrices: boolean;
  /** How often whole dollars are good enough. */
  rounds: number;
  /** 'full' names as on the invoice, or what everyone calls it. */
  names: 'full' | 'short';
  lowerCase: boolean;
  accounts: 'full' | 'number' | 'never';
  currency: boolean;
}

export interface Clerk {
  dates: 'invoice' | 'received';
  bareNumbers: boolean;
  memo: 'none' | 'what' | 'project' | 'scan';
  po: boolean;
  class: boolean;
}

export interface Project {
  code: string;
  /** As the ledger calls it. */
  booked: string;
  class: string;
  first: Day;
  last: Day;
  vendors: Vendor[];
  typists: Typist[];
}

export interface Firm {
  chance: Chance;
  profile: Profile;
  hard: boolean;
  /** How many times likelier an accident is than in a well-kept office. */
  slips: number;
  first: Day;
  last: Day;
  vendors: Vendor[];
  projects: Project[];
  staff: string[];
  clerks: Clerk[];
  nextPo: number;
  nextEntry: number;
  /** What is agreed once for a vendor and a project, so that a second one cannot muddle the first. */
  agreed: Set<string>;
  nicknames: Map<string, string>;
  book: Book;
}

const STREETS =
  'Maple St,Oak Ave,Congress Ave,5th St,Elm Ct,River Rd,Burnet Rd,Lamar Blvd,Duval St,Pecan Ln'.split(',');
const JOBS = 'Remodel,Addition,TI,Duplex,ADU,Reroof,Garage'.split(',');
const CLIENTS = 'Acme,Brightside,Corvid,Delmar,Everly,Fathom,Gantry,Halcyon,Indigo,Juno,Kestrel,Lumen'.split(
  ',',
);
const WORKS = 'Website,Rebrand,Launch,Campaign,Portal,Migration,Retainer,App,Audit'.split(',');
const PROGRAMS = 'After School,Food Bank,Literacy,Clean Water,Gala,Outreach,Youth Arts,Shelter'.split(',');
const CLASSES = ['North', 'South', 'Core', 'Grants'];

function projectName(
  chance: Chance,
  style: Profile['projects'],
  index: number,
): [code: string, long: string] {
  if (style === 'numbered') {
    const number = String(1001 + index * 3);
    return [number, `${number} ${chance.pick(STREETS)} ${chance.pick(JOBS)}`];
  }
  const round = Math.floor(index / 8);
  if (style === 'program') {
    const code = `${PROGRAMS[index % PROGRAMS.length]}${round ? ` FY${round + 20}` : ''}`;
    return [code, `Programs:${code}`];
  }
  const client = CLIENTS[index % CLIENTS.length] ?? '';
  const code = `${client} ${WORKS[Math.floor(index / CLIENTS.length) % WORKS.length]}${index > 107 ? ` ${index}` : ''}`;
  return [code, `${client}:${code}`];
}

function makeTypist(chance: Chance, profile: Profile, hard: boolean): Typist {
  return {
    name: personName(chance),
    dates: chance.weighted({ ordered: 3, mailed: 5, 'month-end': hard ? 2 : 1 }),
    numbers: chance.pick(hard ? [0.25, 0.5, 0.75, 0.9] : [0.5, 0.75, 0.9, 0.97]),
    bareNumbers: chance.yes(0.5),
    po: chance.weighted({ column: 4, description: 3, never: 3 }),
    grossPrices: profile.sheetTax === 'gross' || chance.yes(0.7),
    rounds: chance.pick(hard ? [0, 0, 0.05, 0.2] : [0, 0, 0, 0.05]),
    names: chance.yes(hard ? 0.25 : 0.5) ? 'full' : 'short',
    lowerCase: chance.yes(0.25),
    accounts: chance.weighted({ full: 3, number: profile.numberedAccounts ? 3 : 0, never: 2 }),
    currency: chance.yes(0.5),
  };
}

const makeClerk = (chance: Chance): Clerk => ({
  dates: chance.yes(0.65) ? 'invoice' : 'received',
  bareNumbers: chance.yes(0.4),
  memo: chance.weighted({ none: 3, what: 3, project: 2, scan: 2 }),
  po: chance.yes(0.6),
  class: chance.yes(0.85),
});

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A firm large enough for `rows` cost rows within fourteen months, so that two Januaries come by. */
export function openFirm(chance: Chance, profile: Profile, hardness: Hardness, rows: number): Firm {
  const hard = hardness === 'hard';
  const [first, last] = [dayOf(2025, 1, 1), dayOf(2026, 2, 28)];
  const trades: Trade[] = tradesOf(profile.trades);
  const vendors = makeVendors(chance, trades, Math.max(24, Math.ceil(rows / 60)));
  const typists = times(Math.max(3, Math.ceil(rows / 1500)), () => makeTypist(chance, profile, hard));
  const longNames = hard && chance.yes(0.4);
  const projects = times(Math.max(3, Math.ceil(rows / 280)), (index): Project => {
    const [code, long] = projectName(chance, profile.projects, index);
    const start = first + Math.max(0, chance.int(-150, 210));
    return {
      code,
      booked: longNames ? long : code,
      class: chance.pick(CLASSES),
      first: start,
      last: Math.min(last, start + chance.int(150, 420)),
      vendors: times(Math.min(vendors.length, chance.int(14, 30)), () => chance.pick(vendors)),
      typists: [chance.pick(typists), chance.pick(typists)],
    };
  });
  return {
    chance,
    profile,
    hard,
    slips: hard ? 2.2 : 1,
    first,
    last,
    vendors,
    projects,
    staff: times(Math.max(6, Math.ceil(rows / 900)), () => personName(chance)),
    clerks: times(3, () => makeClerk(chance)),
    nextPo: chance.int(1000, 7000),
    nextEntry: chance.int(100, 900),
    agreed: new Set(),
    nicknames: new Map(),
    book: emptyBook(),
  };
}
