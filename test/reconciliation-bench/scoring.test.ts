import { expect, test } from 'vitest';
import type { Answer } from '../bench/reconcile/answer.ts';
import { generate } from '../bench/reconcile/generate.ts';
import { renamed, sameShare } from '../bench/reconcile/invariance.ts';
import { interval } from '../bench/reconcile/report.ts';
import { score } from '../bench/reconcile/scoring.ts';
import { unsound } from '../bench/reconcile/sound.ts';
import { perfect, SMALL } from './support.ts';

const lone = (id: string, cause: 'missing-in-ledger' | 'missing-in-sheet' | 'duplicate') => ({ id, cause });

test('the truth itself scores full marks, of lists small and large', () => {
  for (const truth of [SMALL, generate(21, 2000, 'hard').truth]) {
    const { links, groups, shareSure, causes, calibration } = score(truth, perfect(truth));
    expect([links.precision, links.recall, links.f1, groups.recall, groups.precision]).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect([shareSure, causes, calibration]).toEqual([1, 1, 0]);
  }
});

test('a broken answer scores what a hand counts', () => {
  const broken: Answer = {
    matches: [
      { sheet: ['A'], ledger: ['1'], cause: 'none', confidence: 0.99 },
      { sheet: ['B'], ledger: ['2'], cause: 'amount', confidence: 0.9 },
      { sheet: ['D'], ledger: ['6'], cause: 'none', confidence: 0.6 },
    ],
    unmatched: {
      sheet: [lone('C', 'missing-in-ledger')],
      ledger: [lone('3', 'missing-in-sheet'), lone('4', 'missing-in-sheet'), lone('5', 'duplicate')],
    },
  };
  const scored = score(SMALL, broken);
  expect(scored.links).toMatchObject({ said: 3, true: 4, right: 2 });
  expect(scored.links.precision).toBeCloseTo(2 / 3);
  expect(scored.links.recall).toBeCloseTo(1 / 2);
  expect(scored.groups).toMatchObject({ recall: 0, true: 1 });
  // The two surest are right; with the third, two of three are.
  expect(scored.shareSure).toBeCloseTo(1 / 2);
  // Of ten rows: A, 1 and 5. The others are said to be something else.
  expect(scored.causes).toBeCloseTo(3 / 10);
  // Three bins of one: off by .01, .10 and .60.
  expect(scored.calibration).toBeCloseTo((0.01 + 0.1 + 0.6) / 3);
});

test('either half of a duplicate may have the row', () => {
  const answer = perfect(SMALL);
  const swapped: Answer = {
    matches: answer.matches.map((one) => (one.sheet[0] === 'C' ? { ...one, ledger: ['5'] } : one)),
    unmatched: {
      ...answer.unmatched,
      ledger: answer.unmatched.ledger.map((one) => (one.id === '5' ? { ...one, id: '4' } : one)),
    },
  };
  expect(score(SMALL, swapped)).toEqual(score(SMALL, answer));
});

test('both halves of a duplicate for one row are one link too many', () => {
  const answer = perfect(SMALL);
  answer.matches.push({ sheet: ['C'], ledger: ['5'], cause: 'timing', confidence: 1 });
  expect(score(SMALL, answer).links).toMatchObject({ said: 5, right: 4, recall: 1 });
});

test('matches of one confidence count for certain together or not at all', () => {
  const answer = perfect(SMALL);
  const wrong = { sheet: ['D'], ledger: ['6'], cause: 'none' as const, confidence: 1 };
  expect(score(SMALL, { ...answer, matches: [...answer.matches, wrong] }).shareSure).toBe(0);
  const lesser = { ...wrong, confidence: 0.9 };
  expect(score(SMALL, { ...answer, matches: [...answer.matches, lesser] }).shareSure).toBe(1);
});

test('what is dropped, said twice, or does not add up is told', () => {
  const row = (id: string, amount: string, currency = 'USD') => ({ id, amount, currency });
  const totals = {
    sheet: '15.00',
    ledger: '12.00',
    matched: { sheet: '10.00', ledger: '12.00' },
    difference: '-3.00',
    byCause: { amount: '2.00', 'missing-in-ledger': '-5.00' },
  };
  const match = {
    sheet: ['A'],
    ledger: ['1'],
    cause: 'amount' as const,
    confidence: 1,
    difference: '2.00',
    parts: [{ cause: 'amount' as const, amount: '2.00' }],
  };
  const sound: Answer = {
    matches: [match],
    unmatched: { sheet: [lone('B', 'missing-in-ledger')], ledger: [] },
    totals,
  };
  const lists = [[row('A', '10.00'), row('B', '5.00')], [row('1', '12.00')]] as const;
  expect(unsound(sound, ...lists)).toEqual([]);
  expect(unsound({ ...sound, unmatched: { sheet: [], ledger: [lone('1', 'duplicate')] } }, ...lists)).toEqual(
    ['1 sheet ids are dropped: B', '1 ledger ids come twice: 1'],
  );
  const short = { ...match, parts: [{ cause: 'amount' as const, amount: '1.99' }] };
  expect(unsound({ ...sound, matches: [short] }, ...lists)).toEqual([
    'A with 1: its parts do not add up to the difference',
  ]);
  expect(unsound({ ...sound, totals: { ...totals, byCause: { amount: '2.00' } } }, ...lists)).toEqual([
    'totals USD: the causes do not add up to the difference',
  ]);
});

test('rows under other ids are the same answer, and a link that moved is not', () => {
  const made = generate(2, 400);
  const other = renamed(made, 9);
  const now = (side: 'sheet' | 'ledger') => new Map([...other.back[side]].map(([id, old]) => [old, id]));
  const [sheet, ledger] = [now('sheet'), now('ledger')];
  const moved = (ids: readonly string[], to: ReadonlyMap<string, string>) =>
    ids.map((id) => to.get(id) ?? id);
  const first = perfect(made.truth);
  const second: Answer = {
    matches: first.matches.map((m) => ({
      ...m,
      sheet: moved(m.sheet, sheet),
      ledger: moved(m.ledger, ledger),
    })),
    unmatched: {
      sheet: first.unmatched.sheet.map((one) => ({ ...one, id: moved([one.id], sheet)[0] ?? '' })),
      ledger: first.unmatched.ledger.map((one) => ({ ...one, id: moved([one.id], ledger)[0] ?? '' })),
    },
  };
  expect(sameShare(made, first, second, other.back)).toBe(1);
  const [one, two] = second.matches;
  if (!one || !two) throw new Error('Four hundred rows have two matches.');
  [one.ledger, two.ledger] = [two.ledger, one.ledger];
  expect(sameShare(made, first, second, other.back)).toBeLessThan(1);
});

test('an interval is the mean and half of what 95 in 100 such means lie in', () => {
  expect(interval([0.9])).toEqual({ mean: 0.9, half: 0 });
  const { mean, half } = interval([0.96, 0.97, 0.98]);
  expect(mean).toBeCloseTo(0.97);
  expect(half).toBeCloseTo((4.303 * 0.01) / Math.sqrt(3), 6);
});
