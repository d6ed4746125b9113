import { Temporal } from 'temporal-polyfill';
import type { Term } from '../../quickbooks/types.ts';

/**
 * When an invoice of `txnDate` is due under the term: so many days later, or on the next such day of a month
 * (the invoice's own day counts; the 31st of a short month is its last day). Due on receipt without a term.
 */
export function dueDate(txnDate: string, term: Pick<Term, 'dueDays' | 'dayOfMonthDue'> | null): string {
  const start = Temporal.PlainDate.from(txnDate);
  if (term?.dueDays != null) return start.add({ days: term.dueDays }).toString();
  const day = term?.dayOfMonthDue ?? 0;
  if (day < 1 || day > 31) return txnDate;
  const thisMonth = start.with({ day }, { overflow: 'constrain' });
  if (Temporal.PlainDate.compare(thisMonth, start) >= 0) return thisMonth.toString();
  return start.add({ months: 1 }).with({ day }, { overflow: 'constrain' }).toString();
}
