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
});
