import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

function matched(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`)
    .sort();
}

const project = 'J-7724 Test Rig';

describe('rows that happen to add up', () => {
  const sheet: Row[] = [
    { id: 'S1', date: '2026-03-09', amount: '177.19', number: '6317', po: 'PO-48793', project },
    {
      id: 'S2',
      date: '2026-03-12',
      amount: '2201.81',
      vendor: 'Olympic',
      number: '#INV-11838',
      po: 'PO-45807',
      project,
    },
  ];
  const olympic: Row = {
    id: 'L1',
    date: '2026-04-05',
    amount: '2379.00',
    vendor: 'Olympic Steel, Inc.',
    number: 'INV-11838',
    po: '45807',
    project,
  };
  const other: Row = {
    id: 'L2',
    date: '2026-03-18',
    amount: '187.82',
    vendor: 'McMaster-Carr Supply Co.',
    number: '6317',
    po: 'PO48793',
    project,
  };

  test('are no sum where one of them bears the number and order of another bill', () => {
    expect(matched(sheet, [olympic, other])).toEqual(['S1 = L2', 'S2 = L1']);
  });

  test('are one where that bill is not there', () => {
    expect(matched(sheet, [olympic])).toEqual(['S1+S2 = L1']);
  });
});

test('applications of other vendors are no part of one, though every vendor calls his first one the same', () => {
  const number = 'APP1';
  const application = (id: string, date: string, amount: string, vendor: string): Row => ({
    id,
    date,
    amount,
    vendor,
    number,
    project,
  });
  const sheet = [
    application('S1', '2026-01-27', '8955.23', 'Northern Electric'),
    application('S2', '2026-01-28', '3543.20', 'Ashby Brickwork'),
    application('S3', '2026-01-31', '12885.00', 'Doyle Groundworks'),
  ];
  const ledger = [
    application('L1', '2026-02-03', '8507.47', 'Northern Electric Services Ltd'),
    application('L2', '2026-02-02', '3366.04', 'Ashby Brickwork (Leeds) Ltd'),
    application('L3', '2026-02-07', '12498.43', 'Doyle Groundworks Ltd'),
  ];
  expect(matched(sheet, ledger)).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3']);
});
