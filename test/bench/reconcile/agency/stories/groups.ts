import type { Desk } from '../desk.ts';
import { bookkeeperFor, posting } from '../ledger-hand.ts';
import type { Fact } from '../shapes.ts';
import { sheetRow } from '../sheet-hand.ts';
import { asOneBill, linesOf, pair, partsOf, story, type Teller } from './pair.ts';

/** One bill for several rows, one row for several postings, and both. */

/** Each part its own project, where more than one manager had a share of the work. */
export function overProjects(desk: Desk, fact: Fact, count: number): Fact[] {
  const others = desk.random.shuffle([...desk.firm.projects]).filter((one) => one !== fact.project);
  return partsOf(desk, fact.minor, count).map((minor, i) => ({
    ...fact,
    minor,
    project: i === 0 ? fact.project : (others[i - 1] ?? fact.project),
  }));
}

export function lump(desk: Desk, kind: string, rows: Fact[], whole: Fact, withoutProject: boolean) {
  const made = posting(desk, whole);
  if (withoutProject) made.row.project = '';
  return story({ kind, sheet: rows.map((one) => sheetRow(desk, one)), ledger: [made] });
}

export function weeksOf(desk: Desk, fact: Fact, count: number): Fact[] {
  return Array.from({ length: count }, (_, i) => {
    const day = fact.billed - 7 * (count - i) + 4;
    return {
      ...fact,
      minor: Math.round((fact.party.rate * desk.random.int(10, 150)) / 4),
      ordered: day,
      billed: day,
      what: `${fact.what} week ${i + 1}`,
    };
  });
}

export const sum = (facts: readonly Fact[]) => facts.reduce((all, one) => all + one.minor, 0);

export const GROUPS: Readonly<Record<string, Teller>> = {
  'hours-weeks': (desk) => {
    const fact = desk.buy('freelancer');
    const weeks = weeksOf(desk, fact, desk.random.int(2, 5));
    return lump(desk, 'hours-weeks', weeks, { ...fact, minor: sum(weeks) }, false);
  },
  'hours-projects': (desk) => {
    const fact = desk.buy('freelancer');
    const rows = overProjects(desk, { ...fact, minor: fact.minor + 40_000 }, desk.random.int(2, 4));
    if (bookkeeperFor(desk, fact.billed).perLine)
      return story(...linesOf(desk, 'hours-projects-lines', rows));
    return lump(desk, 'hours-projects', rows, { ...fact, minor: sum(rows) }, desk.random.chance(0.6));
  },
  'media-orders': (desk) => {
    const fact = desk.buy('media');
    const rows = partsOf(desk, fact.minor + 60_000, desk.random.int(2, 4)).map((minor) => ({
      ...fact,
      minor,
      orders: [`IO-${desk.order(fact.ordered)}`],
    }));
    if (bookkeeperFor(desk, fact.billed).perLine) return story(...linesOf(desk, 'media-orders-lines', rows));
    const whole = { ...fact, minor: sum(rows), orders: rows.flatMap((one) => one.orders) };
    return lump(desk, 'media-orders', rows, whole, false);
  },
  statement: (desk) => {
    const party = desk.party('studio');
    const first = desk.buy('studio', { party });
    const rows = Array.from({ length: desk.random.int(3, 8) }, (): Fact => {
      const day = first.billed - desk.random.int(2, 28);
      const minor = Math.max(900, Math.round(4500 * Math.exp(0.6 * desk.random.normal())));
      return {
        ...first,
        minor,
        ordered: day,
        billed: day,
        number: '',
        orders: [],
        what: `${first.what} ${desk.random.int(100, 999)}`,
      };
    });
    return lump(desk, 'statement', rows, { ...first, minor: sum(rows), what: 'monthly statement' }, false);
  },
  deposit: (desk) => {
    const whole = desk.buy('studio');
    const deposit = Math.round((whole.minor * desk.random.pick([30, 50, 50, 40])) / 100);
    const day = whole.billed + desk.random.int(18, 45);
    const final = {
      ...whole,
      minor: whole.minor - deposit,
      billed: day,
      ordered: day - 3,
      number: desk.number(whole.party, day),
    };
    return story(
      pair(desk, 'deposit', { ...whole, minor: deposit, what: `${whole.what} deposit` }),
      pair(desk, 'deposit-final', { ...final, what: `${whole.what} balance` }),
    );
  },
  'deposit-whole': (desk) => {
    const whole = desk.buy('studio');
    const deposit = Math.round(whole.minor / 2);
    const day = whole.billed + desk.random.int(15, 40);
    const second = desk.number(whole.party, day);
    const both = second === '' ? '' : `${whole.number}, ${second.replace(/^[A-Za-z#]+-?/, '')}`;
    return story({
      kind: 'deposit-whole',
      sheet: [sheetRow(desk, { ...whole, number: both })],
      ledger: [
        posting(desk, { ...whole, minor: deposit, what: `${whole.what} deposit` }),
        posting(desk, {
          ...whole,
          minor: whole.minor - deposit,
          billed: day,
          number: second,
          what: `${whole.what} final`,
        }),
      ],
    });
  },
  // The manager pays two of a vendor's bills at once and writes them down as one.
  'two-bills': (desk) => {
    const first = desk.buy(desk.random.pick(['studio', 'freelancer']), { orders: [] });
    const day = first.billed + desk.random.int(1, 14);
    const second = {
      ...desk.buy(first.party.kind, { ...first, number: desk.number(first.party, day) }),
      billed: day,
    };
    second.minor = Math.round(first.minor * (0.5 + desk.random.next()));
    const short = second.number.replace(/^[A-Za-z#]+-?/, '');
    const number =
      second.number === '' ? '' : `${first.number}${desk.random.pick([', ', ' & ', '/'])}${short}`;
    return story({
      kind: 'two-bills',
      sheet: [sheetRow(desk, { ...first, number, minor: first.minor + second.minor })],
      ledger: [posting(desk, first), posting(desk, second)],
    });
  },
  allocated: (desk) => {
    const fact = desk.buy(desk.random.pick(['studio', 'freelancer']));
    const lines = desk.random.chance(0.5)
      ? overProjects(desk, { ...fact, minor: fact.minor + 30_000 }, desk.random.int(2, 4))
      : partsOf(desk, fact.minor + 30_000, desk.random.int(2, 3)).map((minor) => ({ ...fact, minor }));
    const made = asOneBill(lines.map((one) => posting(desk, one)));
    return story({
      kind: 'allocated',
      sheet: [sheetRow(desk, { ...fact, minor: sum(lines) })],
      ledger: made,
    });
  },
};
