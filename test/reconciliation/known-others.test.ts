import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

test('two shops that each have their own partners are not one because a price is the same', () => {
  const google = { vendor: 'Google', account: '6010 Advertising' };
  const moo = { vendor: 'MOO', account: '6300 Print' };
  const sheet: Row[] = [
    { id: 'S1', date: '2026-08-14', amount: '154.47', text: 'display', ...google },
    { id: 'S2', date: '2026-08-24', amount: '530.61', text: 'YouTube', ...google },
    { id: 'S3', date: '2026-08-08', amount: '18.72', text: 'postcards', ...moo },
    { id: 'S4', date: '2026-08-05', amount: '251.07', text: 'search', ...google },
    { id: 'S5', date: '2026-08-20', amount: '66.23', text: 'stickers', ...moo },
  ];
  const ads = { text: 'GOOGLE *ADS8842 CC@GOOGLE.COM', account: '6010 Advertising' };
  const print = { text: 'MOO.COM PRINT', account: '6300 Print' };
  const ledger: Row[] = [
    { id: 'L1', date: '2026-07-19', amount: '154.47', ...print },
    { id: 'L2', date: '2026-08-25', amount: '530.61', ...ads },
    { id: 'L3', date: '2026-08-09', amount: '18.72', ...print },
    { id: 'L4', date: '2026-08-06', amount: '251.07', ...ads },
    { id: 'L5', date: '2026-08-21', amount: '66.23', ...print },
  ];
  const answer = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE, { same: [], different: [] });
  const found = answer.matches.map(
    (match) => `${sheet[match.sheet[0] as number]?.id} = ${ledger[match.ledger[0] as number]?.id}`,
  );
  expect(found.sort()).toEqual(['S2 = L2', 'S3 = L3', 'S4 = L4', 'S5 = L5']);
});
