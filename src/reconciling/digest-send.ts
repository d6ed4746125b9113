import { z } from 'zod';
import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { localDate } from '../core/instant.ts';
import { appendLog } from '../log/append.ts';
import type { Card } from '../slack/blocks/card.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { DIGEST, type DigestJob, isStopped } from './digest.ts';
import { digestEntry, type Told } from './digest-log.ts';

const Content = z.object({
  message: z.custom<Card>((value) => typeof value === 'object' && value !== null && 'blocks' in value),
  said: z.array(z.object({ project: z.string(), key: z.string(), saidAs: z.string() })),
  /** For the log; absent in those queued before it was kept. */
  told: z.array(z.custom<Told>((value) => typeof value === 'object' && value !== null)).default([]),
});

/** Posts a claimed one, on its day. Twice posts one message. Throws VendorFailure where Slack may take it later. */
export async function sendDigest(way: Way, { channel, date }: DigestJob): Promise<void> {
  await way.locks.exclusively(`digest/${channel}`, async () => {
    const key = keyed(channel, date);
    const row = await way.db.prisma.occasion.findUnique({ where: key });
    if (row?.status !== 'queued' || (await isStopped(way))) return;
    const content = Content.parse(row.content);
    // An earlier try may have posted it and lost the answer.
    const before = row.attempts > 0 ? await way.messenger.findCard(channel, nameOf(channel, date)) : null;
    const job = { channel, date };
    if (before) return ends(way, job, 'sent', content, before.ts);
    if (localDate(way.now(), way.projects.company.timezone) !== date)
      return ends(way, job, 'missed', content);
    await way.db.prisma.occasion.update({ where: key, data: { attempts: { increment: 1 } } });
    try {
      const { ts } = await way.messenger.postCard(channel, nameOf(channel, date), content.message, false);
      await ends(way, job, 'sent', content, ts);
    } catch (error) {
      if (!(error instanceof VendorFailure) || error.passing) throw error;
      way.log.error({ channel, code: error.code, error: error.message }, 'Slack does not take the digest');
      await ends(way, job, 'refused', content);
    }
  });
}

const nameOf = (channel: string, date: string) => `digest:${channel}:${date}`;
const keyed = (channel: string, date: string) => ({
  company_what_whose_date: { company: COMPANY, what: DIGEST, whose: channel, date },
});

/** What became of it, and the log's entry of that, in one transaction; what a message says counts as said once it stands. */
async function ends(
  way: Way,
  job: DigestJob,
  status: 'sent' | 'missed' | 'refused',
  { said, told }: z.infer<typeof Content>,
  messageTs: string | null = null,
): Promise<void> {
  const at = way.now();
  const became = status === 'sent' ? 'posted' : status;
  await way.db.prisma.$transaction(async (tx) => {
    const where = keyed(job.channel, job.date);
    await tx.occasion.update({ where, data: { status, messageTs, doneAt: at } });
    if (status === 'sent') await remember(tx, said, at);
    await appendLog(tx, digestEntry(became, job, at, told, messageTs));
  });
}

const AT_ONCE = 1_000;

async function remember(tx: Transaction, said: z.infer<typeof Content>['said'], saidAt: Date): Promise<void> {
  for (const [project, its] of Map.groupBy(said, (one) => one.project)) {
    for (let from = 0; from < its.length; from += AT_ONCE) {
      const some = its.slice(from, from + AT_ONCE);
      const where = { company: COMPANY, project, key: { in: some.map(({ key }) => key) } };
      await tx.told.deleteMany({ where });
      await tx.told.createMany({ data: some.map((one) => ({ company: COMPANY, ...one, saidAt })) });
    }
  }
}
