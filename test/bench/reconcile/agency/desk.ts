import type { Random } from '../random.ts';
import type { Dial } from './dial.ts';
import { drawerOf, type Firm } from './firm.ts';
import type { Channel, Fact, Party, PartyKind, Project } from './shapes.ts';
import { EATERY, WORK } from './words.ts';

/** Where purchases come from: draws who, what for, when and under which numbers. */
export interface Desk {
  random: Random;
  dial: Dial;
  firm: Firm;
  project(): Project;
  party(kind: PartyKind): Party;
  /** A number of the party's own run that nobody else has of them. */
  number(party: Party, day: number): string;
  order(day: number): string;
  /** Whether a row of this party may stand alone on the side by then: nothing of theirs stands alone on the other. */
  alone(side: 'sheet' | 'ledger', party: Party, day: number): boolean;
  /** A purchase with an amount by the party's kind, unless `given`. */
  buy(kind: PartyKind, given?: Partial<Fact>): Fact;
}

const CHANNEL: Readonly<Record<PartyKind, Channel>> = {
  freelancer: 'bill',
  studio: 'bill',
  shop: 'card',
  media: 'bill',
  software: 'card',
  employee: 'expense',
  abroad: 'bill',
};

function amountOf(random: Random, party: Party): number {
  const { kind, rate } = party;
  if (kind === 'freelancer') return Math.round((rate * random.int(8, 160)) / 4);
  if (kind === 'software') return rate * random.int(1, 24);
  const middle = { studio: 1400, shop: 65, media: 3200, employee: 240, abroad: 1800 }[kind] * 100;
  const minor = Math.round(middle * Math.exp(0.9 * random.normal()));
  const step = kind === 'shop' || random.chance(0.6) ? 1 : random.pick([500, 1000, 2500]);
  return Math.max(700, Math.round(minor / step) * step);
}

/** What a party sells, by the list of its words. */
function soldBy({ kind, trade }: Party): string {
  if (trade === 'Uber') return 'rides';
  return kind === 'shop' && EATERY.some((one) => trade.includes(` ${one}`)) ? 'eatery' : kind;
}

function numbers(random: Random) {
  const used = new Set<string>();
  return (before: string, from: number, pad: number, after: string, owner: string): string => {
    let counter = Math.max(1, Math.floor(from));
    const at = () => `${before}${String(counter).padStart(pad, '0')}${after}`;
    while (used.has(`${owner} ${at()}`)) counter += random.int(1, 3);
    used.add(`${owner} ${at()}`);
    return at();
  };
}

export function deskOf(random: Random, dial: Dial, firm: Firm, rows: number): Desk {
  const next = numbers(random);
  const drawers = new Map<PartyKind, (random: Random) => Party>();
  const stands = { sheet: new Map<number, number[]>(), ledger: new Map<number, number[]>() };
  // Orders are numbered through the firm: a bigger one gets through more numbers in a day.
  const pace = Math.max(1, (rows / 365) * 0.5);

  const desk: Desk = {
    random,
    dial,
    firm,
    project: () => random.pick(firm.projects),
    party(kind) {
      const draw = drawers.get(kind) ?? drawerOf(firm.parties[kind]);
      drawers.set(kind, draw);
      return draw(random);
    },
    number(party, day) {
      const run = party.numbering;
      if (!run) return '';
      return next(
        run.before,
        run.start + (day - firm.first) * run.pace,
        run.pad,
        run.after,
        String(party.key),
      );
    },
    order: (day) => next('', 1100 + (day - firm.first) * pace, 4, '', 'orders'),
    alone(side, party, day) {
      const other = stands[side === 'sheet' ? 'ledger' : 'sheet'].get(party.key) ?? [];
      if (other.some((one) => Math.abs(one - day) < 90)) return false;
      stands[side].set(party.key, [...(stands[side].get(party.key) ?? []), day]);
      return true;
    },
    buy(kind, given = {}) {
      const party = given.party ?? desk.party(kind);
      const project = given.project ?? desk.project();
      const ordered = given.ordered ?? random.int(project.from, Math.max(project.from, project.to - 40));
      const billed = given.billed ?? ordered + random.int(kind === 'shop' ? 0 : 2, kind === 'shop' ? 1 : 21);
      const channel = given.channel ?? CHANNEL[kind];
      const orders = channel === 'bill' && random.chance(dial.orders) ? [desk.order(ordered)] : [];
      return {
        minor: amountOf(random, party),
        number: channel === 'bill' ? desk.number(party, billed) : '',
        orders,
        what: random.pick(WORK[soldBy(party)] ?? []),
        ...given,
        party,
        project,
        ordered,
        billed,
        channel,
      };
    },
  };
  return desk;
}
