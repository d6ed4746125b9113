import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { causes, idsOf, matched } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const like = { date: '2026-05-04', vendor: 'Quarry Stone Supply' };
const rows = (amounts: readonly string[], id: string, more: (at: number) => Partial<Row>): Row[] =>
  amounts.map((amount, at) => ({ ...like, id: `${id}${at + 1}`, amount, ...more(at) }));
const numbered = () => ({ number: 'QS-7781' });

test('several rows of one invoice and its bill are one match though the bill is a little more', () => {
  const bill = { ...like, id: 'L1', amount: '585.00', number: 'QS-7781' };
  expect(causes(rows(['300.00', '200.00', '80.00'], 'S', numbered), [bill])).toEqual([
    'S1+S2+S3 = L1 amount',
  ]);
});

test('the difference of rows net and their bill gross is a tax', () => {
  const bill = { ...like, id: 'L1', amount: '627.85', number: 'QS-7781' };
  expect(causes(rows(['300.00', '200.00', '80.00'], 'S', numbered), [bill])).toEqual(['S1+S2+S3 = L1 tax']);
});

test('several postings of one invoice are its row though they fall short of it', () => {
  const row = { ...like, id: 'S1', amount: '500.00', number: 'QS-7781' };
  expect(causes([row], rows(['300.00', '188.00'], 'L', numbered))).toEqual(['S1 = L1+L2 amount']);
});

test('within the tolerance the postings of one invoice are a split', () => {
  const row = { ...like, id: 'S1', amount: '500.00', number: 'QS-7781' };
  expect(causes([row], rows(['300.00', '199.50'], 'L', numbered))).toEqual(['S1 = L1+L2 split']);
});

test('numbers counted on behind that of the row are its parts', () => {
  const row = { ...like, id: 'S1', amount: '500.00', number: 'QS-7781' };
  const parts = rows(['300.00', '190.00'], 'L', (at) => ({ number: `QS-7781-${at + 1}` }));
  expect(matched([row], parts)).toEqual(['S1 = L1+L2']);
});

test('the numbers a row lists are its postings though they fall short of it', () => {
  const row = { ...like, id: 'S1', amount: '912.00', number: '72041/72042/72043' };
  const parts = rows(['200.00', '450.00', '250.00'], 'L', (at) => ({ number: `7204${at + 1}` }));
  expect(matched([row], parts)).toEqual(['S1 = L1+L2+L3']);
});

test('all rows of an order and its one bill belong together though they differ a little', () => {
  const bill = { ...like, id: 'L1', amount: '500.00', po: '66077' };
  const some = rows(['300.00', '100.00', '88.00'], 'S', () => ({ po: '66077' }));
  expect(matched(some, [bill])).toEqual(['S1+S2+S3 = L1']);
});

test('a line that only makes the difference larger is no part of it', () => {
  const row = { ...like, id: 'S1', amount: '810.00', number: 'QS-7781' };
  expect(matched([row], rows(['811.00', '45.00'], 'L', numbered))).toEqual(['S1 = L1']);
});

test('rows without the number that make up what is missing to the cent are parts as well', () => {
  const bill = { ...like, id: 'L1', amount: '10960.32', number: 'QS-7781' };
  const some = rows(['5163.53', '5087.75', '351.81', '54.13', '303.10'], 'S', (at) =>
    at < 3 ? { number: 'QS-7781' } : {},
  );
  expect(matched(some, [bill])).toEqual(['S1+S2+S3+S4+S5 = L1']);
});

describe('lines that were typed with those of a bill and forgot its number', () => {
  const bill: Row = { ...like, id: 'L1', date: '2026-05-09', amount: '17068.69', number: 'QS-7781' };
  const typed = { number: '', po: 'PO-4027', project: 'KITE' };
  const lines = rows(['1795.84', '4534.29', '5514.37', '5051.79'], 'S', (at) =>
    at < 2 ? { ...typed, number: 'QS-7781' } : typed,
  );
  const found = (last: Partial<Row>, sheet: readonly Row[] = lines, posted = bill): string[] =>
    matched(
      sheet.map((line) => (line.id === 'S4' ? { ...line, ...last } : line)),
      [posted],
    );
  const all = ['S1+S2+S3+S4 = L1'];

  test('are of it by their order, and what they fall short of it is freight', () => {
    expect(found({})).toEqual(all);
    expect(found({}, lines, { ...bill, number: '', po: 'PO-4027' })).toEqual(all);
  });

  test('are of it by their day and project', () => {
    expect(found({ po: '' })).toEqual(all);
  });

  test('are of it though their vendor is misspelt or their number has a slip', () => {
    expect(found({ vendor: 'Quarry Stnoe Supply' })).toEqual(all);
    expect(found({ number: 'QS-77811' })).toEqual(all);
  });

  test.each([
    ['under another number', { number: 'QS-9902' }],
    ['of another vendor', { vendor: 'Nordgren Elevators' }],
    ['a week later', { date: '2026-05-11' }],
    ['of another project that name no order', { po: '', project: 'GATE' }],
  ])('not so: lines %s', (_why, last) => {
    expect(found(last)).not.toEqual(all);
  });

  test('are none of it where those with the number are just what a tax makes the bill of', () => {
    const small = { ...lines[2], id: 'S3', date: like.date, amount: '400.00' };
    const two = [...lines.slice(0, 2), small];
    expect(found({}, two, { ...bill, amount: '6852.37' })).toEqual(['S1+S2 = L1']);
    expect(found({}, two, { ...bill, amount: '6852.77' })).toEqual(['S1+S2+S3 = L1']);
  });
});

describe('a like-named vendor that counts its bills alike', () => {
  const of = (id: string, vendor: string, amount: string, date = '2026-05-25'): Row => ({
    id,
    vendor,
    amount,
    date,
    number: 'PA-3',
    project: '2401',
  });

  test('keeps its own bill though that would bring the other nearer to its row', () => {
    const sheet = [of('S1', 'Yarborough Plumbing', '80880.91'), of('S2', 'Yarborough Masonry', '9519.63')];
    const ledger = [of('L1', 'Yarborough Plumbing', '72792.82'), of('L2', 'Yarborough Masonry', '8567.67')];
    const clean = (id: string): Row[] => [
      { ...of(id, 'Sagebrush Plumbing', '17379.10', '2026-06-25'), number: 'PA-4' },
      { ...of(`${id}b`, 'Ironwood Plumbing', '75114.95', '2026-06-25'), number: 'PA-4' },
    ];
    const [own, theirs] = [
      [...sheet, ...clean('S3')],
      [...ledger, ...clean('L3')],
    ];
    const { matches } = reconcile(sideOf(own), sideOf(theirs), TOLERANCE, { same: [], different: [] });
    const found = matches.map((one) => `${idsOf(own, one.sheet)} = ${idsOf(theirs, one.ledger)}`).sort();
    expect(found).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3', 'S3b = L3b']);
  });

  test('is not taken in where it does not add up and its row is not there', () => {
    const sheet = [of('S1', 'Renée Garcia-Ruiz', '694.26')];
    const own = of('L1', 'Garcia-Ruiz, Renée', '624.83');
    expect(matched(sheet, [own, of('L2', 'Renée García', '72.17', '2026-07-06')])).toEqual(['S1 = L1']);
  });
});
