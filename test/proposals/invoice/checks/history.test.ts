import { describe, expect, test } from 'vitest';
import { codes, found } from '../findings.ts';
import { decimal, drafted, past, row } from '../fixtures.ts';

const RATED = { rate: decimal('150') };

describe('history', () => {
  const lately = (totalMinor: number, txnDate = '2026-08-15', taxMinor = 0) =>
    drafted({ recentInvoices: [past(1, totalMinor, { txnDate, taxMinor })] });

  test('an invoice like this one is named: within 1 % and 60 days', () => {
    expect(found(lately(120_000))).toEqual([
      'warn similar-invoice: Acme Corp:Website was billed much the same lately: invoice 101 of 2026-08-15 over $1,200.00.',
    ]);
    expect(codes(lately(121_212))).toEqual(['similar-invoice']);
    expect(codes(lately(121_213))).toEqual([]);
    expect(codes(lately(120_000, '2026-07-17'))).toEqual(['similar-invoice']);
    expect(codes(lately(120_000, '2026-07-16'))).toEqual([]);
  });

  test('tax on the earlier invoice does not hide that it is like this one', () => {
    expect(codes(lately(130_500, '2026-08-15', 10_500))).toEqual(['similar-invoice']);
  });

  const months = (...totals: number[]) =>
    drafted({ recentInvoices: totals.map((total, index) => past(index, total)) });

  test('a total more than three robust deviations from the median warns, one on the edge does not', () => {
    // Median 110,000 and median distance 2,000: three deviations are 8,895.6, so 1,200.00 is off by 10,000.
    expect(codes(months(106_000, 108_000, 110_000, 112_000, 114_000))).toEqual(['unusual-total']);
    // Median 111,105 off by 8,895; three deviations of 8,895.6.
    expect(codes(months(107_105, 109_105, 111_105, 113_105, 115_105))).toEqual([]);
  });

  test('one wild invoice in the past does not hide the next', () => {
    expect(codes(months(10_000, 10_500, 11_000, 11_500, 9_000_000))).toEqual(['unusual-total']);
  });

  test('fewer than five invoices, voided ones aside, say nothing about what is usual', () => {
    expect(codes(months(10_000, 10_500, 11_000, 11_500))).toEqual([]);
    expect(codes(months(10_000, 10_500, 11_000, 11_500, 0))).toEqual([]);
  });

  test('a customer always billed the same raises no warning over cents, and does over more than 3 %', () => {
    expect(codes(months(...Array<number>(6).fill(120_010)))).toEqual([]);
    expect(codes(months(...Array<number>(6).fill(109_000)))).toEqual(['unusual-total']);
    expect(codes(months(...Array<number>(6).fill(116_400)))).toEqual(['unusual-total']);
    expect(codes(months(...Array<number>(6).fill(116_510)))).toEqual([]);
  });

  const orders = (...numbers: (string | null)[]) => ({
    recentInvoices: numbers.map((purchaseOrder, index) => past(index, 0, { purchaseOrder })),
  });

  test('no purchase order warns where most of the customer’s invoices carry one', () => {
    expect(codes(drafted(orders('PO-1', 'PO-2', null)))).toEqual(['missing-purchase-order']);
    expect(codes(drafted(orders('PO-1', null)))).toEqual([]);
    expect(
      codes(drafted({ ...orders('PO-1', 'PO-2'), rows: [row(1, { ...RATED, purchaseOrder: 'PO-3' })] })),
    ).toEqual([]);
    expect(codes(drafted(orders('PO-1', 'PO-2'), {}, { lines: {}, memo: 'PO 4711' }))).toEqual([]);
  });
});
