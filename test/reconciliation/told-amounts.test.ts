import { describe, expect, test } from 'vitest';
import { figuresIn, minorOf } from '../../src/reconciliation/reading/text-amounts.ts';
import { answered, causes, idsOf } from './beside.ts';
import type { Row } from './sides.ts';

/** Why S1 was matched. */
function whyOf(sheet: readonly Row[], ledger: readonly Row[]): string | undefined {
  const all = answered(sheet, ledger);
  return all.answer.matches.find((match) => idsOf(all.sheet, match.sheet).startsWith('S1'))?.why[0];
}

const said = (text: string) => {
  const { amounts, shares } = figuresIn(['', text], ['', 'USD', 'EUR', 'JPY']).of(1);
  return [...amounts.map((one) => minorOf(one, one.unit || 100)), ...shares];
};

describe('an amount in a text', () => {
  test('has decimals, with separators of thousands or without, or stands beside a currency', () => {
    expect(said('gross 4679.38 fees 136.00')).toEqual([467_938, 13_600]);
    expect(said('2,285.54 EUR and 1.204,50')).toEqual([228_554, 120_450]);
    expect(said('+ $15.00 fee')).toEqual([1500]);
    expect(said('EUR 1,204 / JPY 12,000')).toEqual([120_400, 12_000]);
    expect(said('less 7.5 %')).toEqual([0.075]);
  });

  test('is no date, no number of a bill, no quantity', () => {
    for (const text of [
      '12.03.2025',
      '2025-03',
      '03/14',
      'order 114-1234567-02',
      '12 x 4',
      '4.500 kg',
      '9:30.00',
    ])
      expect(said(text)).toEqual([]);
  });
});

const abroad: Row = {
  id: 'S1',
  date: '2026-05-18',
  amount: '2285.54',
  currency: 'EUR',
  vendor: 'Javi Dev',
  project: 'P777',
};
const paid: Row = {
  id: 'L1',
  date: '2026-05-19',
  amount: '2521.08',
  vendor: 'Paywell',
  project: 'P777',
  text: 'PAYWELL *JAVIDEV 2285.54 EUR',
};

describe('an amount in another currency that a memo names', () => {
  test('is its row', () => {
    expect(causes([abroad], [paid])).toEqual(['S1 = L1 currency']);
    expect(whyOf([abroad], [paid])).toContain('its memo names 2,285.54 EUR');
    expect(causes([abroad], [{ ...paid, text: 'PAYWELL *JAVIDEV' }])).toEqual([]);
  });

  test('is not the row of another amount, be it the only one that comes near', () => {
    const other = { ...paid, vendor: 'Javi Dev', text: 'PAYWELL *JAVIDEV 2270.10 EUR' };
    expect(causes([abroad], [other])).toEqual([]);
    expect(causes([abroad], [{ ...other, text: 'PAYWELL *JAVIDEV, fee 4.10 EUR' }])).toEqual([
      'S1 = L1 currency',
    ]);
  });

  test('tells it from a row of the same vendor that comes nearer by the rate', () => {
    const other = { ...abroad, id: 'S2', amount: '2270.10', project: '' };
    const theirs = {
      ...paid,
      id: 'L2',
      date: '2026-05-25',
      amount: '2530.00',
      vendor: 'Javi Dev',
      project: '',
      text: '2270.10 EUR',
    };
    expect(causes([abroad, other], [paid, theirs])).toEqual(['S1 = L1 currency', 'S2 = L2 currency']);
  });
});

describe('an amount that a text names and that is not its own', () => {
  const bill: Row = { id: 'S1', date: '2026-05-18', amount: '943.68', vendor: 'City Light', project: 'P777' };
  const late: Row = { ...bill, id: 'L1', date: '2026-05-20', amount: '957.84', text: 'incl late chg 14.16' };

  test('is what lies between the two', () => {
    expect(causes([bill], [late])).toEqual(['S1 = L1 amount']);
    expect(whyOf([bill], [late])).toContain('amounts differ by $14.16, 2 days apart; its memo names $14.16');
    const described = { ...bill, text: 'without the late charge of 14.16' };
    expect(whyOf([described], [{ ...late, text: '' }])).toContain('its description names $14.16');
  });

  test('is what the other side comes to, whatever number its bank gives it', () => {
    const charge: Row = {
      id: 'S1',
      date: '2026-05-18',
      amount: '-4679.38',
      vendor: 'Payments',
      number: 'INV-2001',
    };
    const payout: Row = {
      id: 'L1',
      date: '2026-05-22',
      amount: '-4543.38',
      vendor: 'Payments',
      number: 'po_350044',
    };
    expect(causes([charge], [{ ...payout, text: 'gross 4679.38 fees 136.00' }])).toEqual(['S1 = L1 amount']);
    expect(causes([charge], [{ ...payout, text: 'transfer' }])).toEqual([]);
  });

  test('may be a share of the one or the other', () => {
    const held = { ...late, amount: '660.58', text: 'less 30%' };
    expect(causes([bill], [held])).toEqual(['S1 = L1 amount']);
    expect(whyOf([bill], [held])).toContain('its memo names 30 %');
    expect(causes([bill], [{ ...held, text: 'less 20%' }])).toEqual([]);
  });

  test('is no price of one of what the row has several of', () => {
    const two = { ...bill, amount: '61.20', text: '2 x 30.60' };
    const three = { ...late, amount: '91.80', text: '3 x 30.60' };
    expect(causes([two], [three])).toEqual([]);
  });

  test('is what several rows come to', () => {
    const rows = ['500.00', '320.00', '664.00'].map((amount, at) => ({
      ...bill,
      id: `S${at + 1}`,
      amount,
      number: `INV-200${at}`,
    }));
    const net = { ...late, amount: '1440.06', text: 'gross 1484.00 fees 43.94', number: 'po_88' };
    expect(causes(rows, [net])).toEqual(['S1+S2+S3 = L1 amount']);
    expect(whyOf(rows, [net])).toContain('its memo names $1,484.00');
    expect(causes(rows, [{ ...net, text: 'transfer' }])).toEqual([]);
  });

  test('is all that a vendor has from one day to another, however many rows and credits that are', () => {
    const amounts = ['637.32', '712.85', '1234.11', '980.07', '455.19', '820.44', '391.73', '-77.53'];
    const rows = amounts.map((amount, at) => ({
      ...bill,
      id: `S${at + 1}`,
      amount,
      date: `2026-05-${10 + at}`,
    }));
    const before = { ...bill, id: 'S9', amount: '512.20', date: '2026-05-02' };
    const net = { ...late, amount: '5004.18', text: 'gross 5154.18 fees 150.00' };
    expect(causes([before, ...rows], [net])).toEqual(['S1+S2+S3+S4+S5+S6+S7+S8 = L1 amount']);
  });
});
