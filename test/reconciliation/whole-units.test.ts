import { describe, expect, test } from 'vitest';
import { inCents, matched } from './beside.ts';
import type { Row } from './sides.ts';

const project = 'KITE';

/** Bills with a number on both sides, that somebody typed in whole dollars: they teach that it is done. */
const TAUGHT = Array.from({ length: 12 }, (_, at) => {
  const minor = 41_237 + at * 1731;
  const like = {
    date: '2026-02-1'.concat(`${at % 10}`),
    vendor: 'Marlow Signs',
    number: `${700_000 + at * 13}`,
  };
  return {
    row: { ...like, id: `A${at}`, amount: inCents(Math.round(minor / 100) * 100) },
    posting: { ...like, id: `B${at}`, amount: inCents(minor) },
  };
});
const among = (sheet: readonly Row[], ledger: readonly Row[]): string[] =>
  matched([...TAUGHT.map(({ row }) => row), ...sheet], [...TAUGHT.map(({ posting }) => posting), ...ledger]);

describe('a sheet that is kept in whole dollars', () => {
  const posting: Row = {
    id: 'L1',
    date: '2026-05-12',
    amount: '318.41',
    text: 'SQ *RHODES ROASTERS AUS',
    project,
  };
  const row = { date: '2026-05-11', vendor: 'Rhodes Roasters', project };

  test('has a row for the posting it is without its cents', () => {
    expect(among([{ ...row, id: 'S1', amount: '318.00' }], [posting])).toEqual(['S1 = L1']);
  });

  test('has its row for the posting that it rounds, of two that are near', () => {
    const other: Row = { ...posting, id: 'L2', amount: '317.44' };
    expect(among([{ ...row, id: 'S1', amount: '318.00' }], [posting, other])).toEqual(['S1 = L1']);
  });

  test('leaves two that would do as well', () => {
    const two = ['S1', 'S2'].map((id, at) => ({
      ...row,
      id,
      amount: '318.00',
      text: ['cups', 'tea'][at] ?? '',
    }));
    expect(among(two, [posting])).toEqual([]);
  });
});

describe('rows of one bill in whole dollars', () => {
  const vendor = 'Tessa Okafor';
  const weeks = ['570.00', '2494.00', '1425.00'].map(
    (amount, at): Row => ({
      id: `S${at + 1}`,
      date: `2026-03-${10 + 7 * at}`,
      amount,
      vendor,
      project,
      number: '58',
    }),
  );
  const bill = (amount: string): Row => ({
    id: 'L1',
    date: '2026-03-26',
    amount,
    vendor,
    project,
    number: '58',
  });

  test('are together the bill but for half a dollar each', () => {
    expect(matched(weeks, [bill('4488.15')])).toEqual(['S1+S2+S3 = L1']);
  });

  test('are not where they miss it by more', () => {
    // Where no number names the bill.
    const unnumbered = weeks.map((row) => ({ ...row, number: '' }));
    const found = matched(unnumbered, [{ ...bill('4481.15'), number: '' }]);
    expect(found).not.toContain('S1+S2+S3 = L1');
  });

  test('are not in a currency that has no units to round to', () => {
    const inCurrency = (rows: readonly Row[], currency: string): Row[] =>
      rows.map((row) => ({ ...row, currency, number: '' }));
    const found = (currency: string): string[] =>
      matched(inCurrency(weeks, currency), inCurrency([bill('4488.15')], currency));
    expect(found('EUR')).toEqual(['S1+S2+S3 = L1']);
    expect(found('JPY')).not.toContain('S1+S2+S3 = L1');
  });

  test('are so in several projects, which the bill does not name', () => {
    const over = weeks.map((row, at) => ({ ...row, project: ['KITE', 'DUNE', 'REEF'][at] ?? '' }));
    expect(matched(over, [{ ...bill('4488.15'), project: '' }])).toEqual(['S1+S2+S3 = L1']);
  });
});
