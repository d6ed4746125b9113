import { addWorkingTime, type WorkingCalendar, workingMinutesBetween } from '../../src/core/working-time.ts';

/** The first moment of working time from then on. */
export function nextOpening(from: Date, calendar: WorkingCalendar): Date {
  return addWorkingTime(from, { value: 0, unit: 'm' }, calendar);
}

/** Whether the millisecond that begins there is worked. */
export function isWorkingTime(from: Date, calendar: WorkingCalendar): boolean {
  return workingMinutesBetween(from, new Date(from.getTime() + 1), calendar) > 0;
}
