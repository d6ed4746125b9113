import { z } from 'zod';
import { EVERYTHING } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { localDate } from '../core/instant.ts';
import type { Project } from '../settings/types.ts';
import type { Card } from '../slack/blocks/card.ts';
import { json } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { type Due, dueToday } from './digest-days.ts';
import { isHeld, type ProjectNews, projectNews, SHOWN } from './digest-facts.ts';
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

const DIGEST = 'digest';
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
async function isStopped({ db }: Way): Promise<boolean> {
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
    const content = json({ message, said });
    const { count } = await tx.occasion.createMany({ data: [{ ...row, content }], skipDuplicates: true });
    if (count === 1 && status === 'queued') await enqueue(tx, { channel, date: due.date });
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

const Content = z.object({
  message: z.custom<Card>((value) => typeof value === 'object' && value !== null && 'blocks' in value),
  said: z.array(z.object({ project: z.string(), key: z.string(), saidAs: z.string() })),
});

/** Posts a claimed one, on its day. Twice posts one message. Throws VendorFailure where Slack may take it later. */
export async function sendDigest(way: Way, { channel, date }: DigestJob): Promise<void> {
  await way.locks.exclusively(`digest/${channel}`, async () => {
    const key = keyed(channel, date);
    const row = await way.db.prisma.occasion.findUnique({ where: key });
    if (row?.status !== 'queued' || (await isStopped(way))) return;
    const { message, said } = Content.parse(row.content);
    // An earlier try may have posted it and lost the answer.
    const before = row.attempts > 0 ? await way.messenger.findCard(channel, nameOf(channel, date)) : null;
    if (before) return stands(way, key, before.ts, said);
    if (localDate(way.now(), way.projects.company.timezone) !== date)
      return ends(way.db.prisma, way, key, 'missed');
    await way.db.prisma.occasion.update({ where: key, data: { attempts: { increment: 1 } } });
    try {
      const { ts } = await way.messenger.postCard(channel, nameOf(channel, date), message, false);
      await stands(way, key, ts, said);
    } catch (error) {
      if (!(error instanceof VendorFailure) || error.passing) throw error;
      way.log.error({ channel, code: error.code, error: error.message }, 'Slack does not take the digest');
      await ends(way.db.prisma, way, key, 'refused');
    }
  });
}

const nameOf = (channel: string, date: string) => `digest:${channel}:${date}`;
const keyed = (channel: string, date: string) => ({
  company_what_whose_date: { company: COMPANY, what: DIGEST, whose: channel, date },
});
type Key = ReturnType<typeof keyed>;

async function ends(
  db: Transaction,
  { now }: Way,
  where: Key,
  status: string,
  messageTs: string | null = null,
): Promise<void> {
  await db.occasion.update({ where, data: { status, messageTs, doneAt: now() } });
}

/** The message stands, so what it says is said. */
async function stands(
  way: Way,
  where: Key,
  ts: string,
  said: z.infer<typeof Content>['said'],
): Promise<void> {
  await way.db.prisma.$transaction(async (tx) => {
    await ends(tx, way, where, 'sent', ts);
    const saidAt = way.now();
    for (const { project, key, saidAs } of said) {
      const told = { company: COMPANY, project, key };
      const as = { saidAs, saidAt };
      await tx.told.upsert({ where: { company_project_key: told }, create: { ...told, ...as }, update: as });
    }
  });
}
