import { describe, expect, test } from 'vitest';
import { answered } from './beside.ts';
import type { Row } from './sides.ts';

const row: Row = {
  id: 'S1',
  date: '2026-03-05',
  amount: '5412.33',
  vendor: 'Baker Steel',
  number: '8812',
  project: 'P1',
};

/** What is said of the row, and how many candidates it is given. */
function said(posting: Partial<Row>, more: readonly Row[] = []): string {
  const { sheet, answer } = answered([row], [{ ...row, id: 'L1', ...posting }, ...more]);
  const own = answer.unmatched.sheet.find((one) => sheet[one.row]?.id === 'S1');
  return own ? `${own.why.join(' ')} [${own.candidates.length}]` : 'matched';
}

describe('of a row that is left', () => {
  test('it is said that nothing fits only where nothing of its vendor has its amount or number', () => {
    expect(said({ vendor: 'Quinn Stationers', number: '771', project: 'P9', amount: '18.20' })).toBe(
      'no posting fits [0]',
    );
  });

  test('what has its number is named, though it was voided', () => {
    expect(said({ amount: '0.00' })).toBe('its number is on L1 ($0.00, same day), but that was voided [0]');
  });

  test('what has its number and was taken back is named', () => {
    const reversed = { ...row, id: 'L2', amount: '-1290.00', date: '2026-04-29' };
    expect(said({ amount: '1290.00', date: '2026-04-24' }, [reversed])).toBe(
      'its number is on L1 ($1,290.00, 50 days apart), but that was taken back [0]',
    );
  });

  test('what has its vendor and amount within a month is named as what it may belong to', () => {
    const other = { number: '90417', po: '4410', date: '2026-04-03', project: 'P9' };
    expect(said(other)).toBe('may belong to L1 ($5,412.33, 29 days apart), but too little speaks for it [1]');
    expect(said({ ...other, date: '2026-05-03' })).toBe('no posting fits [0]');
  });

  test('what has its vendor and number is named with both, whatever the amounts', () => {
    expect(said({ amount: '1290.00', date: '2026-08-14' })).toBe(
      'may belong to L1 ($1,290.00, 162 days apart) of the same vendor and number, but the amounts differ [1]',
    );
  });

  test("another vendor's of its number and project is called so", () => {
    expect(said({ vendor: 'Quinn Stationers', amount: '18.20', date: '2026-03-28' })).toBe(
      "may belong to L1 ($18.20, 23 days apart) of the same number, but that is another vendor's [1]",
    );
  });

  test("another vendor's is not named where its own vendor's stands there", () => {
    const others = { vendor: 'Quinn Stationers', amount: '18.20' };
    const own = { ...row, id: 'L2', amount: '1290.00', date: '2026-08-14' };
    expect(said(others, [own])).toBe(
      'may belong to L2 ($1,290.00, 162 days apart) of the same vendor and number, but the amounts differ [1]',
    );
  });
});

test('of a row whose number another row has taken, it is said whose it is', () => {
  const rows = [row, { ...row, id: 'S2', amount: '210.40', date: '2026-03-06' }];
  const { sheet, answer } = answered(rows, [{ ...row, id: 'L1' }]);
  const left = answer.unmatched.sheet.find((one) => sheet[one.row]?.id === 'S2');
  expect(left?.why).toEqual(['its number is on L1 ($5,412.33, 1 day apart), but that belongs to S1']);
  const pair = answer.matches.find((one) => one.sheet.some((at) => sheet[at]?.id === 'S1'));
  expect(pair?.why[0]).toContain('; S2 of the same vendor and number is left');
});

test('what does not add up within the tolerance is not said to', () => {
  const rows = [row, { ...row, id: 'S2', amount: '310.40' }];
  const { answer, sheet } = answered(rows, [{ ...row, id: 'L1', amount: '5650.00' }]);
  const match = answer.matches.find((one) => one.sheet.some((at) => sheet[at]?.id === 'S1'));
  expect(match?.why).toEqual(['same invoice number: 2 of 2 rows come to $5,722.73 against $5,650.00']);
});
