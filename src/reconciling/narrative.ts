import { formatMoney } from '../core/money.ts';
import type { Tellable } from '../model/types.ts';
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

/**
 * What a model is told: one fact a line, and which sentences of them it may copy. Which amount is the larger is said by
 * these alone; the first of them must be said.
 */
export function tellable(facts: RunFacts): Tellable {
  const { project, period, totals, budget, open } = facts;
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: totals.currency });
  const causes = totals.byCause
    .filter(({ cause }) => cause !== 'none')
    .map(
      ({ cause, amountMinor, count }) => `${CAUSE_WORDS[cause]}: ${count} variances, ${money(amountMinor)}`,
    );
  const compared = comparedTotals(facts);
  const outcome = comparedBudget(facts);
  const lines = [
    `project: ${project}`,
    `period: ${periodWords(period)}`,
    `sheet total: ${money(totals.sheetMinor)}`,
    `QuickBooks total: ${money(totals.ledgerMinor)}`,
    `totals compared: ${compared}`,
    `rows matched: ${totals.matchedSheetRows} of ${totals.sheetRows}`,
    `to decide: ${open}`,
    ...causes,
    `budget: ${money(budget.total.budgetMinor)}`,
    `spent: ${money(budget.total.actualMinor)}`,
    `forecast at completion: ${money(budget.total.forecastMinor)}`,
    ...(outcome === null ? [] : [`budget compared: ${outcome}`]),
  ];
  return { facts: lines.join('\n'), mustSay: compared, maySay: outcome };
}

function comparedTotals({ totals }: RunFacts): string {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: totals.currency });
  const difference = totals.differenceMinor;
  return difference === 0
    ? `the sheet and QuickBooks both come to ${money(totals.sheetMinor)}`
    : `QuickBooks has ${money(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than the sheet`;
}

function comparedBudget({ totals, budget }: RunFacts): string | null {
  const { budgetMinor, forecastMinor } = budget.total;
  if (budgetMinor <= 0 || forecastMinor <= budgetMinor) return null;
  const over = formatMoney({ amountMinor: forecastMinor - budgetMinor, currency: totals.currency });
  return `at completion the project is forecast ${over} over its budget`;
}

/** Two sentences: how the totals stand, and what most of the difference is. */
export function templateNarrative(facts: RunFacts): string {
  const { period, totals, open } = facts;
  if (totals.sheetRows === 0 && totals.ledgerRows === 0)
    return `There is nothing in the sheet and nothing in QuickBooks for ${periodWords(period)}. Nothing is to be decided.`;
  const compared = comparedTotals(facts);
  const first = `${compared.charAt(0).toUpperCase()}${compared.slice(1)} for ${periodWords(period)}.`;
  const [most] = totals.byCause.filter(({ cause, amountMinor }) => cause !== 'none' && amountMinor !== 0);
  const outcome = comparedBudget(facts);
  const over = outcome === null ? '' : `; ${outcome}`;
  if (open === 0) return `${first} Nothing is to be decided${over}.`;
  const what = most
    ? `; the most is in “${CAUSE_WORDS[most.cause]}” (${formatMoney({ amountMinor: Math.abs(most.amountMinor), currency: totals.currency })})`
    : '';
  return `${first} ${open === 1 ? '1 variance is' : `${open} variances are`} to be decided${what}${over}.`;
}
