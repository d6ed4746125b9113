import { describe, expect, test } from 'vitest';
import { nothingSettled } from '../../src/reconciliation/links.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { settleLineByLine } from '../../src/reconciliation/sums/line-by-line.ts';
import { causes, taughtRate } from './beside.ts';
import { type Row, sideOf } from './sides.ts';

const teachers = taughtRate('Meridian Lighting', 1.0731);

const like = { date: '2026-06-14', vendor: 'Oakmont Fasteners', number: '57316', project: 'JADE' };
const document = (name: string, amounts: readonly string[]): Row[] =>
  amounts.map((amount, at) => ({ ...like, id: `${name}${at + 1}`, amount }));

const said = (rows: readonly Row[], postings: readonly Row[]): string[] =>
  causes([...teachers.sheet, ...rows], [...teachers.ledger, ...postings]).filter((match) =>
    match.startsWith('S'),
  );

/** Whether these lines alone are matched one by one at 7.31 %. */
function areSettled(rows: readonly Row[], postings: readonly Row[]): boolean {
  const keys = keysOf(canonicalBooks(sideOf(rows), sideOf(postings)));
  const settled = nothingSettled(rows.length, postings.length);
  const rate = { rate: 0.0731, onSheet: true, isTax: true, seen: 12 };
  const every = rows.map((_, row) => row);
  return settleLineByLine(keys, [rate], settled, every, every);
}

describe('a document whose lines are the same on both lists but for the tax', () => {
  const net = document('S', ['661.10', '594.07', '344.31']);

  test('is matched line by line, each with its tax', () => {
    const gross = document('L', ['369.48', '709.43', '637.50']);
    expect(said(net, gross)).toEqual(['S1 = L2 tax', 'S2 = L3 tax', 'S3 = L1 tax']);
  });

  test('is one match where only the sums are', () => {
    const gross = document('L', ['389.48', '699.42', '627.50']);
    expect(said(net, gross)).toEqual(['S1+S2+S3 = L1+L2+L3 tax']);
  });

  test('is one match where two of its lines have one amount: either could be either', () => {
    const twins = document('S', ['661.10', '661.10', '344.31']);
    const gross = document('L', ['369.48', '709.43', '709.43']);
    expect(said(twins, gross)).toEqual(['S1+S2+S3 = L1+L2+L3 tax']);
  });

  test('is left alone where one list has it in another currency: a tax is no exchange rate', () => {
    const gross = document('L', ['369.48', '709.43', '637.50']);
    expect(areSettled(net, gross)).toBe(true);
    expect(
      areSettled(
        net,
        gross.map((row) => ({ ...row, currency: 'CAD' })),
      ),
    ).toBe(false);
  });
});
