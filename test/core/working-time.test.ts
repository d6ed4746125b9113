import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addWorkingTime,
  type Duration,
  type WorkingCalendar,
  workingMinutesBetween,
} from '../../src/core/working-time.ts';
import { isWorkingTime, nextOpening } from './openings.ts';

const OFFICE: WorkingCalendar = {
  timezone: 'America/Chicago',
  hours: { startMinute: 9 * 60, endMinute: 17 * 60 },
  days: [1, 2, 3, 4, 5],
  holidays: ['2026-12-24', '2026-12-25'],
};
const ALWAYS: WorkingCalendar = {
  timezone: 'America/Chicago',
  hours: { startMinute: 0, endMinute: 1440 },
  days: [1, 2, 3, 4, 5, 6, 7],
  holidays: [],
};

/** A local time, with the offset where the clock shows it twice. */
const at = (local: string, timezone = 'America/Chicago') =>
  new Date(Temporal.ZonedDateTime.from(`${local}[${timezone}]`).epochMilliseconds);
const shown = (instant: Date, timezone = 'America/Chicago') =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timezone)
    .toString({ smallestUnit: 'minute', timeZoneName: 'never', offset: 'never' });
const duration = (text: string): Duration => ({
  value: Number(text.slice(0, -1)),
  unit: text.endsWith('m') ? 'm' : text.endsWith('h') ? 'h' : 'd',
});

describe('in an office open 09:00-17:00 from Monday to Friday', () => {
  // 2 September 2026 is a Wednesday.
  test.each([
    ['one day from Wednesday 11:00 ends on Thursday at 11:00', '2026-09-02T11:00', '1d', '2026-09-03T11:00'],
    ['five days pass over a weekend', '2026-09-02T11:00', '5d', '2026-09-09T11:00'],
    ['one day from Friday afternoon ends on Monday', '2026-09-04T15:30', '1d', '2026-09-07T15:30'],
    ['hours that fit the day end on that day', '2026-09-02T11:00', '4h', '2026-09-02T15:00'],
    ['hours that do not fit go on the next morning', '2026-09-02T15:00', '4h', '2026-09-03T11:00'],
    ['minutes go on the next morning too', '2026-09-02T16:50', '15m', '2026-09-03T09:05'],
    ['eight hours are as long as one day', '2026-09-02T11:00', '8h', '2026-09-03T11:00'],
    ['what ends exactly at closing ends at closing', '2026-09-02T13:00', '4h', '2026-09-02T17:00'],
    ['a day from the opening ends at closing', '2026-09-02T09:00', '1d', '2026-09-02T17:00'],
    ['five days from Monday morning end on Friday at closing', '2026-08-31T09:00', '5d', '2026-09-04T17:00'],
    ['a start before opening counts from the opening', '2026-09-02T06:15', '1h', '2026-09-02T10:00'],
    ['a start in the evening counts from the next morning', '2026-09-02T20:00', '1h', '2026-09-03T10:00'],
    ['a start exactly at closing counts from the next morning', '2026-09-02T17:00', '1h', '2026-09-03T10:00'],
    ['a start a minute before closing uses that minute', '2026-09-02T16:59', '2m', '2026-09-03T09:01'],
    ['a start on Sunday counts from Monday morning', '2026-09-06T13:00', '4h', '2026-09-07T13:00'],
    ['holidays and the weekend after them are skipped', '2026-12-23T16:00', '2h', '2026-12-28T10:00'],
    ['a start on a holiday counts from the next working day', '2026-12-24T10:00', '1d', '2026-12-28T17:00'],
    ['nothing at all ends where it starts', '2026-09-02T11:00', '0m', '2026-09-02T11:00'],
    ['nothing at all at night ends at the next opening', '2026-09-02T22:00', '0m', '2026-09-03T09:00'],
    ['a weekend with a clock change changes no hours', '2026-03-06T16:00', '2h', '2026-03-09T10:00'],
  ])('%s', (_promise, start, length, end) => {
    expect(shown(addWorkingTime(at(start), duration(length), OFFICE))).toBe(end);
  });

  test('seconds of the start are kept', () => {
    const start = new Date('2026-09-02T16:00:12.345Z');
    expect(addWorkingTime(start, duration('4h'), OFFICE)).toEqual(new Date('2026-09-02T20:00:12.345Z'));
    expect(addWorkingTime(start, duration('8h'), OFFICE)).toEqual(new Date('2026-09-03T16:00:12.345Z'));
  });

  test('the opening is working time, the closing is not', () => {
    expect(isWorkingTime(at('2026-09-02T09:00'), OFFICE)).toBe(true);
    expect(isWorkingTime(at('2026-09-02T16:59:59.999'), OFFICE)).toBe(true);
    expect(isWorkingTime(at('2026-09-02T17:00'), OFFICE)).toBe(false);
    expect(isWorkingTime(at('2026-09-02T08:59:59.999'), OFFICE)).toBe(false);
    expect(isWorkingTime(at('2026-09-05T11:00'), OFFICE)).toBe(false);
    expect(isWorkingTime(at('2026-12-25T11:00'), OFFICE)).toBe(false);
  });

  test('the next opening is now where the office is open, else the first moment it will be', () => {
    expect(shown(nextOpening(at('2026-09-02T11:20'), OFFICE))).toBe('2026-09-02T11:20');
    expect(shown(nextOpening(at('2026-09-02T17:00'), OFFICE))).toBe('2026-09-03T09:00');
    expect(shown(nextOpening(at('2026-12-23T18:00'), OFFICE))).toBe('2026-12-28T09:00');
  });

  test('working minutes leave out nights, weekends and holidays', () => {
    expect(workingMinutesBetween(at('2026-09-04T16:00'), at('2026-09-07T10:00'), OFFICE)).toBe(120);
    expect(workingMinutesBetween(at('2026-12-23T17:00'), at('2026-12-28T09:00'), OFFICE)).toBe(0);
    expect(workingMinutesBetween(at('2026-09-07T10:00'), at('2026-09-04T16:00'), OFFICE)).toBe(-120);
    expect(workingMinutesBetween(at('2026-09-02T11:00'), at('2026-09-02T11:00:30'), OFFICE)).toBe(0.5);
  });

  test('the weekday is the one of the company, not the one in Greenwich', () => {
    const auckland = { ...OFFICE, timezone: 'Pacific/Auckland' };
    expect(isWorkingTime(new Date('2026-09-06T22:00Z'), auckland)).toBe(true);
    expect(isWorkingTime(new Date('2026-09-04T22:00Z'), auckland)).toBe(false);
  });
});

