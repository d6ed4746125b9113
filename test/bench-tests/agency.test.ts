import { describe, expect, test } from 'vitest';
import { generate } from '../bench/reconcile/agency/generate.ts';
import type { Answer, AnswerTotals } from '../bench/reconcile/answer.ts';
import { minorOf } from '../bench/reconcile/cause.ts';
import type { Hardness } from '../bench/reconcile/dial.ts';
import { MAKERS } from '../bench/reconcile/makers.ts';
import { unsound } from '../bench/reconcile/sound.ts';
import type { Generated } from '../bench/reconcile/truth.ts';
import { byId, DIALS, enteredTwice, pairsOf, SIDES, sumOf, wronglyCaused } from './made-lists.ts';
import { sameOrder } from './same-order.ts';

const text = (minor: number) =>
  `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;
const currencyOf = (row: { currency: string } | undefined) => row?.currency || 'USD';
const wordsOf = (from: string) =>
  from
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);

/** The truth as somebody would answer who knows it. */
function answerOf(made: Generated): Answer {
  const of = { sheet: byId(made.sheet), ledger: byId(made.ledger) };
  const totals = (currency: string): AnswerTotals => {
    const all = (side: 'sheet' | 'ledger') => sumOf(made[side].filter((row) => currencyOf(row) === currency));
    const [sheet, ledger] = [text(all('sheet')), text(all('ledger'))];
    const difference = text(all('ledger') - all('sheet'));
    return { sheet, ledger, matched: { sheet, ledger }, difference, byCause: { amount: difference } };
  };
  const others = [...new Set([...made.sheet, ...made.ledger].map(currencyOf))].filter((one) => one !== 'USD');
  return {
    matches: made.truth.groups.map(({ sheet, ledger, cause }) => {
      const [left, right] = [sheet.map((id) => of.sheet.get(id)), ledger.map((id) => of.ledger.get(id))];
      const crosses = new Set([...left, ...right].map(currencyOf)).size > 1;
      const difference = crosses ? null : text(sumOf(right) - sumOf(left));
      const parts = difference === null || cause === null ? [] : [{ cause, amount: difference }];
      return { sheet, ledger, cause, difference, parts, confidence: 1 };
    }),
    unmatched: made.truth.unmatched,
    totals: { ...totals('USD'), byCurrency: Object.fromEntries(others.map((one) => [one, totals(one)])) },
  };
}

describe.each(DIALS)("an agency's year, %s", (hardness) => {
  const made = generate(31, 4000, hardness);
  const of = { sheet: byId(made.sheet), ledger: byId(made.ledger) };
  const pairs = pairsOf(made);

  test('is the same for the same seed and another for another', () => {
    expect(generate(31, 4000, hardness)).toEqual(made);
    expect(generate(32, 4000, hardness).sheet).not.toEqual(made.sheet);
  });

  test('is about as long as asked on both sides', () => {
    for (const side of SIDES) {
      expect(made[side].length).toBeGreaterThan(3600);
      expect(made[side].length).toBeLessThan(4400);
    }
  });

  test('makes a sound answer of its own truth: each id once, and all adds up', () => {
    const listed = (side: 'sheet' | 'ledger') =>
      made[side].map((row) => ({ id: row.id, amount: row.amount, currency: currencyOf(row) }));
    expect(unsound(answerOf(made), listed('sheet'), listed('ledger'))).toEqual([]);
  });

  test('has amounts that differ where the cause says so, and nowhere else', () => {
    expect(wronglyCaused(made)).toEqual([]);
  });

  test('has reversals that come to nothing', () => {
    for (const side of SIDES) {
      const reversed = made.truth.unmatched[side].filter(({ cause }) => cause === 'reversal');
      expect(sumOf(reversed.map(({ id }) => of[side].get(id)))).toBe(0);
    }
    expect(made.truth.unmatched.ledger.some(({ kind }) => kind === 'void')).toBe(true);
  });

  test('marks both halves of what was entered twice as twins', () => {
    for (const side of SIDES) {
      const twins = new Set(made.truth.twins[side].flat());
      const { twice, unpaired } = enteredTwice(made, side);
      expect(twice.length).toBeGreaterThan(0);
      expect(unpaired).toEqual([]);
      expect([...twins].every((id) => of[side].has(id))).toBe(true);
      expect(made.truth.twins[side].flat().length).toBe(twins.size);
    }
  });

  test('keeps nearly every pair findable: a name or a number in common, and an amount, a number or a project', () => {
    const found = pairs.filter(({ s, l }) => {
      const said = new Set(wordsOf(`${l.vendor} ${l.memo} ${l.number} ${l.po}`));
      const digits = [...said].join(' ');
      const lead = wordsOf(`${s.vendor} ${s.description} ${s.invoice} ${s.po}`).some(
        (word) => said.has(word) || digits.includes(word),
      );
      const project = s.project.slice(0, 8) !== '' && s.project.slice(0, 8) === l.project.slice(0, 8);
      return (Math.abs(minorOf(s.amount) - minorOf(l.amount)) <= 100 && (lead || project)) || lead;
    });
    expect(found.length / pairs.length).toBeGreaterThan(hardness === 'hard' ? 0.97 : 0.98);
  });

  test('has no row never posted beside a posting never written that it would fit', () => {
    const alone = (side: 'sheet' | 'ledger', cause: string) =>
      made.truth.unmatched[side].filter((one) => one.cause === cause).map(({ id }) => of[side].get(id));
    const key = (row: { vendor: string; amount: string } | undefined) => `${row?.vendor} ${row?.amount}`;
    const posted = new Set(alone('ledger', 'missing-in-sheet').map(key));
    expect(alone('sheet', 'missing-in-ledger').filter((row) => posted.has(key(row)))).toEqual([]);
  });
});

describe.each(DIALS)('the shares of a larger firm, %s', (hardness) => {
  const made = [1, 2, 3].map((seed) => generate(seed, 8000, hardness));
  const groups = made.flatMap(({ truth }) => truth.groups);
  const alone = made.flatMap(({ truth }) => [...truth.unmatched.sheet, ...truth.unmatched.ledger]);
  const rows = made.reduce((all, one) => all + one.sheet.length + one.ledger.length, 0);
  const share = (causes: readonly string[]) =>
    groups.filter(({ cause }) => cause !== null && causes.includes(cause)).length / groups.length;

  test('are within the bounds that the README names', () => {
    const bounds: readonly (readonly [number, number, number])[] = [
      [share(['none', 'timing', 'coding']), 0.72, 0.92],
      [share(['split', 'combined']), 0.04, 0.14],
      [share(['amount', 'tax']), 0.04, 0.13],
      [alone.length / rows, 0.03, 0.1],
      [alone.filter(({ cause }) => cause === 'duplicate').length / rows, 0.001, 0.012],
      [
        made.flatMap(({ truth }) => [...truth.twins.sheet, ...truth.twins.ledger]).flat().length / rows,
        0.002,
        0.03,
      ],
    ];
    bounds.forEach(([is, from, to], i) => {
      expect({ i, is, within: is >= from && is <= to }).toEqual({ i, is, within: true });
    });
  });

  test('hold every kind of story, each with a name', () => {
    const kinds = new Set([...groups, ...alone].map(({ kind }) => kind));
    for (const kind of [
      'hours-weeks',
      'media-net',
      'payroll',
      'amortised',
      'annual',
      'two-bills',
      'reclass',
      'accrual',
      'chargeback',
      'credit-netted',
      'bank-charge',
    ])
      expect(kinds).toContain(kind);
    expect(kinds).not.toContain(undefined);
  });
});

test('neither ids nor the order of the rows tell what belongs together', () => {
  const made = generate(8, 12_000, 'standard');
  for (const side of SIDES) {
    const dates = made[side].map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(made[side].map(({ id }) => Number(id))).toEqual(
      made[side].map((_, i) => Number(made[side][0]?.id) + i),
    );
  }
  // Of two pairs of one day the earlier row has the earlier posting as often as not.
  const agree = sameOrder(made, pairsOf(made));
  expect(agree.length).toBeGreaterThan(500);
  const share = agree.filter(Boolean).length / agree.length;
  expect(share).toBeGreaterThan(0.44);
  expect(share).toBeLessThan(0.56);
});

test('a bigger firm has more vendors and projects, not busier ones', () => {
  const busy = (rows: number) => {
    const { ledger } = generate(4, rows, 'standard');
    const distinct = (column: 'vendor' | 'project') =>
      new Set(ledger.map((row) => row[column].slice(0, 8))).size;
    return [ledger.length / distinct('vendor'), ledger.length / distinct('project')];
  };
  const [small, big] = [busy(2000), busy(16_000)];
  big.forEach((one, i) => {
    expect(one).toBeLessThan((small[i] ?? 0) * 3);
  });
});

test('the hard dial leaves more blank and keeps less alike than the standard one', () => {
  const filled = (hardness: Hardness) => {
    const made = [1, 2, 3, 4].map((seed) => generate(seed, 3000, hardness));
    const [sheet, ledger] = [made.flatMap((one) => one.sheet), made.flatMap((one) => one.ledger)];
    return [
      sheet.filter(({ invoice }) => invoice !== '').length / sheet.length,
      ledger.filter(({ project }) => project !== '').length / ledger.length,
      made.flatMap(({ truth }) => truth.links).length === 0
        ? 0
        : 1 -
          made.flatMap(({ truth }) => [...truth.unmatched.sheet, ...truth.unmatched.ledger]).length /
            (sheet.length + ledger.length),
    ];
  };
  const [standard, hard] = [filled('standard'), filled('hard')];
  standard.forEach((share, i) => {
    expect(share).toBeGreaterThan(hard[i] ?? 1);
  });
});

test('is one of the makers', () => {
  expect(MAKERS.agency?.(2, 1000, 'hard').truth.generator).toBe('agency');
});
