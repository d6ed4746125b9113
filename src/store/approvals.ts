import { carried } from '../telemetry/trace.ts';
import { COMPANY, Prisma, type Transaction } from './database.ts';
import type { Absence, Approval, Decision, Draft, Step } from './generated/client.ts';

/** An approval with what the way needs of it: the current version, its decisions and its steps. */
export interface LoadedApproval extends Approval {
  draft: Draft;
  /** Oldest first. */
  decisions: Decision[];
  steps: Step[];
  /** Who made a version of it by editing, each once. */
  editors: string[];
  /** Everybody who said they are away; some of them may be back by now. */
  absences: Absence[];
}

/** In one query, because every click and every step begins with it; and so all of it is of one moment. */
export async function loadApproval(db: Transaction, id: string): Promise<LoadedApproval | null> {
  const [row] = await db.$queryRaw<Found[]>(found(Prisma.sql`to_jsonb(d)`, Prisma.sql`a."id" = ${id}`));
  return row ? loaded(row) : null;
}

/** Without what the draft says: who may decide on hundreds of them is read at once, and shown of a few. */
export async function loadOutlines(db: Transaction, statuses: readonly string[]): Promise<LoadedApproval[]> {
  const draft = Prisma.sql`jsonb_build_object('approvalId', d."approvalId", 'version', d."version",
    'company', d."company", 'content', NULL, 'basis', NULL, 'findings', '[]'::jsonb, 'hash', d."hash",
    'author', d."author", 'changes', '[]'::jsonb, 'createdAt', d."createdAt")`;
  const open = Prisma.sql`a."company" = ${COMPANY} AND a."status" = ANY(${[...statuses]})
    ORDER BY a."requestedAt", a."number"`;
  return (await db.$queryRaw<Found[]>(found(draft, open))).map(loaded);
}

function found(draft: Prisma.Sql, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT to_jsonb(a) AS approval, ${draft} AS draft,
      (SELECT COALESCE(jsonb_agg(to_jsonb(x) ORDER BY x."at"), '[]') FROM "Decision" x
        WHERE x."approvalId" = a."id" AND x."version" = a."version") AS decisions,
      (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "Step" x
        WHERE x."approvalId" = a."id" AND x."version" = a."version") AS steps,
      (SELECT COALESCE(jsonb_agg(DISTINCT x."author"->>'who'), '[]') FROM "Draft" x
        WHERE x."approvalId" = a."id" AND x."author"->>'kind' = 'person') AS editors,
      (SELECT COALESCE(jsonb_agg(to_jsonb(x) ORDER BY x."setAt", x."person"), '[]') FROM "Absence" x
        WHERE x."company" = a."company") AS absences
    FROM "Approval" a JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE ${where}`;
}

function loaded(row: Found): LoadedApproval {
  return {
    ...typed<Approval>(row.approval),
    draft: typed(row.draft),
    decisions: row.decisions.map((decision) => typed<Decision>(decision)),
    steps: row.steps.map((step) => typed<Step>(step)),
    editors: row.editors,
    absences: row.absences.map((absence) => typed<Absence>(absence)),
  };
}

type Row = Record<string, unknown>;

interface Found {
  approval: Row;
  draft: Row;
  decisions: Row[];
  steps: Row[];
  editors: string[];
  absences: Row[];
}

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
 * transaction ends. False: somebody else was first. Every change is one the card shows, so its revision rises; with
 * `asRead`, the revision must still be that one, so that nothing at all has changed since it was read.
 */
export async function changeIf(
  tx: Transaction,
  id: string,
  version: number,
  statuses: readonly string[],
  data: Prisma.ApprovalUpdateManyMutationInput,
  asRead?: number,
): Promise<boolean> {
  const unchanged = asRead === undefined ? {} : { cardRevision: asRead };
  const trace = carried();
  const traced = trace === null ? {} : { trace };
  const { count } = await tx.approval.updateMany({
    where: { id, version, status: { in: [...statuses] }, ...unchanged },
    data: { ...data, ...traced, cardRevision: { increment: 1 } },
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
