import { Temporal } from 'temporal-polyfill';

/**
 * Deadlines in a company's working time. Working minutes are minutes that really pass: where the clock is put
 * forward within the hours that day has fewer of them, where it is put back it has more, and a company that is
 * open 00:00-24:00 on all seven days counts plain elapsed time.
 */
export interface WorkingCalendar {
  /** IANA name. */
  timezone: string;
  /** Minutes since midnight by the local clock, the same on every working day; the end may be 1440. */
  hours: { startMinute: number; endMinute: number };
  /** ISO numbers of the weekdays worked. */
  days: readonly Weekday[];
  /** ISO dates on which nobody works. */
  holidays: readonly string[];
}

/** ISO number of the weekday: 1 is Monday, 7 is Sunday. */
type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * Whole working minutes, working hours or working days. A day is as many minutes as a working day has hours by
 * the clock: with 09:00-17:00, one day from Wednesday 11:00 ends on Thursday at 11:00, one from Wednesday 09:00
 * on Wednesday at 17:00, and five from Wednesday 11:00 on the Wednesday after.
 */
export interface Duration {
  value: number;
  unit: 'm' | 'h' | 'd';
}

/** Working time without a break, epoch milliseconds; open at `opens`, no longer open at `closes`. */
interface Stretch {
  opens: number;
  closes: number;
}

const MINUTE = 60_000;

/** Longer than any plant holiday or yearly closure, and soon counted. */
const DAYS_WITHOUT_OPENING = 400;

/** How many working minutes a duration is. Throws RangeError unless it is a whole number, zero or more. */
export function workingMinutes(duration: Duration, calendar: Pick<WorkingCalendar, 'hours'>): number {
  if (!Number.isSafeInteger(duration.value) || duration.value < 0) {
    throw new RangeError(`${duration.value}${duration.unit} is not a duration: a whole number is needed`);
  }
  const { startMinute, endMinute } = calendar.hours;
  return duration.value * { m: 1, h: 60, d: endMinute - startMinute }[duration.unit];
}

/**
 * When so much working time has passed since `start`. Outside working time the count begins at the next opening.
 * What ends exactly at closing ends then, not at the opening that follows. Throws RangeError for a duration that
 * is not a whole number, and where the calendar has 400 days without an opening.
 */
export function addWorkingTime(start: Date, duration: Duration, calendar: WorkingCalendar): Date {
  let left = workingMinutes(duration, calendar) * MINUTE;
  let stretch = stretchFrom(start.getTime(), calendar);
  while (left > stretch.closes - stretch.opens) {
    left -= stretch.closes - stretch.opens;
    stretch = stretchFrom(stretch.closes, calendar);
  }
  return new Date(stretch.opens + left);
}

/** Working minutes that pass from `a` to `b`, parts of a minute included; negative where `b` is the earlier one. */
export function workingMinutesBetween(a: Date, b: Date, calendar: WorkingCalendar): number {
  if (b < a) return -workingMinutesBetween(b, a, calendar);
  const [from, to] = [a.getTime(), b.getTime()];
  // One date more than the clock shows: where it is put back over midnight (St. John's until 2011, 00:01 to 23:01) the
  // next date has begun although the clock shows the last one again.
  const last = dateAt(to, calendar).add({ days: 1 });
  let passed = 0;
  for (
    let date = dateAt(from, calendar);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    const stretch = stretchOn(date, calendar);
    if (stretch) passed += Math.max(0, Math.min(stretch.closes, to) - Math.max(stretch.opens, from));
  }
  return passed / MINUTE;
}

/** What is left of the working time that goes on at `instant`, or the next. */
function stretchFrom(instant: number, calendar: WorkingCalendar): Stretch {
  const first = dateAt(instant, calendar);
  for (let days = 0; days <= DAYS_WITHOUT_OPENING; days += 1) {
    const stretch = stretchOn(first.add({ days }), calendar);
    if (stretch && stretch.closes > instant) {
      return { opens: Math.max(stretch.opens, instant), closes: stretch.closes };
    }
  }
  throw new RangeError(
    `No working time in the ${DAYS_WITHOUT_OPENING} days after ${first} (${calendar.timezone}): check the company's days, hours and holidays`,
  );
}

/** null on a day off, and on one whose hours the clock skipped altogether. */
function stretchOn(date: Temporal.PlainDate, calendar: WorkingCalendar): Stretch | null {
  if (!calendar.days.some((day) => day === date.dayOfWeek)) return null;
  if (calendar.holidays.includes(date.toString())) return null;
  const opens = clockReaches(date, calendar.hours.startMinute, calendar.timezone);
  const closes = clockReaches(date, calendar.hours.endMinute, calendar.timezone);
  return closes > opens ? { opens, closes } : null;
}

/**
 * The first instant at which the local clock shows that time or a later one: of a repeated 01:30 the first, for a
 * skipped 02:30 the moment of the change. So no two days overlap, and 24:00 is where the next day's 00:00 is.
 */
function clockReaches(date: Temporal.PlainDate, minute: number, timezone: string): number {
  const shown = date.toPlainDateTime().add({ minutes: minute });
  const found = shown.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(shown)) return found.epochMilliseconds;
  // A skipped time: "earlier" lies before the change, by as much as was skipped.
  return (found.getTimeZoneTransition('next') ?? found).epochMilliseconds;
}

function dateAt(instant: number, { timezone }: WorkingCalendar): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate();
}
