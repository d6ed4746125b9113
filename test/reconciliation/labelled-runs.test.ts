import { describe, expect, test } from 'vitest';
import { answered, causes, idsOf } from './beside.ts';
import type { Row } from './sides.ts';

const AMOUNTS = ['18.40', '33.17', '12.98', '49.00', '121.50', '16.85', '27.02', '11.30', '64.19', '19.99'];
const SHOPS = ['Pret', 'Uber', 'Namecheap', 'Sweetgreen', 'Amtrak'];

/** What several shops were paid with one card in a month. */
const charges = (month: string, text: string, from = 1): Row[] =>
  AMOUNTS.map((amount, at) => ({
    id: `S${from + at}`,
    date: `2026-${month}-${String(2 + at * 2).padStart(2, '0')}`,
    amount,
    vendor: SHOPS[at % SHOPS.length] ?? '',
    project: `P90${at % 3}`,
    text: `${at % 2 === 0 ? 'lunch' : 'taxi'} ${text}`,
  }));

const statement: Row = {
  id: 'L1',
  date: '2026-03-30',
  amount: '374.40',
  vendor: 'Meridian Bank',
  text: 'visa 4417 statement Mar 2026',
};
const ALL = 'S1+S10+S2+S3+S4+S5+S6+S7+S8+S9';

describe('rows and a posting under one label', () => {
  test('are a statement, however many rows of however many vendors', () => {
    const rows = charges('03', 'visa 4417');
    expect(causes(rows, [statement])).toEqual([`${ALL} = L1 combined`]);
    const all = answered(rows, [statement]);
    const why = all.answer.matches.find((one) => idsOf(all.ledger, one.ledger) === 'L1')?.why[0];
    expect(why).toContain('all say "visa 4417": 10 of 10 rows add up exactly');
  });

  test('are all from one day to another: what is of the month before stays out', () => {
    const before = charges('02', 'visa 4417', 20).map((row, at) => ({ ...row, amount: `${31 + at * 7}.06` }));
    expect(causes([...before, ...charges('03', 'visa 4417')], [statement])).toEqual([`${ALL} = L1 combined`]);
  });

  test('are none where a row between is of another label, or one of them is missing', () => {
    const rows = charges('03', 'visa 4417');
    const mixed = rows.map((row) => (row.id === 'S4' ? { ...row, text: 'taxi visa 8802' } : row));
    expect(causes(mixed, [statement])).toEqual([]);
    expect(causes(rows.slice(1), [statement])).toEqual([]);
  });

  test('are not told by a year', () => {
    const rows = charges('03', 'mar 2026');
    expect(causes(rows, [statement])).toEqual([]);
  });

  test('may be closed by several postings: an advance and what came back of it', () => {
    const rows = charges('03', 'env 11').slice(0, 7);
    const like = { vendor: 'Yara Ferrer', project: 'P900' };
    const advance: Row = { ...like, id: 'L1', date: '2026-03-02', amount: '300.00', text: 'advance env 11' };
    const change: Row = {
      ...like,
      id: 'L2',
      date: '2026-03-15',
      amount: '-21.08',
      text: 'env 11 change returned',
    };
    expect(causes(rows, [advance, change])).toEqual(['S1+S2+S3+S4+S5+S6+S7 = L1+L2 combined']);
    expect(causes(rows, [advance, { ...change, amount: '-21.18' }])).toEqual([]);
  });
});
