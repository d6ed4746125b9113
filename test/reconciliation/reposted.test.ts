import { expect, test } from 'vitest';
import { answered, matched } from './beside.ts';
import type { Row } from './sides.ts';

const paper = { amount: '414.99', vendor: 'Xiong Landfill', number: 'XI2376' };
const right = { ...paper, project: 'Riverside' };
const wrong = { ...paper, project: 'Rundberg' };
const row: Row = { ...right, id: 'S1', date: '2026-06-03' };
const bill: Row = { ...wrong, id: 'L1', date: '2026-06-08' };
const credit: Row = { ...wrong, id: 'L2', date: '2026-06-10', amount: '-414.99', text: 'wrong job' };
const again: Row = { ...right, id: 'L3', date: '2026-06-10' };

/** What is left of the postings asked about, each with what it cancels. */
function left(ledger: readonly Row[]): string[] {
  const all = answered([row], ledger);
  return all.answer.unmatched.ledger
    .map(({ row: at, cause, why }) => `${all.ledger[at]?.id} ${cause}: ${why[0]}`)
    .filter((said) => said.startsWith('L'))
    .sort();
}

test('of a bill on the wrong job, its credit and the bill on the right job, the row is the right bill', () => {
  expect(matched([row], [bill, credit, again])).toEqual(['S1 = L3']);
  expect(left([bill, credit, again])).toEqual([
    'L1 reversal: cancels L2, 2 days apart',
    'L2 reversal: cancels L1, 2 days apart',
  ]);
});

test('the credit is for the bill on its job though the name on that one was misread', () => {
  const misread = { ...bill, vendor: 'Xi0ng Landf1ll' };
  expect(matched([row], [misread, credit, again])).toEqual(['S1 = L3']);
});
