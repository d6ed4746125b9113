import { describe, expect, test } from 'vitest';
import { answered, matched, NAMES, taughtRate } from './beside.ts';
import type { Row } from './sides.ts';

describe('what is missing to a pair whose amounts differ', () => {
  const vendor = 'Barlow Industries';
  const row = { id: 'S1', date: '2026-06-26', amount: '1239.17', vendor, number: '84192', project: 'KITE' };
  const deposit = {
    id: 'L1',
    date: '2026-07-01',
    amount: '419.59',
    vendor,
    number: '84192',
    project: 'KITE',
  };

  test('is the posting of just that amount, though it says neither vendor nor number', () => {
    const balance = { id: 'L2', date: '2026-07-16', amount: '819.58' };
    expect(matched([row], [deposit, balance])).toEqual(['S1 = L1+L2']);
    expect(matched([row], [deposit, { ...balance, amount: '819.57' }])).toEqual(['S1 = L1']);
  });

  test('is not taken where two postings have that amount', () => {
    const twice = [
      { id: 'L2', date: '2026-07-16', amount: '819.58', project: 'WEST' },
      { id: 'L3', date: '2026-07-14', amount: '819.58', project: 'EAST' },
    ];
    expect(matched([row], [deposit, ...twice])).toEqual(['S1 = L1']);
  });

  test('is no price that another vendor has time and again, unless it comes when such pieces come', () => {
    const price: Row = { id: 'L2', date: '2026-07-24', amount: '819.58', vendor: 'Quinn Stationers' };
    const months = [1, 2, 3, 4, 5, 6, 7].map((month) => ({
      ...price,
      date: `2026-0${month}-03`,
      number: `4412${month}`,
    }));
    const typed = months.map((one, at) => ({ ...one, id: `W${at}` }));
    const posted = months.map((one, at) => ({ ...one, id: `V${at}` }));
    expect(matched([row], [deposit, price])).toEqual(['S1 = L1+L2']);
    expect(matched([row, ...typed], [deposit, price, ...posted])).toEqual(['S1 = L1']);
    const inTime = { ...price, date: row.date };
    expect(matched([row, ...typed], [deposit, inTime, ...posted])).toEqual(['S1 = L1+L2']);
  });

  test('is no round amount that may be anything', () => {
    const freight = { ...row, amount: '494.59' };
    const other = { id: 'S2', date: '2026-06-20', amount: '75.00' };
    const bill = { ...deposit, amount: '569.59' };
    expect(matched([freight, other], [bill])).toEqual(['S1 = L1']);
    expect(
      matched(
        [
          { ...freight, amount: '495.17' },
          { ...other, amount: '74.42' },
        ],
        [bill],
      ),
    ).toEqual(['S1+S2 = L1']);
  });
});

describe("what is missing to postings that share their row's number", () => {
  const vendor = 'Barlow Industries';
  const row = { id: 'S1', date: '2026-04-22', amount: '1146.59', vendor, number: '825819', project: 'KITE' };
  const part = (id: string, date: string, amount: string): Row => ({ ...row, id, date, amount });
  const numbered = [part('L1', '2026-04-26', '57.32'), part('L2', '2026-04-28', '630.63')];
  /** Many bills of these lists are six tenths of their rows: that it is so here too is nothing new. */
  const habit = NAMES.map((name, at) => taughtRate(`${name} Electric`, 0.6, at * 12));
  const found = (postings: readonly Row[], more: readonly Row[] = []): string[] =>
    matched(
      [...habit.flatMap(({ sheet }) => sheet), row, ...more],
      [...habit.flatMap(({ ledger }) => ledger), ...numbered, ...postings],
    );

  test('is the posting of just that amount which gives no number', () => {
    expect(found([{ ...part('L3', '2026-04-25', '458.64'), number: '' }])).toEqual(['S1 = L1+L2+L3']);
    expect(found([{ ...part('L3', '2026-04-25', '458.63'), number: '' }])).toEqual(['S1 = L1+L2']);
  });

  test('is two postings that come to just that amount', () => {
    const rest = [part('L3', '2026-04-25', '229.32'), part('L4', '2026-04-30', '229.32')];
    const unnumbered = rest.map((one, at) => ({
      ...one,
      number: '',
      amount: at === 0 ? '171.99' : '286.65',
    }));
    expect(found(unnumbered)).toEqual(['S1 = L1+L2+L3+L4']);
  });

  test('is not taken where two postings would do', () => {
    const rest = { ...part('L3', '2026-04-25', '458.64'), number: '' };
    expect(found([rest, { ...rest, id: 'L4', date: '2026-04-27' }])).toEqual(['S1 = L1+L2']);
  });

  test('leaves them a sum that is not said to add up where nothing makes it up', () => {
    const { answer } = answered(
      [...habit.flatMap(({ sheet }) => sheet), row],
      [...habit.flatMap(({ ledger }) => ledger), ...numbered],
    );
    const said = answer.matches.flatMap(({ why }) => why).filter((why) => why.includes('postings'));
    expect(said).toEqual(['same invoice number: 2 of 2 postings come to $687.95 against $1,146.59']);
  });

  test('is no posting under a number of its own', () => {
    const other = { ...part('L3', '2026-04-25', '458.64'), number: '911204' };
    expect(found([other], [{ ...other, id: 'S2', amount: '466.20' }])).toEqual(['S1 = L1+L2', 'S2 = L3']);
  });
});

describe('rows of one project', () => {
  test('are the sum of a bill that does not name it, though one of them names another vendor', () => {
    const vendor = 'Huang Electric';
    const found = matched(
      [
        { id: 'S1', date: '2026-10-18', amount: '302.55', vendor, project: 'GATE' },
        { id: 'S2', date: '2026-10-19', amount: '463.78', vendor: 'Evergreen Construction', project: 'GATE' },
        { id: 'S3', date: '2026-10-22', amount: '567.36', vendor, project: 'GATE' },
      ],
      [{ id: 'L1', date: '2026-10-24', amount: '1333.69', vendor: 'Huang Electric Corporation' }],
    );
    expect(found).toEqual(['S1+S2+S3 = L1']);
  });
});

describe('rows that only their project joins to the one that names the vendor', () => {
  const vendor = 'Huang Electric';
  const bill = { id: 'L1', date: '2026-10-24', amount: '1333.69', vendor };
  const rows = (second: string, third: string): Row[] => [
    { id: 'S1', date: '2026-10-18', amount: '302.55', vendor, project: 'GATE' },
    { id: 'S2', date: '2026-10-19', amount: '463.78', vendor: second, project: 'GATE' },
    { id: 'S3', date: '2026-10-22', amount: '567.36', vendor: third, project: 'GATE' },
  ];

  test('are found for a bill that names no project', () => {
    expect(matched(rows('', ''), [bill])).toEqual(['S1+S2+S3 = L1']);
  });

  test('are the likelier to be its parts for being of that project, whatever vendors they name', () => {
    const [first, second, third] = rows('Evergreen Construction', 'Alder Roofing');
    if (!first || !second || !third) throw new Error('Three rows.');
    expect(matched([first, second, third], [bill])).toEqual(['S1+S2+S3 = L1']);
    expect(matched([first, second, { ...third, project: 'EAST' }], [bill])).toEqual([]);
  });
});
