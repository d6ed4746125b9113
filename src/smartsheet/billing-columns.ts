import { BILLING_TITLES } from '../settings/columns.ts';
import type { BillingColumn } from '../settings/types.ts';
import { type ResolvedColumns, resolveColumns, type WantedColumn } from './columns.ts';
import type { Sheet } from './types.ts';

/** The default titles are the settings' own. */
export { BILLING_TITLES, type BillingColumn };

export const BILLING_COLUMNS = Object.keys(BILLING_TITLES) as BillingColumn[];

const REQUIRED: readonly BillingColumn[] = ['task', 'status'];

/** Default titles, with those that the project's settings name instead. */
export function billingTitles(
  overrides: Readonly<Record<string, string>> = {},
): Record<BillingColumn, string> {
  return Object.fromEntries(
    BILLING_COLUMNS.map((key) => [key, overrides[key] ?? BILLING_TITLES[key]]),
  ) as Record<BillingColumn, string>;
}

/**
 * The sheet's billing columns. Required are task, status, and one of hours and expenses: where both are missing,
 * missingRequired names them as one, "Hours or Expenses".
 */
export function resolveBillingColumns(
  sheet: Pick<Sheet, 'columns'>,
  overrides: Readonly<Record<string, string>> = {},
): ResolvedColumns<BillingColumn> {
  const titles = billingTitles(overrides);
  const wanted = Object.fromEntries(
    BILLING_COLUMNS.map((key) => [key, { title: titles[key], required: REQUIRED.includes(key) }]),
  ) as Record<BillingColumn, WantedColumn>;
  const { found, missingRequired, missingOptional } = resolveColumns(sheet, wanted);
  if (found.has('hours') || found.has('expenses')) return { found, missingRequired, missingOptional };
  return {
    found,
    missingRequired: [...missingRequired, `${titles.hours} or ${titles.expenses}`],
    missingOptional: missingOptional.filter((title) => title !== titles.hours && title !== titles.expenses),
  };
}
