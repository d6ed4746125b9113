import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addWorkingTime,
  type WorkingCalendar,
  workingMinutes,
  workingMinutesBetween,
} from '../../src/core/working-time.ts';
import { isWorkingTime, nextOpening } from './openings.ts';

describe('in any time zone, with any hours, days and holidays', () => {
  // Each with a moment near a change of its clock; India has none.
  const ZONES: [string, string][] = [
    ['America/Chicago', '2026-03-08T08:00Z'],
    ['America/Chicago', '2026-11-01T07:00Z'],
    ['Europe/Berlin', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00Z'],
    ['Asia/Kolkata', '2026-06-01T00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['Pacific/Apia', '2011-12-30T10:00Z'],
    ['Pacific/Apia', '2011-09-24T11:00Z'],
    ['America/St_Johns', '2006-10-29T02:31Z'],
  ];
  const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
  const minuteOfDay = fc.oneof(
    fc.constantFrom(0, 60, 90, 120, 150, 180, 540, 1020, 1440),
    fc.nat({ max: 1440 }),
  );
  const hours = fc
    .tuple(minuteOfDay, minuteOfDay)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ startMinute: Math.min(a, b), endMinute: Math.max(a, b) }));
  const days = fc.oneof(fc.constant([...WEEK]), fc.subarray([...WEEK], { minLength: 1 }));
  const placed = fc
    .record({
      zone: fc.constantFrom(...ZONES),
      hours,
      days,
      daysOff: fc.array(fc.integer({ min: -3, max: 12 }), { maxLength: 4 }),
      minutesAway: fc.integer({ min: -3 * 1440, max: 1440 }),
    })
    .map(({ zone: [timezone, change], daysOff, minutesAway, ...rest }) => ({
      start: new Date(Date.parse(change) + minutesAway * 60_000),
      calendar: {
        timezone,
        ...rest,
        holidays: daysOff.map((off) =>
          Temporal.PlainDate.from(change.slice(0, 10)).add({ days: off }).toString(),
        ),
      } satisfies WorkingCalendar,
    }));
  const lengths = fc.oneof(
    fc.record({ value: fc.nat({ max: 3000 }), unit: fc.constant('m' as const) }),
    fc.record({ value: fc.nat({ max: 60 }), unit: fc.constant('h' as const) }),
    fc.record({ value: fc.nat({ max: 6 }), unit: fc.constant('d' as const) }),
  );

  test('as many working minutes lie before a deadline as were added', () => {
    fc.assert(
      fc.property(placed, lengths, ({ start, calendar }, length) => {
        const end = addWorkingTime(start, length, calendar);
        expect(workingMinutesBetween(start, end, calendar)).toBe(workingMinutes(length, calendar));
      }),
      { numRuns: 500 },
    );
  });

  test('a deadline is the first moment with so many working minutes before it', () => {
    fc.assert(
      fc.property(placed, lengths, ({ start, calendar }, length) => {
        fc.pre(length.value > 0);
        const justBefore = new Date(addWorkingTime(start, length, calendar).getTime() - 1);
        expect(isWorkingTime(justBefore, calendar)).toBe(true);
        expect(workingMinutesBetween(start, justBefore, calendar)).toBeLessThan(
          workingMinutes(length, calendar),
        );
      }),
    );
  });

  test('two durations one after the other end where their sum does', () => {
    const minutes = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(placed, minutes, minutes, ({ start, calendar }, one, other) => {
        const add = (from: Date, value: number) => addWorkingTime(from, { value, unit: 'm' }, calendar);
        expect(add(add(start, one), other)).toEqual(add(start, one + other));
      }),
    );
  });

  test('the next opening is working time, and none lies before it', () => {
    fc.assert(
      fc.property(placed, ({ start, calendar }) => {
        const opening = nextOpening(start, calendar);
        expect(isWorkingTime(opening, calendar)).toBe(true);
        expect(opening >= start).toBe(true);
        expect(workingMinutesBetween(start, opening, calendar)).toBe(0);
        if (isWorkingTime(start, calendar)) expect(opening).toEqual(start);
      }),
    );
  });

  test('a later start never ends sooner', () => {
    fc.assert(
      fc.property(placed, lengths, fc.nat({ max: 3000 }), ({ start, calendar }, length, minutes) => {
        const later = new Date(start.getTime() + minutes * 60_000);
        expect(addWorkingTime(later, length, calendar) >= addWorkingTime(start, length, calendar)).toBe(true);
      }),
    );
  });

  test('00:00-24:00 on all seven days is plain elapsed time', () => {
    fc.assert(
      fc.property(placed, lengths, ({ start, calendar }, length) => {
        const open = {
          ...calendar,
          hours: { startMinute: 0, endMinute: 1440 },
          days: [...WEEK],
          holidays: [],
        };
        const elapsed = length.value * { m: 1, h: 60, d: 1440 }[length.unit] * 60_000;
        expect(addWorkingTime(start, length, open)).toEqual(new Date(start.getTime() + elapsed));
      }),
    );
  });

  test('a minute is worked exactly when a watchman who reads the clock every minute says so', () => {
    fc.assert(
      fc.property(placed, ({ start, calendar }) => {
        const minutes = Array.from({ length: 2 * 1440 }, (_, i) => new Date(start.getTime() + i * 60_000));
        const worked = watch(minutes, calendar);
        const wrong = minutes.filter((minute) => isWorkingTime(minute, calendar) !== worked.has(minute));
        expect(wrong).toEqual([]);
        const end = new Date(start.getTime() + 2 * 1440 * 60_000);
        expect(workingMinutesBetween(start, end, calendar)).toBe(worked.size);
      }),
      { numRuns: 20 },
    );
  });
});

/**
 * The minutes worked, by the clock that Intl shows and nothing else: the watchman notes the latest date and time
 * he has seen so far, so that a clock put back neither opens nor closes anything a second time.
 */
function watch(minutes: Date[], { timezone, hours, days, holidays }: WorkingCalendar): Set<Date> {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const [first = new Date(0)] = minutes;
  let latest = '';
  for (let back = 180; back > 0; back -= 1) {
    const seen = clock.format(first.getTime() - back * 60_000);
    if (seen > latest) latest = seen;
  }
  return new Set(
    minutes.filter((minute) => {
      const seen = clock.format(minute);
      if (seen > latest) latest = seen;
      const [date = '', time = ''] = latest.split(' ');
      const [hour = 0, past = 0] = time.split(':').map(Number);
      const weekday = new Date(`${date}T00:00Z`).getUTCDay() || 7;
      const open = hours.startMinute <= hour * 60 + past && hour * 60 + past < hours.endMinute;
      return open && days.some((day) => day === weekday) && !holidays.includes(date);
    }),
  );
}
