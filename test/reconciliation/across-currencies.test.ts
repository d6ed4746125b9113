import { describe, expect, test } from 'vitest';
import { causes, matched } from './beside.ts';
import { among, bill, documents, euros, row, teaching, vendor } from './in-euros.ts';

describe('rows and postings in two currencies whose rate the lists show', () => {
  test('are not one where their amounts are out of all proportion, though they share a number', () => {
    const [sheet, ledger] = among(
      [row('S1', 60, 311_040, { number: '51-77' })],
      [bill('L1', 62, euros(311_040 * 4, 60), { number: '51-77' })],
    );
    expect(matched(sheet, ledger)).toEqual([]);
  });

  test('are one by their number where nothing is known of the rate', () => {
    const sheet = [row('S1', 60, 311_040, { number: '51-77' })];
    const ledger = [bill('L1', 62, euros(311_040, 60), { number: '51-77' })];
    expect(causes(sheet, ledger)).toEqual(['S1 = L1 currency']);
  });

  test('go together by the rate of their days, not by the nearer day', () => {
    const [sheet, ledger] = among(
      [row('S1', 60, 311_040), row('S2', 63, 320_371)],
      [bill('L1', 64, euros(311_040, 60))],
    );
    expect(causes(sheet, ledger)).toEqual(['S1 = L1 currency']);
  });

  test('keep to the tax that their vendor has on top', () => {
    const taxed = documents(vendor, 1.19, 5);
    const all = {
      sheet: [...teaching.sheet, ...taxed.sheet],
      ledger: [...teaching.ledger, ...taxed.ledger],
    };
    const [sheet, ledger] = among(
      [row('S1', 60, 311_040), row('S2', 62, 370_138)],
      [bill('L1', 66, euros(311_040, 60, 1.19))],
      all,
    );
    expect(causes(sheet, ledger)).toEqual(['S1 = L1 currency']);
  });
});

test('a bill for another thing, five weeks later, is not the row’s, though the rate fits', () => {
  const stay = row('S1', 63, 311_040, { text: 'hotel for the fitters', account: '5300 Travel' });
  const other = bill('L1', 98, euros(311_040, 63), {
    text: 'crane hire',
    project: '',
    account: '5020 Machining',
  });
  expect(matched(...among([stay], [other]))).toEqual([]);
});
