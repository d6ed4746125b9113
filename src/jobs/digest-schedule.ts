import type { Way } from '../approval/way.ts';
import { digestsDue } from '../reconciling/digest.ts';
import { nightlyDue } from '../reconciling/nightly.ts';
import { COMPANY } from '../store/database.ts';
import { inTurns } from './in-turns.ts';
import type { Queue } from './queue.ts';

/**
 * Looks at the clock, at once and then so often, one look at a time; what is due is queued once, whichever process
 * sees it first. Returns what stops it, once the look in hand is over.
 */
export function keepingTime(
  way: Way,
  queue: Pick<Queue, 'enqueueDigest' | 'enqueueReconcile'>,
  everyMs: number,
): () => Promise<void> {
  const tolerant = (what: string, work: () => Promise<void>) =>
    work().catch((error: unknown) =>
      way.log.warn({ error: String(error) }, `${what} waits for its next turn`),
    );
  const look = async () => {
    const since = await firstStart(way);
    await tolerant('the nightly reconciliation', () => nightlyDue(way, queue.enqueueReconcile, since));
    await tolerant('the digest', () => digestsDue(way, queue.enqueueDigest, since));
  };
  return inTurns(() => tolerant('the schedule', look), everyMs);
}

/** What was due before Countersign ever ran was not missed: nothing is written into sheets by a first start. */
async function firstStart({ db, now }: Way): Promise<Date> {
  const key = { company: COMPANY, source: 'schedule', id: 'first start' };
  const { at } = await db.prisma.delivery.upsert({
    where: { company_source_id: key },
    create: { ...key, at: now() },
    update: {},
  });
  return at;
}
