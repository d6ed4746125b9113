import { expect, test } from 'vitest';
import { matchedAmongFew } from './few.ts';

const vendor = 'Enterprise';

test('one bill that came a month before makes no habit of it: of two alike, the next after is taken', () => {
  const at = (id: string, date: string, amount: string) => ({
    id,
    date,
    amount,
    vendor,
    number: `77${amount}`,
  });
  const rows = [
    at('S1', '2026-08-14', '412.18'),
    at('S2', '2026-03-03', '96.40'),
    at('S3', '2026-05-11', '1203.77'),
    { id: 'S9', date: '2026-10-15', amount: '755.77', vendor },
  ];
  const bills = [
    at('L1', '2026-07-15', '412.18'),
    at('L2', '2026-03-04', '96.40'),
    at('L3', '2026-05-13', '1203.77'),
    { id: 'L8', date: '2026-09-15', amount: '755.77', vendor },
    { id: 'L9', date: '2026-10-22', amount: '755.77', vendor },
  ];
  expect(matchedAmongFew(rows, bills)).toEqual([
    'S1 = L1 timing',
    'S2 = L2 none',
    'S3 = L3 none',
    'S9 = L9 none',
  ]);
});

test('a vendor whose bills always come a month late is known by it', () => {
  const months = [1, 2, 3, 4, 5, 6, 7];
  const at = (month: number, amount: number, id: string) => ({
    id,
    date: `2026-${String(month).padStart(2, '0')}-15`,
    amount: `${amount}.18`,
    vendor,
    number: `${77_120 + amount}`,
  });
  const rows = months.map((month) => at(month, 400 + month * 37, `S${month}`));
  const bills = months.map((month) => at(month + 1, 400 + month * 37, `L${month}`));
  const row = { id: 'S9', date: '2026-10-15', amount: '755.77', vendor };
  const bill = { id: 'L9', date: '2026-11-15', amount: '748.94', vendor };
  expect(matchedAmongFew([...rows, row], [...bills, bill])).toContain('S9 = L9 amount');
});
