import type { Decimal } from '../core/decimal.ts';
import { compareDecimals, fromScaledInteger, multiplyDecimals } from '../core/decimal.ts';
import type { RunBudget } from './run.ts';

/**
 * Budgets about to be overrun, from the cost sheet's own rows. A row with a cost counts as done and one without as
 * still to come: percent complete is the budget of the rows that are done against the whole budget, burn is what was
 * spent against the whole budget. Burn ahead of completion means that what is still planned no longer fits.
 */
export interface BudgetInDanger {
  /** Of the GL code; '' for the whole project. */
  name: string;
  budgetMinor: number;
  actualMinor: number;
  forecastMinor: number;
  currency: string;
  /** Whole percent, rounded down. */
  burnPercent: number;
  completePercent: number;
  /** "over": spent more than the budget already; "about": it still holds, and will not at completion. */
  state: 'over' | 'about';
}

/** Less than the company's tolerance over is no news: `amountMinor` and `percent` of the budget, beyond both. */
export function budgetsInDanger(
  { currency, total, lines }: RunBudget,
  tolerance: { amountMinor: number; percent: Decimal },
): BudgetInDanger[] {
  return [{ name: '', ...total }, ...lines].flatMap((line): BudgetInDanger[] => {
    const { budgetMinor, actualMinor, forecastMinor } = line;
    const over = forecastMinor - budgetMinor;
    if (budgetMinor <= 0 || over <= tolerance.amountMinor || !beyond(over, budgetMinor, tolerance.percent))
      return [];
    const doneMinor = budgetMinor - (forecastMinor - actualMinor);
    const percent = (part: number) => Math.floor((part * 100) / budgetMinor);
    const state = actualMinor > budgetMinor ? 'over' : 'about';
    return [
      { ...line, currency, burnPercent: percent(actualMinor), completePercent: percent(doneMinor), state },
    ];
  });
}

function beyond(over: number, budgetMinor: number, percent: Decimal): boolean {
  const hundredfold = fromScaledInteger(BigInt(over) * 100n, 0);
  return (
    compareDecimals(hundredfold, multiplyDecimals(fromScaledInteger(BigInt(budgetMinor), 0), percent)) > 0
  );
}
