import { describe, expect, test } from 'vitest';
import { matched, others } from './beside.ts';
import type { Row } from './sides.ts';

/** A project of the other business, where there is more than these rows. */
const project = others(1).sheet[0]?.project ?? '';
const weeks = (amounts: readonly string[], vendor = 'Dmitri L.'): Row[] =>
  amounts.map((amount, at) => ({
    id: `S${at + 1}`,
    date: `2026-09-${String(5 + 6 * at).padStart(2, '0')}`,
    amount,
    vendor,
    text: `${20 + at} h internal time`,
    project,
  }));
const entry = (amount: string, more: Partial<Row> = {}): Row => ({
  id: 'L1',
  date: '2026-09-28',
  amount,
  text: 'Payroll alloc Sep Dmitri Lindqvist',
  project,
  ...more,
});

describe('all that is left of one name in a project', () => {
  test('is the entry that may mean the name, written out', () => {
    expect(matched(weeks(['975.40', '506.15', '413.20', '2419.75']), [entry('4314.50')])).toEqual([
      'S1+S2+S3+S4 = L1',
    ]);
  });

  test('may be off by what was typed in whole dollars', () => {
    expect(matched(weeks(['975.00', '506.00', '413.00', '2420.00']), [entry('4313.15')])).toEqual([
      'S1+S2+S3+S4 = L1',
    ]);
  });

  test('is no entry that names somebody else', () => {
    const other = entry('4313.15', { text: '', vendor: 'Greta Blom' });
    expect(matched(weeks(['975.00', '506.00', '413.00', '2420.00']), [other])).toEqual([]);
  });

  test('is not made of two who share a word of their names', () => {
    const rows = weeks(['975.00', '506.00', '413.00', '2420.00']).map((row, at) => ({
      ...row,
      vendor: at < 2 ? 'Sorensen Bros Fuel' : 'Ibarra Bros Signs',
    }));
    const bill = entry('4313.15', { text: '', vendor: 'Ironwood Bros Water' });
    expect(matched(rows, [bill])).toEqual([]);
  });
});
