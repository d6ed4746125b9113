import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf } from './beside.ts';
import { matchedAmongFew } from './few.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const po = 'PO-3566';
const row: Row = { id: 'S1', date: '2026-10-03', amount: '692.45', vendor: 'AWS', po };
const bill: Row = {
  id: 'L1',
  date: '2026-10-04',
  amount: '692.45',
  vendor: 'Amazon Web Services, Inc.',
  number: '3699903977',
  po,
  type: 'Bill',
};
const voided: Row = { ...bill, id: 'L2', date: '2026-10-05', amount: '-692.45', type: 'JournalEntry' };
const again: Row = { ...bill, id: 'L3', date: '2026-10-07' };

function matched(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`)
    .sort();
}

describe('what the books entered and took back by themselves', () => {
  test('is no part of the order whose bill was entered again', () => {
    const domain = { date: '2026-10-08', amount: '41.20', vendor: 'Namecheap' };
    const sheet = [row, { ...domain, id: 'S2' }];
    const ledger = [bill, voided, again, { ...domain, id: 'L4' }];
    expect(matched(sheet, ledger)).toEqual(['S1 = L3', 'S2 = L4']);
    const sameDay = [bill, voided, { ...again, date: voided.date }, ...ledger.slice(3)];
    expect(matched(sheet, sameDay)).toEqual(['S1 = L3', 'S2 = L4']);
  });

  test('is no line of the number that the bill and its tax deduction bear', () => {
    const number = 'APP5';
    const vendor = 'Ashby Scaffolding Ltd';
    const like = { date: '2026-06-12', vendor, number };
    const other = { ...like, date: '2026-06-05', project: 'P2' };
    const ledger: Row[] = [
      { ...like, id: 'L1', amount: '8811.00', project: 'P1' },
      { ...like, id: 'L2', amount: '-1233.54', project: 'P1' },
      { ...other, id: 'L3', amount: '427.75', type: 'JournalEntry' },
      { ...other, id: 'L4', amount: '-427.75', type: 'JournalEntry' },
    ];
    const net: Row = { id: 'S1', date: '2026-05-29', amount: '7577.46', vendor, number, project: 'P1' };
    expect(matchedAmongFew([net], ledger)).toEqual(['S1 = L1+L2 split']);
  });

  test('is matched with what the sheet took back as well', () => {
    const sheet = [row, { ...row, id: 'S2', date: '2026-10-05', amount: '-692.45' }];
    const same = { vendor: 'AWS' };
    const ledger = [
      { ...bill, ...same },
      { ...voided, ...same },
    ];
    expect(matchedAmongFew(sheet, ledger)).toEqual(['S1 = L1 none', 'S2 = L2 none']);
  });
});
