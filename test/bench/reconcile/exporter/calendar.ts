/** Days are whole days since 1970-01-01. */

export const dayOf = (iso: string): number => Date.parse(iso) / 86_400_000;

export const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekday = (day: number): number => (day + 3) % 7;

/** The next day on which offices are open, itself where they are. */
export const workday = (day: number): number =>
  day + Math.max(0, 7 - Math.max(5, weekday(day))) * (weekday(day) > 4 ? 1 : 0);

/** The last day of the month, or of one `months` away. */
export function monthEnd(day: number, months = 0): number {
  const date = new Date(day * 86_400_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, 0) / 86_400_000;
}

/** The same day of a later month, or its last where it has no such day. */
export function monthsOn(day: number, months: number): number {
  const last = monthEnd(day, months);
  const of = new Date(day * 86_400_000).getUTCDate();
  return Math.min(last, monthEnd(day, months - 1) + of);
}

/** The day and the month change places, where that makes a date: the 3rd of April for the 4th of March. */
export function swapped(iso: string): string {
  const [year, month = '', day = ''] = iso.split('-');
  return Number(day) <= 12 ? `${year}-${day}-${month}` : iso;
}
