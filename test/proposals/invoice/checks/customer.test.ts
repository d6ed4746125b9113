import { describe, expect, test } from 'vitest';
import type { DraftToCheck } from '../../../../src/proposals/invoice/checks/check.ts';
import { check } from '../../../../src/proposals/invoice/checks.ts';
import { codes, found } from '../findings.ts';
import { customer, drafted, item } from '../fixtures.ts';

describe('customer', () => {
  test('no address warns where the invoice should be mailed', () => {
    const silent = { customer: { ...customer, email: null } };
    expect(codes(drafted(silent))).toEqual([]);
    expect(codes(drafted(silent, { deliver: 'email' }))).toEqual(['missing-email']);
  });

  test('a credit limit is passed by what is open and this together', () => {
    const limit = { creditLimitMinor: 500_000 };
    expect(codes(drafted({ openBalanceMinor: 380_000 }, limit))).toEqual([]);
    expect(found(drafted({ openBalanceMinor: 380_001 }, limit))).toEqual([
      'warn credit-limit-exceeded: Acme Corp:Website would owe $5,000.01, over the credit limit of $5,000.00: $3,800.01 is open, and this adds $1,200.00.',
    ]);
  });

  test('an open estimate that the invoice exceeds is named; one that covers it is not', () => {
    const openEstimates = [
      { id: '70', docNumber: 'E-70', totalMinor: 119_999, currency: 'USD' },
      { id: '71', docNumber: 'E-71', totalMinor: 120_000, currency: 'USD' },
    ];
    expect(found(drafted({ openEstimates }))).toEqual([
      'warn exceeds-estimate: $1,200.00 is more than open estimate E-70 of $1,199.99.',
    ]);
  });

  test('terms that are gone or inactive warn', () => {
    expect(codes(drafted({ term: null }))).toEqual(['terms-unsure']);
    expect(codes(drafted({ term: null, customer: { ...customer, termsId: null } }))).toEqual([]);
  });

  test('a taxable customer without a tax code warns where a line is taxed', () => {
    const taxable = { salesTax: true, customer: { ...customer, taxable: true } };
    const severities = (draft: DraftToCheck) => check(draft).map((each) => `${each.severity} ${each.code}`);
    expect(severities(drafted({ ...taxable, item: item({ taxable: true }) }))).toEqual([
      'warn tax-code-missing',
    ]);
    expect(severities(drafted(taxable))).toEqual(['info tax-code-missing']);
    expect(severities(drafted({ ...taxable, salesTax: false }))).toEqual([]);
  });

  test('a tax code that QuickBooks would refuse on a line blocks', () => {
    const taxCode = { id: '5', name: 'GST', active: false, taxable: true };
    expect(codes(drafted({ salesTax: true, country: 'CA', taxCode }))).toEqual(['inactive-tax-code']);
    expect(codes(drafted({ salesTax: true, taxCode }))).toEqual([]);
  });
});
