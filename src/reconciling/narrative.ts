import { formatMoney } from '../core/money.ts';
import { CAUSE_WORDS } from '../proposals/variance/words.ts';
import { periodWords } from './period.ts';
import type { Period, RunBudget, RunTotals } from './run.ts';

/** What a run is told by: every figure that may be said, as text, and the two sentences where no model says them. */
export interface RunFacts {
  project: string;
  period: Period;
  totals: RunTotals;
  budget: RunBudget;
  open: number;
}

/** One fact a line; what the model says is checked against exactly this. */
export function factLines({ project, period, totals, budget, open }: RunFacts): string {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: totals.currency });
  const causes = totals.byCause
    .filter(({ cause }) => cause !== 'none')
    .map(
      ({ cause, amountMinor, count }) => `${CAUSE_WORDS[cause]}: ${count} variances, ${money(amountMinor)}`,
    );
  return [
    `project: ${project}`,
    `period: ${periodWords(period)}`,
    `sheet total: ${money(totals.sheetMinor)}`,
    `QuickBooks total: ${money(totals.ledgerMinor)}`,
    `difference: ${money(totals.differenceMinor)} (${money(Math.abs(totals.differenceMinor))})`,
    `rows matched: ${totals.matchedSheetRows} of ${totals.sheetRows}`,
    `to decide: ${open}`,
    ...causes,
    `budget: ${money(budget.total.budgetMinor)}`,
    `spent: ${money(budget.total.actualMinor)}`,
    `forecast at completion: ${money(budget.total.forecastMinor)}`,
    `over budget: ${money(Math.max(0, budget.total.forecastMinor - budget.total.budgetMinor))}`,
  ].join('\n');
}

/** Two sentences: how the totals stand, and what most of the difference is. */
export function templateNarrative({ period, totals, budget, open }: RunFacts): string {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: totals.currency });
  if (totals.sheetRows === 0 && totals.ledgerRows === 0)
    return `There is nothing in the sheet and nothing in QuickBooks for ${periodWords(period)}. Nothing is to be decided.`;
  const difference = totals.differenceMinor;
  const first =
    difference === 0
      ? `The sheet and QuickBooks both come to ${money(totals.sheetMinor)} for ${periodWords(period)}.`
      : `QuickBooks has ${money(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than the sheet for ${periodWords(period)}.`;
  const [most] = totals.byCause.filter(({ cause, amountMinor }) => cause !== 'none' && amountMinor !== 0);
  const { budgetMinor, forecastMinor } = budget.total;
  const over =
    budgetMinor > 0 && forecastMinor > budgetMinor
      ? `; at completion the project is forecast ${money(forecastMinor - budgetMinor)} over its budget`
      : '';
  if (open === 0) return `${first} Nothing is to be decided${over}.`;
  const what = most
    ? `; the most is in “${CAUSE_WORDS[most.cause]}” (${money(Math.abs(most.amountMinor))})`
    : '';
  return `${first} ${open === 1 ? '1 variance is' : `${open} variances are`} to be decided${what}${over}.`;
}
