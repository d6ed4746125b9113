import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

/** The matches in ids: "S1 = L1+L2". */
function matched(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const ids = (rows: readonly Row[], which: readonly number[]): string =>
    which.map((row) => rows[row]?.id).join('+');
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.map((match) => `${ids(sheet, match.sheet)} = ${ids(ledger, match.ledger)}`)
    .sort();
}

/** Seven deliveries of one month, and the first of the next. */
const deliveries: Row[] = [
  '383.85',
  '2020.07',
  '1622.07',
  '390.78',
  '614.72',
  '327.30',
  '144.83',
  '811.46',
].map((amount, at) => ({
  id: `S${at + 1}`,
  date: at === 7 ? '2026-07-30' : `2026-07-${String(3 + 4 * at).padStart(2, '0')}`,
  amount,
  vendor: 'Ironwood Ready Mix',
  project: '1070',
}));
const statement = { id: 'L1', date: '2026-08-03', vendor: 'Ironwood Ready Mix LLC', project: '1070' };

describe('a statement of more lines than are searched through', () => {
  test('is the month without the delivery that came too late for it', () => {
    const found = matched(deliveries, [{ ...statement, amount: '5503.62' }]);
    expect(found).toEqual(['S1+S2+S3+S4+S5+S6+S7 = L1']);
  });

  test('is the month with the delivery that names the vendor otherwise', () => {
    const other = { id: 'S9', date: '2026-07-22', amount: '957.13', vendor: 'tom torres', project: '1070' };
    const found = matched([...deliveries, other], [{ ...statement, amount: '7272.21' }]);
    expect(found).toEqual(['S1+S2+S3+S4+S5+S6+S7+S8+S9 = L1']);
  });

  test('is not taken where either of two deliveries could be the one that is missing', () => {
    // S3 and S5 are 614.72 each: without either of them the month comes to 4,693.01.
    const twin = deliveries.map((row) => (row.id === 'S3' ? { ...row, amount: '614.72' } : row));
    expect(matched(twin, [{ ...statement, amount: '4693.01' }])).toEqual([]);
    const one = deliveries.map((row) => (row.id === 'S3' ? { ...row, amount: '614.73' } : row));
    expect(matched(one, [{ ...statement, amount: '4693.01' }])).toEqual(['S1+S2+S4+S5+S6+S7+S8 = L1']);
  });

  test('may be off by what was typed in whole dollars, and by no more', () => {
    const rounded = deliveries.map((row) => (row.id === 'S2' ? { ...row, amount: '2020.00' } : row));
    expect(matched(rounded, [{ ...statement, amount: '6316.45' }])).toHaveLength(0);
    expect(matched(rounded, [{ ...statement, amount: '6315.35' }])).toEqual(['S1+S2+S3+S4+S5+S6+S7+S8 = L1']);
  });
});

describe('a statement from the middle of one month to the next', () => {
  const days = ['04-12', '04-15', '04-18', '04-21', '04-24', '04-27', '04-30', '05-03'];
  const run = deliveries.map((row, at) => ({ ...row, date: `2026-${days[at]}` }));
  const whole = { ...statement, date: '2026-05-08', amount: '6315.08' };
  const all = ['S1+S2+S3+S4+S5+S6+S7+S8 = L1'];
  const but = (id: string, last: Partial<Row>): Row[] =>
    run.map((row) => (row.id === id ? { ...row, ...last } : row));

  test('is all deliveries between its first and its last, though one of them misspells the vendor', () => {
    expect(matched(run, [whole])).toEqual(all);
    expect(matched(but('S4', { vendor: 'Ironwood Raedy Mix' }), [whole])).toEqual(all);
  });

  test('goes without the one among them that is on another paper', () => {
    const other = { ...statement, id: 'S9', date: '2026-04-19', amount: '6831.45', po: '5939' };
    expect(matched([...run, other], [whole])).toEqual(all);
  });
});

describe('the parts of a sum', () => {
  test('are found where a vendor is misspelt on one of them', () => {
    const found = matched(
      [
        { id: 'S1', date: '2026-03-02', amount: '1304.73', vendor: 'Huang Painting' },
        { id: 'S2', date: '2026-03-03', amount: '676.14', vendor: 'Huabg Painting' },
      ],
      [{ id: 'L1', date: '2026-03-16', amount: '1980.87', vendor: 'Huang Painting Inc', text: 'Statement' }],
    );
    expect(found).toEqual(['S1+S2 = L1']);
  });

  test('are found where the row has only the first letters of the vendor', () => {
    const found = matched(
      [{ id: 'S1', date: '2026-04-21', amount: '2365.62', vendor: 'PS' }],
      [
        { id: 'L1', date: '2026-04-21', amount: '568.25', vendor: 'Pruitt Surveying', number: '46849-1' },
        { id: 'L2', date: '2026-04-23', amount: '369.30', vendor: 'Pruitt Surveying', number: '46849-2' },
        { id: 'L3', date: '2026-04-27', amount: '1428.07', vendor: 'Pruitt Surveying', number: '46849-3' },
      ],
    );
    expect(found).toEqual(['S1 = L1+L2+L3']);
  });

  test('bring the bills of one count along, where only one of them names the project', () => {
    const found = matched(
      [
        { id: 'S1', date: '2026-05-29', amount: '2100.84', project: 'EAST', text: 'Survey' },
        { id: 'S2', date: '2026-05-20', amount: '81.40', vendor: 'Cafe Uno', project: 'WEST' },
      ],
      [
        {
          id: 'L1',
          date: '2026-05-30',
          amount: '937.65',
          vendor: 'Prairie Media',
          number: '10052-1',
          project: 'EAST',
          text: 'Survey',
        },
        {
          id: 'L2',
          date: '2026-06-03',
          amount: '1163.19',
          vendor: 'Prairie Media',
          number: '10052-2',
          text: 'Survey',
        },
        { id: 'L3', date: '2026-06-01', amount: '512.77', vendor: 'Other Works' },
      ],
    );
    expect(found).toEqual(['S1 = L1+L2']);
  });

  test('an equal amount of another vendor does not take a part of a statement', () => {
    const vendor = 'Eastman Safety';
    const found = matched(
      [
        { id: 'S1', date: '2026-05-26', amount: '440.82', vendor },
        { id: 'S2', date: '2026-05-27', amount: '139.87', vendor },
      ],
      [
        { id: 'L1', date: '2026-05-29', amount: '580.69', vendor, text: 'Statement' },
        { id: 'L2', date: '2026-06-15', amount: '440.82', vendor: 'Salazar Contracting' },
      ],
    );
    expect(found).toEqual(['S1+S2 = L1']);
  });
});
