import { setImmediate } from 'node:timers/promises';
import type { Way } from '../approval/way.ts';
import { POSTED, UNDECIDED } from '../proposals/standing.ts';
import { StoredBasis } from '../proposals/variance/content.ts';
import { fingerprintOf, Subject } from '../proposals/variance/subject.ts';
import { COMPANY, type Prisma, type Transaction } from '../store/database.ts';
import { type Correction, correctedBy, correctionsOf } from './corrected.ts';
import { type Found, keepFound, NEW_AT_ONCE } from './keep-found.ts';
import type { StoredRun } from './stored.ts';
import { keyed } from './variances.ts';

/** What a run found and what is known of it: each is asked once, and not again once it is decided. */

/** What a run is compared with; subjects are large, and looked at one by one where they matter. */
const OUTLINE = {
  key: true,
  status: true,
  run: true,
  fingerprint: true,
  approvalId: true,
  snoozedUntil: true,
} as const;
type Kept = Prisma.VarianceGetPayload<{ select: typeof OUTLINE }>;

export interface Merged {
  /** Worst first, as they were found. */
  found: Found[];
  /** Open cards of what this run did not find any more. */
  gone: { key: string; approvalId: string | null; elsewhere: boolean }[];
}

export const ON_THE_WAY = ['approved', 'posting', 'failed', 'undoing'];
/** Somebody looks at its card, or it is being carried out. */
const ASKED = [...UNDECIDED, ...ON_THE_WAY];

/**
 * Compares what a run found with what is known, and keeps it. Not one transaction, which would be held for as long as
 * thousands of subjects take: cut off, the run is made again, and what it kept before is known then, no longer new.
 */
export async function merge(way: Way, run: StoredRun, subjects: readonly Subject[]): Promise<Merged> {
  const { prisma } = way.db;
  const known = await knownOf(prisma, run.project);
  const at = way.now();
  const found: Found[] = [];
  for (const one of subjects) {
    if (found.length % NEW_AT_ONCE === 0) await setImmediate();
    const subject = { ...one, run: run.number, foundAt: run.startedAt.toISOString() };
    found.push(compared(subject, known, at));
  }
  await keepFound(prisma, run, found, at);
  return { found, gone: await settleGone(prisma, run, subjects, known, at) };
}

/** What runs before left, by the variances' keys and the approvals' ids. */
interface Known {
  kept: ReadonlyMap<string, Kept>;
  approvals: ReadonlyMap<string, Outline>;
  corrections: readonly Correction[];
}

async function knownOf(db: Transaction, project: string): Promise<Known> {
  const rows = await db.variance.findMany({ where: { company: COMPANY, project }, select: OUTLINE });
  const approvals = await approvalsOf(db, rows);
  const corrections = await correctionsOf(db, project);
  return { kept: new Map(rows.map((row) => [row.key, row])), approvals, corrections };
}

function compared(subject: Subject, { kept, approvals, corrections }: Known, now: Date): Found {
  const before = kept.get(subject.key);
  const approval = before?.approvalId ? approvals.get(before.approvalId) : undefined;
  const waits = ASKED.includes(approval?.status ?? '');
  const by = waits ? null : correctedBy(subject, corrections);
  if (!by)
    return {
      subject,
      state: stateOf(subject, before, approval, now),
      approvalId: approval?.id ?? null,
      waits,
    };
  const keptSo = before?.status === 'decided' && before.fingerprint === fingerprintOf(subject);
  const decided: Found = { subject, state: 'decided', approvalId: by.approvalId };
  return keptSo ? decided : { ...decided, corrected: true };
}

/** What this run would have found and did not is settled. */
async function settleGone(
  db: Transaction,
  run: StoredRun,
  subjects: readonly Subject[],
  { kept, approvals }: Known,
  at: Date,
): Promise<Merged['gone']> {
  const keys = new Set(subjects.map(({ key }) => key));
  const missed = [...kept.values()].filter((row) => !keys.has(row.key) && mayBeGone(row, run));
  const gone = (await withSubjects(db, run.project, missed)).filter((row) => wasSeen(row, run));
  for (const { key } of gone)
    await db.variance.update({
      where: keyed(run.project, key),
      data: { status: 'settled', run: run.number, changedAt: at },
    });
  const ids = new Set(subjects.flatMap(({ sheet, ledger }) => [...sheet, ...ledger].map(({ id }) => id)));
  return gone.map(({ key, approvalId, subject }) => {
    const waits = UNDECIDED.includes(approvals.get(approvalId ?? '')?.status ?? '');
    const { sheet = [], ledger = [] } = subject ?? {};
    const elsewhere = [...sheet, ...ledger].some(({ id }) => ids.has(id));
    return { key, approvalId: waits ? approvalId : null, elsewhere };
  });
}

interface Outline {
  id: string;
  status: string;
  subject: Subject | null;
}

async function approvalsOf(db: Transaction, kept: readonly Kept[]): Promise<Map<string, Outline>> {
  const ids = kept.flatMap(({ approvalId }) => approvalId ?? []);
  const rows = await db.$queryRaw<{ id: string; status: string; basis: unknown }[]>`
    SELECT a."id", a."status", d."basis" FROM "Approval" a
    JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version" WHERE a."id" = ANY(${ids})`;
  return new Map(
    rows.map(({ id, status, basis }) => [
      id,
      { id, status, subject: StoredBasis.safeParse(basis).data?.subject ?? null },
    ]),
  );
}

function stateOf(
  subject: Subject,
  before: Kept | undefined,
  approval: Outline | undefined,
  now: Date,
): Found['state'] {
  if (!before) return 'fresh';
  if (before.snoozedUntil !== null && before.snoozedUntil > now) return 'snoozed';
  if (!approval) return before.fingerprint === fingerprintOf(subject) ? 'known' : 'changed';
  // Of what its card shows: that is what was, or is to be, decided on.
  const same = approval.subject !== null && fingerprintOf(approval.subject) === fingerprintOf(subject);
  if (POSTED.includes(approval.status)) return same ? 'decided' : 'changed';
  if (ON_THE_WAY.includes(approval.status)) return 'known';
  return same ? 'known' : 'changed';
}

/**
 * Only what this run would have found, were it still there: something of it lies in its period. What a try of this run
 * settled before it was cut off is settled still, and its card may not say so yet.
 */
function wasSeen({ status, subject, run: seenBy }: Missed, { period, number }: StoredRun): boolean {
  if (status === 'settled' && seenBy === number) return true;
  if (!subject) return false;
  return [...subject.sheet, ...subject.ledger].some(({ date }) => date >= period.from && date <= period.to);
}

type Missed = Kept & { subject: Subject | null };

function mayBeGone({ status, run: seenBy }: Kept, { number }: StoredRun): boolean {
  return status === 'settled' ? seenBy === number : status !== 'decided';
}

async function withSubjects(db: Transaction, project: string, rows: readonly Kept[]): Promise<Missed[]> {
  const missed: Missed[] = [];
  for (let from = 0; from < rows.length; from += NEW_AT_ONCE) {
    const some = rows.slice(from, from + NEW_AT_ONCE);
    const where = { company: COMPANY, project, key: { in: some.map(({ key }) => key) } };
    const found = await db.variance.findMany({ where, select: { key: true, subject: true } });
    const subjects = new Map(found.map(({ key, subject }) => [key, Subject.safeParse(subject).data ?? null]));
    missed.push(...some.map((row) => ({ ...row, subject: subjects.get(row.key) ?? null })));
  }
  return missed;
}
