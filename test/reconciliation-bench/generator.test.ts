import { describe, expect, test } from 'vitest';
import { causeOf, counts, minorOf } from '../bench/reconcile/cause.ts';
import type { Hardness } from '../bench/reconcile/dial.ts';
import { generate } from '../bench/reconcile/generate.ts';
import { MAKERS } from '../bench/reconcile/makers.ts';
import { type Generated, linksOf, Truth } from '../bench/reconcile/truth.ts';

const idsOf = (made: Generated, side: 'sheet' | 'ledger') => [
  ...made.truth.groups.flatMap((group) => group[side]),
  ...made.truth.unmatched[side].map((one) => one.id),
];
const sorted = (ids: readonly string[]) => [...ids].sort();

const CASES = Object.keys(MAKERS).flatMap((maker) =>
  (['standard', 'hard'] satisfies Hardness[]).map((hardness) => ({ maker, hardness })),
);

describe.each(CASES)('lists made by $maker, $hardness', ({ maker, hardness }) => {
  const make = (seed: number) => {
    const made = MAKERS[maker]?.(seed, 1500, hardness);
    if (!made) throw new Error(`Nobody is called ${maker}.`);
    return made;
  };
  const made = make(3);
  const rows = {
    sheet: new Map(made.sheet.map((row) => [row.id, row])),
    ledger: new Map(made.ledger.map((row) => [row.id, row])),
  };
  const of = <R>(side: ReadonlyMap<string, R>, ids: readonly string[]) =>
    ids.map((id) => side.get(id)).filter((row) => row !== undefined);

  test('are the same for the same seed, and others for another', () => {
    expect(make(3)).toEqual(made);
    expect(make(4).sheet).not.toEqual(made.sheet);
  });

  test('have a truth of the format, which names every row exactly once', () => {
    expect(Truth.safeParse(made.truth).error).toBeUndefined();
    expect(made.truth.rows).toEqual({ sheet: made.sheet.length, ledger: made.ledger.length });
    expect(sorted(idsOf(made, 'sheet'))).toEqual(sorted([...rows.sheet.keys()]));
    expect(sorted(idsOf(made, 'ledger'))).toEqual(sorted([...rows.ledger.keys()]));
    expect(rows.sheet.size).toBe(made.sheet.length);
    expect(rows.ledger.size).toBe(made.ledger.length);
  });

  test('have the links of their groups, and twins that are there', () => {
    const keys = (links: readonly (readonly string[])[]) => sorted(links.map((link) => link.join(' ')));
    expect(keys(made.truth.links)).toEqual(keys(linksOf(made.truth.groups)));
    for (const side of ['sheet', 'ledger'] as const) {
      const twins = made.truth.twins[side].flat();
      expect(new Set(twins).size).toBe(twins.length);
      expect(twins.every((id) => rows[side].has(id))).toBe(true);
    }
  });

  test('have split and combined groups that add up within the tolerance', () => {
    const sum = (group: readonly { amount: string }[]) =>
      group.reduce((total, row) => total + minorOf(row.amount), 0);
    const groups = made.truth.groups.filter((group) => group.cause === 'split' || group.cause === 'combined');
    expect(groups.length).toBeGreaterThan(20);
    for (const group of groups) {
      expect(counts(sum(of(rows.sheet, group.sheet)), sum(of(rows.ledger, group.ledger)))).toBe(false);
    }
  });

  test('have the causes that the contract gives what is written', () => {
    for (const group of made.truth.groups) {
      const [sheet, ledger] = [of(rows.sheet, group.sheet), of(rows.ledger, group.ledger)];
      const why = group.cause === 'tax' ? 'tax' : 'amount';
      expect({ group, cause: causeOf(sheet, ledger, why) }).toEqual({ group, cause: group.cause });
    }
  });
});

test('standard lists have every cause, and most of their rows match plainly', () => {
  const { truth } = generate(11, 6000);
  const causes = [...truth.groups, ...truth.unmatched.sheet, ...truth.unmatched.ledger].map(
    (one) => one.cause,
  );
  expect([...new Set(causes)].sort()).toEqual(
    'amount,coding,combined,currency,duplicate,missing-in-ledger,missing-in-sheet,none,reversal,split,tax,timing'.split(
      ',',
    ),
  );
  const plain = truth.groups.filter((group) => group.cause === 'none').length;
  expect(plain / truth.rows.sheet).toBeGreaterThan(0.55);
});

test.each([
  [4242, 500],
  [1, 20],
  [7, 60],
  [8, 200],
])('lists are as long as asked however few rows are (seed %i, %i rows)', (seed, rows) => {
  for (const { maker, hardness } of CASES) {
    const made = MAKERS[maker]?.(seed, rows, hardness);
    expect(made?.sheet.length).toBeGreaterThan(rows / 2);
    expect(made?.ledger.length).toBeGreaterThan(rows / 2);
    expect(made?.ledger.length).toBeLessThan(rows * 2 + 20);
  }
});

test('a hot block is one price at one vendor, as often as asked', () => {
  const { sheet, truth } = generate(5, 2000, 'standard', 800);
  expect(truth.groups.filter((group) => group.kind === 'hot')).toHaveLength(800);
  expect(sheet.filter((row) => row.amount === '49.00').length).toBeGreaterThanOrEqual(800);
});
