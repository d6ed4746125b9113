import { describe, expect, test } from 'vitest';
import { matched } from './beside.ts';
import type { Row } from './sides.ts';

const vendor = 'Harbor Supply';
const project = 'KITE';

/** One price on these days. */
const price = (name: string, dates: readonly string[], more: Partial<Row> = {}): Row[] =>
  dates.map((date, at) => ({ id: `${name}${at + 1}`, date, amount: '41.77', vendor, project, ...more }));

describe('a price that comes again, one after the other,', () => {
  // So far apart that no pair would be taken alone.
  const days = ['2026-03-02', '2026-04-02', '2026-05-02', '2026-06-02', '2026-07-02'];
  const later = days.map((day) => day.replace(/02$/, '17'));
  const own = days.map((_, at) => `S${at + 1} = L${at + 1}`);

  test('is not settled with another vendor', () => {
    const typed = price('S', days);
    expect(matched(typed, price('L', later))).toEqual(own);
    expect(matched(typed, price('L', later, { vendor: 'Quinn Stationers' }))).toEqual([]);
  });

  test('is not settled with a row whose number the other list has elsewhere', () => {
    const [first, ...rest] = price('S', days);
    if (!first) throw new Error('Five days, five rows.');
    const numbered = { ...first, number: '66201' };
    expect(matched([numbered, ...rest], price('L', later))).toEqual(own);
    const elsewhere = { ...first, id: 'L9', number: '66201', amount: '44.13', date: '2026-03-19' };
    const found = matched([numbered, ...rest], [...price('L', later), elsewhere]);
    expect(found).not.toContain('S1 = L1');
  });
});

const dayOf = (day: number): string => new Date(Date.UTC(2026, 4, 1 + day)).toISOString().slice(0, 10);

/** Eight weeks and the four fortnights that they come to. */
const WEEKS = ['1540.13', '1120.27', '1540.91', '560.44', '1120.83', '1540.07', '980.58', '1120.66'];
const FORTNIGHTS = ['2660.40', '2101.35', '2660.90', '2101.24'];

describe('weeks of which each two come to a fortnight', () => {
  const weeks = (more: Partial<Row>): Row[] =>
    WEEKS.map((amount, at) => ({
      id: `S${at + 1}`,
      date: dayOf(7 * at),
      amount,
      text: 'D Doyle hours w/e',
      project,
      ...more,
    }));
  const pay = (more: Partial<Row>): Row[] =>
    FORTNIGHTS.map((amount, at) => ({
      id: `L${at + 1}`,
      date: dayOf(12 + 14 * at),
      amount,
      text: 'Payroll Doyle, Dana',
      project,
      ...more,
    }));

  test('are not its, where the orders of the two are others', () => {
    const po = '8101';
    expect(matched(weeks({ po }), pay({ po }))).toEqual([
      'S1+S2 = L1',
      'S3+S4 = L2',
      'S5+S6 = L3',
      'S7+S8 = L4',
    ]);
    expect(matched(weeks({ po }), pay({ po: '8202' }))).toEqual([]);
  });
});

describe('weekly bills of which each two come to a row of the sheet', () => {
  const text = 'steel beams Doyle';
  const rows = FORTNIGHTS.map(
    (amount, at): Row => ({ id: `S${at + 1}`, date: dayOf(14 * at), amount, text, project, vendor }),
  );
  const billsOf = (name: string): Row[] =>
    WEEKS.map((amount, at) => ({
      id: `L${at + 1}`,
      date: dayOf(27 + 7 * at),
      amount,
      text,
      project,
      vendor: name,
    }));

  test("are not its, where they are another vendor's, though their texts are the same", () => {
    expect(matched(rows, billsOf(vendor))).toEqual(['S1 = L1+L2', 'S2 = L3+L4', 'S3 = L5+L6', 'S4 = L7+L8']);
    expect(matched(rows, billsOf('Quinn Stationers'))).toEqual([]);
  });
});