describe('where the clock changes', () => {
  const night = (endMinute: number, startMinute = 0) => ({ ...ALWAYS, hours: { startMinute, endMinute } });

  test('a day of 23 hours and one of 25 have so many working hours', () => {
    expect(workingMinutesBetween(at('2026-03-08T00:00'), at('2026-03-09T00:00'), ALWAYS)).toBe(23 * 60);
    expect(workingMinutesBetween(at('2026-11-01T00:00'), at('2026-11-02T00:00'), ALWAYS)).toBe(25 * 60);
  });

  test('hours that span the change are hours that really pass', () => {
    expect(shown(addWorkingTime(at('2026-03-08T01:00'), duration('2h'), night(1440)))).toBe(
      '2026-03-08T04:00',
    );
    expect(shown(addWorkingTime(at('2026-11-01T00:30'), duration('2h'), night(1440)))).toBe(
      '2026-11-01T01:30',
    );
    expect(shown(addWorkingTime(at('2026-03-08T00:00'), duration('8h'), night(480)))).toBe(
      '2026-03-09T01:00',
    );
    expect(shown(addWorkingTime(at('2026-11-01T00:00'), duration('8h'), night(480)))).toBe(
      '2026-11-01T07:00',
    );
  });

  test('an opening at the skipped 02:30 is at the moment of the change', () => {
    expect(nextOpening(at('2026-03-08T00:00'), night(480, 150))).toEqual(at('2026-03-08T03:00'));
  });

  test('a closing at the skipped 02:30 is at the moment of the change', () => {
    expect(isWorkingTime(new Date(at('2026-03-08T03:00').getTime() - 1), night(150))).toBe(true);
    expect(isWorkingTime(at('2026-03-08T03:00'), night(150))).toBe(false);
  });

  test('hours that were skipped altogether do not open that day', () => {
    expect(nextOpening(at('2026-03-08T00:00'), night(180, 120))).toEqual(at('2026-03-09T02:00'));
  });

  test('an opening at the repeated 01:30 is the first of the two', () => {
    expect(nextOpening(at('2026-11-01T00:00'), night(480, 90))).toEqual(at('2026-11-01T01:30-05:00'));
    expect(isWorkingTime(at('2026-11-01T01:10-06:00'), night(480, 90))).toBe(true);
  });

  test('a closing at the repeated 01:30 is the first of the two, and does not open again', () => {
    expect(isWorkingTime(at('2026-11-01T01:29-05:00'), night(90))).toBe(true);
    expect(isWorkingTime(at('2026-11-01T01:30-05:00'), night(90))).toBe(false);
    expect(isWorkingTime(at('2026-11-01T01:29-06:00'), night(90))).toBe(false);
  });

  test('a change of half an hour counts half an hour', () => {
    const island = { ...ALWAYS, timezone: 'Australia/Lord_Howe' };
    const local = (text: string) => at(text, 'Australia/Lord_Howe');
    expect(workingMinutesBetween(local('2026-10-04T00:00'), local('2026-10-05T00:00'), island)).toBe(
      23.5 * 60,
    );
    expect(workingMinutesBetween(local('2026-04-05T00:00'), local('2026-04-06T00:00'), island)).toBe(
      24.5 * 60,
    );
  });

  test('a date the clock skipped has no working time', () => {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    const samoa = { ...OFFICE, timezone: 'Pacific/Apia' };
    const end = addWorkingTime(at('2011-12-29T16:00', 'Pacific/Apia'), duration('2h'), samoa);
    expect(shown(end, 'Pacific/Apia')).toBe('2012-01-02T10:00');
  });

  test('a day whose midnight is skipped opens at its first moment', () => {
    const brazil = { ...ALWAYS, timezone: 'America/Sao_Paulo', days: [7] as const };
    expect(shown(nextOpening(new Date('2018-11-03T12:00Z'), brazil), 'America/Sao_Paulo')).toBe(
      '2018-11-04T01:00',
    );
  });

  test('a clock put back over midnight does not close or count twice', () => {
    // Newfoundland until 2011: at 00:01 the clock went back to 23:01 of the day before.
    const before = at('2006-10-28T12:00', 'America/St_Johns');
    const stJohns = { ...ALWAYS, timezone: 'America/St_Johns' };
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const later = new Date(before.getTime() + minute * 60_000);
      expect(isWorkingTime(later, stJohns)).toBe(true);
      expect(workingMinutesBetween(before, later, stJohns)).toBe(minute);
    }
  });
});

