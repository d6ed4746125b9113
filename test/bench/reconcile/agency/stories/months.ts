import type { Desk } from '../desk.ts';
import { monthOf, nextMonth } from '../firm.ts';
import { posting } from '../ledger-hand.ts';
import type { Fact, Telling } from '../shapes.ts';
import { sheetRow } from '../sheet-hand.ts';
import { pair, story, type Teller } from './pair.ts';

/** What comes month by month: plans, prepaid years, retainers and the payroll's share. */

const MONTH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const named = (day: number) => MONTH[Number(monthOf(day).slice(5)) - 1] ?? '';

/** The same day of `count` months, the first of them in the month of `from`. */
function monthsFrom(from: number, count: number, dayOfMonth: number): number[] {
  const days: number[] = [];
  for (let at = nextMonth(from); days.length < count; at = nextMonth(at)) days.push(at + dayOfMonth - 1);
  return days;
}

/** Two months in three begin anywhere; the others with the firm's year. */
function startOf(desk: Desk, months: number): number {
  const latest = desk.firm.last - 31 * (months + 1);
  return Math.max(desk.firm.first, desk.random.int(desk.firm.first, Math.max(desk.firm.first, latest)));
}

function equalParts(total: number, count: number): number[] {
  const part = Math.round(total / count);
  return Array.from({ length: count }, (_, i) => (i < count - 1 ? part : total - part * (count - 1)));
}

function prepaid(desk: Desk): { fact: Fact; days: number[]; parts: number[] } {
  const count = desk.random.pick([3, 6, 10]);
  const start = startOf(desk, count);
  const bought = desk.buy('software', { ordered: start, billed: start });
  const minor = bought.party.rate * desk.random.int(10, 120);
  const parts = equalParts(minor, count);
  return {
    fact: { ...bought, minor, what: `${bought.party.trade} prepaid` },
    days: monthsFrom(start - 1, count, 28),
    parts,
  };
}

export const MONTHS: Readonly<Record<string, Teller>> = {
  subscription: (desk) => {
    const { random } = desk;
    const count = random.int(5, 11);
    const start = startOf(desk, count);
    const bought = desk.buy('software', { ordered: start, billed: start });
    const metered = random.chance(0.35);
    const rises = random.chance(0.3) ? random.int(2, count) : count;
    const tellings = monthsFrom(start, count, random.int(1, 26)).map((day, i) => {
      const price = i >= rises ? Math.round(bought.minor * 1.1) : bought.minor;
      const minor = metered ? Math.round(price * (0.8 + 0.4 * random.next())) : price;
      const number = bought.number === '' ? '' : desk.number(bought.party, day);
      return pair(desk, 'subscription', { ...bought, minor, number, ordered: day, billed: day });
    });
    return story(...tellings);
  },
  // The card was charged once; the manager spreads it over the months that use it.
  annual: (desk) => {
    const { fact, days, parts } = prepaid(desk);
    const rows = days.map((day, i) => ({
      ...fact,
      minor: parts[i] ?? 0,
      ordered: day,
      billed: day,
      what: `${fact.party.trade} ${named(day)}`,
    }));
    return story({
      kind: 'annual',
      sheet: rows.map((one) => sheetRow(desk, one)),
      ledger: [posting(desk, fact)],
    });
  },
  // The manager has the whole price on the day; the books take a month of it at a time.
  amortised: (desk) => {
    const { fact, days, parts } = prepaid(desk);
    const entries = days.map((day, i) =>
      posting(
        desk,
        { ...fact, minor: parts[i] ?? 0, billed: day, channel: 'journal' },
        {
          number: `AM-${monthOf(day).replace('-', '')}`,
          memo: `Amortise ${fact.party.trade} ${i + 1}/${days.length}`,
        },
      ),
    );
    return story({ kind: 'amortised', sheet: [sheetRow(desk, fact)], ledger: entries });
  },
  retainer: (desk) => {
    const { random } = desk;
    const count = random.int(4, 9);
    const start = startOf(desk, count);
    const party = desk.party(random.pick(['studio', 'freelancer']));
    const minor = random.int(3, 30) * 25_000;
    const project = desk.project();
    const tellings = monthsFrom(start, count, random.int(1, 6)).map((day) =>
      pair(
        desk,
        'retainer',
        desk.buy(party.kind, {
          party,
          project,
          minor,
          ordered: day,
          billed: day,
          orders: [],
          what: `retainer ${named(day)}`,
        }),
      ),
    );
    return story(...tellings);
  },
  // Weekly rows at a standard cost; one journal line a month, now and then at what the hours really cost.
  payroll: (desk) => {
    const { random } = desk;
    const worker = desk.buy('employee', { orders: [] });
    const count = random.int(1, 3);
    const tellings = monthsFrom(startOf(desk, count + 1), count, 1).map((first): Telling => {
      const end = nextMonth(first) - 1;
      const weeks = Array.from({ length: 4 }, (_, i) => first + 4 + 7 * i).filter((day) => day <= end);
      const rows = weeks.map((day): Fact => {
        const hours = random.int(4, 38);
        return {
          ...worker,
          minor: Math.round((worker.party.rate * hours) / 2),
          ordered: day,
          billed: day,
          what: `${hours} h ${worker.what}`,
        };
      });
      const total = rows.reduce((all, one) => all + one.minor, 0);
      const burdened = random.chance(0.15);
      const minor = burdened ? Math.round(total * (1 + random.int(2, 8) / 100)) : total;
      const entry = posting(
        desk,
        { ...worker, minor, billed: end, channel: 'journal' },
        {
          number: `PR-${monthOf(end)}`,
          vendor: '',
          memo: `Payroll alloc ${named(end)} ${worker.party.trade}`,
        },
      );
      entry.row.project = `${worker.project.code} ${worker.project.name}`;
      return {
        kind: burdened ? 'payroll-burden' : 'payroll',
        sheet: rows.map((one) => sheetRow(desk, one)),
        ledger: [entry],
        ...(burdened ? { why: 'amount' as const } : {}),
      };
    });
    return story(...tellings);
  },
};
