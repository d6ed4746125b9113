import { COST_TITLES } from '../settings/columns.ts';
import type { CostColumn } from '../settings/types.ts';
import { type ResolvedColumns, resolveColumns, type WantedColumn } from './columns.ts';
import type { Sheet } from './types.ts';

/** The default titles are the settings' own. */
export { COST_TITLES, type CostColumn };

const REQUIRED: readonly CostColumn[] = ['date', 'actual_cost'];

/**
 * The sheet's cost columns. Required are date, actual cost, and one of vendor and description: where both are missing,
 * missingRequired names them as one, "Vendor or Description". Currency is never missed: a sheet without it is in the
 * project's own.
 */
export function resolveCostColumns(
  sheet: Pick<Sheet, 'columns'>,
  overrides: Readonly<Partial<Record<CostColumn, string>>> = {},
): ResolvedColumns<CostColumn> {
  const titles = { ...COST_TITLES, ...overrides };
  const wanted = Object.fromEntries(
    Object.entries(titles).map(([key, title]) => [
      key,
      { title, required: REQUIRED.includes(key as CostColumn) },
    ]),
  ) as Record<CostColumn, WantedColumn>;
  const { found, missingRequired, missingOptional: missing } = resolveColumns(sheet, wanted);
  const missingOptional = missing.filter((title) => title !== titles.currency);
  if (found.has('vendor') || found.has('description')) return { found, missingRequired, missingOptional };
  return {
    found,
    missingRequired: [...missingRequired, `${titles.vendor} or ${titles.description}`],
    missingOptional: missingOptional.filter(
      (title) => title !== titles.vendor && title !== titles.description,
    ),
  };
}
