import { EVERYTHING } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { BOT } from '../log/entry.ts';
import type { Project } from '../settings/types.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { dueToday, nightlyPeriod } from './digest-days.ts';
import type { ReconcileJob } from './job.ts';

/** Every project with costs is reconciled each night, quietly: what it finds that is new stands in the next digest. */

const RECONCILE = 'reconcile';

const requestKey = (project: string, date: string) => `nightly:${project}:${date}`;

/**
 * Claims each project's night by a row in the transaction that queues the run: once for a date. `since`: what was due
 * before it was not missed. A project that is stopped waits for as long as the day lasts.
 */
export async function nightlyDue(
  way: Way,
  enqueue: (tx: Transaction, job: ReconcileJob) => Promise<void>,
  since: Date,
): Promise<void> {
  const db = way.db.prisma;
  const { company, reconcile, projects } = way.projects;
  const due = dueToday(way.now(), reconcile.at, null, company.timezone);
  if (!due || due.at < since) return;
  const [claimed, stops] = await Promise.all([
    db.occasion.findMany({
      where: { company: COMPANY, what: RECONCILE, date: due.date },
      select: { whose: true },
    }),
    db.stop.findMany({ where: { company: COMPANY }, select: { scope: true } }),
  ]);
  const done = new Set(claimed.map(({ whose }) => whose));
  const held = new Set(stops.map(({ scope }) => scope));
  for (const { code, costs, channel } of projects) {
    if (!costs || done.has(code) || held.has(EVERYTHING) || held.has(code)) continue;
    await db.$transaction(async (tx) => {
      const row = {
        company: COMPANY,
        what: RECONCILE,
        whose: code,
        date: due.date,
        status: 'queued',
        claimedAt: way.now(),
      };
      const { count } = await tx.occasion.createMany({ data: [row], skipDuplicates: true });
      if (count === 0) return;
      const about = {
        project: code,
        channel,
        requestedBy: BOT,
        period: nightlyPeriod(due.date),
        periodNote: null,
      };
      await enqueue(tx, { ...about, requestKey: requestKey(code, due.date), quiet: true });
    });
  }
}

/** Whether the run of that night came to nothing; null while it is not over, and where there was none. */
export async function nightFailed({ db }: Way, project: string, date: string): Promise<boolean | null> {
  const run = await db.prisma.reconciliation.findUnique({
    where: { requestKey: requestKey(project, date) },
    select: { status: true },
  });
  return run === null || run.status === 'running' ? null : run.status === 'failed';
}

/** Whether a digest had better wait: the night of one of these is not over, and began after `patientSince`. */
export async function nightlyUnderWay(
  { db }: Way,
  projects: readonly Project[],
  date: string,
  patientSince: Date,
): Promise<boolean> {
  const codes = projects.map(({ code }) => code);
  const claimed = await db.prisma.occasion.findMany({
    where: { company: COMPANY, what: RECONCILE, date, whose: { in: codes }, claimedAt: { gt: patientSince } },
    select: { whose: true },
  });
  if (claimed.length === 0) return false;
  const over = await db.prisma.reconciliation.count({
    where: {
      requestKey: { in: claimed.map(({ whose }) => requestKey(whose, date)) },
      status: { in: ['writing', 'done', 'failed'] },
    },
  });
  return over < claimed.length;
}
