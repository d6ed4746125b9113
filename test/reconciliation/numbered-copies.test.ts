import { expect, test } from 'vitest';
import { answered, idsOf } from './beside.ts';
import type { Row } from './sides.ts';

const visit: Row = {
  id: 'S1',
  vendor: 'Orkin',
  number: '52223',
  date: '2026-06-01',
  amount: '89.00',
  project: '9 Chapel Row',
  text: 'pest Jun',
};
const elsewhere: Row = { ...visit, id: 'S2', number: '', project: '77 Mill Ln' };
const posted: Row = { ...visit, id: 'L1', date: '2026-06-04', text: '9 Chapel Row June' };
const again: Row = { ...posted, id: 'L2', date: '2026-06-05' };

function said(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const all = answered(sheet, ledger);
  const { matches, unmatched } = all.answer;
  return [
    ...matches.map((match) => `${idsOf(all.sheet, match.sheet)} = ${idsOf(all.ledger, match.ledger)}`),
    ...unmatched.sheet.map(({ row, cause }) => `${idsOf(all.sheet, [row])} ${cause}`),
    ...unmatched.ledger.map(({ row, cause }) => `${idsOf(all.ledger, [row])} ${cause}`),
  ]
    .filter((one) => /[SL]\d/.test(one))
    .sort();
}

test('what was entered twice under one number is not the row of another building, of one price as it is', () => {
  expect(said([visit, elsewhere], [posted, again])).toEqual([
    'L2 duplicate',
    'S1 = L1',
    'S2 missing-in-ledger',
  ]);
});

test('the second is the row of another building where it is posted there', () => {
  const other: Row = { ...again, project: '77 Mill Ln' };
  expect(said([visit, elsewhere], [posted, other])).toEqual(['S1 = L1', 'S2 = L2']);
});

test('two of one number are two where both lists have two', () => {
  const second: Row = { ...visit, id: 'S2', date: '2026-06-02' };
  const found = said([visit, second], [posted, again]);
  expect(found.filter((one) => one.includes(' = '))).toHaveLength(2);
});
