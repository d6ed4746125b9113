import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Way } from '../approval/way.ts';
import { StoredBasis } from '../proposals/variance/content.ts';
import { fingerprintOf, Subject, weightOf } from '../proposals/variance/subject.ts';
import { json } from '../store/approvals.ts';
import { COMPANY, type Prisma, type Transaction } from '../store/database.ts';
import { correctedBy, correctionsOf } from './corrected.ts';
import { CARDS } from './message.ts';
import type { RunSummary } from './run.ts';
import type { StoredRun } from './stored.ts';

/** What runs found to decide on, remembered: each is asked once, and not again once it is decided. */

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

export interface Found {
  subject: Subject;
  /** What became of it before this run. */
  state: 'fresh' | 'known' | 'changed' | 'decided' | 'snoozed';
  approvalId: string | null;
  /** A card waits for it, or is being carried out. */
  waits?: boolean;
  /** Settled by the journal entry of that approval, and not kept so yet. */
  corrected?: true;
}

export interface Merged {
  /** Worst first, as they were found. */
  found: Found[];
  /** Open cards of what this run did not find any more. */
  gone: { key: string; approvalId: string | null; elsewhere: boolean }[];
}

export const UNDECIDED = ['drafted', 'waiting'];
export const ON_THE_WAY = ['approved', 'posting', 'failed', 'undoing'];
const DECIDED = ['posted', 'done'];
/** Somebody looks at its card, or it is being carried out. */
const ASKED = [...UNDECIDED, ...ON_THE_WAY];

/**
 * Compares what a run found with what is known, and keeps it. Not one transaction, which would be held for as long as
 * thousands of subjects take: cut off, the run is made again, and what it kept before is known then, no longer new.
 */
export async function merge(way: Way, run: StoredRun, subjects: readonly Subject[]): Promise<Merged> {
  const { prisma } = way.db;
  const where = { company: COMPANY, project: run.project };
  const kept = new Map(
    (await prisma.variance.findMany({ where, select: OUTLINE })).map((row) => [row.key, row]),
  );
  const approvals = await approvalsOf(prisma, [...kept.values()]);
  const corrections = await correctionsOf(prisma, run.project);
  const at = way.now();
  const found: Found[] = [];
  for (const one of subjects) {
    if (found.length % NEW_AT_ONCE === 0) await setImmediate();
    const subject = { ...one, run: run.number, foundAt: run.startedAt.toISOString() };
    const before = kept.get(one.key);
    const approval = before?.approvalId ? approvals.get(before.approvalId) : undefined;
    const by = ASKED.includes(approval?.status ?? '') ? null : correctedBy(subject, corrections);
    if (by) {
      const known = before?.status === 'decided' && before.fingerprint === fingerprintOf(subject);
      const one: Found = { subject, state: 'decided', approvalId: by.approvalId };
      found.push(known ? one : { ...one, corrected: true });
      continue;
    }
    const waits = ASKED.includes(approval?.status ?? '');
    const approvalId = approval?.id ?? null;
    found.push({ subject, ...stateOf(subject, before, approval, at), approvalId, waits });
  }
  await keepFound(prisma, run, found, at);
  const keys = new Set(subjects.map(({ key }) => key));
  const missed = [...kept.values()].filter((row) => !keys.has(row.key) && mayBeGone(row, run));
  const gone = (await withSubjects(prisma, run.project, missed)).filter((row) => wasSeen(row, run));
  for (const { key } of gone)
    await prisma.variance.update({
      where: keyed(run.project, key),
      data: { status: 'settled', run: run.number, changedAt: at },
    });
  const ids = new Set(subjects.flatMap(({ sheet, ledger }) => [...sheet, ...ledger].map(({ id }) => id)));
  return {
    found,
    gone: gone.map(({ key, approvalId, subject }) => {
      const waits = UNDECIDED.includes(approvals.get(approvalId ?? '')?.status ?? '');
      const { sheet = [], ledger = [] } = subject ?? {};
      const elsewhere = [...sheet, ...ledger].some(({ id }) => ids.has(id));
      return { key, approvalId: waits ? approvalId : null, elsewhere };
    }),
  };
}

export const keyed = (project: string, key: string) => ({
  company_project_key: { company: COMPANY, project, key },
});

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
): { state: Found['state'] } {
  if (!before) return { state: 'fresh' };
  if (before.snoozedUntil !== null && before.snoozedUntil > now) return { state: 'snoozed' };
  if (!approval) return { state: before.fingerprint === fingerprintOf(subject) ? 'known' : 'changed' };
  // Of what its card shows: that is what was, or is to be, decided on.
  const same = approval.subject !== null && fingerprintOf(approval.subject) === fingerprintOf(subject);
  if (DECIDED.includes(approval.status)) return { state: same ? 'decided' : 'changed' };
  if (ON_THE_WAY.includes(approval.status)) return { state: 'known' };
  return { state: same ? 'known' : 'changed' };
}

