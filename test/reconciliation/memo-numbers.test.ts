import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { matchedAmongFew } from './few.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const row: Row = { id: 'S1', date: '2026-05-29', amount: '500.00', vendor: 'Weiß', number: '2026-0307' };
const bill: Row = {
  id: 'L1',
  date: '2026-06-02',
  amount: '485.00',
  vendor: 'Weiss Tragwerksplanung GmbH',
  number: 'ER-2026-00470',
  text: 'Rg. 2026-0307',
};
const other: Row = { ...bill, id: 'L2', number: 'ER-2026-00471', text: 'Rg. 2026-0391' };

test("a number in the memo is the paper's, where the column has the office's own", () => {
  const lists = [sideOf([row]), sideOf([bill, other])] as const;
  const { matches } = reconcile(...lists, TOLERANCE, { same: [], different: [] });
  expect(matches).toMatchObject([{ sheet: [0], ledger: [0], cause: 'amount' }]);
  expect(matches[0]?.why[0]).toMatch(/^same invoice number, /);
});

test('a number in the memo is not, where numbers of that make are the papers’ own', () => {
  const kept = { ...row, id: 'S2', amount: '91.37', vendor: 'Kranz Statik', number: 'ER-2026-00471' };
  const copy = { ...kept, id: 'L2' };
  expect(matchedAmongFew([row, kept], [{ ...bill, amount: '85.00' }, copy])).toEqual(['S2 = L2 none']);
});

test('a credit that names the bill it is for is not that bill', () => {
  const credit = { ...bill, amount: '-485.00', number: 'GS-2026-11' };
  expect(matchedAmongFew([row], [credit])).toEqual([]);
});
