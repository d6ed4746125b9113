import { appendLog } from '../log/append.ts';
import type { Drafted } from '../proposals/draft.ts';
import { changeIf, json, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING, type Transaction } from '../store/database.ts';
import { autoRule, whyAsked } from './auto.ts';
import { deadlinesFrom } from './notice-times.ts';
import { postingInDoubt } from './standing.ts';
import { entry } from './steps.ts';
import { questionOf, ruleFor } from './versions.ts';
import { projectOf, type Way } from './way.ts';

/** What was let through and is not posted yet is looked at once more where the ground under it has shifted. */

/**
 * Approved, its sources read, and then stopped, or the project's mode changed: by the time it goes on, what was read is
 * old. Back to approved, so that it is all looked at again. True: the row was changed.
 */
export async function lookAgain(way: Way, approval: LoadedApproval, held: boolean): Promise<boolean> {
  if (approval.status !== 'posting' || approval.posting !== null || postingInDoubt(approval)) return false;
  const byItself = approval.auto && projectOf(way, approval.project).mode !== 'auto';
  if (!held && !byItself) return false;
  const at = way.now();
  return way.db.prisma.$transaction(async (tx) => {
    // What troubled the posting is over: it begins anew.
    const data = { status: 'approved', dueAt: at, trouble: NOTHING };
    if (!(await changeIf(tx, approval.id, approval.version, ['posting'], data))) return false;
    const what = { version: approval.version, hash: approval.draft.hash, from: 'posting', to: 'approved' };
    await appendLog(tx, entry(approval, at, 'approval.held', what));
    return true;
  });
}

/** Why what a rule with `auto` let through may not go by itself any more; null where it may, or where people decided. */
export function whyNoLonger(way: Way, approval: LoadedApproval, drafted: Drafted): string | null {
  if (!approval.auto) return null;
  const project = projectOf(way, approval.project);
  if (project.mode !== 'auto') return `the project’s mode is ${project.mode} by now`;
  const question = questionOf(approval.kind, project, drafted);
  const { currency } = way.projects.company;
  const around = { spentMinor: 0, sample: false, stopped: false, currency };
  return whyAsked(autoRule(way.projects.approvals, question), question, around);
}

/** The same version, put to people under the rule that asks them. False: it changed in the same moment. */
export async function askPeople(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  drafted: Drafted,
  why: string,
): Promise<boolean> {
  const at = way.now();
  const project = projectOf(way, approval.project);
  const rule = { ...ruleFor(way, approval.kind, project, drafted), notAutomatic: why };
  const anew = { decidedAt: null, waitingSince: at, remindedAt: null, escalatedAt: null };
  const data = { status: 'waiting', auto: false, rule: json(rule), dueAt: at, trouble: NOTHING, ...anew };
  if (!(await changeIf(tx, approval.id, approval.version, ['approved'], data))) return false;
  const { version, draft } = approval;
  const what = { version, hash: draft.hash, rule, reason: why, from: 'approved', to: 'waiting' };
  const deadlines = deadlinesFrom(way, at);
  await appendLog(tx, entry(approval, at, 'automatic.withdrawn', { ...what, deadlines }));
  return true;
}
