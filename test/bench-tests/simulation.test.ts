import { describe, expect, test } from 'vitest';
import type { Hardness } from '../bench/reconcile/dial.ts';
import { generate } from '../bench/reconcile/simulation/generate.ts';
import { byId, DIALS, enteredTwice, SIDES, sumOf, wronglyCaused } from './made-lists.ts';

const idsOf = (made: ReturnType<typeof generate>, side: 'sheet' | 'ledger') => [
  ...made.truth.groups.flatMap((group) => group[side]),
  ...made.truth.unmatched[side].map((one) => one.id),
];

describe.each(DIALS)('a simulated year, %s', (hardness) => {
  const made = generate(21, 3000, hardness);
  const [sheet, ledger] = [byId(made.sheet), byId(made.ledger)];

  test('is about as long as asked on both sides', () => {
    for (const rows of [made.sheet.length, made.ledger.length]) {
      expect(rows).toBeGreaterThan(2600);
      expect(rows).toBeLessThan(3400);
    }
  });

  test('has groups whose difference is one that counts where the cause is an amount, and else is none', () => {
    expect(wronglyCaused(made)).toEqual([]);
  });

  test('has entries that cancel: reversals come to nothing in all', () => {
    const reversed = made.truth.unmatched.ledger.filter(({ cause }) => cause === 'reversal');
    expect(reversed.length).toBeGreaterThan(20);
    expect(sumOf(reversed.map(({ id }) => ledger.get(id)))).toBe(0);
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
    const both = SIDES.map((side) => enteredTwice(made, side));
    expect(both.flatMap(({ twice }) => twice).length).toBeGreaterThan(2);
    expect(both.flatMap(({ unpaired }) => unpaired)).toEqual([]);
  });
});

test.each([200, 2000, 20_000])('%i rows are named in the truth exactly once each', (rows) => {
  const made = generate(5, rows, 'hard');
  for (const side of SIDES) {
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
