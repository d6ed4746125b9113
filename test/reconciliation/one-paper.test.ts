import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { causes, idsOf, inCents, matched, NAMES, TRADES } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const like = { date: '2026-05-25', vendor: 'Marrow Drywall', number: 'PA-2', project: '2401' };
const row = (id: string, amount: string, more: Partial<Row> = {}): Row => ({ ...like, id, amount, ...more });

describe('applications that all subcontractors number alike, less 10, 5 or 0 percent', () => {
  const [sheet, ledger]: [Row[], Row[]] = [[], []];
  for (const name of NAMES) {
    for (const trade of TRADES) {
      for (let count = 1; count <= 4; count++) {
        const at = sheet.length;
        const full = 400_000 + ((at * 7_368_787) % 8_500_000);
        const kept = [10, 5, 0][(at * 31 + count * 17) % 3] as number;
        const own = { date: `2026-0${count + 2}-25`, vendor: `${name} ${trade}`, number: `PA-${count}` };
        const date = `2026-0${count + 2}-${25 + (at % 4)}`;
        const net = inCents(Math.round((full * (100 - kept)) / 100));
        sheet.push({ ...own, id: `S${at}`, amount: inCents(full), project: '2401' });
        ledger.push({ ...own, id: `L${at}`, date, amount: net, project: '2401' });
      }
    }
  }

  test('are found by their vendor and number together', () => {
    const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE, { same: [], different: [] });
    const found = matches.map((one) => `${idsOf(sheet, one.sheet)} ${idsOf(ledger, one.ledger)}`);
    expect(found.sort()).toEqual(sheet.map((_, at) => `S${at} L${at}`).sort());
  });
});

describe('all rows of a number and vendor', () => {
  const rows = [row('S1', '40000.00'), row('S2', '5000.00')];

  test('are its one bill, which is all of them less a percentage to the cent', () => {
    expect(causes(rows, [row('L1', '40500.00')])).toEqual(['S1+S2 = L1 amount']);
    const withCredit = [row('S1', '17595.29'), row('S2', '-7257.26'), row('S3', '8317.14')];
    expect(causes(withCredit, [row('L1', '17722.41')])).toEqual(['S1+S2+S3 = L1 amount']);
  });

  test('are not where one of them says the bill by itself', () => {
    expect(matched([row('S1', '40000.00'), row('S2', '4000.00')], [row('L1', '39600.00')])).toEqual([
      'S1 = L1',
    ]);
  });

  test('are not where nothing says what they have in common', () => {
    expect(matched(rows, [row('L1', '40617.33')])).toEqual(['S1 = L1']);
  });

  test('are it though it counts them without their letters', () => {
    const called = rows.map((one) => ({ ...one, number: 'App #2' }));
    expect(matched(called, [row('L1', '40500.00', { number: '2' })])).toEqual(['S1+S2 = L1']);
  });
});

describe('a bill that is paid in two, one of them to its supplier', () => {
  const bill = row('S1', '41217.83');
  const own = row('L1', '30209.11', { date: '2026-05-28', text: 'app 2' });
  const other = row('L2', '11008.72', {
    date: '2026-05-30',
    vendor: 'GMS Supply',
    number: '40112',
    text: 'joint check Marrow Drywall & GMS Supply app 2',
  });

  test('is both postings, where the one to the supplier names whose bill it is', () => {
    expect(causes([bill], [own, other])).toEqual(['S1 = L1+L2 split']);
  });

  test('is both where the bill names the supplier', () => {
    const named = [
      { ...own, text: 'less joint check GMS Supply' },
      { ...other, text: 'joint check' },
    ];
    expect(causes([bill], named)).toEqual(['S1 = L1+L2 split']);
  });

  test.each<[string, Partial<Row>]>([
    ['neither names the other', { text: 'studs' }],
    ['it is a cent more', { amount: '11008.73' }],
    ['it is of another project', { project: '2407' }],
  ])('is its own alone where %s', (_, more) => {
    expect(matched([bill], [own, { ...other, ...more }])).toEqual(['S1 = L1']);
  });

  test('is its own alone where the sheet has the number of the other', () => {
    const theirs = row('S2', '16000.00', { vendor: 'GMS Supply', number: '40112' });
    expect(matched([bill, theirs], [own, other])).not.toContain('S1 = L1+L2');
  });
});
