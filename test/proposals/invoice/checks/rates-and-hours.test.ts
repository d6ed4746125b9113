import { describe, expect, test } from 'vitest';
import { check } from '../../../../src/proposals/invoice/checks.ts';
import { codes, found } from '../findings.ts';
import { decimal, drafted, item, row } from '../fixtures.ts';

const RATED = { rate: decimal('150') };

describe('rates', () => {
  test('a blank rate that took the item’s price is said', () => {
    expect(found(drafted({ rows: [row(3), row(5), row(6, RATED)] }))).toEqual([
      'info blank-rate: Rows 3 and 5: Rate is blank, so the price of Consulting is used, $150.00.',
    ]);
  });

  test('no rate and no price warns where others pay, and blocks where the total is nothing', () => {
    const free = item({ unitPrice: null });
    expect(found(drafted({ rows: [row(1), row(2, RATED)], item: free }))).toEqual([
      'warn zero-rate: Row 1: no Rate on the sheet and no price on Consulting in QuickBooks, so 1 line would be billed at nothing.',
    ]);
    expect(check(drafted({ rows: [row(1)], item: free })).map((each) => [each.severity, each.code])).toEqual([
      ['block', 'total-zero-or-less'],
      ['block', 'zero-rate'],
    ]);
  });

  test('a rate of zero warns although the item has a price', () => {
    expect(codes(drafted({ rows: [row(1, { rate: decimal('0') }), row(2, RATED)] }))).toEqual(['zero-rate']);
  });

  test('a rate set by hand clears the blank one', () => {
    const against = { quantity: decimal('8'), rate: decimal('0') };
    const overrides = { lines: { 'r1:time': { rate: decimal('90'), against } } };
    expect(codes(drafted({ rows: [row(1)], item: item({ unitPrice: null }) }, {}, overrides))).toEqual([]);
  });

  test('a rate that differs from the item’s price warns with both figures and its rows', () => {
    const rows = [row(1, { rate: decimal('175') }), row(2, RATED), row(4, { rate: decimal('175') })];
    const [finding] = check(drafted({ rows }));
    expect(finding).toMatchObject({
      code: 'rate-differs-from-item',
      severity: 'warn',
      message: 'The rate differs from the price of Consulting, $150.00: $175.00 on rows 1 and 4.',
      rows: [1, 4],
    });
  });

  test('an expense has no price to differ from', () => {
    expect(codes(drafted({ rows: [row(1, { hours: null, expenses: decimal('12') })] }))).toEqual([]);
  });
});

describe('hours', () => {
  test('hours over the row’s budget warn, hours on it do not', () => {
    const rows = [
      row(1, { ...RATED, budgetHours: decimal('8') }),
      row(2, { ...RATED, budgetHours: decimal('7.5') }),
    ];
    expect(found(drafted({ rows }))).toEqual([
      "warn hours-over-row-budget: Hours over the row's budget: row 2 has 8 of 7.5.",
    ]);
  });

  test('hours over the project’s budget warn', () => {
    const over = { budgetHours: decimal('120') };
    expect(codes(drafted({ projectHours: decimal('120') }, over))).toEqual([]);
    expect(found(drafted({ projectHours: decimal('120.25') }, over))).toEqual([
      "warn hours-over-project-budget: The project's sheet carries 120.25 hours, over its budget of 120.",
    ]);
  });
});
