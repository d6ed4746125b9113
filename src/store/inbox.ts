import { json } from './approvals.ts';
import { COMPANY, Prisma, type Transaction } from './database.ts';

/** One thing that another system told, under the id by which a repetition of it is known. */
export interface Delivered {
  source: string;
  id: string;
  payload: object;
  at: Date;
}

/** What was told and is not worked off. */
export interface OpenDelivery {
  source: string;
  id: string;
  payload: unknown;
}

/** Keeps each once, in one statement for however many; says how many were new. */
export async function keepDeliveries(db: Transaction, deliveries: readonly Delivered[]): Promise<number> {
  const { count } = await db.delivery.createMany({
    data: deliveries.map(({ source, id, payload, at }) => ({
      ...{ company: COMPANY, source, id, at },
      payload: json(payload),
    })),
    skipDuplicates: true,
  });
  return count;
}

/**
 * Remembers ids of which nothing is left to do, and says which of them were new: each counts once, among all processes.
 * One statement and one parameter, for thousands too.
 */
export async function firstSeen(
  tx: Transaction,
  source: string,
  ids: readonly string[],
  at: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  // In one order, so that two processes with the same ids wait for each other and do not lock each other out.
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    INSERT INTO "Delivery" ("company", "source", "id", "at", "doneAt")
    SELECT ${COMPANY}, ${source}, "given", ${at}, ${at} FROM unnest(${[...ids].sort()}::text[]) AS "given"
    ON CONFLICT DO NOTHING RETURNING "id"`);
  return rows.map(({ id }) => id);
}

/** Does it only where nobody has, among all processes; what fails counts as not done. */
export async function once(
  db: Transaction,
  { source, id, at }: Omit<Delivered, 'payload'>,
  work: () => Promise<void>,
): Promise<void> {
  const [isNew] = await firstSeen(db, source, [id], at);
  if (isNew === undefined) return;
  try {
    await work();
  } catch (error) {
    await db.delivery.deleteMany({ where: { company: COMPANY, source, id } });
    throw error;
  }
}

/** The oldest ones of a source, locked until the transaction ends; those that another process has in hand are left to it. */
export function openDeliveries(tx: Transaction, source: string, limit: number): Promise<OpenDelivery[]> {
  return tx.$queryRaw<OpenDelivery[]>(Prisma.sql`
    SELECT "source", "id", "payload" FROM "Delivery"
    WHERE "company" = ${COMPANY} AND "source" = ${source} AND "payload" IS NOT NULL AND "doneAt" IS NULL
    ORDER BY "at", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED`);
}

/** Worked off: the id stays, so that a repetition is known; what was told is let go. */
export async function closeDeliveries(
  tx: Transaction,
  source: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await tx.delivery.updateMany({
    where: { company: COMPANY, source, id: { in: [...ids] } },
    data: { doneAt: at, payload: Prisma.DbNull },
  });
}

/** Forgets ids that nobody repeats any more; what is not worked off stays, however old. Says how many. */
export async function forgetDeliveries(
  db: Transaction,
  sources: readonly string[],
  before: Date,
): Promise<number> {
  const { count } = await db.delivery.deleteMany({
    where: {
      ...{ company: COMPANY, source: { in: [...sources] }, at: { lt: before } },
      OR: [{ payload: { equals: Prisma.DbNull } }, { doneAt: { not: null } }],
    },
  });
  return count;
}

/** Sources with something that is not worked off. */
export async function openSources(db: Transaction): Promise<string[]> {
  const rows = await db.$queryRaw<{ source: string }[]>(Prisma.sql`
    SELECT DISTINCT "source" FROM "Delivery" WHERE "payload" IS NOT NULL AND "doneAt" IS NULL`);
  return rows.map(({ source }) => source);
}
