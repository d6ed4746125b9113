import type { PlannedColumns, SheetColumns } from './columns.ts';
import type { RunBudget } from './run.ts';

const NO_CODE = 'No GL code';

/**
 * Budget against what was spent, over the whole sheet whatever the period, in the project's currency. The forecast at
 * completion is what was spent, and the budget of every row that has no cost yet: a row with a cost counts as done.
 */
export function budgetOf(rows: SheetColumns, planned: PlannedColumns, currency: string): RunBudget {
  const lines = new Map<string, RunBudget['lines'][number]>();
  const line = (code: string) => {
    const name = code === '' ? NO_CODE : code;
    const known = lines.get(name) ?? { name, budgetMinor: 0, actualMinor: 0, forecastMinor: 0 };
    lines.set(name, known);
    return known;
  };
  rows.rowId.forEach((_id, row) => {
    if (rows.currency[row] !== currency) return;
    const one = line(rows.glCode[row] ?? '');
    one.budgetMinor += rows.budgetMinor[row] ?? 0;
    one.actualMinor += rows.amountMinor[row] ?? 0;
    one.forecastMinor += rows.amountMinor[row] ?? 0;
  });
  planned.glCode.forEach((code, row) => {
    if (planned.currency[row] !== currency) return;
    const one = line(code);
    one.budgetMinor += planned.budgetMinor[row] ?? 0;
    one.forecastMinor += planned.budgetMinor[row] ?? 0;
  });
  const worstFirst = [...lines.values()].sort(
    (a, b) =>
      b.forecastMinor - b.budgetMinor - (a.forecastMinor - a.budgetMinor) || a.name.localeCompare(b.name),
  );
  const total = { budgetMinor: 0, actualMinor: 0, forecastMinor: 0 };
  for (const { budgetMinor, actualMinor, forecastMinor } of worstFirst) {
    total.budgetMinor += budgetMinor;
    total.actualMinor += actualMinor;
    total.forecastMinor += forecastMinor;
  }
  return { currency, total, lines: worstFirst };
}
