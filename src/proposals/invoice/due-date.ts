import { Temporal } from 'temporal-polyfill';
import type { Term } from '../../quickbooks/types.ts';

/** A calendar date as ISO text ("2026-09-03"); null for anything else, 30 February included. */
export function parseIsoDate(text: string): string | null {
  const [, date] = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim()) ?? [];
  if (date === undefined) return null;
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Whole days from one ISO date to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

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
