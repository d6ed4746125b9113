import { monthEnd, monthStart, workdays } from './calendar.ts';
import type { When } from './designed.ts';

/** The working day that a case is placed on; never after `today`. */
export function placeDay({ month, share }: When, today: string): string {
  const start = monthStart(today, month === 'last' ? -1 : 0);
  const end = month === 'last' ? monthEnd(start) : today;
  const days = workdays(start, end);
  // A month that began on a weekend has no working day yet.
  return days[Math.round((days.length - 1) * Math.min(share, 1))] ?? end;
}
