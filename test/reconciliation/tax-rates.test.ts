import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { inCents } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const NAMES = ['Alder', 'Birch', 'Cedar', 'Dutton', 'Elm', 'Foster', 'Grady', 'Holt'];

/** Every other one of so many bills of eight vendors is with 8.25 % tax, and one of them is 5 % above its row. */
function causesAmong(bills: number): (id: string) => string | undefined {
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
    sheet.push({ ...row, id: `S${id}`, amount: inCents(minor) });
    ledger.push({ ...row, id: `L${id}`, amount: inCents(minor + Math.round((minor * rate) / 10_000)) });
  };
  for (let at = 0; at < bills; at++) add(`tax${at}`, at, at % 2 === 0 ? 0 : 825);
  add('rise', bills + 82, 500);
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
  return (id) => matches.find((match) => sheet[match.sheet[0] as number]?.id === id)?.cause;
}

test('where the lists show their taxes, a price that rose by a round share is no tax', () => {
  const causeOf = causesAmong(400);
  expect(causeOf('Stax1')).toBe('tax');
  expect(causeOf('Stax2')).toBe('none');
  expect(causeOf('Srise')).toBe('amount');
});

test('where they show few of them, a rate that is usual elsewhere is a tax here as well', () => {
  const causeOf = causesAmong(80);
  expect(causeOf('Stax1')).toBe('tax');
  expect(causeOf('Srise')).toBe('tax');
});
