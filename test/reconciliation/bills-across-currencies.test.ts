import { describe, expect, test } from 'vitest';
import { answered, causes, matched } from './beside.ts';
import { among, bill, euros, numbered, row, total, weeks } from './in-euros.ts';

describe('a bill in another currency', () => {
  test('is all rows that carry its number', () => {
    const [sheet, ledger] = among(numbered(weeks), [
      bill('L1', 87, euros(total(weeks), 74), { number: '51-7' }),
    ]);
    expect(causes(sheet, ledger)).toEqual(['S1+S2+S3+S4 = L1 currency']);
  });

  test('is the rows in the weeks before it that come to it, and says so', () => {
    const [sheet, ledger] = among(weeks, [bill('L1', 87, euros(total(weeks), 74))]);
    expect(causes(sheet, ledger)).toEqual(['S1+S2+S3+S4 = L1 currency']);
    const match = answered(sheet, ledger).answer.matches.find((one) => one.sheet.length === 4);
    expect(match?.differenceMinor).toBeNull();
    expect(match?.why[0]).toContain('4 of 4 rows come to $9,913.48 against 8,994.27 EUR');
  });

  test('leaves a row to the next bill that it fits', () => {
    const more = [...weeks, row('S5', 91, 199_017), row('S6', 98, 301_744)];
    const [sheet, ledger] = among(more, [
      bill('L1', 80, euros(total(weeks.slice(0, 3)), 70)),
      bill('L2', 101, euros(total(more.slice(3)), 91)),
    ]);
    expect(causes(sheet, ledger)).toEqual(['S1+S2+S3 = L1 currency', 'S4+S5+S6 = L2 currency']);
  });

  test('takes no rows that do not come to it at the rate', () => {
    const [sheet, ledger] = among(weeks, [bill('L1', 87, euros(Math.round(total(weeks) * 1.31), 74))]);
    expect(causes(sheet, ledger)).toEqual([]);
  });

  test('takes no part of the rows of another number', () => {
    const [sheet, ledger] = among(numbered(weeks), [bill('L1', 73, euros(total(weeks.slice(0, 2)), 66))]);
    expect(causes(sheet, ledger)).toEqual([]);
  });

  test('takes no row of which a person said that it is not the bill’s', () => {
    const [sheet, ledger] = among(weeks, [bill('L1', 87, euros(total(weeks), 74))]);
    expect(matched(sheet, ledger, [{ sheet: 'S2', ledger: 'L1' }])).toEqual([]);
  });

  test('is of the person whose firm it names, where several bills say so', () => {
    const firm = { vendor: 'Voss Rigging Works' };
    const rows = [2, 3, 4, 5].flatMap((month) => [
      row(`S${month}1`, month * 30, 211_040 + month * 13_377),
      row(`S${month}2`, month * 30 + 7, 348_832 - month * 21_011),
    ]);
    const bills = [2, 3, 4, 5].map((month, at) =>
      bill(`L${month}`, month * 30 + 10, euros(total(rows.slice(at * 2, at * 2 + 2)), month * 30 + 4), firm),
    );
    const [sheet, ledger] = among(rows, bills);
    expect(causes(sheet, ledger)).toEqual([
      'S21+S22 = L2 currency',
      'S31+S32 = L3 currency',
      'S41+S42 = L4 currency',
      'S51+S52 = L5 currency',
    ]);
    expect(causes(...among(rows.slice(0, 2), bills.slice(0, 1)))).toEqual([]);
  });
});
