import { Temporal } from 'temporal-polyfill';

/** One calendar month in the company's time zone. */
export interface Month {
  /** "2026-10" */
  name: string;
  /** "October 2026" */
  words: string;
  from: Date;
  /** The first moment that no longer belongs to it. */
  to: Date;
}

/** `typed` as "2026-10"; the month before `now` where it is blank. null where it is no month. */
export function monthOf(typed: string, now: Date, timezone: string): Month | null {
  const text = typed.trim();
  if (text !== '' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
  const month =
    text === ''
      ? today.toPlainDate().toPlainYearMonth().subtract({ months: 1 })
      : Temporal.PlainYearMonth.from(text);
  const start = (of: Temporal.PlainYearMonth) =>
    new Date(of.toPlainDate({ day: 1 }).toZonedDateTime(timezone).epochMilliseconds);
  const from = start(month);
  const words = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month.toString()}-15T12:00:00Z`),
  );
  return { name: month.toString(), words, from, to: start(month.add({ months: 1 })) };
}
