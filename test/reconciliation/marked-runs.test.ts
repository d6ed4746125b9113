import { describe, expect, test } from 'vitest';
import { causes, idsOf } from './beside.ts';
import { amongFew, matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const on = (day: number): string => `2026-05-${String(day).padStart(2, '0')}`;

describe('what somebody laid out is paid back', () => {
  const shops = ['Hilton', 'Uber', 'Office Depot', 'Bolt'];
  const receipts: Row[] = ['285.35', '36.86', '224.71', '9.35'].map((amount, at) => ({
    id: `S${at + 1}`,
    date: on(9 + at),
    amount,
    vendor: shops[at] ?? '',
    text: `${['hotel', 'taxi', 'name tags', 'taxi'][at]} (Jim)`,
  }));
  const report = { id: 'L1', date: on(22), vendor: "Jim O'Neill", text: 'expense report Hilton, Uber' };

  test('to the person whom the rows name, whatever vendors they are of', () => {
    expect(causes(receipts, [{ ...report, amount: '556.27' }])).toEqual(['S1+S2+S3+S4 = L1 combined']);
  });

  test('and the sentence says which word holds them together', () => {
    const all = amongFew(receipts, [{ ...report, amount: '556.27' }]);
    const why = all.answer.matches.find((one) => idsOf(all.ledger, one.ledger) === 'L1')?.why[0];
    expect(why).toBe('all say "jim": 4 of 4 rows add up exactly');
  });

  test('though one of them names nobody else', () => {
    const rows = receipts.map((row) =>
      row.id === 'S4' ? { ...row, vendor: '', text: "lunch Jim O'Neill" } : row,
    );
    expect(matchedAmongFew(rows, [{ ...report, amount: '556.27' }])).toEqual(['S1+S2+S3+S4 = L1 combined']);
  });

  test('but not where it comes to something else', () => {
    expect(causes(receipts, [{ ...report, amount: '556.37' }])).toEqual([]);
  });
});

describe('rows of one bank line', () => {
  const prints = ['9.27', '91.45', '31.53', '23.45', '102.20'];
  const rows: Row[] = prints.map((amount, at) => ({
    id: `S${at + 1}`,
    date: on(2 + at * 2),
    amount,
    vendor: at === 2 ? 'Vistaprint' : 'Vista Print',
    text: at % 2 === 0 ? 'business cards' : 'flyers',
  }));

  test('are a statement though the bank writes the vendor in its own way', () => {
    const line = {
      id: 'L1',
      date: on(28),
      amount: '257.90',
      text: 'VISTAPR*VISTAPRINT.COM monthly statement',
    };
    expect(matchedAmongFew(rows, [line])).toEqual(['S1+S2+S3+S4+S5 = L1 combined']);
  });

  test('are found by the number plate that both say', () => {
    const fuel = rows.map((row, at) => ({ ...row, vendor: `Station ${'ABCDE'[at]}`, text: 'fuel YJ21 VFD' }));
    const card = { id: 'L1', date: on(17), amount: '257.90', vendor: 'Allstar', text: 'YJ21 VFD w/e 16/05' };
    expect(matchedAmongFew(fuel, [card])).toEqual(['S1+S2+S3+S4+S5 = L1 combined']);
  });

  test('are those of the one plate, where another is fuelled in between', () => {
    const fuel = [...rows, { ...(rows[1] as Row), id: 'S6', amount: '61.86' }].map((row, at) => ({
      ...row,
      vendor: `Station ${'ABCDEF'[at]}`,
      text: at === 5 ? 'fuel KX70 ABC' : 'fuel YJ21 VFD',
    }));
    const card = { id: 'L1', date: on(17), amount: '257.90', vendor: 'Allstar', text: 'YJ21 VFD w/e 16/05' };
    expect(matchedAmongFew(fuel, [card])).toEqual(['S1+S2+S3+S4+S5 = L1 combined']);
  });

  test('are no statement of one that only says the same month', () => {
    const shops = rows.map((row, at) => ({ ...row, vendor: `Shop ${'ABCDE'[at]}`, text: 'lunch May' }));
    const line = { id: 'L1', date: on(28), amount: '257.90', vendor: 'Allstar', text: 'statement May' };
    expect(matchedAmongFew(shops, [line])).toEqual([]);
    expect(matchedAmongFew(shops, [{ ...line, text: '5 lunches May' }])).toEqual([
      'S1+S2+S3+S4+S5 = L1 combined',
    ]);
  });
});
