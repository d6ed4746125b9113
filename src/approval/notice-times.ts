import type { LoadedApproval } from '../store/approvals.ts';
import { type Deadlines, deadlines, dueNotice, type Notice, nextMoment } from './waiting.ts';
import type { Way } from './way.ts';

/**
 * When a waiting approval has something coming by itself; null where nothing is: for what is decided, posted or only
 * observed, for what has no card yet, and where the company's calendar has no working time to count.
 */
export function noticeTimes(
  { projects, log }: Pick<Way, 'projects' | 'log'>,
  approval: LoadedApproval,
): { due: Deadlines; notice(now: Date): Notice | null; next: Date } | null {
  if (approval.status !== 'waiting' || approval.messageTs === null) return null;
  const since = approval.waitingSince ?? approval.draft.createdAt;
  try {
    const due = deadlines(projects.waiting, projects.company, since);
    const given = { reminded: approval.remindedAt !== null, escalated: approval.escalatedAt !== null };
    return { due, notice: (now) => dueNotice(given, due, now), next: nextMoment(given, due) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    log.error({ approvalId: approval.id, error: error.message }, 'no deadline can be told');
    return null;
  }
}

/** For the log: when a version that began to wait then is reminded of, goes on, and expires; null without working time. */
export function deadlinesFrom(
  { projects }: Pick<Way, 'projects'>,
  since: Date,
): { remindAt: string; escalateAt: string; expireAt: string } | null {
  try {
    const due = deadlines(projects.waiting, projects.company, since);
    return {
      remindAt: due.remindAt.toISOString(),
      escalateAt: due.escalateAt.toISOString(),
      expireAt: due.expireAt.toISOString(),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}
