import { describe, expect, test } from 'vitest';
import { check } from '../../../../src/proposals/invoice/checks.ts';
import { codes, found } from '../findings.ts';
import { customer, decimal, drafted, item, row } from '../fixtures.ts';

const RATED = { rate: decimal('150') };

describe('what QuickBooks would refuse', () => {
  test('an inactive customer, item, class or location blocks', () => {
    const draft = drafted({
      customer: { ...customer, active: false },
      item: item({ active: false }),
      class: { id: '7', name: 'Web', active: false },
      location: { id: '2', name: 'Chicago', active: false },
    });
    expect(codes(draft)).toEqual([
      'inactive-customer',
      'inactive-item',
      'inactive-class',
      'inactive-location',
    ]);
    expect(check(draft).every((finding) => finding.severity === 'block' && finding.remedy)).toBe(true);
  });

  test('an inactive item blocks only where a line uses it', () => {
    const expenseItem = item({ id: '12', name: 'Expenses', active: false });
    expect(codes(drafted({ expenseItem }))).toEqual([]);
    expect(codes(drafted({ expenseItem, rows: [row(1, { hours: null, expenses: decimal('5') })] }))).toEqual([
      'inactive-item',
    ]);
  });

  test('a category is no item to sell', () => {
    expect(codes(drafted({ item: item({ type: 'Category' }) }))).toEqual(['unusable-item']);
  });

  test('a currency that is not the customer’s blocks', () => {
    expect(found(drafted({ currency: 'EUR' }))).toEqual([
      'block currency-not-the-customers: The project is billed in EUR, and Acme Corp:Website in QuickBooks in USD.',
    ]);
  });

  test('a total of zero blocks', () => {
    const against = { quantity: decimal('8'), rate: decimal('150') };
    const overrides = { lines: { 'r1:time': { quantity: decimal('0'), against } } };
    expect(found(drafted({}, {}, overrides))).toEqual(['block total-zero-or-less: The total is $0.00.']);
  });

  test('more than 750 lines block where sales tax applies, and only there', () => {
    const rows = Array.from({ length: 751 }, (_, index) => row(index + 1, RATED));
    const taxed = {
      rows,
      salesTax: true,
      customer: { ...customer, taxable: true },
      item: item({ taxable: true }),
    };
    const taxCode = { id: '5', name: 'Illinois', active: true, taxable: true };
    expect(codes(drafted({ ...taxed, taxCode }))).toEqual(['too-many-lines']);
    expect(codes(drafted({ rows }))).toEqual([]);
  });
});
