import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { inCents, TRADES } from './beside.ts';
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

test('a tax that other currencies of the lists show is none in one that has its own', () => {
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  const add = (id: string, at: number, currency: string, share: number): void => {
    const minor = 10_000 + ((at * 7919) % 90_000);
    const row = {
      currency,
      date: `2026-0${1 + (at % 9)}-${10 + (at % 18)}`,
      vendor: `${NAMES[at % NAMES.length]} Lumber`,
      number: `${20_000 + at * 37}`,
    };
    sheet.push({ ...row, id: `S${id}`, amount: inCents(minor) });
    ledger.push({ ...row, id: `L${id}`, amount: inCents(minor + Math.round(minor * share)) });
  };
  for (let at = 0; at < 24; at++) {
    add(`aud${at}`, at, 'AUD', 0.1);
    add(`sgd${at}`, at + 100, 'SGD', 0.09);
  }
  add('odd', 250, 'SGD', 0.1);
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
  const causeOf = (id: string) => matches.find((match) => sheet[match.sheet[0] as number]?.id === id)?.cause;
  expect([causeOf('Saud3'), causeOf('Ssgd3'), causeOf('Sodd')]).toEqual(['tax', 'tax', 'amount']);
});

/** Bills of three towns: each vendor sells in all of them, and one vendor's bills are from now this one and now that one. */
function towns(): { said: (rate: number) => Set<string | undefined> } {
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  const add = (rate: number, at: number, vendor: string): void => {
    const minor = 20_000 + ((sheet.length * 7919) % 90_000);
    const row = {
      date: `2026-0${1 + (at % 9)}-${10 + (at % 18)}`,
      vendor,
      number: `${20_000 + sheet.length * 37}`,
    };
    const id = `${rate} ${at}`;
    sheet.push({ ...row, id: `S${id}`, amount: inCents(minor) });
    ledger.push({ ...row, id: `L${id}`, amount: inCents(minor + Math.round((minor * rate) / 10_000)) });
  };
  const nameOf = (at: number): string => `${NAMES[at % 8]} ${TRADES[Math.floor(at / 8) % 8]}`;
  for (let at = 0; at < 60; at++) add(600, at, nameOf(at % 50));
  for (let at = 0; at < 50; at++) add(700, at, nameOf(at + 5));
  for (let at = 0; at < 45; at++) add(825, at, nameOf(at + 10));
  for (let at = 0; at < 120; at++) add(0, at, nameOf(at % 60));
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
  const said = (rate: number) =>
    new Set(
      matches
        .filter((match) => sheet[match.sheet[0] as number]?.id.startsWith(`S${rate} `))
        .map(({ cause }) => cause),
    );
  return { said };
}

test('where no rate comes back at its vendors more than another, each that is met often is a tax', () => {
  const { said } = towns();
  for (const rate of [600, 700, 825]) expect([...said(rate)]).toEqual(['tax']);
});
