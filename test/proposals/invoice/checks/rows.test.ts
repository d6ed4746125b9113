import { describe, expect, test } from 'vitest';
import { check } from '../../../../src/proposals/invoice/checks.ts';
import { codes, found } from '../findings.ts';
import { decimal, drafted, row } from '../fixtures.ts';

const RATED = { rate: decimal('150') };

describe('rows', () => {
  test('a row billed before blocks and says what to clear', () => {
    const rows = [row(1, { ...RATED, billedAs: '1042' }), row(2, { ...RATED, invoiceStatus: 'Invoiced' })];
    const [finding] = check(drafted({ rows }));
    expect(finding).toMatchObject({
      code: 'billed-before',
      severity: 'block',
      message: 'Billed before: row 1 carries “1042” and row 2 says “Invoiced”.',
      rows: [1, 2],
    });
    expect(finding?.remedy).toContain('QuickBooks Invoice #');
  });

  test('a row that was rejected or failed may be drafted again', () => {
    const rows = ['In Review', 'Rejected', 'Failed', 'Approved'].map((invoiceStatus, index) =>
      row(index + 1, { ...RATED, invoiceStatus }),
    );
    expect(codes(drafted({ rows }))).toEqual([]);
  });

  test('rows left out are named with their reasons, ten of them, and the others counted', () => {
    const skipped = Array.from({ length: 12 }, (_, index) => ({
      rowId: `s${index}`,
      rowNumber: index + 20,
      task: index === 0 ? 'Design' : '',
      reason: 'Hours is “eight”, which is not a number',
    }));
    const [finding] = check(drafted({ skipped }));
    expect(finding?.severity).toBe('warn');
    expect(finding?.message).toMatch(
      /^12 ready rows left out\. Row 20 \(Design\): Hours is “eight”, which is not a number; row 21: .*; and 2 more\.$/,
    );
    expect(finding?.rows).toHaveLength(12);
  });

  test('a cell that could not be read is said', () => {
    const rows = [row(4, { ...RATED, date: null, remarks: ['Date is “soon”, which is not a date'] })];
    expect(found(drafted({ rows }))).toEqual([
      'warn unreadable-cells: Not everything could be read. Row 4: Date is “soon”, which is not a date.',
    ]);
  });

  test('dates after today and more than 90 days old warn with their rows; today and the 90th day do not', () => {
    const dates = ['2026-09-15', '2026-09-16', '2026-06-17', '2026-06-16'];
    expect(found(drafted({ rows: dates.map((date, index) => row(index + 1, { ...RATED, date })) }))).toEqual([
      'warn date-in-future: Row 2 (2026-09-16): the date is after today, 2026-09-15.',
      'warn date-too-old: Row 4 (2026-06-16): the date is more than 90 days before today, 2026-09-15.',
    ]);
  });
});
