import { describe, expect, test } from 'vitest';
import type { Decimal } from '../../../src/core/decimal.ts';
import { codingErrors } from '../../../src/reconciling/checks/coding.ts';
import { duplicateBills } from '../../../src/reconciling/checks/duplicates.ts';
import { unbilledLabour, type Worked, type WorkedRow } from '../../../src/reconciling/checks/labour.ts';
import { missingOrders, missingReceipts } from '../../../src/reconciling/checks/papers.ts';
import { shownOf, worthALook } from '../../../src/reconciling/checks/words.ts';
import { posting, reconciledOf, sheetRow } from './costs.ts';

const keys = (found: readonly { key: string }[]) => found.map(({ key }) => key);

describe('bills that may be paid twice', () => {
  const twice = (first: Parameters<typeof posting>[1], second: Parameters<typeof posting>[1]) =>
    duplicateBills(reconciledOf([posting(1, first), posting(2, second)]), 7);

  test('are the unpaid one of two with one number, whatever the days between', () => {
    const found = twice(
      { number: 'INV-0081', paid: true, date: '2026-08-01' },
      { number: 'inv 81', paid: false },
    );
    expect(found).toMatchObject([{ key: 'duplicate-before-paid:Bill:2', amountMinor: 10_000 }]);
    expect(found[0]?.message).toContain('the same number and amount, which is paid');
  });

  test('are the earlier one where only that is not paid, and the later one where neither is', () => {
    const same = { number: 'A-1' };
    expect(keys(twice({ ...same, paid: false }, { ...same, paid: true }))).toEqual([
      'duplicate-before-paid:Bill:1',
    ]);
    expect(keys(twice({ ...same, paid: false }, { ...same, paid: false }))).toEqual([
      'duplicate-before-paid:Bill:2',
    ]);
  });

  test('may have the same amount within days alone, or have been paid by card as well', () => {
    expect(twice({ paid: false, date: '2026-10-04' }, { paid: false, date: '2026-10-10' })).toHaveLength(1);
    expect(twice({ paid: false, date: '2026-10-02' }, { paid: false, date: '2026-10-10' })).toEqual([]);
    const card = twice({ type: 'Purchase', number: '', paid: true }, { paid: false });
    expect(keys(card)).toEqual(['duplicate-before-paid:Bill:2']);
  });

  test('are none where both are paid, where the vendors differ, or where neither is of the period', () => {
    const same = { number: 'A-1' };
    expect(twice({ ...same, paid: true }, { ...same, paid: true })).toEqual([]);
    expect(twice({ ...same, paid: false }, { ...same, vendorId: '2', paid: false })).toEqual([]);
    const past = { ...same, paid: false, inPeriod: false };
    expect(twice(past, past)).toEqual([]);
  });

  test('are none of what a vendor charges every week, each with a number of its own', () => {
    const dates = ['2026-10-02', '2026-10-09', '2026-10-16', '2026-10-23', '2026-10-30'];
    const weekly = dates.map((date, nth) => posting(nth + 1, { date, paid: false }));
    expect(duplicateBills(reconciledOf(weekly), 7)).toEqual([]);
  });

  test('are named once each, though number and amount both say so', () => {
    expect(twice({ number: 'A-1', paid: false }, { number: 'A-1', paid: false })).toHaveLength(1);
  });
});

describe('a posting without its papers', () => {
  test('wants a receipt strictly above the limit, over all of its lines', () => {
    const lines = (amountMinor: number) =>
      reconciledOf([
        posting(1, { lineId: '1', amountMinor, hasAttachment: false }),
        posting(1, { lineId: '2', amountMinor, hasAttachment: false }),
      ]);
    expect(missingReceipts(lines(3_750), 7_500)).toEqual([]);
    expect(missingReceipts(lines(3_751), 7_500)).toMatchObject([
      { key: 'missing-receipt:Bill:1', amountMinor: 7_502, postings: ['Bill:1:1', 'Bill:1:2'] },
    ]);
  });

  test('is not named where nobody looked, outside the period, or where it is a credit or a journal entry', () => {
    const without = (given: Parameters<typeof posting>[1]) =>
      missingReceipts(reconciledOf([posting(1, { hasAttachment: false, ...given })]), 7_500);
    expect(without({})).toHaveLength(1);
    expect(without({ hasAttachment: null })).toEqual([]);
    expect(without({ inPeriod: false })).toEqual([]);
    expect(without({ type: 'VendorCredit', amountMinor: -10_000 })).toEqual([]);
    expect(without({ type: 'JournalEntry' })).toEqual([]);
  });

  test('wants a purchase order that neither it nor its row of the sheet names', () => {
    const large = posting(1, { po: '', amountMinor: 300_000 });
    expect(missingOrders(reconciledOf([large], [sheetRow(7)], [[0, 0]]), 250_000)).toMatchObject([
      { key: 'missing-purchase-order:Bill:1', rowNumber: 7 },
    ]);
    expect(missingOrders(reconciledOf([large], [sheetRow(7, { po: 'AW-1' })], [[0, 0]]), 250_000)).toEqual(
      [],
    );
    expect(missingOrders(reconciledOf([large]), 300_000)).toEqual([]);
  });
});

