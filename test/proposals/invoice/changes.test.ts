import { describe, expect, test } from 'vitest';
import { describeChanges } from '../../../src/proposals/invoice/changes.ts';
import type { DraftLine, InvoiceContent } from '../../../src/proposals/invoice/types.ts';
import { contentOf, customer, decimal, facts, row } from './fixtures.ts';

const rows = [row(1), row(2), row(3)];
const before = contentOf(facts({ rows }));

describe('what changed between two versions', () => {
  test('a quantity names its line, both values, the amount and the total', () => {
    const after = contentOf(facts({ rows: [row(1), row(2, { hours: decimal('7.5') }), row(3)] }));
    expect(describeChanges(before, after)).toEqual([
      { field: 'Line 2 quantity', old: '8', new: '7.5' },
      { field: 'Line 2 amount', old: '$1,200.00', new: '$1,125.00' },
      { field: 'Total', old: '$3,600.00', new: '$3,525.00' },
    ]);
  });

  test('a rate shows every digit it has', () => {
    const after = contentOf(facts({ rows: [row(1, { rate: decimal('150.0055') }), row(2), row(3)] }));
    expect(describeChanges(before, after)[0]).toEqual({
      field: 'Line 1 rate',
      old: '$150.00',
      new: '$150.0055',
    });
  });

  test('lines that came and went are whole, with what they amount to', () => {
    const after = contentOf(facts({ rows: [row(1), row(3), row(4, { task: 'Launch' })] }));
    expect(describeChanges(before, after)).toEqual([
      { field: 'Line 3 added', old: '', new: 'Launch: 8 × $150.00 = $1,200.00' },
      { field: 'Line 2 removed', old: 'Task 2: 8 × $150.00 = $1,200.00', new: '' },
    ]);
  });

  test('customer, e-mail, terms, due date and memo are named', () => {
    const after = {
      ...contentOf(
        facts({
          rows,
          customer: { ...customer, fullyQualifiedName: 'Acme Inc:Website', termsId: '4', email: null },
          term: { id: '4', name: 'Net 15', active: true, dueDays: 15, dayOfMonthDue: null },
        }),
      ),
      memo: 'Thanks',
    };
    expect(describeChanges(before, after)).toEqual([
      { field: 'Customer', old: 'Acme Corp:Website', new: 'Acme Inc:Website' },
      { field: 'E-mail', old: 'ap@acme.example', new: '' },
      { field: 'Terms', old: 'Net 30', new: 'Net 15' },
      { field: 'Terms in QuickBooks', old: 'Id 3', new: 'Id 4' },
      { field: 'Due date', old: '2026-10-15', new: '2026-09-30' },
      { field: 'Memo', old: '', new: 'Thanks' },
    ]);
  });

  test('a row that moved down the sheet is no change', () => {
    const lines = before.lines.map((line) => ({ ...line, rowNumber: line.rowNumber + 1 }));
    expect(describeChanges(before, { ...before, lines })).toEqual([]);
  });

  test('lines in another order are a change', () => {
    const after = { ...before, lines: before.lines.toReversed() };
    expect(describeChanges(before, after)).toHaveLength(1);
  });

  const fields: Partial<InvoiceContent>[] = [
    { customerId: '59' },
    { customerName: 'Other' },
    { currency: 'EUR' },
    { txnDate: '2026-09-16' },
    { dueDate: null },
    { termsId: null },
    { termsName: null },
    { billEmail: null },
    { locationId: '2' },
    { txnTaxCodeId: '5' },
    { memo: 'm' },
    { subtotalMinor: 1 },
    { deliver: 'email' },
    { sheetId: '2' },
    { lines: [] },
  ];
  const lineFields: Partial<DraftLine>[] = [
    { description: 'Other' },
    { quantity: decimal('1') },
    { rate: decimal('1') },
    { amountMinor: 1 },
    { serviceDate: null },
    { itemId: '99' },
    { classId: '7' },
    { taxCodeId: 'TAX' },
  ];
  const withLine = (change: Partial<DraftLine>) => ({
    lines: before.lines.map((line, index) => (index === 1 ? { ...line, ...change } : line)),
  });

  test.each([...fields, ...lineFields.map(withLine)].map((change) => [{ ...before, ...change }]))(
    'nothing that is posted can change without being named (%#)',
    (after) => {
      expect(describeChanges(before, after)).not.toEqual([]);
      expect(describeChanges(after, before)).not.toEqual([]);
      expect(describeChanges(after, after)).toEqual([]);
    },
  );

  test('every field of an invoice is among those whose change is named', () => {
    const covered = (changes: object[]) => new Set(changes.flatMap((change) => Object.keys(change)));
    expect(covered(fields)).toEqual(new Set(Object.keys(before)));
    const identity = ['key', 'kind', 'rowId', 'rowNumber'];
    expect(new Set([...covered(lineFields), ...identity])).toEqual(
      new Set(Object.keys(before.lines[0] ?? {})),
    );
  });
});
