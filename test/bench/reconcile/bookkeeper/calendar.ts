/** Days are whole numbers since 1970-01-01, so that lags are plain sums. */
export type Day = number;

const MS = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const dateOf = (day: Day) => new Date(day * MS);
export const dayOf = (year: number, month: number, date: number): Day => Date.UTC(year, month - 1, date) / MS;
export const iso = (day: Day): string => dateOf(day).toISOString().slice(0, 10);
/** As card networks print it: "04/12". */
export const slash = (day: Day): string => iso(day).slice(5).replace('-', '/');
export const monthName = (day: Day): string => MONTHS[dateOf(day).getUTCMonth()] ?? '';
export const isJanuary = (day: Day): boolean => dateOf(day).getUTCMonth() === 0;

/** The first of the month `months` away. */
export function monthStart(day: Day, months = 0): Day {
  const date = dateOf(day);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, 1);
}

export const monthEnd = (day: Day): Day => monthStart(day, 1) - 1;

/** Banks post on weekdays: Saturday and Sunday wait for Monday. */
export function weekdayOnOrAfter(day: Day): Day {
  const weekday = dateOf(day).getUTCDay();
  if (weekday === 6) return day + 2;
  return weekday === 0 ? day + 1 : day;
}

/** The same date a year before: what a hand types in January. */
export function yearBefore(day: Day): Day {
  const date = dateOf(day);
  return dayOf(date.getUTCFullYear() - 1, date.getUTCMonth() + 1, date.getUTCDate());
}
