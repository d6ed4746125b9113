import { COMPANY, Prisma, type Transaction } from './database.ts';

const seconds = (at: Date | null, now: Date) => (at ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0);

/** How the work stands, in one look: see http/metrics.ts for what each figure means. */
export async function backlogOf(db: Transaction, now: Date) {
  const company = COMPANY;
  const open = { company, status: { in: ['drafted', 'waiting'] } };
  const due = { company, dueAt: { lte: now } };
  const [waiting, dueNow, failed, [inbox], queues, stops] = await Promise.all([
    db.approval.aggregate({ where: open, _count: true, _min: { requestedAt: true } }),
    db.approval.aggregate({ where: due, _count: true, _min: { dueAt: true } }),
    db.step.count({ where: { company, status: 'failed' } }),
    db.$queryRaw<{ count: number }[]>(Prisma.sql`
      SELECT count(*)::int AS count FROM "Delivery" WHERE "payload" IS NOT NULL AND "doneAt" IS NULL`),
    db.$queryRaw<{ name: string; seconds: number | null }[]>(Prisma.sql`
      SELECT q."name", extract(epoch FROM now() - min(j."start_after"))::float AS seconds
      FROM pgboss.queue q LEFT JOIN pgboss.job j
        ON j."name" = q."name" AND j."state" < 'active' AND j."start_after" <= now()
      GROUP BY q."name"`),
    db.stop.count({ where: { company } }),
  ]);
  return {
    waiting: waiting._count,
    oldestWaitingS: seconds(waiting._min.requestedAt, now),
    due: dueNow._count,
    oldestDueS: seconds(dueNow._min.dueAt, now),
    failed,
    inbox: inbox?.count ?? 0,
    stops,
    queues: new Map(queues.map((queue) => [queue.name, queue.seconds ?? 0])),
  };
}
