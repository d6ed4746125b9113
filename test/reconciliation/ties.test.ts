import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf, others } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const vendor = 'Harbor Steel';
const project = 'KITE';
const beams: Row = { id: 'S1', date: '2026-10-02', amount: '410.27', vendor, project, text: 'beams' };
const rods: Row = { id: 'S2', date: '2026-10-03', amount: '300.11', vendor, project, text: 'rods' };
const plates: Row = { ...rods, id: 'S3', text: 'plates' };
const bill: Row = { id: 'L1', date: '2026-10-12', amount: '710.38', vendor, project };

/** The sums among a handful of other business: "S1+S2 = L1". */
function sums(rows: readonly Row[], postings: readonly Row[]): string[] {
  const beside = others(8);
  const [sheet, ledger] = [
    [...rows, ...beside.sheet],
    [...postings, ...beside.ledger],
  ];
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.filter((match) => match.sheet.length > 1)
    .map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`);
}

describe('two rows of one day and amount, of which a sum needs one', () => {
  test('are told apart by what the bill says', () => {
    expect(sums([beams, rods, plates], [{ ...bill, text: 'beams and plates' }])).toEqual(['S1+S3 = L1']);
    expect(sums([beams, rods, plates], [{ ...bill, text: 'beams and rods' }])).toEqual(['S1+S2 = L1']);
  });

  test('are not told apart by the order they happen to stand in', () => {
    expect(sums([beams, rods, plates], [{ ...bill, text: 'beams' }])).toEqual([]);
  });

  test('are as good as each other where they say the same', () => {
    expect(sums([beams, rods, { ...rods, id: 'S3' }], [bill])).toEqual(['S1+S2 = L1']);
  });
});
