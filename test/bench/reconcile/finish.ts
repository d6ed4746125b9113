import type { Book } from './book.ts';
import type { Random } from './random.ts';
import { type Generated, type LedgerRow, linksOf, type SheetRow, type Truth } from './truth.ts';

/** Ids that say nothing: whole numbers in no order, some of them on both lists. */
function giveIds(random: Random, rows: { id: string }[], from: number): void {
  const ids = random.shuffle(Array.from(rows, (_, at) => String(from + at)));
  rows.forEach((row, at) => {
    row.id = ids[at] ?? '';
  });
}

/** As exports come: by date; within a day in no order. */
function byDate<R extends SheetRow | LedgerRow>(random: Random, rows: readonly R[]): R[] {
  const shuffled = random.shuffle([...rows]);
  return shuffled.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Sets of ids: what was declared alike (by place), and what reads alike in every column but the id. */
export function twinsOf(rows: readonly (SheetRow | LedgerRow)[], declared: readonly number[][]): string[][] {
  const parent = rows.map((_, at) => at);
  const root = (at: number): number => {
    let here = at;
    while (parent[here] !== undefined && parent[here] !== here) here = parent[here] ?? here;
    return here;
  };
  const join = (a: number, b: number) => {
    parent[root(a)] = root(b);
  };
  for (const set of declared) for (const other of set.slice(1)) join(set[0] ?? other, other);
  const seen = new Map<string, number>();
  rows.forEach((row, at) => {
    const says = JSON.stringify({ ...row, id: '' });
    const first = seen.get(says);
    if (first === undefined) seen.set(says, at);
    else join(first, at);
  });
  const sets = new Map<number, string[]>();
  rows.forEach((row, at) => {
    const of = root(at);
    sets.set(of, [...(sets.get(of) ?? []), row.id]);
  });
  return [...sets.values()].filter((set) => set.length > 1);
}

/** Gives the rows their ids and order and writes the truth down. */
export function finish(book: Book, about: Pick<Truth, 'generator' | 'seed' | 'hardness'>): Generated {
  const { random, sheet, ledger } = book;
  giveIds(random, sheet, 100_000);
  giveIds(random, ledger, 100_000 + Math.floor(sheet.length / 2));
  const idsOf = (rows: readonly { id: string }[], which: readonly number[]) =>
    which.map((at) => rows[at]?.id ?? '');
  const groups = book.groups.map((group) => ({
    ...group,
    sheet: idsOf(sheet, group.sheet),
    ledger: idsOf(ledger, group.ledger),
  }));
  const alone = (side: 'sheet' | 'ledger') =>
    book.unmatched[side].map(({ row, cause, kind }) => ({ id: book[side][row]?.id ?? '', cause, kind }));
  return {
    sheet: byDate(random, sheet),
    ledger: byDate(random, ledger),
    truth: {
      format: 'reconciliation-truth/1',
      ...about,
      rows: { sheet: sheet.length, ledger: ledger.length },
      links: linksOf(groups),
      groups,
      unmatched: { sheet: alone('sheet'), ledger: alone('ledger') },
      twins: { sheet: twinsOf(sheet, book.twins.sheet), ledger: twinsOf(ledger, book.twins.ledger) },
    },
  };
}