describe('a posting coded against its vendor’s history', () => {
  const history = (usual: number, other: number) =>
    new Map([
      [
        '1',
        [
          { accountId: '6', account: '5010 Subcontractors', lines: usual },
          { accountId: '7', account: '5020 Software & Hosting', lines: other },
        ],
      ],
    ]);
  const odd = posting(1, { accountId: '7', account: '5020 Software & Hosting' });

  test('is named where nine in ten of the other lines went elsewhere, its own not counted', () => {
    const [found] = codingErrors(reconciledOf([odd]), history(9, 2));
    expect(found).toMatchObject({ postings: ['Bill:1:1'] });
    expect(found?.message).toContain('9 of the 10 other lines of this vendor');
    const [always] = codingErrors(reconciledOf([odd]), history(9, 1));
    expect(always?.message).toContain('all 9 other lines of this vendor');
    expect(codingErrors(reconciledOf([odd]), history(8, 2))).toEqual([]);
  });

  test('is not named where there is no habit yet, or where the sheet has the same account', () => {
    expect(codingErrors(reconciledOf([odd]), history(3, 1))).toEqual([]);
    expect(codingErrors(reconciledOf([odd]), new Map())).toEqual([]);
    const row = sheetRow(4, { account: '5020' });
    expect(codingErrors(reconciledOf([odd], [row], [[0, 0]]), history(9, 1))).toEqual([]);
    expect(codingErrors(reconciledOf([posting(1)]), history(9, 0))).toEqual([]);
  });
});

describe('labour that no invoice carries', () => {
  const hours = '6.5' as Decimal;
  const rate = '150' as Decimal;
  const time = { id: 't1', date: '2026-10-12', who: 'Tomás Herrera', hours, rate, what: 'Pairing' };
  const row: WorkedRow = { ...time, id: 'r1', rowNumber: 9, carried: false };
  const period = { from: '2026-10-01', to: '2026-11-22' };
  const found = (times: Worked[], rows: WorkedRow[]) =>
    unbilledLabour({ times, rows, currency: 'USD', today: '2026-11-22' }, period);

  test('is billable time that stands on no row of the billing sheet, worth its hours', () => {
    expect(found([time], [])).toMatchObject([{ key: 'unbilled-labour:time:t1', amountMinor: 97_500 }]);
    expect(found([time], [{ ...row, carried: true }])).toEqual([]);
    expect(found([time, { ...time, id: 't2' }], [{ ...row, carried: true }])).toHaveLength(1);
  });

  test('is a row of a month that is over; those of this month are billed when it ends', () => {
    expect(found([], [row])).toMatchObject([
      { key: 'unbilled-labour:row:r1', rowNumber: 9, sheet: 'billing' },
    ]);
    expect(found([], [{ ...row, date: '2026-11-02' }])).toEqual([]);
    expect(found([], [{ ...row, date: '2026-09-30' }])).toEqual([]);
  });

  test('at no known rate is named with its hours, and worth nothing', () => {
    const [first] = found([{ ...time, rate: null }], []);
    expect(first?.message).toContain('6.5 hours at no known rate');
    expect(first?.amountMinor).toBe(0);
  });
});

test('the block in the message shows one of each kind before a second of any, and says how many there are', () => {
  const many = Array.from({ length: 9 }, (_, nth) => posting(nth + 1, { hasAttachment: false, po: '' }));
  const receipts = missingReceipts(reconciledOf(many), 0);
  const orders = missingOrders(reconciledOf(many.slice(0, 1)), 0);
  expect(shownOf([...receipts, ...orders]).map(({ check }) => check)).toContain('missing-purchase-order');
  const text = JSON.stringify(worthALook([...receipts, ...orders], true));
  expect(text).toContain('and 5 more');
  expect(text).toContain('no receipt: 9');
  expect(JSON.stringify(worthALook([...receipts, ...orders], false))).not.toContain('the report');
  expect(worthALook([], true)).toEqual([]);
});
