import { COMPANY, type Prisma, type Transaction } from './database.ts';

/** An approval with what the way needs of it: the current version, its decisions and its steps. */
export type LoadedApproval = NonNullable<Awaited<ReturnType<typeof loadApproval>>>;

export async function loadApproval(db: Transaction, id: string) {
  const approval = await db.approval.findUnique({ where: { id } });
  if (!approval) return null;
  const version = { approvalId: id, version: approval.version };
  const [draft, decisions, steps] = await Promise.all([
    db.draft.findUniqueOrThrow({ where: { approvalId_version: version } }),
    db.decision.findMany({ where: version, orderBy: { at: 'asc' } }),
    db.step.findMany({ where: version }),
  ]);
  return { ...approval, draft, decisions, steps };
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
