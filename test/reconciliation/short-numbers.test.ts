import { expect, test } from 'vitest';
import { amongFew, matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const row: Row = { id: 'S1', date: '2026-05-06', vendor: 'Golab', amount: '900.00' };
const bill: Row = { id: 'L1', date: '2026-05-07', vendor: 'Golab Konstrukcje', amount: '1017.37' };
// Another bill of these days, with another number, is nearer: without the numbers nothing would tell which it is.
const other: Row = { ...bill, id: 'L2', date: '2026-05-06', amount: '943.10', number: 'FV 4702/05/2026' };

test.each([
  ['#4631', 'FV 4631/05/2026'],
  ['RE-2026-0904', '904'],
  ['#822', '260822'],
  ['20261340', '#1340'],
  ['34763', '347632026'],
])('"%s" and "%s" of one vendor, written otherwise, are one number', (ours, theirs) => {
  const { answer } = amongFew([{ ...row, number: ours }], [{ ...bill, number: theirs }, other]);
  const why = answer.matches.flatMap((match) => (match.differenceMinor === 0 ? [] : match.why));
  expect(why.join()).toContain('same invoice number');
  expect(matchedAmongFew([{ ...row, number: ours }], [{ ...bill, number: theirs }, other])).toEqual([
    'S1 = L1 amount',
  ]);
});

test('of two bills of one count a year apart the nearer one is meant', () => {
  const before = { ...bill, id: 'L2', date: '2025-05-07', amount: '1017.37', number: '250822' };
  const now = { ...bill, number: '260822' };
  expect(matchedAmongFew([{ ...row, number: '#822' }], [now, before])).toEqual(['S1 = L1 amount']);
});

test('a short number that the vendor has as well is that one, not a piece of the long one', () => {
  const own = { ...bill, number: '822', date: '2026-06-20' };
  const long = { ...bill, id: 'L2', number: '260822' };
  expect(matchedAmongFew([{ ...row, number: '822' }], [own, long])).toEqual(['S1 = L1 amount']);
});

test('a line of the same paper has its number, though its vendor was taken from the row above', () => {
  const line = { ...row, number: '#822', project: 'KITE' };
  const slipped = { ...line, id: 'S2', vendor: 'Harmon Glass', amount: '117.37' };
  const found = matchedAmongFew([line, slipped], [{ ...bill, number: '260822', project: 'KITE' }, other]);
  expect(found).toEqual(['S1+S2 = L1 combined']);
});
