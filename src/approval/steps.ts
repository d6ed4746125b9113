import { VendorFailure } from '../core/failure.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import type { Trouble } from '../proposals/standing.ts';
import { json, type LoadedApproval } from '../store/approvals.ts';
import { COMPANY, NOTHING, type Transaction } from '../store/database.ts';
import { HeldBack } from './guarded.ts';
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

/** A fault of our own is not healed by waiting; this many tries tell it from a passing one. */
const OWN_FAULT_TRIES = 3;

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

export interface Failed {
  trouble: Trouble;
  /** null: it waits for Retry. */
  again: Date | null;
  /** The kill switch held a write back: nothing failed, and it goes on once it is resumed. */
  held?: true;
}

/** What a failed try means: tried again at a time, or stopped until somebody asks. */
export async function fail(
  way: Way,
  approval: LoadedApproval,
  begun: Begun,
  title: string,
  error: unknown,
  logged: boolean,
): Promise<Failed> {
  const { step } = begun;
  const at = way.now();
  if (error instanceof HeldBack) return holdBack(way, approval, begun, title, error, logged);
  const failure = error instanceof VendorFailure ? error : null;
  const passing = failure ? failure.passing : step.attempts < OWN_FAULT_TRIES;
  const wait = Math.max(waitAfter(way, step.attempts), Math.min(failure?.retryAfterMs ?? 0, 60_000));
  const again = passing ? new Date(at.getTime() + wait) : null;
  // Doubt about an earlier try outlives whatever fails since, until a look has cleared it.
  const certain = failure !== null && !failure.outcomeUnknown && (!begun.inDoubt || begun.cleared);
  const trouble: Trouble = {
    service: failure?.service ?? 'Countersign',
    step: title,
    message: words(error),
    passing,
  };
  const fields = {
    approvalId: approval.id,
    step: step.key,
    attempt: step.attempts,
    passing,
    error: words(error),
  };
  const vendor = { service: failure?.service, code: failure?.code, requestId: failure?.requestId };
  way.log.warn({ ...fields, ...vendor, stack: failure ? undefined : stackOf(error) }, 'step failed');
  await way.db.prisma.$transaction(async (tx) => {
    await tx.step.update({
      where: { approvalId_version_key: { approvalId: approval.id, version: step.version, key: step.key } },
      data: {
        status: passing ? 'open' : 'failed',
        lastError: json({ ...vendor, message: trouble.message, done: certain ? 'no' : 'unknown' }),
        outcome: json({ refusals: refusals(step) + (certain && !passing ? 1 : 0) }),
        nextAttemptAt: again,
      },
    });
    if (!logged) return;
    const data = {
      version: step.version,
      step: step.key,
      attempt: step.attempts,
      passing,
      ...vendor,
      message: trouble.message,
    };
    await appendLog(tx, entry(approval, at, 'step.failed', data));
  });
  return { trouble, again };
}

/** Due again at once, and doubt about an earlier try stays. The intent stands in the log, and so does why no outcome follows. */
async function holdBack(
  way: Way,
  approval: LoadedApproval,
  { step, inDoubt, cleared }: Begun,
  title: string,
  error: HeldBack,
  logged: boolean,
): Promise<Failed> {
  const { scope, by, reason } = error.stopped;
  const certain = !inDoubt || cleared;
  await way.db.prisma.$transaction(async (tx) => {
    await tx.step.update({
      where: { approvalId_version_key: { approvalId: approval.id, version: step.version, key: step.key } },
      data: {
        status: 'open',
        lastError: json({ message: error.message, done: certain ? 'no' : 'unknown' }),
        outcome: json({ refusals: refusals(step) }),
        nextAttemptAt: null,
      },
    });
    if (!logged) return;
    const data = { version: step.version, step: step.key, attempt: step.attempts, scope, by, reason };
    await appendLog(tx, entry(approval, way.now(), 'step.held', data));
  });
  const trouble = { service: error.service, step: title, message: error.message, passing: true };
  return { trouble, again: null, held: true };
}

/** In milliseconds; the last wait repeats, so that a vendor's return is noticed within it. */
export function waitAfter({ backoffMs }: Pick<Way, 'backoffMs'>, attempts: number): number {
  return backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? 0;
}

/** A vendor's own words may be shown; ours may hold anything and go to the program's log only. */
function words(error: unknown): string {
  return error instanceof VendorFailure
    ? error.message
    : 'An error inside Countersign; its log has the details.';
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export function entry(approval: LoadedApproval, at: Date, type: string, data: Record<string, unknown>) {
  return { at, actor: BOT, type, project: approval.project, approvalId: approval.id, data };
}
