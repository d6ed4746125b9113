import { Temporal } from 'temporal-polyfill';

/** The company's calendar date at an instant, ISO `YYYY-MM-DD`. */
export function localDate(instant: Date, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString();
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { ...DAY, hour: '2-digit', minute: '2-digit' } as const;

/** "22 Nov 2026, 14:05" in the company's time zone. */
export function localTime(instant: Date, timezone: string): string {
  return format(times, timezone, TIME).format(instant);
}

/** "1 Dec 2026" in the company's time zone. */
export function localDay(instant: Date, timezone: string): string {
  return format(days, timezone, DAY).format(instant);
}

const times = new Map<string, Intl.DateTimeFormat>();
const days = new Map<string, Intl.DateTimeFormat>();

/** Kept once made, because making one costs more than a hundred uses. */
function format(
  kept: Map<string, Intl.DateTimeFormat>,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const found = kept.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  kept.set(timeZone, found);
  return found;
}
