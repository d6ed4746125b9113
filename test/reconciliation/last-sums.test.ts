import { describe, expect, test } from 'vitest';
import { matched } from './beside.ts';
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
    const price: Row = { id: 'L2', date: '2026-07-16', amount: '819.58', vendor: 'Quinn Stationers' };
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
