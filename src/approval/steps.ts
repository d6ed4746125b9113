import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import { json, type LoadedApproval } from '../store/approvals.ts';
import { COMPANY, NOTHING, type Transaction } from '../store/database.ts';
import type { Way } from './way.ts';

/** A unit of work on an approval's version: remembered before it begins, so that a cut-off one is known as such. */
export type Step = LoadedApproval['steps'][number];

export interface Begun {
  step: Step;
  /** An earlier try ended without an answer: look before doing it again. */
  inDoubt: boolean;
  /** Set once a look has found that the try in doubt did nothing. */
  cleared: boolean;
}

export function stepOf(approval: LoadedApproval, key: string): Step | null {
  return approval.steps.find((step) => step.key === key) ?? null;
}

export function isDue(step: Step | null, now: Date): boolean {
  return step === null || step.nextAttemptAt === null || step.nextAttemptAt <= now;
}

/** Writes the intent, in the log too where `logged`, before the vendor is asked. */
export async function begin(
  way: Way,
  approval: LoadedApproval,
  key: string,
  logged: boolean,
): Promise<Begun> {
  const at = way.now();
  const id = { approvalId: approval.id, version: approval.version, key };
  const before = stepOf(approval, key);
  const inDoubt = before !== null && before.attempts > 0 && before.status === 'open' && !knownNotDone(before);
  const step = await way.db.prisma.$transaction(async (tx) => {
    const kept = await tx.step.upsert({
      where: { approvalId_version_key: id },
      create: { ...id, company: COMPANY, status: 'open', attempts: 1, intentAt: at },
      update: { status: 'open', attempts: { increment: 1 }, lastError: NOTHING },
    });
    if (logged) {
      const data = {
        version: approval.version,
        step: key,
        attempt: kept.attempts,
        hash: approval.draft.hash,
      };
      await appendLog(tx, entry(approval, at, 'step.intended', data));
    }
    return kept;
  });
  return { step, inDoubt, cleared: false };
}

/** All tries failed, and the vendor surely did nothing in any of them. */
export function knownNotDone({ lastError }: Step): boolean {
  return (
    lastError !== null && typeof lastError === 'object' && 'done' in lastError && lastError.done === 'no'
  );
}

/** How often this step was refused for certain. */
export function refusals(step: Step | null): number {
  const outcome = step?.outcome;
  return outcome !== null && typeof outcome === 'object' && 'refusals' in outcome
    ? Number(outcome.refusals)
    : 0;
}

export async function finish(
  tx: Transaction,
  approval: LoadedApproval,
  key: string,
  at: Date,
  data: object,
): Promise<void> {
  await tx.step.update({
    where: { approvalId_version_key: { approvalId: approval.id, version: approval.version, key } },
    data: { status: 'done', outcome: json(data), outcomeAt: at, lastError: NOTHING, nextAttemptAt: null },
  });
}

/** In milliseconds; the last wait repeats, so that a vendor's return is noticed within it. */
export function waitAfter({ backoffMs }: Pick<Way, 'backoffMs'>, attempts: number): number {
  return backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? 0;
}

export function entry(approval: LoadedApproval, at: Date, type: string, data: Record<string, unknown>) {
  return { at, actor: BOT, type, project: approval.project, approvalId: approval.id, data };
}
