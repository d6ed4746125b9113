import { COMPANY, type Database } from '../store/database.ts';
import type { EntryLine, HeadLine } from './chain.ts';
import type { SigningKey } from './signing-key.ts';

export interface ExportFilter {
  /** Only this project's entries in full; the others as their hashes. */
  project: string | null;
  /** Only entries at or after this instant (ISO) in full. */
  since: string | null;
}

const PAGE = 1_000;

/** The whole chain, oldest first, then the signed head. Pages by number: entries added meanwhile are not half in. */
export async function* exportLog(
  db: Database,
  key: SigningKey,
  filter: ExportFilter,
  now: Date,
): AsyncGenerator<EntryLine | HeadLine> {
  const last = await db.prisma.logEntry.findFirst({ orderBy: { seq: 'desc' } });
  const count = last ? Number(last.seq) : 0;
  for (let after = 0; after < count; after += PAGE) {
    const rows = await db.prisma.logEntry.findMany({
      where: { seq: { gt: after, lte: Math.min(after + PAGE, count) } },
      orderBy: { seq: 'asc' },
    });
    for (const row of rows) {
      const shown =
        row.company === COMPANY &&
        (filter.project === null || row.project === filter.project) &&
        (filter.since === null || row.at >= filter.since);
      const { previousHash, contentHash, hash } = row;
      yield { seq: Number(row.seq), previousHash, contentHash, hash, ...(shown ? { body: row.body } : {}) };
    }
  }
  yield key.sign({ count, lastHash: last?.hash ?? '0'.repeat(64), at: now.toISOString() });
}