describe('a calendar that never opens', () => {
  const everyDay = (years: number) =>
    Array.from({ length: years * 366 }, (_, days) =>
      Temporal.PlainDate.from('2026-01-01').add({ days }).toString(),
    );
  const start = at('2026-09-02T11:00');

  test.each<[string, WorkingCalendar]>([
    ['no days', { ...OFFICE, days: [] }],
    ['no hours', { ...OFFICE, hours: { startMinute: 540, endMinute: 540 } }],
    ['holidays for years', { ...OFFICE, holidays: everyDay(3) }],
  ])('is refused with a clear error and not searched for ever: %s', (_why, calendar) => {
    const error = /^No working time in the 400 days after 2026-09-02 \(America\/Chicago\)/;
    expect(() => addWorkingTime(start, duration('1m'), calendar)).toThrow(error);
    expect(() => addWorkingTime(start, duration('1d'), calendar)).toThrow(RangeError);
    expect(() => nextOpening(start, calendar)).toThrow(error);
    expect(isWorkingTime(start, calendar)).toBe(false);
    expect(workingMinutesBetween(start, at('2026-10-02T11:00'), calendar)).toBe(0);
  });

  test('a closure of a year is waited for', () => {
    expect(shown(nextOpening(start, { ...OFFICE, holidays: everyDay(1) }))).toBe('2027-01-04T09:00');
  });
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a duration of %s hours is refused', (value) => {
  expect(() => addWorkingTime(at('2026-09-02T11:00'), { value, unit: 'h' }, OFFICE)).toThrow(RangeError);
});

test('the longest duration that settings allow is counted to its end', () => {
  // 9,999 working days are 1,999 weeks and 4 working days.
  const end = addWorkingTime(at('2026-09-02T11:00'), { value: 9999, unit: 'd' }, { ...OFFICE, holidays: [] });
  expect(shown(end)).toBe('2064-12-30T11:00');
});
