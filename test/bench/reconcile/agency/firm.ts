import { type Random, zipf } from '../random.ts';
import type { Dial } from './dial.ts';
import { partiesOf } from './parties.ts';
import { bookkeepersOf, managerOf, managersOf } from './people.ts';
import type { Bookkeeper, Party, PartyKind, Project } from './shapes.ts';
import { CLIENT, JOB } from './words.ts';

/** One firm and its year. Twice the rows are twice the projects and twice the vendors, not a busier project. */
export interface Firm {
  projects: Project[];
  parties: Readonly<Record<PartyKind, Party[]>>;
  bookkeepers: readonly [Bookkeeper, Bookkeeper];
  /** The day the second bookkeeper starts. */
  handover: number;
  first: number;
  last: number;
  /** Share of a column that is filled, by what this firm cares for. */
  columns: Readonly<
    Record<'sheetAccount' | 'sheetClass' | 'ledgerClass' | 'sheetPo' | 'ledgerPo' | 'memo', number>
  >;
}

const DAY = 86_400_000;
const dayOf = (iso: string): number => Math.round(Date.parse(iso) / DAY);
export const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const monthOf = (day: number): string => isoOf(day).slice(0, 7);
/** First day of the month after the one `day` is in. */
export function nextMonth(day: number): number {
  const date = new Date(day * DAY);
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY);
}

/** Vendors for each thousand rows, by belief: a consultancy buys from many people a little. */
const PER_THOUSAND: Readonly<Record<PartyKind, number>> = {
  freelancer: 26,
  studio: 22,
  shop: 12,
  media: 7,
  software: 9,
  employee: 7,
  abroad: 6,
};

function projectsOf(random: Random, dial: Dial, count: number, first: number, last: number): Project[] {
  const managers = Array.from({ length: Math.max(4, Math.round(count / 6)) }, () => managerOf(random));
  return Array.from({ length: count }, (_, i) => {
    const client = random.pick(CLIENT);
    const from = random.chance(0.4) ? first : random.int(first, last - 120);
    return {
      code: `${client.slice(0, 3).toUpperCase()}-${String(2500 + i).padStart(4, '0')}`,
      name: `${client} ${random.pick(JOB)}`,
      practice: random.pick(['Creative', 'Creative', 'Technology', 'Media']),
      from,
      to: random.chance(0.5) ? last : random.int(from + 100, last),
      managers: managersOf(random, dial, random.pick(managers)),
      handover: random.int(first + 120, first + 240),
    };
  });
}

export function firmOf(random: Random, dial: Dial, rows: number): Firm {
  const first = dayOf('2025-07-01');
  const last = dayOf('2026-06-30');
  let key = 0;
  const of = (kind: PartyKind) => {
    const made = partiesOf(random, kind, Math.max(4, Math.round((PER_THOUSAND[kind] * rows) / 1000)), key);
    key += made.length;
    return made;
  };
  const seldom = () => (random.chance(0.3) ? 0.05 : 1);
  return {
    projects: projectsOf(random, dial, Math.max(8, Math.round(rows / 55)), first, last),
    parties: {
      freelancer: of('freelancer'),
      studio: of('studio'),
      shop: of('shop'),
      media: of('media'),
      software: of('software'),
      employee: of('employee'),
      abroad: of('abroad'),
    },
    bookkeepers: bookkeepersOf(random),
    handover: random.int(first + 140, first + 230),
    first,
    last,
    columns: {
      sheetAccount: seldom(),
      sheetClass: random.pick([0.03, 0.03, 0.8]),
      ledgerClass: random.pick([0.05, 0.7, 0.9]),
      sheetPo: seldom(),
      ledgerPo: seldom(),
      memo: random.chance(0.25) ? 0.2 : 1,
    },
  };
}

/** A firm's few big vendors send many of its bills. */
export const drawerOf = (parties: readonly Party[]): ((random: Random) => Party) => {
  const draw = zipf(parties.length, 0.5);
  return (random) => {
    const party = parties[draw(random)];
    if (!party) throw new Error('A firm has vendors of each kind.');
    return party;
  };
};
