import { describe, expect, test } from 'vitest';
import { answered } from './beside.ts';
import { amongFew } from './few.ts';
import type { Row } from './sides.ts';

const entry = (id: string, amount: string, more: Partial<Row> = {}): Row => ({
  id,
  date: '2026-03-10',
  amount,
  vendor: 'Pinecrest Catering',
  number: '6171',
  type: amount.startsWith('-') ? 'VendorCredit' : 'Bill',
  ...more,
});

/** What is said of the postings that are asked about: "reversal: comes to nothing with L2 + L3". */
function leftOf(ledger: readonly Row[]): string[][] {
  return [answered([], ledger), amongFew([], ledger)].map((all) =>
    all.answer.unmatched.ledger
      .map(({ row, cause, why }) => `${all.ledger[row]?.id} ${cause}: ${why.join()}`)
      .filter((said) => said.startsWith('L'))
      .sort(),
  );
}

describe('a bill taken back', () => {
  test('by credits of its number that come to it together is a reversal with them', () => {
    const found = [
      'L1 reversal: comes to nothing with L2 + L3',
      'L2 reversal: comes to nothing with L1 + L3',
      'L3 reversal: comes to nothing with L1 + L2',
    ];
    const halves = [entry('L1', '6712.28'), entry('L2', '-3356.14'), entry('L3', '-3356.14')];
    expect(leftOf(halves)).toEqual([found, found]);
    const parts = [entry('L1', '6712.28'), entry('L2', '-6000.00'), entry('L3', '-712.28')];
    expect(leftOf(parts)).toEqual([found, found]);
  });

  test('but for a cent, or under another number, is not', () => {
    const cent = [entry('L1', '6712.28'), entry('L2', '-3356.14'), entry('L3', '-3356.13')];
    const other = [
      entry('L1', '6712.28'),
      entry('L2', '-3356.14'),
      entry('L3', '-3356.14', { number: '6172' }),
    ];
    for (const said of [...leftOf(cent), ...leftOf(other)].flat()) expect(said).not.toContain('reversal');
  });
});
