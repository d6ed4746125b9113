import { addWorkingTime, type WorkingCalendar } from '../core/working-time.ts';
import type { Waiting } from '../settings/types.ts';

/** When a version that waits for its approvers is reminded of, escalated and given up. Pure: the job asks, and acts. */

export interface Deadlines {
  remindAt: Date;
  escalateAt: Date;
  expireAt: Date;
}

export type Notice = 'remind' | 'escalate' | 'expire';

/** What has gone out for this version already. There is no state after expiry: it no longer waits then. */
export interface NoticesGiven {
  reminded: boolean;
  escalated: boolean;
}

/**
 * All three are counted from the moment the version began to wait, each after its own working time. Throws
 * RangeError where the calendar has no working time to count.
 */
export function deadlines(
  waiting: Pick<Waiting, 'remind' | 'escalate' | 'expire'>,
  calendar: WorkingCalendar,
  madeAt: Date,
): Deadlines {
  return {
    remindAt: addWorkingTime(madeAt, waiting.remind, calendar),
    escalateAt: addWorkingTime(madeAt, waiting.escalate, calendar),
    expireAt: addWorkingTime(madeAt, waiting.expire, calendar),
  };
}

/**
 * The one notice to give now; null where none is due. After a long outage that is the strongest, never one after
 * the other: expiry before escalation before a reminder.
 */
export function dueNotice(given: NoticesGiven, due: Deadlines, now: Date): Notice | null {
  if (now >= due.expireAt) return 'expire';
  if (!given.escalated && now >= due.escalateAt) return 'escalate';
  return reminderToCome(given, due) && now >= due.remindAt ? 'remind' : null;
}

/** The earliest moment at which `dueNotice` has something to say; it may have passed. */
export function nextMoment(given: NoticesGiven, due: Deadlines): Date {
  const moments = [due.expireAt.getTime()];
  if (!given.escalated) moments.push(due.escalateAt.getTime());
  if (reminderToCome(given, due)) moments.push(due.remindAt.getTime());
  return new Date(Math.min(...moments));
}

/** A reminder that was to come before an escalation is not sent once that has gone out. */
function reminderToCome(given: NoticesGiven, due: Deadlines): boolean {
  return !given.reminded && !(given.escalated && due.remindAt <= due.escalateAt);
}
