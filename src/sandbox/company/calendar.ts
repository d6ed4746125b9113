import { localDate } from '../../core/instant.ts';

/** Where Larkfield Studio is, IANA. */
export const TIMEZONE = 'America/Chicago';

const DAY_MS = 86_400_000;

/** The day it is at Larkfield Studio, ISO: of an evening in Chicago it is tomorrow in UTC, and a row of tomorrow is in no period. */
export function companyDay(now: Date): string {
  return localDate(now, TIMEZONE);
}

/** ISO dates in and out; no time zone takes part. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first day of the month that lies `months` after the date's own. */
export function monthStart(date: string, months = 0): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

export function monthEnd(date: string): string {
  return addDays(monthStart(date, 1), -1);
}

/** Mondays to Fridays from the first date to the last, both included. */
export function workdays(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days.push(day);
  }
  return days;
}

/** The end of the last month that is invoiced: the work since then is ten to forty days old. */
export function lastInvoicedDay(today: string): string {
  const started = Number(today.slice(8)) >= 10 ? 0 : -1;
  return addDays(monthStart(today, started), -1);
}
