import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import type { Reconciliation, Side } from '../../src/reconciliation/types.ts';
import type { Hardness } from '../bench/reconcile/dial.ts';
import { MAKERS } from '../bench/reconcile/makers.ts';
import { type Row, rowsOf, sideOf, TOLERANCE } from './sides.ts';

/** What an answer says, with each row by what it says and not by its id or place. */
function said(answer: Reconciliation, sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const name = (rows: readonly Row[], row: number): string => JSON.stringify({ ...rows[row], id: '' });
  const names = (rows: readonly Row[], which: readonly number[]): string =>
    which
      .map((row) => name(rows, row))
      .sort()
      .join(' + ');
  return [
    ...answer.matches.map(
      (match) =>
        `${names(sheet, match.sheet)} = ${names(ledger, match.ledger)} ${match.cause} ${match.confidence} ${match.differenceMinor} ${JSON.stringify(match.parts)}`,
    ),
    ...answer.unmatched.sheet.map(({ row, cause }) => `sheet ${name(sheet, row)} ${cause}`),
    ...answer.unmatched.ledger.map(({ row, cause }) => `ledger ${name(ledger, row)} ${cause}`),
  ].sort();
}

/** A fixed shuffle: the same for the same seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = items.slice();
  let state = seed;
  for (let at = result.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = (state >>> 8) % (at + 1);
    const [a, b] = [result[at], result[other]];
    if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a];
  }
  return result;
}

const renamed = (rows: readonly Row[], seed: number): Row[] =>
  rows.map((row, at) => ({ ...row, id: `${((at + 1) * seed) % 999_983}-${at}` }));

const answerOf = (sheet: Side, ledger: Side): Reconciliation => reconcile(sheet, ledger, TOLERANCE);

const LISTS: [string, number, Hardness][] = [
  ['projects', 3, 'hard'],
  ['bookkeeper', 1, 'hard'],
  ['bookkeeper', 6, 'standard'],
  ['simulation', 4, 'hard'],
  ['simulation', 9, 'standard'],
];

describe.each(LISTS)('%s, seed %i, %s', (maker, seed, hardness) => {
  const made = MAKERS[maker]?.(seed, 1200, hardness);
  if (!made) throw new Error(`Nobody is called ${maker}.`);
  const { sheet, ledger } = rowsOf(made);
  const answer = answerOf(sideOf(sheet), sideOf(ledger));
  const expected = said(answer, sheet, ledger);

  test.each([1, 2, 3])('rows in another order say the same (%i)', (turn) => {
    const [otherSheet, otherLedger] = [shuffled(sheet, turn * 7919), shuffled(ledger, turn * 104_729)];
    const other = answerOf(sideOf(otherSheet), sideOf(otherLedger));
    expect(said(other, otherSheet, otherLedger)).toEqual(expected);
    const links = (of: Reconciliation, s: readonly Row[], l: readonly Row[]): string[] =>
      of.matches.map((m) => `${m.sheet.map((i) => s[i]?.id)} ${m.ledger.map((j) => l[j]?.id)}`).sort();
    expect(links(other, otherSheet, otherLedger)).toEqual(links(answer, sheet, ledger));
  });

  test.each([7, 31, 389])('rows under other ids, in another order, say the same (%i)', (turn) => {
    const otherSheet = shuffled(renamed(sheet, turn), turn);
    const otherLedger = shuffled(renamed(ledger, turn + 2), turn + 1);
    expect(said(answerOf(sideOf(otherSheet), sideOf(otherLedger)), otherSheet, otherLedger)).toEqual(
      expected,
    );
  });
});
