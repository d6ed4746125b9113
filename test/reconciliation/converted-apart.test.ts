import { describe, expect, test } from 'vitest';
import { causes, inCents, matched } from './beside.ts';
import type { Row } from './sides.ts';

const vendor = 'Zlin Park Hotel';
const day = (at: number): string => new Date(Date.UTC(2026, 0, 3 + at)).toISOString().slice(0, 10);

/** Bills of other vendors, paid by card, that the bank converted 1.5 to 3 % dearer than the sheet did. */
const dearer = Array.from({ length: 16 }, (_, at) => {
  const net = 61_017 + ((at * 173_737) % 400_000);
  const like = {
    vendor: `${['Alder', 'Birch', 'Cedar', 'Dutton'][at % 4]} Freight`,
    number: `${700_000 + at * 37}`,
  };
  return {
    row: { ...like, id: `A${at}`, date: day(at * 17), amount: inCents(net) },
    posting: {
      ...like,
      id: `B${at}`,
      date: day(at * 17 + 1),
      amount: inCents(Math.round(net * (1.015 + ((at * 7) % 16) / 1000))),
      type: 'Purchase',
    },
  };
});
const among = (sheet: readonly Row[], ledger: readonly Row[]) =>
  [
    [...dearer.map(({ row }) => row), ...sheet],
    [...dearer.map(({ posting }) => posting), ...ledger],
  ] as const;

const row = (id: string, at: number, amount: string, more: Partial<Row> = {}): Row => ({
  id,
  date: day(at),
  amount,
  vendor,
  ...more,
});
const card = (id: string, at: number, amount: string, more: Partial<Row> = {}): Row =>
  row(id, at, amount, { type: 'Purchase', vendor: 'ZLIN PARK HOTEL ZLIN', ...more });

describe('in lists where the bank converts what a card pays in its own way', () => {
  test('a row and a posting of one vendor and a few days that are as far apart are one', () => {
    expect(causes(...among([row('S1', 40, '519.94')], [card('L1', 42, '531.17')]))).toEqual([
      'S1 = L1 amount',
    ]);
  });

  test('neither is taken where another would do', () => {
    const two = [card('L1', 42, '531.17'), card('L2', 43, '530.24')];
    expect(matched(...among([row('S1', 40, '519.94')], two))).toEqual([]);
  });

  test('they are two where they are further apart than what a card pays is', () => {
    expect(matched(...among([row('S1', 40, '519.94')], [card('L1', 42, '546.40')]))).toEqual([]);
  });

  test('a row is all parts that speak of its number where they come to it as nearly', () => {
    const alder = { vendor: 'Alder Freight', type: 'Purchase' };
    const parts = [
      row('L1', 44, '1294.59', { ...alder, number: '33628' }),
      row('L2', 58, '875.67', { ...alder, text: 'second payment 33628' }),
      row('L3', 79, '1132.98', { ...alder, number: '2633628' }),
    ];
    const whole = row('S1', 40, '3245.15', { vendor: 'Alder Freight', number: '33628' });
    expect(causes(...among([whole], parts))).toEqual(['S1 = L1+L2+L3 amount']);
  });
});

test('where amounts agree to the cent, a row and a posting 2 % apart are two', () => {
  expect(matched([row('S1', 40, '519.94')], [card('L1', 42, '531.17')])).toEqual([]);
});
