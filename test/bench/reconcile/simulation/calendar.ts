/** Days since 1970-01-01, and what a firm's calendar does with them. */

const MS = 86_400_000;
export const YEAR_START = Date.UTC(2025, 0, 1) / MS;
export const YEAR_DAYS = 365;
export const YEAR_END = YEAR_START + YEAR_DAYS - 1;
/** The ledger was exported three weeks into the new year: later bills are not in it. */
export const EXPORTED = YEAR_START + YEAR_DAYS + 20;

const date = (day: number) => new Date(day * MS);
export const iso = (day: number): string => date(day).toISOString().slice(0, 10);
const monthOf = (day: number): number => date(day).getUTCMonth();

/** Saturday and Sunday go to the Monday after. */
export function working(day: number): number {
  const weekday = date(day).getUTCDay();
  return weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day;
}

export function isWorking(day: number): boolean {
  return working(day) === day;
}

/** The last day of the day's month. */
export function monthEnd(day: number): number {
  const at = date(day);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0) / MS;
}

/** The next 15th or last of a month, whichever comes first. */
export function halfMonthEnd(day: number): number {
  const at = date(day);
  return at.getUTCDate() <= 15 ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 15) / MS : monthEnd(day);
}

/** The same date with day and month changed places; the day itself where there is no such date in the year. */
export function swapped(day: number): number {
  const at = date(day);
  if (at.getUTCDate() > 12) return day;
  return Date.UTC(at.getUTCFullYear(), at.getUTCDate() - 1, at.getUTCMonth() + 1) / MS;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
export const monthName = (day: number): string => MONTHS[monthOf(day)] ?? '';
/** "08/31", as American clerks write it. */
export const slashed = (day: number): string => iso(day).slice(5).replace('-', '/');
