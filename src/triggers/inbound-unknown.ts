import { z } from 'zod';
import type { Way } from '../approval/way.ts';
import { sha256 } from '../core/identity.ts';
import { json } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { INBOUND_PATH, sourceName } from './inbound-events.ts';

const Unknown = z.object({
  source: z.string(),
  /** Their project, by id and names; blank: what came could not be understood. */
  theirs: z.string(),
  event: z.string().nullable(),
  /** The first delivery or piece of news of it. */
  delivery: z.string(),
});
export type Unknown = z.infer<typeof Unknown>;

export const UNKNOWN = 'inbound-unknown';

/** News that nothing here belongs to: kept, and said in the log, once for each project of theirs until it is forgotten. */
export async function keepUnknown(
  way: Pick<Way, 'log' | 'now'>,
  tx: Transaction,
  news: readonly Unknown[],
): Promise<void> {
  if (news.length === 0) return;
  const at = way.now();
  const byId = new Map(news.map((one) => [sha256(JSON.stringify([one.source, one.theirs])), one]));
  const fresh = await tx.delivery.createManyAndReturn({
    data: [...byId]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, one]) => ({
        ...{ company: COMPANY, source: UNKNOWN, id },
        ...{ at, doneAt: at, payload: json(one) },
      })),
    skipDuplicates: true,
    select: { id: true },
  });
  for (const { id } of fresh) {
    const one = byId.get(id);
    if (one) way.log.warn({ ...one }, said(one));
  }
}

function said({ source, theirs }: Unknown): string {
  return theirs === ''
    ? `what came at ${INBOUND_PATH}/${source} could not be understood`
    : `${sourceName(source)} told of a project that inbound in projects.yml does not name; nothing was begun`;
}

/** The newest first, at most a hundred. */
export async function unknownNews(db: Transaction): Promise<(Unknown & { at: Date })[]> {
  const rows = await db.delivery.findMany({
    where: { company: COMPANY, source: UNKNOWN },
    orderBy: { at: 'desc' },
    take: 100,
  });
  return rows.map(({ at, payload }) => ({ ...Unknown.parse(payload), at }));
}
