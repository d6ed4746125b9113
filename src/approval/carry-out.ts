import { appendLog } from '../log/append.ts';
import type { CarryOutStep, StepContext, StepOutcome } from '../proposals/step.ts';
import { nameAmong } from '../settings/people.ts';
import { json, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING } from '../store/database.ts';
import { castOf } from './cast.ts';
import { contextOf } from './context.ts';
import { fail, stumble, troubleOf } from './failing.ts';
import { draftOf, standingOf } from './standing.ts';
import { begin, entry, finish, refusals, type Step, stepOf } from './steps.ts';
import { undoWindow } from './undo-window.ts';
import type { Way } from './way.ts';

/** Steps without which the money did not move as approved. */
const CRITICAL = ['post', 'verify'];

/** One step of the approved version, once: intent, look where an earlier try is in doubt, do, outcome. */
export async function carryOut(way: Way, approval: LoadedApproval, step: CarryOutStep): Promise<void> {
  const begun = await begin(way, approval, step.key, true);
  try {
    const context = stepContext(way, approval, begun.step);
    const found = begun.inDoubt && step.look ? await step.look(context) : null;
    begun.cleared = true;
    const outcome = found ?? (await step.run(context));
    await succeed(way, approval, step, outcome, found !== null);
    if (outcome.note) await note(way, approval, outcome.note);
  } catch (error) {
    const failed = await fail(way, approval, begun, step.title, error, true);
    await stumble(way, approval, failed, CRITICAL.includes(step.key));
  }
}

async function succeed(
  way: Way,
  approval: LoadedApproval,
  step: CarryOutStep,
  outcome: StepOutcome,
  found: boolean,
): Promise<void> {
  const at = way.now();
  const undoUntil = step.reaches === 'posted' ? undoWindow(way, approval, at) : undefined;
  await way.db.prisma.$transaction(async (tx) => {
    await tx.approval.update({
      where: { id: approval.id },
      data: {
        cardRevision: { increment: 1 },
        ...(outcome.posting ? { posting: json(outcome.posting) } : {}),
        ...(step.reaches ? { status: step.reaches } : {}),
        ...(undoUntil === undefined ? {} : { undoUntil }),
        ...(troubleOf(approval) === step.title ? { trouble: NOTHING } : {}),
      },
    });
    await finish(tx, approval, step.key, at, outcome.data);
    const { reaches, key } = step;
    const data = { version: approval.version, step: key, found, reaches, ...outcome.data };
    const until = undoUntil ? { undoUntil: undoUntil.toISOString() } : {};
    await appendLog(tx, entry(approval, at, 'step.done', { ...data, posting: outcome.posting, ...until }));
  });
}

export function stepContext(way: Way, approval: LoadedApproval, step: Step): StepContext {
  const { at, people } = castOf(way, approval);
  const standing = standingOf(approval, people, null, at);
  const nameOf = (who: string) => nameAmong(people, who);
  return {
    ...contextOf(way, approval),
    approvalId: approval.id,
    draft: draftOf(approval),
    standing,
    approverNames: standing.approvedBy.map(nameOf),
    refusals: refusals(step),
    firstIntentAt: step.intentAt ?? way.now(),
    outcomeOf: (key) => stepOf(approval, key)?.outcome ?? null,
  };
}

/** Detail belongs in the thread; that it could not be said stops nothing. */
async function note(way: Way, approval: LoadedApproval, text: string): Promise<void> {
  if (approval.messageTs === null) return;
  await way.messenger
    .reply({ channel: approval.channel, ts: approval.messageTs }, text)
    .catch((error: unknown) => {
      way.log.warn({ approvalId: approval.id, error: String(error) }, 'could not reply in the thread');
    });
}
