import { COMPANY, type Prisma, type Transaction } from './database.ts';
import type { Approval, Decision, Draft, Step } from './generated/client.ts';

/** An approval with what the way needs of it: the current version, its decisions and its steps. */
export interface LoadedApproval extends Approval {
  draft: Draft;
  /** Oldest first. */
  decisions: Decision[];
  steps: Step[];
}

/** In one query, because every click and every step begins with it; and so all of it is of one moment. */
export async function loadApproval(db: Transaction, id: string): Promise<LoadedApproval | null> {
  const [row] = await db.$queryRaw<{ approval: Row; draft: Row; decisions: Row[]; steps: Row[] }[]>`
    SELECT to_jsonb(a) AS approval, to_jsonb(d) AS draft,
      (SELECT COALESCE(jsonb_agg(to_jsonb(x) ORDER BY x."at"), '[]') FROM "Decision" x
        WHERE x."approvalId" = a."id" AND x."version" = a."version") AS decisions,
      (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "Step" x
        WHERE x."approvalId" = a."id" AND x."version" = a."version") AS steps
    FROM "Approval" a JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE a."id" = ${id}`;
  if (!row) return null;
  return {
    ...typed<Approval>(row.approval),
    draft: typed(row.draft),
    decisions: row.decisions.map((decision) => typed<Decision>(decision)),
    steps: row.steps.map((step) => typed<Step>(step)),
  };
}

type Row = Record<string, unknown>;

/** How the columns that hold a moment, and those that hold a BIGINT, are called, and no others: a test holds it. */
export const MOMENT = /^at$|^until$|(At|Since|Until)$/;
export const BIGINT = /Minor$/;

/** A table's row as Prisma reads it: in JSON a moment is text, in UTC, and a BIGINT is a number. */
function typed<Model>(row: Row): Model {
  const columns = Object.entries(row).map(([name, value]) => {
    if (typeof value === 'string' && MOMENT.test(name)) return [name, new Date(`${value}Z`)];
    if (typeof value === 'number' && BIGINT.test(name)) return [name, BigInt(value)];
    return [name, value];
  });
  return Object.fromEntries(columns);
}

/**
 * Changes the approval only if it is still at this version in one of these statuses, and locks its row until the
 * transaction ends. False: somebody else was first. Every change is one the card shows, so its revision rises.
 */
export async function changeIf(
  tx: Transaction,
  id: string,
  version: number,
  statuses: readonly string[],
  data: Prisma.ApprovalUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await tx.approval.updateMany({
    where: { id, version, status: { in: [...statuses] } },
    data: { ...data, cardRevision: { increment: 1 } },
  });
  return count === 1;
}

/** Sheet rows that stand on an open or posted draft; those of `except`, an approval's id, left out. */
export async function claimedRows(db: Transaction, sheetId: string, except = ''): Promise<Set<string>> {
  const where = { company: COMPANY, sheetId, approvalId: { not: except } };
  const rows = await db.rowClaim.findMany({ where, select: { rowId: true } });
  return new Set(rows.map(({ rowId }) => rowId));
}

/** Approvals with something due by then, or with a card behind its row, oldest first. */
export async function dueApprovals(db: Transaction, now: Date, limit = 500): Promise<string[]> {
  const rows = await db.approval.findMany({
    where: { company: COMPANY, dueAt: { lte: now } },
    orderBy: { dueAt: 'asc' },
    select: { id: true },
    take: limit,
  });
  return rows.map(({ id }) => id);
}

/** Prisma wants its own JSON type; what comes in is an object that JSON.stringify keeps whole. */
export function json(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
