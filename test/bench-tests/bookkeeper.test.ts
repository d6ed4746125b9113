import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate, writeBooks } from '../bench/reconcile/bookkeeper/generate.ts';
import { PROFILES } from '../bench/reconcile/bookkeeper/profiles.ts';
import { type Generated, linksOf, Truth } from '../bench/reconcile/truth.ts';

const cents = (amount: string) => Number(amount.replace('.', ''));

interface Sums {
  sheet: number;
  ledger: number;
}

function sumsOf(made: Generated): (group: Truth['groups'][number]) => Sums {
  const rows = new Map(made.sheet.map((row) => [row.id, cents(row.amount)]));
  const postings = new Map(made.ledger.map((posting) => [posting.id, cents(posting.amount)]));
  const sum = (ids: readonly string[], of: ReadonlyMap<string, number>) =>
    ids.reduce((total, id) => total + (of.get(id) ?? Number.NaN), 0);
  return (group) => ({ sheet: sum(group.sheet, rows), ledger: sum(group.ledger, postings) });
}

/** The contract's tolerances, written down a second time. */
const within = ({ sheet, ledger }: Sums) =>
  Math.abs(ledger - sheet) <= 100 && Math.abs(ledger - sheet) <= Math.abs(sheet) / 200;

const COMPANIES = PROFILES.flatMap(({ name }) =>
  (['standard', 'hard'] as const).map((hardness): [string, 'standard' | 'hard'] => [name, hardness]),
);

describe.each(COMPANIES)('the books of a %s, %s', (profile, hardness) => {
  const made = generate(5, 700, hardness, profile);
  const { truth } = made;

  test('are of the shared format and as large as was asked for', () => {
    expect(Truth.parse(JSON.parse(JSON.stringify(truth)))).toEqual(truth);
    expect(made.sheet.length).toBeGreaterThanOrEqual(700);
    expect(made.sheet.length).toBeLessThan(800);
    expect(truth.rows).toEqual({ sheet: made.sheet.length, ledger: made.ledger.length });
  });

  test('account for each id of each list exactly once', () => {
    const sheet = [
      ...truth.groups.flatMap((group) => group.sheet),
      ...truth.unmatched.sheet.map(({ id }) => id),
    ];
    const ledger = [
      ...truth.groups.flatMap((group) => group.ledger),
      ...truth.unmatched.ledger.map(({ id }) => id),
    ];
    expect(sheet.toSorted()).toEqual(made.sheet.map(({ id }) => id).toSorted());
    expect(ledger.toSorted()).toEqual(made.ledger.map(({ id }) => id).toSorted());
    expect(truth.links).toEqual(linksOf(truth.groups));
  });

  test('name a cause that the amounts bear out, to the cent', () => {
    const sums = sumsOf(made);
    for (const group of truth.groups) {
      const agrees = within(sums(group));
      const which = `${group.kind} ${group.sheet} ${group.ledger}`;
      if (group.cause === 'tax' || group.cause === 'amount') expect(agrees, which).toBe(false);
      else if (group.cause !== 'currency') expect(agrees, which).toBe(true);
      if (group.cause === 'split')
        expect([group.sheet.length, group.ledger.length > 1], which).toEqual([1, true]);
      if (group.cause === 'combined') expect(group.sheet.length, which).toBeGreaterThan(1);
      if (['none', 'coding', 'timing'].includes(group.cause ?? '')) {
        expect([group.sheet.length, group.ledger.length], which).toEqual([1, 1]);
      }
    }
  });

  test('let what was reversed come to nothing, and void bills be worth nothing', () => {
    for (const side of ['sheet', 'ledger'] as const) {
      const amounts = new Map(made[side].map((line) => [line.id, cents(line.amount)]));
      const undone = truth.unmatched[side].filter(({ cause }) => cause === 'reversal');
      expect(undone.reduce((sum, { id }) => sum + (amounts.get(id) ?? Number.NaN), 0)).toBe(0);
    }
  });

  test('show the first half of every duplicate, of the same amount, as its twin', () => {
    for (const side of ['sheet', 'ledger'] as const) {
      const amounts = new Map(made[side].map((line) => [line.id, line.amount]));
      for (const { id, cause } of truth.unmatched[side]) {
        if (cause !== 'duplicate') continue;
        const set = truth.twins[side].find((ids) => ids.includes(id)) ?? [];
        expect(set.length).toBeGreaterThan(1);
        expect(new Set(set.map((twin) => amounts.get(twin))).size).toBe(1);
      }
    }
  });

  test('have each line in one set of twins at most', () => {
    for (const sets of [truth.twins.sheet, truth.twins.ledger]) {
      expect(new Set(sets.flat()).size).toBe(sets.flat().length);
    }
  });
});

describe('the second generator', () => {
  test('writes the same books for the same seed, and others for another', () => {
    expect(generate(11, 500, 'hard')).toEqual(generate(11, 500, 'hard'));
    expect(generate(18, 500, 'hard').sheet).not.toEqual(generate(11, 500, 'hard').sheet);
  });

  test('meets every kind of cause within a few firms', () => {
    const causes = new Set<string | null>();
    for (let seed = 0; seed < PROFILES.length; seed++) {
      const { truth } = generate(seed, 1500, 'standard');
      for (const { cause } of [...truth.groups, ...truth.unmatched.sheet, ...truth.unmatched.ledger]) {
        causes.add(cause);
      }
    }
    expect([...causes].toSorted()).toEqual(
      'amount,coding,combined,currency,duplicate,missing-in-ledger,missing-in-sheet,none,reversal,split,tax,timing'.split(
        ',',
      ),
    );
  });

  test('leaves out of the files the columns that a firm does not have', () => {
    const dir = mkdtempSync(join(tmpdir(), 'bookkeeper-'));
    try {
      writeBooks(dir, generate(5, 200, 'standard', 'handyman'));
      const header = (file: string) => readFileSync(join(dir, file), 'utf8').split('\n')[0];
      expect(header('ledger.csv')).toBe('id,type,date,amount,project,account,memo');
      expect(header('sheet.csv')).not.toContain('po');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test('refuses a profile nobody has, naming those there are', () => {
    expect(() => generate(1, 100, 'standard', 'bakery')).toThrow(/bakery.*contractor/);
  });
});
