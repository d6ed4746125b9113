import { describe, expect, test } from 'vitest';
import { counts, minorOf } from '../bench/reconcile/cause.ts';
import type { Hardness } from '../bench/reconcile/dial.ts';
import { generate } from '../bench/reconcile/simulation/generate.ts';

const idsOf = (made: ReturnType<typeof generate>, side: 'sheet' | 'ledger') => [
  ...made.truth.groups.flatMap((group) => group[side]),
  ...made.truth.unmatched[side].map((one) => one.id),
];

describe.each(['standard', 'hard'] satisfies Hardness[])('a simulated year, %s', (hardness) => {
  const made = generate(21, 3000, hardness);
  const ledger = new Map(made.ledger.map((row) => [row.id, row]));
  const sheet = new Map(made.sheet.map((row) => [row.id, row]));
  const sum = (rows: ReadonlyMap<string, { amount: string }>, ids: readonly string[]) =>
    ids.reduce((total, id) => total + minorOf(rows.get(id)?.amount ?? ''), 0);

  test('is about as long as asked on both sides', () => {
    for (const rows of [made.sheet.length, made.ledger.length]) {
      expect(rows).toBeGreaterThan(2600);
      expect(rows).toBeLessThan(3400);
    }
  });

  test('has groups whose difference is one that counts where the cause is an amount, and else is none', () => {
    for (const group of made.truth.groups.filter(({ cause }) => cause !== 'currency')) {
      const differs = counts(sum(sheet, group.sheet), sum(ledger, group.ledger));
      expect({ group, differs }).toEqual({
        group,
        differs: group.cause === 'amount' || group.cause === 'tax',
      });
    }
  });

  test('has entries that cancel: reversals come to nothing in all', () => {
    const reversed = made.truth.unmatched.ledger.filter(({ cause }) => cause === 'reversal');
    expect(reversed.length).toBeGreaterThan(20);
    expect(
      sum(
        ledger,
        reversed.map(({ id }) => id),
      ),
    ).toBe(0);
  });

  test('has no posting later than the export', () => {
    // Day and month that changed places may name a day of the next year's first weeks, and no other.
    expect(made.ledger.every((row) => row.date <= '2026-12-31')).toBe(true);
    expect(made.ledger.filter((row) => row.date > '2026-01-20').length).toBeLessThan(10);
  });

  test('has no row never billed beside a bill never typed that it would match to the cent', () => {
    const free = made.truth.unmatched.ledger
      .filter(({ cause }) => cause === 'missing-in-sheet')
      .map(({ id }) => ledger.get(id));
    const billed = new Set(free.map((row) => `${row?.vendor} ${row?.amount} ${row?.date.slice(0, 7)}`));
    const missing = made.truth.unmatched.sheet.filter(({ cause }) => cause === 'missing-in-ledger');
    const pairs = missing.filter(({ id }) => {
      const row = sheet.get(id);
      return billed.has(`${row?.vendor} ${row?.amount} ${row?.date.slice(0, 7)}`);
    });
    expect(pairs).toEqual([]);
  });

  test('marks both halves of what was entered twice as twins', () => {
    const twins = new Set([...made.truth.twins.sheet.flat(), ...made.truth.twins.ledger.flat()]);
    const twice = [...made.truth.unmatched.sheet, ...made.truth.unmatched.ledger].filter(
      ({ cause }) => cause === 'duplicate',
    );
    expect(twice.length).toBeGreaterThan(2);
    expect(twice.every(({ id }) => twins.has(id))).toBe(true);
  });
});

test.each([200, 2000, 20_000])('%i rows are named in the truth exactly once each', (rows) => {
  const made = generate(5, rows, 'hard');
  for (const side of ['sheet', 'ledger'] as const) {
    const ids = idsOf(made, side);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(made[side].length);
    expect(made[side].every(({ id }) => id !== '')).toBe(true);
  }
});

test('the hard dial leaves more blank and errs more than the standard one', () => {
  const filled = (hardness: Hardness) => {
    const { sheet, ledger } = generate(9, 4000, hardness);
    return [
      sheet.filter(({ invoice }) => invoice !== '').length / sheet.length,
      ledger.filter(({ project }) => project !== '').length / ledger.length,
      ledger.filter(({ vendor }) => vendor !== '').length / ledger.length,
    ];
  };
  const [standard, hard] = [filled('standard'), filled('hard')];
  standard.forEach((share, i) => {
    expect(share).toBeGreaterThan(hard[i] ?? 1);
  });
});
