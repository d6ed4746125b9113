import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Deadlines, deadlines, dueNotice, nextMoment } from '../../src/approval/waiting.ts';
import type { WorkingCalendar } from '../../src/core/working-time.ts';
import type { Waiting } from '../../src/settings/types.ts';

const OFFICE: WorkingCalendar = {
  timezone: 'America/Chicago',
  hours: { startMinute: 540, endMinute: 1020 },
  days: [1, 2, 3, 4, 5],
  holidays: ['2026-09-07'],
};
const WAITING: Waiting = {
  remind: { value: 4, unit: 'h' },
  escalate: { value: 8, unit: 'h' },
  escalateTo: ['finance_manager'],
  expire: { value: 5, unit: 'd' },
};
const NOTHING = { reminded: false, escalated: false };
const REMINDED = { reminded: true, escalated: false };
const ESCALATED = { reminded: true, escalated: true };

// Wednesday 2 September 2026, 11:00 in Chicago; Monday the 7th is Labor Day.
const due = deadlines(WAITING, OFFICE, new Date('2026-09-02T16:00Z'));
const justBefore = (at: Date) => new Date(at.getTime() - 1);

describe('how long a version waits', () => {
  test('all three are counted from the start, in working time, past nights, the weekend and a holiday', () => {
    expect(due).toEqual({
      remindAt: new Date('2026-09-02T20:00Z'),
      escalateAt: new Date('2026-09-03T16:00Z'),
      expireAt: new Date('2026-09-10T16:00Z'),
    });
  });

  test('a version made on Friday night begins to wait on Tuesday morning, Monday being a holiday', () => {
    const friday = deadlines(WAITING, OFFICE, new Date('2026-09-05T03:00Z'));
    expect(friday.remindAt).toEqual(new Date('2026-09-08T18:00Z'));
    expect(friday.escalateAt).toEqual(new Date('2026-09-08T22:00Z'));
  });

  test('a clock change in the night moves no office hour', () => {
    const friday = deadlines(WAITING, OFFICE, new Date('2026-03-06T21:00Z')); // 15:00, CST
    expect(friday.remindAt).toEqual(new Date('2026-03-09T16:00Z')); // 11:00, CDT
  });

  test('a calendar that never opens is refused', () => {
    expect(() => deadlines(WAITING, { ...OFFICE, days: [] }, new Date('2026-09-02T16:00Z'))).toThrow(
      RangeError,
    );
  });
});

describe('which notice is due', () => {
  test('nothing is due before the reminder, and the reminder from its very moment on', () => {
    expect(dueNotice(NOTHING, due, justBefore(due.remindAt))).toBeNull();
    expect(dueNotice(NOTHING, due, due.remindAt)).toBe('remind');
    expect(dueNotice(NOTHING, due, justBefore(due.escalateAt))).toBe('remind');
  });

  test('nobody is reminded twice', () => {
    expect(dueNotice(REMINDED, due, justBefore(due.escalateAt))).toBeNull();
  });

  test('it is escalated once', () => {
    expect(dueNotice(REMINDED, due, due.escalateAt)).toBe('escalate');
    expect(dueNotice(ESCALATED, due, due.escalateAt)).toBeNull();
    expect(dueNotice(ESCALATED, due, justBefore(due.expireAt))).toBeNull();
  });

  test('it expires, whatever went out before', () => {
    for (const given of [NOTHING, REMINDED, ESCALATED, { reminded: false, escalated: true }]) {
      expect(dueNotice(given, due, due.expireAt)).toBe('expire');
    }
  });

  test('after an outage over the reminder it escalates, and the reminder that was missed stays away', () => {
    expect(dueNotice(NOTHING, due, due.escalateAt)).toBe('escalate');
    expect(dueNotice({ reminded: false, escalated: true }, due, due.escalateAt)).toBeNull();
  });

  test('after a long outage it expires and says nothing else', () => {
    expect(dueNotice(NOTHING, due, new Date('2027-01-01T00:00Z'))).toBe('expire');
  });

  test('reminder and escalation of the same moment are one escalation', () => {
    const same = { ...due, remindAt: due.escalateAt };
    expect(dueNotice(NOTHING, same, due.escalateAt)).toBe('escalate');
    expect(dueNotice({ reminded: false, escalated: true }, same, due.escalateAt)).toBeNull();
  });

  test('a reminder set after the escalation still comes', () => {
    const late = { ...due, remindAt: new Date(due.escalateAt.getTime() + 60_000) };
    expect(dueNotice({ reminded: false, escalated: true }, late, due.escalateAt)).toBeNull();
    expect(dueNotice({ reminded: false, escalated: true }, late, late.remindAt)).toBe('remind');
  });

  test('what is set after the expiry never comes', () => {
    const late = { ...due, remindAt: new Date(due.expireAt.getTime() + 60_000) };
    expect(dueNotice(ESCALATED, late, late.remindAt)).toBe('expire');
    expect(nextMoment({ reminded: false, escalated: true }, late)).toEqual(due.expireAt);
  });
});

describe('the next moment', () => {
  test('is the reminder, then the escalation, then the expiry', () => {
    expect(nextMoment(NOTHING, due)).toEqual(due.remindAt);
    expect(nextMoment(REMINDED, due)).toEqual(due.escalateAt);
    expect(nextMoment(ESCALATED, due)).toEqual(due.expireAt);
    expect(nextMoment({ reminded: false, escalated: true }, due)).toEqual(due.expireAt);
  });

  const moment = fc.integer({ min: 0, max: 20 }).map((n) => new Date(n));
  const anyDeadlines: fc.Arbitrary<Deadlines> = fc.record({
    remindAt: moment,
    escalateAt: moment,
    expireAt: moment,
  });
  const anyGiven = fc.record({ reminded: fc.boolean(), escalated: fc.boolean() });

  test('is the first at which a notice is due, in whatever order the three are set', () => {
    fc.assert(
      fc.property(anyGiven, anyDeadlines, (given, times) => {
        const next = nextMoment(given, times);
        expect(dueNotice(given, times, next)).not.toBeNull();
        expect(dueNotice(given, times, justBefore(next))).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('leads to the expiry in at most three notices, none of them twice', () => {
    fc.assert(
      fc.property(anyDeadlines, moment, (times, outageUntil) => {
        const given = { ...NOTHING };
        const notices: string[] = [];
        for (let step = 0; step < 4 && notices.at(-1) !== 'expire'; step += 1) {
          const now = new Date(Math.max(nextMoment(given, times).getTime(), outageUntil.getTime()));
          const notice = dueNotice(given, times, now);
          notices.push(notice ?? 'none');
          if (notice === 'remind') given.reminded = true;
          if (notice === 'escalate') given.escalated = true;
        }
        expect(notices.at(-1)).toBe('expire');
        expect(new Set(notices).size).toBe(notices.length);
        expect(notices).not.toContain('none');
      }),
    );
  });
});
