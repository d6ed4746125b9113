import { expect, test } from 'vitest';
import { type Piece, toldInOrder } from '../../src/reconciliation/series/ordered.ts';

/** Three rows and two postings of one price, each pair as likely as the next. */
const pairs: Piece[] = [0, 1, 2].flatMap((row) =>
  [0, 1].map((posting) => ({
    fromRow: row,
    toRow: row + 1,
    fromPosting: posting,
    toPosting: posting + 1,
    extra: [],
    gain: 2,
  })),
);

test('which of three rows is left out cannot be told, so no pair is likely', () => {
  for (const { chance } of toldInOrder(pairs)) expect(chance).toBeLessThan(0.7);
});

test('where the rows are one as good as the other, a posting is surely of one of them', () => {
  const told = toldInOrder(pairs, { row: () => 0, posting: (place) => place });
  expect(told).toHaveLength(2);
  for (const { chance } of told) expect(chance).toBeGreaterThan(0.95);
});

test('rows that are not as good as each other stay apart', () => {
  const told = toldInOrder(pairs, { row: (place) => place, posting: (place) => place });
  for (const { chance } of told) expect(chance).toBeLessThan(0.7);
});
