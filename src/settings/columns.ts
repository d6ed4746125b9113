import { z } from 'zod';
import { show, text, unknownKey } from './fields.ts';
import type { BillingColumns, CostColumns } from './types.ts';

/** Default titles, as the contract lists them. */
export const BILLING_TITLES: BillingColumns = {
  task: 'Task',
  notes: 'Notes',
  date: 'Date',
  employee: 'Employee',
  hours: 'Hours',
  rate: 'Rate',
  expenses: 'Expenses',
  billable: 'Billable',
  status: 'Status',
  invoice_status: 'Invoice Status',
  quickbooks_invoice: 'QuickBooks Invoice #',
  qb_transaction_id: 'QB Transaction ID',
  invoice_date: 'Invoice Date',
  budget_hours: 'Budget Hours',
  po: 'PO #',
};

export const COST_TITLES: CostColumns = {
  description: 'Description',
  vendor: 'Vendor',
  invoice: 'Invoice #',
  po: 'PO #',
  date: 'Date',
  budget: 'Budget',
  actual_cost: 'Actual Cost',
  gl_code: 'GL Code',
  currency: 'Currency',
  qb_transaction_id: 'QB Transaction ID',
  reconciliation_status: 'Reconciliation Status',
  reconciliation_notes: 'Reconciliation Notes',
};

/** Own titles by key (`qb_transaction_id`) or by default title ("QB Transaction ID", case aside), over the defaults. */
export function columns<K extends string>(defaults: Record<K, string>) {
  const keys = Object.keys(defaults) as K[];
  const title = text('the title of the column as it stands in the sheet');
  return z
    .record(z.string(), z.unknown(), {
      error: (issue) => `is ${show(issue.input)}: write keys and column titles, such as { status: Status }.`,
    })
    .default({})
    .transform((own, context): Record<K, string> => {
      const result = { ...defaults };
      const takenBy = new Map<string, string>();
      const complain = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: [key], message });
      for (const [given, value] of Object.entries(own)) {
        const word = given.trim().toLowerCase();
        const key = keys.find((known) => known === word || defaults[known].toLowerCase() === word);
        if (key === undefined) {
          complain(given, unknownKey(given, keys));
          continue;
        }
        const parsed = title.safeParse(value);
        if (!parsed.success) complain(given, parsed.error.issues[0]?.message ?? 'is wrong.');
        else if (takenBy.has(key)) complain(given, `means the same column as ${takenBy.get(key)}: keep one.`);
        else result[key] = parsed.data;
        takenBy.set(key, given);
      }
      for (const [key, given] of takenBy) {
        const other = keys.find((known) => known !== key && result[known] === result[key as K]);
        if (other === undefined) continue;
        complain(
          given,
          `is ${show(result[key as K])}, which is the column of ${other} too: give each its own.`,
        );
      }
      return result;
    });
}
