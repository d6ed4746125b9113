import { EVERYTHING } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { appendLog } from '../log/append.ts';
import type { Project } from '../settings/types.ts';
import { json } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { type Due, dueToday } from './digest-days.ts';
import { isHeld, type ProjectNews, projectNews, SHOWN } from './digest-facts.ts';
import { digestEntry, toldOf } from './digest-log.ts';
import { digestMessage } from './digest-message.ts';
import { waitingApprovals } from './digest-waiting.ts';
import { nightlyUnderWay } from './nightly.ts';

/**
 * One message a channel and day. The day is claimed by a row in the transaction that queues the message, so that it is
 * claimed once whatever processes, restarts and clocks do; the message carries the claim's name, so that one whose
 * posting got no answer is found and not repeated; and what it said counts as said only once it stands.
 */
export interface DigestJob {
  channel: string;
  /** The company's date, ISO. */
  date: string;
}

export type EnqueueDigest = (tx: Transaction, job: DigestJob) => Promise<void>;

export const DIGEST = 'digest';
/** So long a digest waits for a vendor that does not answer, and for last night's reconciliation. */
const PATIENCE_MS = 30 * 60_000;

/** Claims what is due now, and queues anew what was claimed and not sent. `since`: nothing before it was missed. */
export async function digestsDue(way: Way, enqueue: EnqueueDigest, since: Date): Promise<void> {
  const db = way.db.prisma;
  const unsent = await db.occasion.findMany({ where: { company: COMPANY, what: DIGEST, status: 'queued' } });
  for (const { whose, date } of unsent) await enqueue(db, { channel: whose, date });
  const { company, digest, projects } = way.projects;
  const due = dueToday(way.now(), digest.at, digest.days, company.timezone);
  if (!due || due.at < since) return;
  const claimed = await db.occasion.findMany({
    where: { company: COMPANY, what: DIGEST, date: due.date },
    select: { whose: true },
  });
  const done = new Set(claimed.map(({ whose }) => whose));
  for (const [channel, its] of Map.groupBy(projects, (project) => project.channel)) {
    if (done.has(channel) || (await isStopped(way))) continue;
    const work = () => claim(way, enqueue, channel, its, due);
    await way.locks.tryExclusively(`digest/${channel}`, work).catch((error: unknown) => {
      if (!(error instanceof VendorFailure)) throw error;
      way.log.warn(
        { channel, service: error.service, error: error.message },
        'a digest waits for its next turn',
      );
    });
  }
}

/** While everything is stopped a digest waits: resumed on the same day it comes late, and else not at all. */
export async function isStopped({ db }: Way): Promise<boolean> {
  return (await db.prisma.stop.count({ where: { company: COMPANY, scope: EVERYTHING } })) > 0;
}

async function claim(
  way: Way,
  enqueue: EnqueueDigest,
  channel: string,
  its: readonly Project[],
  due: Due,
): Promise<void> {
  const late = way.now().getTime() - due.at.getTime();
  if (await nightlyUnderWay(way, its, due.date, new Date(way.now().getTime() - PATIENCE_MS))) return;
  const news = await newsOf(way, its, due.date, late < PATIENCE_MS);
  const { timezone } = way.projects.company;
  const message = digestMessage({ date: due.date, timezone, news, reportUrl: way.reportUrl });
  const said = news.flatMap(({ project, said: its }) =>
    its.map((one) => ({ project: project.code, ...one })),
  );
  await way.db.prisma.$transaction(async (tx) => {
    const status = news.length === 0 ? 'silent' : 'queued';
    const row = {
      company: COMPANY,
      what: DIGEST,
      whose: channel,
      date: due.date,
      status,
      claimedAt: way.now(),
    };
    const content = json({ message, said, told: toldOf(news) });
    const { count } = await tx.occasion.createMany({ data: [{ ...row, content }], skipDuplicates: true });
    if (count === 0) return;
    if (status === 'queued') await enqueue(tx, { channel, date: due.date });
    else await appendLog(tx, digestEntry('silent', { channel, date: due.date }, way.now(), []));
  });
}

/** Only of projects with something to say; those that are stopped keep theirs until they go on. */
async function newsOf(
  way: Way,
  its: readonly Project[],
  today: string,
  patient: boolean,
): Promise<ProjectNews[]> {
  const codes = its.map(({ code }) => code);
  const waiting = await waitingApprovals(way, codes, SHOWN);
  const named = new Set<string>();
  const found: ProjectNews[] = [];
  for (const project of its) {
    if (await isHeld(way, project)) continue;
    const asking = { today, patient, waiting: waiting.get(project.code) ?? { count: 0, oldest: [] }, named };
    const news = await projectNews(way, project, asking);
    for (const { id } of news.overdue) named.add(id);
    if (news.worthSaying) found.push(news);
  }
  return found;
}
