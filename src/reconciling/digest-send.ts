import { z } from 'zod';
import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { localDate } from '../core/instant.ts';
import type { Card } from '../slack/blocks/card.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { DIGEST, type DigestJob, isStopped } from './digest.ts';

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

const AT_ONCE = 1_000;

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
    for (const [project, its] of Map.groupBy(said, (one) => one.project)) {
      for (let from = 0; from < its.length; from += AT_ONCE) {
        const some = its.slice(from, from + AT_ONCE);
        const where = { company: COMPANY, project, key: { in: some.map(({ key }) => key) } };
        await tx.told.deleteMany({ where });
        await tx.told.createMany({ data: some.map((one) => ({ company: COMPANY, ...one, saidAt })) });
      }
    }
  });
}
