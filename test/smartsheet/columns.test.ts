import { expect, test } from 'vitest';
import {
  BILLING_COLUMNS,
  billingTitles,
  resolveBillingColumns,
} from '../../src/smartsheet/billing-columns.ts';
import { resolveColumns } from '../../src/smartsheet/columns.ts';

const columns = (...titles: string[]) => ({
  columns: titles.map((title, at) => ({
    id: at + 1,
    title,
    type: 'TEXT_NUMBER',
    locked: false,
    hasFormula: false,
  })),
});

test('titles are found whatever their case and spacing', () => {
  const { found } = resolveColumns(columns('  invoice   STATUS '), {
    status: { title: 'Invoice Status', required: true },
  });
  expect(found.get('status')?.id).toBe(1);
});

test('what is missing is named as it was wanted, required and optional apart', () => {
  expect(
    resolveColumns(columns('Task'), {
      task: { title: 'Task', required: true },
      status: { title: 'Status', required: true },
      rate: { title: 'Rate', required: false },
    }),
  ).toMatchObject({ missingRequired: ['Status'], missingOptional: ['Rate'] });
});

test('a billing sheet with all default titles misses nothing', () => {
  const all = resolveBillingColumns(columns(...Object.values(billingTitles())));
  expect([...all.found.keys()]).toEqual(BILLING_COLUMNS);
  expect([all.missingRequired, all.missingOptional]).toEqual([[], []]);
});

test('hours or expenses is enough; neither is a missing column', () => {
  expect(resolveBillingColumns(columns('Task', 'Status', 'Expenses')).missingRequired).toEqual([]);
  const neither = resolveBillingColumns(columns('Task', 'Status'));
  expect(neither.missingRequired).toEqual(['Hours or Expenses']);
  expect(neither.missingOptional).not.toContain('Hours');
});

test('a project’s own title replaces the default one', () => {
  const { found, missingRequired } = resolveBillingColumns(columns('Task', 'Phase', 'Hours'), {
    status: 'phase',
  });
  expect(found.get('status')?.title).toBe('Phase');
  expect(missingRequired).toEqual([]);
});
