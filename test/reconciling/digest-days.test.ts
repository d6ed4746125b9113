import { describe, expect, test } from 'vitest';
import { dueToday, nightlyPeriod } from '../../src/reconciling/digest-days.ts';
import type { TimeOfDay, Weekday } from '../../src/settings/types.ts';

const CHICAGO = 'America/Chicago';
const NINE = { hour: 9, minute: 0 };
const WORKDAYS: Weekday[] = [1, 2, 3, 4, 5];

const due = (now: string, at: TimeOfDay = NINE, days: Weekday[] | null = WORKDAYS, zone = CHICAGO) => {
  const found = dueToday(new Date(now), at, days, zone);
  return found && [found.date, found.at.toISOString()];
};

describe('what is due once a day', () => {
  test('is due from its time on, by the company’s clock, and no second earlier', () => {
    expect(due('2033-03-16T13:59:59.999Z')).toBeNull();
    expect(due('2033-03-16T14:00:00Z')).toEqual(['2033-03-16', '2033-03-16T14:00:00.000Z']);
  });

  test('is due late on its own day, and not on the next', () => {
    expect(due('2033-03-17T04:59:00Z')).toEqual(['2033-03-16', '2033-03-16T14:00:00.000Z']);
    expect(due('2033-03-17T05:00:00Z')).toBeNull();
  });

  test('is due on the days that were given and on no others', () => {
    expect(due('2033-03-19T20:00:00Z')).toBeNull(); // a Saturday
    expect(due('2033-03-20T20:00:00Z')).toBeNull();
    expect(due('2033-03-19T20:00:00Z', NINE, null)).not.toBeNull();
    expect(due('2033-03-21T20:00:00Z', NINE, [1, 3])).not.toBeNull();
    expect(due('2033-03-22T20:00:00Z', NINE, [1, 3])).toBeNull();
  });

  test('at a time that the clock skips in spring is due at the moment of the change', () => {
    const at = { hour: 2, minute: 30 };
    expect(due('2033-03-13T07:59:59Z', at, null)).toBeNull();
    expect(due('2033-03-13T08:00:00Z', at, null)).toEqual(['2033-03-13', '2033-03-13T08:00:00.000Z']);
  });

  test('at a time that the clock shows twice in autumn is due at the first, and the second is of the same day', () => {
    const at = { hour: 1, minute: 30 };
    const first = ['2033-11-06', '2033-11-06T06:30:00.000Z'];
    expect(due('2033-11-06T06:29:59Z', at, null)).toBeNull();
    expect(due('2033-11-06T06:30:00Z', at, null)).toEqual(first);
    expect(due('2033-11-06T07:30:00Z', at, null)).toEqual(first);
  });

  test('keeps its time on the clock over both changes', () => {
    expect(due('2033-03-14T14:00:00Z')).not.toBeNull(); // in summer time, an hour earlier than on Friday
    expect(due('2033-03-11T14:59:59Z')).toBeNull();
    expect(due('2033-11-07T14:59:59Z')).toBeNull();
    expect(due('2033-11-07T15:00:00Z')).not.toBeNull();
  });

  test('at midnight, where a day begins at one because the clock skips midnight, is due when that day begins', () => {
    const at = { hour: 0, minute: 0 };
    // Beirut, 31 March 2024: the clock goes from 00:00 to 01:00.
    expect(due('2024-03-30T21:59:59Z', at, null, 'Asia/Beirut')?.[0]).toBe('2024-03-30');
    expect(due('2024-03-30T22:00:00Z', at, null, 'Asia/Beirut')).toEqual([
      '2024-03-31',
      '2024-03-30T22:00:00.000Z',
    ]);
  });
});

describe('the period of a night', () => {
  test('is the month to date, and takes in last month for the ten days in which it is closed', () => {
    expect(nightlyPeriod('2033-03-11')).toEqual({ from: '2033-03-01', to: '2033-03-11' });
    expect(nightlyPeriod('2033-03-10')).toEqual({ from: '2033-02-01', to: '2033-03-10' });
    expect(nightlyPeriod('2033-01-01')).toEqual({ from: '2032-12-01', to: '2033-01-01' });
  });
});
