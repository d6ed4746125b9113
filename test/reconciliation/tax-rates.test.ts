import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const NAMES = ['Alder', 'Birch', 'Cedar', 'Dutton', 'Elm', 'Foster', 'Grady', 'Holt'];

test('where the lists show their taxes, a price that rose by a round share is no tax', () => {
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  const add = (id: string, at: number, rate: number): void => {
    const minor = 10_000 + ((at * 7919) % 90_000);
    const row = {
      date: `2026-0${1 + (at % 9)}-${10 + (at % 18)}`,
      vendor: `${NAMES[at % NAMES.length]} Lumber`,
      number: `${20_000 + at * 37}`,
      project: `P${at % 5}`,
    };
    const text = (amount: number): string => (amount / 100).toFixed(2);
    sheet.push({ ...row, id: `S${id}`, amount: text(minor) });
    ledger.push({ ...row, id: `L${id}`, amount: text(minor + Math.round((minor * rate) / 10_000)) });
  };
  for (let at = 0; at < 120; at++) add(`tax${at}`, at, at % 2 === 0 ? 0 : 825);
  add('rise', 202, 500);
  const matches = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE).matches;
  const causeOf = (id: string): string | undefined =>
    matches.find((match) => sheet[match.sheet[0] as number]?.id === id)?.cause;
  expect(causeOf('Stax1')).toBe('tax');
  expect(causeOf('Stax2')).toBe('none');
  expect(causeOf('Srise')).toBe('amount');
});
