import { z } from 'zod';
import { POSTED, UNDECIDED } from '../proposals/standing.ts';
import { Subject } from '../proposals/variance/subject.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import type { KeptVariance } from './digest-news.ts';

/** A project's variances as a digest sees them: without what their cards show, of which only a few are read. */
export interface OutlinedVariance extends KeptVariance {
  /** Number of the last run that found it. */
  run: number;
  weightMinor: number;
  foundAt: Date;
  /** Whether a card asks for it. */
  hasCard: boolean;
}

const UNDER_WAY = ['approved', 'posting'];
const ASKING = [...UNDECIDED, 'failed', 'undoing', 'observed'];

const Row = z.object({
  key: z.string(),
  fingerprint: z.string(),
  status: z.string(),
  run: z.number(),
  weightMinor: z.coerce.number(),
  foundAt: z.date(),
  runAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  approval: z.string().nullable(),
  decidedKey: z.string().nullable(),
});

/** Worst first. */
export async function outlinedVariances(db: Transaction, project: string): Promise<OutlinedVariance[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT v."key", v."fingerprint", v."status", v."run", v."weightMinor", v."foundAt", r."startedAt" AS "runAt",
      a."status" AS "approval", a."decidedAt", d."content"->>'key' AS "decidedKey"
    FROM "Variance" v LEFT JOIN "Approval" a ON a."id" = v."approvalId"
      LEFT JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
      LEFT JOIN "Reconciliation" r ON r."number" = v."run"
    WHERE v."company" = ${COMPANY} AND v."project" = ${project}
    ORDER BY v."weightMinor" DESC, v."key"`;
  return rows.map((row) => {
    const { status, approval, runAt, decidedAt, decidedKey, ...rest } = Row.parse(row);
    const follows = decidedKey !== null && decidedKey !== rest.key;
    const hasCard = approval !== null && ASKING.includes(approval);
    return { ...rest, hasCard, follows, state: stateOf({ status, approval, runAt, decidedAt }) };
  });
}

type Stored = Pick<z.infer<typeof Row>, 'status' | 'approval' | 'runAt' | 'decidedAt'>;

/** A decision counts from its moment on, until a run that began after it finds that something is left to decide. */
function stateOf({ status, approval, runAt, decidedAt }: Stored): KeptVariance['state'] {
  if (status === 'snoozed' || status === 'settled' || status === 'decided') return status;
  if (approval !== null && UNDER_WAY.includes(approval)) return 'decided';
  if (decidedAt !== null && runAt !== null && runAt > decidedAt) return 'undecided';
  if (approval === 'settled') return 'settled';
  return approval !== null && POSTED.includes(approval) ? 'decided' : 'undecided';
}

/** What the cards of these show, in their order. */
export async function subjectsOf(
  db: Transaction,
  project: string,
  keys: readonly string[],
): Promise<Subject[]> {
  const where = { company: COMPANY, project, key: { in: [...keys] } };
  const rows = await db.variance.findMany({ where, select: { key: true, subject: true } });
  const subjects = new Map(rows.map(({ key, subject }) => [key, Subject.parse(subject)]));
  return keys.flatMap((key) => subjects.get(key) ?? []);
}
