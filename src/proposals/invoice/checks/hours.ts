import { compareDecimals } from '../../../core/decimal.ts';
import { listed } from '../../say.ts';
import type { Check } from './check.ts';

/** A row bills more hours than its own budget. The quantity as it would be posted counts, edits included. */
export const hoursOverRowBudget: Check = ({ facts, content }) => {
  const budgets = new Map(facts.rows.map((row) => [row.rowId, row.budgetHours]));
  const over = content.lines.flatMap((line) => {
    const budget = budgets.get(line.rowId) ?? null;
    if (line.kind !== 'time' || budget === null || compareDecimals(line.quantity, budget) <= 0) return [];
    return [{ row: line.rowNumber, text: `row ${line.rowNumber} has ${line.quantity} of ${budget}` }];
  });
  if (over.length === 0) return [];
  const message = `Hours over the row's budget: ${listed(over.map(({ text }) => text))}.`;
  return [{ code: 'hours-over-row-budget', severity: 'warn', message, rows: over.map(({ row }) => row) }];
};

/** The sheet as a whole has passed the hours the project was given. */
export const hoursOverProjectBudget: Check = ({ facts, limits }) => {
  const { budgetHours } = limits;
  if (budgetHours === null || compareDecimals(facts.projectHours, budgetHours) <= 0) return [];
  const message = `The project's sheet carries ${facts.projectHours} hours, over its budget of ${budgetHours}.`;
  return [{ code: 'hours-over-project-budget', severity: 'warn', message }];
};
