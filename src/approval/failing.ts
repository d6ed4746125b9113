import { VendorFailure } from '../core/failure.ts';
import { appendLog } from '../log/append.ts';
import type { Trouble } from '../proposals/standing.ts';
import { json, type LoadedApproval } from '../store/approvals.ts';
import type { Prisma } from '../store/database.ts';
import { HeldBack } from './guarded.ts';
import { type Begun, entry, refusals, type Step, waitAfter } from './steps.ts';
import type { Way } from './way.ts';

/** A fault of our own is not healed by waiting; this many tries tell it from a passing one. */
const OWN_FAULT_TRIES = 3;

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
  const end = {
    status: passing ? 'open' : 'failed',
    lastError: json({ ...vendor, message: trouble.message, done: certain ? 'no' : 'unknown' }),
    outcome: json({ refusals: refusals(step) + (certain && !passing ? 1 : 0) }),
    nextAttemptAt: again,
  };
  const data = { ...triedIn(step), passing, ...vendor, message: trouble.message };
  await keepEnd(way, approval, step, end, logged ? entry(approval, at, 'step.failed', data) : null);
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
  const end = {
    status: 'open',
    lastError: json({ message: error.message, done: certain ? 'no' : 'unknown' }),
    outcome: json({ refusals: refusals(step) }),
    nextAttemptAt: null,
  };
  const data = { ...triedIn(step), scope, by, reason };
  await keepEnd(way, approval, step, end, logged ? entry(approval, way.now(), 'step.held', data) : null);
  const trouble = { service: error.service, step: title, message: error.message, passing: true };
  return { trouble, again: null, held: true };
}

const triedIn = ({ version, key, attempts }: Step) => ({ version, step: key, attempt: attempts });

/** How a try ended, in its step and in the log: both or neither. */
async function keepEnd(
  way: Way,
  approval: LoadedApproval,
  { version, key }: Step,
  data: Prisma.StepUpdateInput,
  logged: ReturnType<typeof entry> | null,
): Promise<void> {
  const where = { approvalId_version_key: { approvalId: approval.id, version, key } };
  await way.db.prisma.$transaction(async (tx) => {
    await tx.step.update({ where, data });
    if (logged) await appendLog(tx, logged);
  });
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

export function troubleOf({ trouble }: LoadedApproval): string | null {
  return trouble !== null && typeof trouble === 'object' && 'step' in trouble ? String(trouble.step) : null;
}

/** Shows the trouble on the card. Where money cannot move without it, a stop is the approval's own failure. */
export async function stumble(
  way: Way,
  approval: LoadedApproval,
  failed: Failed,
  critical: boolean,
): Promise<void> {
  // Nothing failed: the card says who stopped it, and resuming makes it due.
  if (failed.held) return;
  const status = critical && failed.again === null ? { status: 'failed' } : {};
  const changed = JSON.stringify(approval.trouble) !== JSON.stringify(failed.trouble);
  if (!changed && !('status' in status)) return;
  const at = way.now();
  await way.db.prisma.$transaction(async (tx) => {
    await tx.approval.update({
      where: { id: approval.id },
      data: { trouble: json(failed.trouble), cardRevision: { increment: 1 }, ...status },
    });
    if (!('status' in status)) return;
    const data = { version: approval.version, from: approval.status, to: 'failed', ...failed.trouble };
    await appendLog(tx, entry(approval, at, 'approval.failed', data));
  });
}