/** Rows a statement: a first run of a neglected project may find thousands, and each is put into a statement at one go. */
const AT_ONCE = 500;
/** New rows a statement, which are large: five hundred of them are half a second that nobody's click is acknowledged in. */
const NEW_AT_ONCE = 25;

async function keepFound(db: Transaction, run: StoredRun, found: readonly Found[], at: Date): Promise<void> {
  const of = { company: COMPANY, project: run.project };
  const statusOf = ({ state }: Found) => (state === 'decided' || state === 'snoozed' ? state : 'listed');
  const rowOf = (one: Found) => ({
    run: run.number,
    status: statusOf(one),
    cause: one.subject.cause,
    weightMinor: BigInt(weightOf(one.subject)),
    fingerprint: fingerprintOf(one.subject),
    subject: json(one.subject),
    changedAt: at,
  });
  const fresh = found.filter(({ state }) => state === 'fresh');
  for (let from = 0; from < fresh.length; from += NEW_AT_ONCE) {
    const data = fresh
      .slice(from, from + NEW_AT_ONCE)
      .map((one) => ({ ...of, ...rowOf(one), key: one.subject.key, foundAt: at }));
    await db.variance.createMany({ data, skipDuplicates: true });
  }
  for (const one of found.filter(({ state }) => state === 'changed'))
    await db.variance.update({
      where: keyed(run.project, one.subject.key),
      data: { ...rowOf(one), snoozedUntil: null },
    });
  for (const one of found.filter(({ corrected }) => corrected)) {
    const row = { ...rowOf(one), approvalId: one.approvalId, snoozedUntil: null };
    const create = { ...of, ...row, key: one.subject.key, foundAt: at };
    await db.variance.upsert({ where: keyed(run.project, one.subject.key), create, update: row });
  }
  // The same as before: that this run saw it too is all there is to note.
  const same = found.filter(({ state, corrected }) => state !== 'fresh' && state !== 'changed' && !corrected);
  for (const [status, all] of Map.groupBy(same, statusOf))
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const key = { in: all.slice(from, from + AT_ONCE).map(({ subject }) => subject.key) };
      const awake = status === 'snoozed' ? {} : { snoozedUntil: null };
      await db.variance.updateMany({ where: { ...of, key }, data: { run: run.number, status, ...awake } });
    }
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

export function countsOf({ found, gone }: Merged): RunSummary['variances'] {
  const keys = (state: Found['state']) =>
    found.filter((one) => one.state === state).map(({ subject }) => subject.key);
  const open = found.filter(({ state }) => state !== 'decided' && state !== 'snoozed');
  return {
    open: open.length,
    standing: open.slice(0, CARDS).filter(({ waits }) => waits).length,
    fresh: keys('fresh'),
    changed: keys('changed'),
    settled: gone.map(({ key }) => key),
    decided: keys('decided').length,
    snoozed: keys('snoozed').length,
  };
}

const Listed = z.object({
  key: z.string(),
  subject: Subject,
  approvalId: z.string().nullable(),
  /** Number of the last run that saw it, or missed it. */
  run: z.number().int(),
  status: z.string(),
});
export type Listed = z.infer<typeof Listed>;

/** What of a run is to be decided on, worst first, a page of it. */
export async function listedOf(
  db: Transaction,
  { project, number }: Pick<StoredRun, 'project' | 'number'>,
  { andLater = false, ...page }: { skip: number; take: number; andLater?: boolean },
): Promise<{ listed: Listed[]; count: number }> {
  const run = andLater ? { gte: number } : number;
  const where = { company: COMPANY, project, run, status: { in: ['listed', 'open'] } };
  const [rows, count] = await Promise.all([
    db.variance.findMany({ where, orderBy: [{ weightMinor: 'desc' }, { key: 'asc' }], ...page }),
    db.variance.count({ where }),
  ]);
  return { listed: rows.map((row) => Listed.parse(row)), count };
}

/** Everything that a run or one after it found, decided or not, a page of it; what is settled is not among it. */
export async function foundIn(
  db: Transaction,
  { project, number }: Pick<StoredRun, 'project' | 'number'>,
  page: { skip: number; take: number },
): Promise<{ status: string; subject: Subject }[]> {
  const where = { company: COMPANY, project, run: { gte: number }, status: { not: 'settled' } };
  const rows = await db.variance.findMany({
    where,
    orderBy: { key: 'asc' },
    select: { status: true, subject: true },
    ...page,
  });
  return rows.map(({ status, subject }) => ({ status, subject: Subject.parse(subject) }));
}

export async function variance(db: Transaction, project: string, key: string): Promise<Listed | null> {
  const row = await db.variance.findUnique({ where: keyed(project, key) });
  return row && Listed.parse(row);
}
