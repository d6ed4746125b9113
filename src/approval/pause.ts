import { addWorkingTime, type WorkingCalendar, workingMinutesBetween } from '../core/working-time.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { deadlinesFrom } from './notice-times.ts';
import type { Way } from './way.ts';

/** What stands between two moments of a stop does not count towards reminder, escalation and expiry. */

/** A stop of one project; null: of everything. */
export interface Pause {
  project: string | null;
  at: Date;
}

export interface Waits {
  approvalId: string;
  /** ISO instant: later than the version began to wait, by the working time of the pause. */
  waitingSince: string;
  deadlines: ReturnType<typeof deadlinesFrom>;
}

/**
 * When the wait has to begin for a pause not to have been. `still`: another stop that holds on; what it covers is
 * given back when that one is lifted. Whole minutes, in favour of those who wait.
 */
export function withoutPause(
  since: Date,
  lifted: Pick<Pause, 'at'>,
  still: Pick<Pause, 'at'> | null,
  now: Date,
  calendar: WorkingCalendar,
): Date {
  const from = Math.max(lifted.at.getTime(), since.getTime());
  const to = Math.min(now.getTime(), still?.at.getTime() ?? Number.POSITIVE_INFINITY);
  if (to <= from) return since;
  const value = Math.ceil(workingMinutesBetween(new Date(from), new Date(to), calendar) - 1e-6);
  return value > 0 ? addWorkingTime(since, { value, unit: 'm' }, calendar) : since;
}

/** In the transaction that lifts it; `left` are the stops that hold on. Answers what was moved, for the log. */
export async function giveBackPause(
  way: Way,
  tx: Transaction,
  lifted: Pause,
  left: readonly Pause[],
  now: Date,
): Promise<Waits[]> {
  const scope = lifted.project === null ? {} : { project: lifted.project };
  const waiting = await tx.approval.findMany({
    where: { company: COMPANY, status: 'waiting', waitingSince: { not: null }, ...scope },
    select: { id: true, project: true, waitingSince: true },
  });
  const moved: Waits[] = [];
  for (const { id, project, waitingSince } of waiting) {
    if (waitingSince === null) continue;
    const still = left.find((one) => one.project === null || one.project === project) ?? null;
    const since = withoutPause(waitingSince, lifted, still, now, way.projects.company);
    if (since.getTime() === waitingSince.getTime()) continue;
    // Only as long as nobody has made a new version meanwhile.
    const { count } = await tx.approval.updateMany({
      where: { id, waitingSince },
      data: { waitingSince: since },
    });
    if (count === 0) continue;
    const deadlines = deadlinesFrom(way, since);
    moved.push({ approvalId: id, waitingSince: since.toISOString(), deadlines });
  }
  return moved;
}
