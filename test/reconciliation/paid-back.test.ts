import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { NAMES, TRADES } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const SHOPS = [
  'Corner Deli',
  'Ridge Petrol',
  'Main Stationers',
  'Noon Cafe',
  'Lakeside Inn',
  'City Cabs',
  'Hill Tools',
];
const THINGS = ['lunch', 'fuel', 'paper', 'coffee', 'room', 'ride', 'blades', 'tape'];
const PROJECTS = 12;

interface Lists {
  sheet: Row[];
  ledger: Row[];
}

function random(): (below: number) => number {
  let state = 11;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const date = (month: number, day: number): string =>
  new Date(Date.UTC(2026, month, day)).toISOString().slice(0, 10);

/** Business that has nothing to do with it: pairs that agree, and small receipts that nobody paid back. */
function others(next: (below: number) => number): Lists {
  const lists: Lists = { sheet: [], ledger: [] };
  for (let at = 0; at < 300; at++) {
    const both = {
      id: `X${at}`,
      date: date(next(11), 1 + next(28)),
      amount: `${100 + next(4000)}.${10 + next(89)}`,
      vendor: `${NAMES[next(NAMES.length)]} ${TRADES[next(TRADES.length)]}`,
      number: `${10_000 + next(80_000)}`,
      project: `P${100 + next(PROJECTS)}`,
    };
    lists.sheet.push(both);
    lists.ledger.push({ ...both });
    lists.sheet.push(receipt(next, `Y${at}`, next(11), both.project, 'for site'));
  }
  return lists;
}

function receipt(
  next: (below: number) => number,
  id: string,
  month: number,
  project: string,
  said: string,
): Row {
  return {
    id,
    date: date(month, 3 + next(16)),
    amount: `${5 + next(300)}.${10 + next(89)}`,
    vendor: SHOPS[next(SHOPS.length)] ?? '',
    text: `${said} ${THINGS[next(THINGS.length)]}`,
    project,
  };
}

/** A posting of the sum of rows. */
function paid(rows: readonly Row[], posting: Omit<Row, 'amount'>): Row {
  const minor = rows.reduce((sum, row) => sum + Math.round(Number(row.amount) * 100), 0);
  return { ...posting, amount: `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}` };
}

function matched({ sheet, ledger }: Lists): string[] {
  const ids = (rows: readonly Row[], which: readonly number[]): string =>
    which.map((row) => rows[row]?.id).join('+');
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.map((match) => `${ids(sheet, match.sheet)} = ${ids(ledger, match.ledger)}`)
    .filter((match) => /[SL]\d/.test(match))
    .sort();
}

/** Every month a tin of each of three projects is made good; rows call it by one of two names, or by none. */
function tins(names: readonly string[], homelessSince = 12): { lists: Lists; expected: string[] } {
  const next = random();
  const lists = others(next);
  const expected: string[] = [];
  for (let month = 0; month < 11; month++) {
    for (let tin = 0; tin < 3; tin++) {
      const own = `${month}${tin}`;
      const project = `P${100 + ((month + 4 * tin) % PROJECTS)}`;
      const rows = Array.from({ length: 3 + next(3) }, (_, at) =>
        receipt(next, `S${own}${at}`, month, project, names[next(names.length)] ?? ''),
      );
      for (const row of rows) if (month >= homelessSince) row.project = '';
      lists.sheet.push(...rows);
      lists.ledger.push(
        paid(rows, {
          id: `L${own}`,
          date: date(month, 28),
          vendor: 'Float',
          text: 'Float made good',
          project,
        }),
      );
      expected.push(
        `${rows
          .map((row) => row.id)
          .sort()
          .join('+')} = L${own}`,
      );
    }
  }
  return { lists, expected: expected.sort() };
}

const found = (expected: readonly string[], said: readonly string[]): number =>
  expected.filter((match) => said.includes(match)).length;

describe('what somebody laid out and is paid back in one sum', () => {
  test('is found where rows call it otherwise, once other sums have shown what it is called', () => {
    const { lists, expected } = tins(['float', 'float', 'float', 'float', 'float', 'tin']);
    const said = matched(lists);
    expect(found(expected, said)).toBeGreaterThanOrEqual(24);
    expect(said.filter((match) => !expected.includes(match))).toEqual([]);
  });

  test('is found by what its rows are called alone, once other sums have shown it', () => {
    const { lists, expected } = tins(['float', 'float', 'float', 'float', 'float', 'tin'], 7);
    const said = matched(lists);
    expect(found(expected, said)).toBeGreaterThanOrEqual(30);
    expect(said.filter((match) => !expected.includes(match))).toEqual([]);
  });
});
