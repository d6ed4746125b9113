import { expect, test } from 'vitest';
import { inCents, type Lists, matched, taughtRate } from './beside.ts';
import type { Row } from './sides.ts';

/** The sheet has what was paid, the ledger what is left of it when 13 % of tax is got back. */
const taught = ((): Lists => {
  const vendors = [
    'Alder Roofing',
    'Birch Paving',
    'Cedar Glass',
    'Dutton Steel',
    'Elm Survey',
    'Foster Paint',
  ];
  const lists = vendors.map((vendor, at) => taughtRate(vendor, 1.13, 12 * at));
  // A rate on top of the ledger: the two sides the other way round.
  return {
    sheet: lists.flatMap(({ ledger }) => ledger.map((row) => ({ ...row, id: row.id.replace('B', 'A') }))),
    ledger: lists.flatMap(({ sheet }) => sheet.map((row) => ({ ...row, id: row.id.replace('A', 'B') }))),
  };
})();

/** Receipts of a traveller, of which the hotel alone bears the tax: 604.68 paid, 569.70 posted. */
const receipts = ['311.37', '56.47', '54.09', '113.18', '69.57'].map(
  (amount, at): Row => ({
    id: `S${at + 1}`,
    date: `2026-05-0${at + 3}`,
    amount,
    vendor: ['Marriott', 'Staples', 'Doordash', 'Delta', 'Uber'][at] ?? '',
    text: `${['hotel', 'supplies', 'team dinner', 'flight', 'ride'][at]} (Chris Castillo)`,
    project: 'KITE',
  }),
);
const report = (minor: number): Row => ({
  id: 'L1',
  date: '2026-05-20',
  amount: inCents(minor),
  vendor: 'Chris Castillo',
  text: 'Expense report May',
  project: 'KITE',
  type: 'Expense',
});
const all = 'S1+S2+S3+S4+S5 = L1';
const told = (minor: number, apart: { sheet: string; ledger: string }[] = []): string[] =>
  matched([...taught.sheet, ...receipts], [...taught.ledger, report(minor)], apart);

test('a report is all rows that name whom it pays, where some of them bear tax and some do not', () => {
  expect(told(56_970)).toContain(all);
});

test('a report of more than they come to, or of less than without any tax, is none of theirs', () => {
  expect(told(61_200)).not.toContain(all);
  expect(told(50_120)).not.toContain(all);
});

test('a report takes none of the rows of which a person said that they are not on it', () => {
  const said = told(56_970, [{ sheet: 'S2', ledger: 'L1' }]);
  expect(said.filter((match) => match.includes('S2') && match.includes('L1'))).toEqual([]);
});
