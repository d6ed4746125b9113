import { Temporal } from 'temporal-polyfill';
import type { TimeOfDay, Weekday } from '../settings/types.ts';
import type { Period } from './run.ts';

/** When something that a schedule does is due, by the company's own calendar. Pure. */

export interface Due {
  /** The company's date, ISO: what is done for it is never done again for it. */
  date: string;
  /** When it became due. */
  at: Date;
}

/**
 * Due today and not before its time; null otherwise. What was missed is due late on its own day and on no other: a
 * digest of yesterday helps nobody. `days`: null for every day.
 */
export function dueToday(
  now: Date,
  at: TimeOfDay,
  days: readonly Weekday[] | null,
  timezone: string,
): Due | null {
  const date = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  if (days !== null && !days.some((day) => day === date.dayOfWeek)) return null;
  const due = instantOf(date, at, timezone);
  return due > now ? null : { date: date.toString(), at: due };
}

/**
 * The first instant of that date at which the clock shows that time or a later one: of a time that the clock shows
 * twice the first, and for one that it skips the moment of the change.
 */
function instantOf(date: Temporal.PlainDate, { hour, minute }: TimeOfDay, timezone: string): Date {
  const shown = date.toPlainDateTime({ hour, minute });
  const found = shown.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(shown)) return new Date(found.epochMilliseconds);
  // A skipped time: "earlier" lies before the change, by as much as was skipped.
  return new Date((found.getTimeZoneTransition('next') ?? found).epochMilliseconds);
}

/** A closing month is still worked on in the first days of the next. */
const CLOSING_DAYS = 10;

/** What a nightly run looks at: the month to date, and all of last month while that is being closed. */
export function nightlyPeriod(today: string): Period {
  const date = Temporal.PlainDate.from(today);
  const first = date.with({ day: 1 });
  const from = date.day <= CLOSING_DAYS ? first.subtract({ months: 1 }) : first;
  return { from: from.toString(), to: today };
}
