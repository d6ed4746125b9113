import { randomUUID } from 'node:crypto';
import { appending, appendLog } from '../log/append.ts';
import type { NewEntry } from '../log/entry.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { COMPANY, Prisma, type Transaction } from '../store/database.ts';
import { carried } from '../telemetry/trace.ts';

/** A person's decision on one version: its row and its log entry are written here and nowhere else. */
export interface KeptDecision {
  verb: 'approve' | 'reject' | 'undo';
  who: string;
  at: Date;
  reason?: string;
  /** In whose places it may count. */
  standsFor?: readonly string[];
  /** The log's word for it: "approval.given". */
  type: string;
  /** What the log says besides version, hash, reason and places. */
  data?: Record<string, unknown>;
}

type Decided = Pick<LoadedApproval, 'id' | 'version' | 'project' | 'draft'>;

/** In the transaction that changes the approval. The decision names the hash of what was decided on. */
export async function keepDecision(tx: Transaction, decided: Decided, kept: KeptDecision): Promise<void> {
  await tx.decision.create({
    data: {
      id: randomUUID(),
      company: COMPANY,
      approvalId: decided.id,
      version: decided.version,
      who: kept.who,
      verb: kept.verb,
      reason: kept.reason ?? null,
      draftHash: decided.draft.hash,
      standsFor: [...(kept.standsFor ?? [])],
      at: kept.at,
    },
  });
  await appendLog(tx, entryOf(decided, kept));
}

/**
 * The same, and the change of the approval with it, in one statement: all of it is there or nothing is, and a click
 * asks the database once. Only where nothing of the approval has changed since it was read; false where something has.
 */
export async function keepIfAsRead(
  db: Transaction,
  decided: Decided & Pick<LoadedApproval, 'cardRevision'>,
  statuses: readonly string[],
  change: { approved: boolean },
  kept: KeptDecision,
): Promise<boolean> {
  const { id, version, draft, cardRevision } = decided;
  const at = Prisma.sql`(${kept.at.toISOString()}::timestamptz AT TIME ZONE 'UTC')`;
  const trace = carried();
  const also = [
    ...(change.approved ? [Prisma.sql`"status" = 'approved', "decidedAt" = ${at}`] : []),
    ...(trace === null ? [] : [Prisma.sql`"trace" = ${JSON.stringify(trace)}::jsonb`]),
  ];
  const rest = also.length > 0 ? Prisma.sql`, ${Prisma.join(also)}` : Prisma.empty;
  const done = await db.$queryRaw<unknown[]>`
    WITH changed AS (
      UPDATE "Approval" SET "dueAt" = ${at}, "updatedAt" = ${at}, "cardRevision" = "cardRevision" + 1${rest}
      WHERE "id" = ${id} AND "version" = ${version} AND "cardRevision" = ${cardRevision}
        AND "status" = ANY(${[...statuses]})
      RETURNING "id"
    ), kept AS (
      INSERT INTO "Decision" ("id", "company", "approvalId", "version", "who", "verb", "reason", "draftHash",
        "standsFor", "at")
      SELECT ${randomUUID()}, ${COMPANY}, "id", ${version}::int, ${kept.who}, ${kept.verb}, ${kept.reason ?? null},
        ${draft.hash}, ${[...(kept.standsFor ?? [])]}::text[], ${at}
      FROM changed
    )
    SELECT ${appending(entryOf(decided, kept))} FROM changed`;
  return done.length === 1;
}

function entryOf({ id, version, project, draft }: Decided, kept: KeptDecision): NewEntry {
  const { at, who, type, data = {}, reason, standsFor = [] } = kept;
  const why = reason === undefined ? {} : { reason };
  const places = standsFor.length > 0 ? { standsFor } : {};
  const said = { version, hash: draft.hash, ...data, ...why, ...places };
  return { at, actor: who, type, project, approvalId: id, data: said };
}
