import { describe, expect, test } from 'vitest';
import { inCents, matched } from './beside.ts';
import type { Row } from './sides.ts';

const vendor = 'Ironwood Printing';
const project = 'KITE';

/** Five rows of July that name the vendor in their description: 1,862.54. */
const named = ['303.85', '420.07', '622.07', '189.78', '326.77'].map(
  (amount, at): Row => ({
    id: `S${at + 1}`,
    date: `2026-07-${String(3 + 4 * at).padStart(2, '0')}`,
    amount,
    text: `${['signage', 'mailers', 'signage', 'banners', 'mailers'][at]} (ironwood printing)`,
    number: `${['44681', '', '44745', '44798', '44932'][at]}`,
    project,
  }),
);
const all = 'S1+S2+S3+S4+S5';
const nameless = (id: string, amount: string, more: Partial<Row> = {}): Row => ({
  id,
  date: '2026-07-18',
  amount,
  text: 'flyers',
  project,
  ...more,
});
const statement = (minor: number, more: Partial<Row> = {}): Row => ({
  id: 'L1',
  date: '2026-08-02',
  amount: inCents(minor),
  vendor,
  project,
  text: 'brochures',
  ...more,
});
/** What else the project bought that month and nobody posted yet. */
const beside = [
  nameless('S91', '741.18', { text: 'catering' }),
  nameless('S92', '95.40', { text: 'parking', date: '2026-07-09' }),
];

describe('a vendor’s statement, when all else is settled', () => {
  const flyers = [
    nameless('S61', '803.20'),
    nameless('S62', '106.46', { date: '2026-07-06' }),
    nameless('S63', '186.39', { date: '2026-07-20' }),
  ];

  test('is the month’s rows that name it and those among the others that make it up', () => {
    expect(matched([...named, ...flyers, ...beside], [statement(186_254 + 109_605)])).toEqual([
      `${all}+S61+S62+S63 = L1`,
    ]);
  });

  test('may leave out a row that is on the next statement', () => {
    expect(matched([...named, ...flyers], [statement(186_254 + 109_605 - 18_978)])).toEqual([
      'S1+S2+S3+S5+S61+S62+S63 = L1',
    ]);
  });

  test('may be off by what was typed in whole dollars', () => {
    const rounded = [...named, { ...(flyers[0] as Row), amount: '803.00' }, ...flyers.slice(1)];
    expect(matched([...rounded], [statement(186_254 + 109_605)])).toEqual([`${all}+S61+S62+S63 = L1`]);
  });

  test('is of the project whose rows name its vendor, where it names none', () => {
    expect(matched([...named, ...flyers], [statement(186_254 + 109_605, { project: '' })])).toEqual([
      `${all}+S61+S62+S63 = L1`,
    ]);
  });

  test('takes the row whose number is between the vendor’s, of two that would do', () => {
    const two = [
      nameless('S61', '758.33', { text: 'voiceover', number: '71002' }),
      nameless('S62', '758.33', { text: 'plaques', number: '44880', date: '2026-07-11' }),
    ];
    expect(matched([...named, ...two], [statement(186_254 + 75_833)])).toEqual([`${all}+S62 = L1`]);
  });

  test('takes the row that says what its vendor sells there, of two that would do', () => {
    const two = [
      nameless('S61', '758.33'),
      nameless('S62', '758.33', { text: 'mailers', date: '2026-07-11' }),
    ];
    expect(matched([...named, ...two], [statement(186_254 + 75_833)])).toEqual([`${all}+S62 = L1`]);
  });

  test('takes nothing where two rows would do as well', () => {
    const two = [nameless('S61', '758.33'), nameless('S62', '758.33', { text: 'plaques' })];
    expect(matched([...named, ...two], [statement(186_254 + 75_833)])).toEqual([]);
  });

  test('takes no row of which a person said that it is not the statement’s', () => {
    const said = matched(
      [...named, ...flyers],
      [statement(186_254 + 109_605)],
      [{ sheet: 'S62', ledger: 'L1' }],
    );
    expect(said.filter((match) => match.includes('S62'))).toEqual([]);
  });

  test('takes the rows that call its vendor by a nickname of this project', () => {
    // "Juan" is the printer here, as two numbers between the printer's own say; the mason of the name is elsewhere.
    const mason = { date: '2026-07-02', vendor: 'Juan Brandt Masonry', project: 'OTHER' };
    const juan = (id: string, amount: string, number: string): Row => ({
      ...nameless(id, amount),
      vendor: 'Juan',
      number,
    });
    const rows = [juan('S61', '803.20', '44690'), juan('S62', '106.46', '44801'), juan('S63', '186.39', '')];
    const others: Row[] = [{ ...mason, id: 'S81', amount: '95.10' }];
    const posted: Row[] = [{ ...mason, id: 'L81', amount: '95.10' }];
    expect(matched([...named, ...rows, ...others], [statement(186_254 + 109_605), ...posted])).toEqual([
      `${all}+S61+S62+S63 = L1`,
      'S81 = L81',
    ]);
  });
});
