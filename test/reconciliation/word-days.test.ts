import { expect, test } from 'vitest';
import { matched, NAMES, TRADES } from './beside.ts';
import type { Row } from './sides.ts';

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** Hire of many vendors that is billed when its four weeks are over; whatever else these lists have comes on the day. */
const taught = Array.from({ length: 24 }, (_, at) => {
  const like = {
    vendor: `${NAMES[at % NAMES.length]} ${TRADES[at % TRADES.length]}`,
    amount: `${310 + at * 17}.${20 + at}`,
    number: `${610_000 + at * 13}`,
  };
  return {
    row: { ...like, id: `A${at}`, date: dayOf(at * 9), text: 'lift 4 wk' },
    bill: { ...like, id: `B${at}`, date: dayOf(at * 9 + 28) },
  };
});

const vendor = 'Marsh Tile';
const amount = '935.00';
const asked = (text: string): string[] => {
  const rows: Row[] = [0, 28, 56].map((day, at) => ({
    id: `S${at + 1}`,
    date: dayOf(40 + day),
    amount,
    vendor,
    text,
  }));
  const bills: Row[] = [28, 56, 84].map((day, at) => ({
    id: `L${at + 1}`,
    date: dayOf(40 + day),
    amount,
    vendor,
  }));
  return matched([...taught.map(({ row }) => row), ...rows], [...taught.map(({ bill }) => bill), ...bills]);
};

test('what calls itself hire of four weeks is billed four weeks later, where such rows are', () => {
  expect(asked('mast 4 wk')).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3']);
});

test('and what does not, on the day, as all else', () => {
  expect(asked('mast')).toEqual(['S2 = L1', 'S3 = L2']);
});
