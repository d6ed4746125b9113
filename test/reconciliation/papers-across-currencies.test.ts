import { describe, expect, test } from 'vitest';
import { causes, matched } from './beside.ts';
import { among, bill, euros, row } from './in-euros.ts';

const number = { number: '51-7' };
const lines = [row('S1', 63, 311_040, number), row('S2', 63, 148_832, number), row('S3', 63, 77_155, number)];
const posted = [77_155, 311_040, 148_832].map((minor, at) =>
  bill(`L${at + 1}`, 65, euros(minor, 63), number),
);

describe('the lines of one bill in two currencies', () => {
  test('are pairs by the rate they have in common', () => {
    expect(matched(...among(lines, posted))).toEqual(['S1 = L2', 'S2 = L3', 'S3 = L1']);
  });

  test('are pairs beside what was voided, entered wrong and taken back, and the gain on the payment', () => {
    const beside = [
      bill('L7', 66, '0.00', { ...number, text: 'Voided' }),
      bill('L8', 66, '4000.00', number),
      bill('L9', 68, '-4000.00', number),
      bill('L10', 90, '-6.12', { ...number, type: 'JournalEntry', account: '6820 Exchange gain' }),
    ];
    expect(matched(...among(lines, [...posted, ...beside]))).toEqual(['S1 = L2', 'S2 = L3', 'S3 = L1']);
  });

  test('stay one match where two have one amount', () => {
    const alike = [311_040, 311_040, 77_155].map((minor, at) => row(`S${at + 1}`, 63, minor, number));
    const bills = [77_155, 311_040, 311_040].map((minor, at) =>
      bill(`L${at + 1}`, 65, euros(minor, 63), number),
    );
    expect(matched(...among(alike, bills))).toEqual(['S1+S2+S3 = L1+L2+L3']);
  });
});

describe('a bill that is paid in parts in another currency', () => {
  const whole = row('S1', 63, 611_040, { number: 'RE-2026-7731' });
  const part = (id: string, day: number, minor: number, more = {}) =>
    bill(id, day, euros(minor, day), { text: 'on 7731', ...more });

  test('is all that speak of its number, each at its day’s rate', () => {
    const parts = [
      part('L1', 66, 211_040, { number: '7731' }),
      part('L2', 95, 150_000),
      part('L3', 140, 250_000, { number: 'RE20267731' }),
    ];
    expect(causes(...among([whole], parts))).toEqual(['S1 = L1+L2+L3 currency']);
  });

  test('is none of them where they do not come to it', () => {
    const parts = [part('L1', 66, 211_040, { number: '7731' }), part('L2', 95, 150_000)];
    expect(matched(...among([whole], parts))).toEqual([]);
  });
});

test('deliveries are the bill in another currency that lists their numbers and comes to them', () => {
  const deliveries = [
    row('S1', 61, 111_040, { number: 'FC 46313' }),
    row('S2', 66, 248_832, { number: '46250' }),
    row('S3', 64, 91_211, { number: '46262' }),
  ];
  const whole = bill('L1', 80, euros(359_872, 64), { number: 'FC 46457', text: 'del. notes 46313 46250' });
  expect(causes(...among(deliveries, [whole]))).toEqual(['S1+S2 = L1 currency']);
});
