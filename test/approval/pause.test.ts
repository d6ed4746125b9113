import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutPause } from '../../src/approval/pause.ts';
import { deadlines } from '../../src/approval/waiting.ts';
import { addWorkingTime, type WorkingCalendar, workingMinutesBetween } from '../../src/core/working-time.ts';

const CALENDAR: WorkingCalendar = {
  timezone: 'America/Chicago',
  hours: { startMinute: 540, endMinute: 1020 },
  days: [1, 2, 3, 4, 5],
  holidays: ['2033-03-18'],
};
const WAITING = {
  remind: { value: 4, unit: 'h' },
  escalate: { value: 8, unit: 'h' },
  expire: { value: 5, unit: 'd' },
} as const;
/** In March after the 13th, Chicago is five hours behind. */
const at = (day: number, hour: number) => new Date(Date.UTC(2033, 2, day, hour + 5));
const pausedFrom = (from: Date) => ({ at: from });

describe('the time of a stop', () => {
  test('does not count: what had one hour left has one hour left', () => {
    const since = withoutPause(at(16, 10), pausedFrom(at(16, 13)), null, at(17, 11), CALENDAR);
    expect(deadlines(WAITING, CALENDAR, since).remindAt).toEqual(at(17, 12));
  });

  test('counts as it was where nobody worked meanwhile', () => {
    const since = at(16, 10);
    expect(withoutPause(since, pausedFrom(at(16, 18)), null, at(17, 8), CALENDAR)).toEqual(since);
    expect(withoutPause(since, pausedFrom(at(18, 9)), null, at(20, 20), CALENDAR)).toEqual(since);
  });

  test('counts from the version that was made during it', () => {
    expect(withoutPause(at(16, 14), pausedFrom(at(16, 10)), null, at(16, 15), CALENDAR)).toEqual(at(16, 15));
  });

  test('is given back once where two stops overlap', () => {
    const general = pausedFrom(at(16, 12));
    const own = pausedFrom(at(16, 11));
    const first = withoutPause(at(16, 10), own, general, at(16, 14), CALENDAR);
    expect(first).toEqual(at(16, 11));
    const both = withoutPause(first, general, null, at(16, 15), CALENDAR);
    expect(workingMinutesBetween(both, at(16, 15), CALENDAR)).toBe(60);
    const other = withoutPause(at(16, 10), general, own, at(16, 14), CALENDAR);
    expect(other).toEqual(at(16, 10));
    expect(withoutPause(other, own, null, at(16, 15), CALENDAR)).toEqual(both);
  });

  test('never takes time from those who wait, and never gives more than a minute beyond the pause', () => {
    const instant = fc
      .integer({ min: 0, max: 60 * 24 * 60 })
      .map((minutes) => new Date(Date.UTC(2033, 2, 1) + minutes * 60_000 + 7_000));
    fc.assert(
      fc.property(fc.array(instant, { minLength: 3, maxLength: 3 }), (some) => {
        const [since, stopped, resumed] = some.toSorted((a, b) => a.getTime() - b.getTime());
        if (!since || !stopped || !resumed) return;
        const moved = withoutPause(since, pausedFrom(stopped), null, resumed, CALENDAR);
        const before = workingMinutesBetween(since, stopped, CALENDAR);
        const after = workingMinutesBetween(moved, resumed, CALENDAR);
        expect(after).toBeLessThanOrEqual(before + 1e-6);
        expect(after).toBeGreaterThanOrEqual(before - 1 - 1e-6);
        expect(
          addWorkingTime(moved, WAITING.remind, CALENDAR) >= addWorkingTime(since, WAITING.remind, CALENDAR),
        ).toBe(true);
      }),
    );
  });
});
