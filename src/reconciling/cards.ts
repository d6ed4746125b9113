import { advance } from '../approval/advance.ts';
import { open } from '../approval/open.ts';
import { renew } from '../approval/renew.ts';
import { settle } from '../approval/settle.ts';
import { draftOf } from '../approval/standing.ts';
import { kindOf, projectOf, type Way } from '../approval/way.ts';
import { BOT } from '../log/entry.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { loadApproval } from '../store/approvals.ts';
import type { Found } from './keep-found.ts';
import { ON_THE_WAY } from './merge.ts';
import type { StoredRun } from './stored.ts';
import { keyed } from './variances.ts';

/** Cards of what is to be decided: opened, shown anew, closed. */

/**
 * A card for it, posted before this returns, so that cards stand in their order. One that waits already stays. Words
 * where there is nothing to ask any more.
 */
export async function openCard(
  way: Way,
  run: StoredRun,
  { subject, approvalId }: Found,
): Promise<{ refused: string } | null> {
  const { prisma } = way.db;
  const current =
    approvalId === null
      ? null
      : await prisma.approval.findUnique({ where: { id: approvalId }, select: { status: true } });
  const waits = current !== null && [...UNDECIDED, ...ON_THE_WAY, 'observed'].includes(current.status);
  if (waits) return null;
  const opened = await open(way, {
    kind: 'variance',
    project: run.project,
    requestedBy: BOT,
    since: null,
    requestKey: `variance:${run.project}:${subject.key}:${run.number}`,
    subject,
    byCaller: true,
  });
  if ('refused' in opened) return { refused: opened.refused };
  await prisma.variance.update({
    where: keyed(run.project, subject.key),
    data: { approvalId: opened.opened, status: 'open' },
  });
  await advance(way, opened.opened);
  return null;
}

/** A card whose figures changed gets a version that shows them; one that is on its way reads them itself. */
export async function renewCard(way: Way, run: StoredRun, { subject, approvalId }: Found): Promise<boolean> {
  if (approvalId === null) return false;
  const approval = await loadApproval(way.db.prisma, approvalId);
  if (!approval || !UNDECIDED.includes(approval.status)) return false;
  const kind = kindOf(way, approval.kind);
  const context = { ...way, project: projectOf(way, run.project), now: way.now() };
  const drafted = kind.anew?.(draftOf(approval), subject, context);
  if (!drafted) return false;
  const why = { actor: BOT, event: 'draft.drifted', from: UNDECIDED } as const;
  const renewed = await way.db.prisma.$transaction((tx) => renew(way, tx, approval, drafted, why));
  if (renewed) await advance(way, approvalId);
  return renewed;
}

/** Sheet and books agree now: its card says so and asks nobody any more. */
export async function closeCard(
  way: Way,
  run: StoredRun,
  approvalId: string,
  elsewhere: boolean,
): Promise<void> {
  const approval = await loadApproval(way.db.prisma, approvalId);
  if (!approval) return;
  const reason = elsewhere
    ? `Settled: reconciliation ${run.number} finds it as part of another variance, which has a card of its own.`
    : `Settled: the sheet and QuickBooks agree now, or what it was about is gone (reconciliation ${run.number}).`;
  await way.db.prisma.$transaction((tx) => settle(way, tx, approval, reason, UNDECIDED));
  await advance(way, approvalId);
}
