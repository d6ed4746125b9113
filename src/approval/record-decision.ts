import type { Finding } from '../core/finding.ts';
import { appendLog } from '../log/append.ts';
import { type Status, UNDECIDED } from '../proposals/standing.ts';
import { changeIf, type LoadedApproval } from '../store/approvals.ts';
import { COMPANY, NOTHING, type Transaction } from '../store/database.ts';
import { castOf } from './cast.ts';
import { type Click, forDecision, rejectable, tooLate } from './for-decision.ts';
import { type KeptDecision, keepDecision, keepIfAsRead } from './keep-decision.ts';
import { keepRejection } from './lessons.ts';
import { standsFor as placesTaken, tally, withApproval } from './policy.ts';
import { draftOf, postingInDoubt } from './standing.ts';
import type { Way } from './way.ts';

export type Recorded =
  | { recorded: true; have: number; need: number }
  /** Nothing was changed; said to who clicked, privately. */
  | { refused: string };

/**
 * One approval, recorded with its log entry at once, and with its job where it completes what the rule asks. Once this
 * returns, a kill loses nothing: a card that is not redrawn yet is due by its row, and swept up.
 * Read first and written only if the row is still as it was read, so that who may not decide costs one query and
 * nobody waits for another's turn. Where many decide on one card at once they do take turns, and each is counted.
 */
export async function approve(way: Way, click: Click, note: string | null = null): Promise<Recorded> {
  const seen = await forDecision(way, way.db.prisma, click, 'approve', false);
  if ('refused' in seen) return seen;
  const given = approvalGiven(way, click, seen, note);
  // One that completes nothing is a statement by itself: all that is left to do is to redraw the card.
  const first =
    given !== null && !given.final
      ? await keepApproval(way, way.db.prisma, click, seen, given)
      : await way.db.prisma.$transaction((tx) => recordApproval(way, tx, click, seen, note));
  if (first) return first;
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'approve');
    if ('refused' in approval) return approval;
    return (await recordApproval(way, tx, click, approval, note)) ?? tooLate(way, tx, click);
  });
}

/** null where somebody else changed the row in between. */
async function recordApproval(
  way: Way,
  tx: Transaction,
  click: Click,
  approval: LoadedApproval,
  note: string | null,
): Promise<Recorded | null> {
  const blocked = draftOf(approval).findings.filter(({ severity }) => severity === 'block');
  const given = approvalGiven(way, click, approval, note);
  if (given === null) {
    await askRecheck(tx, approval, way.now());
    await way.enqueue(tx, click.approvalId);
    return { refused: blockedWords(blocked) };
  }
  return keepApproval(way, tx, click, approval, given);
}

interface Given {
  kept: KeptDecision;
  have: number;
  need: number;
  /** It completes what the rule asks. */
  final: boolean;
}

/** null where a finding stands against it. */
function approvalGiven(way: Way, click: Click, approval: LoadedApproval, note: string | null): Given | null {
  if (draftOf(approval).findings.some(({ severity }) => severity === 'block')) return null;
  const { at: situation, people } = castOf(way, approval);
  const standsFor = placesTaken('approve', click.who, situation, people);
  const { have, need, enough: final } = tally(withApproval(situation, click.who, people), people);
  const data = { rule: situation.rule, have, need, final };
  const why = note === null ? {} : { reason: note };
  const at = way.now();
  return {
    kept: { verb: 'approve', who: click.who, at, type: 'approval.given', standsFor, data, ...why },
    ...{ have, need, final },
  };
}

/** null where somebody else changed the row in between. */
async function keepApproval(
  way: Way,
  db: Transaction,
  click: Click,
  approval: LoadedApproval,
  { kept, have, need, final }: Given,
): Promise<Recorded | null> {
  if (!(await keepIfAsRead(db, approval, UNDECIDED, { approved: final }, kept))) return null;
  if (final) await way.enqueue(db, click.approvalId);
  else way.redrawSoon(click.approvalId);
  return { recorded: true, have, need };
}

/** A rejection ends it and frees its rows. Something that failed before anything was posted can be rejected too. */
export async function reject(way: Way, click: Click, reason: string): Promise<Recorded> {
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'reject');
    if ('refused' in approval) return approval;
    const at = way.now();
    const data = { status: 'rejected', decidedAt: at, dueAt: at, trouble: NOTHING };
    if (!(await changeIf(tx, click.approvalId, click.version, rejectable(approval), data))) {
      return tooLate(way, tx, click);
    }
    const given = { type: 'approval.rejected', reason };
    await keepDecision(tx, approval, { verb: 'reject', who: click.who, at, ...given });
    await tx.rowClaim.deleteMany({ where: { approvalId: approval.id } });
    await keepRejection(way, tx, approval, { who: click.who, at, content: approval.draft.content, reason });
    await way.enqueue(tx, approval.id);
    return { recorded: true, have: 0, need: 0 };
  });
}

/** Puts what failed to work again, from where it stopped. */
export async function retry(way: Way, click: Click): Promise<Recorded> {
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'retry');
    if ('refused' in approval) return approval;
    if (approval.trouble === null)
      return { refused: 'Nothing is waiting for a retry any more; the card shows how it stands.' };
    const at = way.now();
    const status = approval.status === 'failed' ? resumedAs(approval) : approval.status;
    const changed = await changeIf(tx, approval.id, click.version, [approval.status], { status, dueAt: at });
    if (!changed) return tooLate(way, tx, click);
    const left = { approvalId: approval.id, version: click.version, status: { not: 'done' } };
    await tx.step.updateMany({ where: left, data: { nextAttemptAt: null, status: 'open' } });
    await way.enqueue(tx, approval.id);
    await appendLog(tx, {
      at,
      actor: click.who,
      type: 'retry.asked',
      project: approval.project,
      approvalId: approval.id,
      data: { version: click.version, from: approval.status, to: status },
    });
    return { recorded: true, have: 0, need: 0 };
  });
}

/** Where in doubt, the posting itself goes on: read again first, drift would make a version that is posted beside it. */
function resumedAs(approval: LoadedApproval): Status {
  if (approval.posting !== null) return 'posted';
  return postingInDoubt(approval) ? 'posting' : 'approved';
}

/** Somebody may have cleared what blocks: the sources are read again, as a step like any other. */
async function askRecheck(tx: Transaction, { id, version }: LoadedApproval, at: Date): Promise<void> {
  const key = { approvalId: id, version, key: 'recheck' };
  await tx.step.upsert({
    where: { approvalId_version_key: key },
    create: { ...key, company: COMPANY, status: 'open' },
    update: { status: 'open', attempts: 0, nextAttemptAt: null },
  });
  await tx.approval.update({ where: { id }, data: { dueAt: at } });
}

function blockedWords(blocked: readonly Finding[]): string {
  const lines = blocked.map(({ message, remedy }) => `• ${message}${remedy ? ` ${remedy}` : ''}`);
  return `This can't be approved yet:\n${lines.join('\n')}\nCountersign is looking again now; if it is cleared, a new version appears.`;
}
