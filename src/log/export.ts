import { COMPANY, type Database } from '../store/database.ts';
import { brokenLink, type EntryLine, type Link, parseJson, START } from './chain.ts';
import { LogBody } from './entry.ts';
import type { HeadLine } from './head.ts';
import type { SigningKey } from './signing-key.ts';

export interface ExportFilter {
  /** Only this project's entries in full; the others as their hashes. */
  project: string | null;
  /** Only entries at or after this instant in full. */
  since: Date | null;
}

const PAGE = 1_000;

/** The log in the database is not the one that was written: someone changed it behind Countersign's back. */
class BrokenLog extends Error {}

/**
 * The whole chain, oldest first, then the signed head. Each entry is followed before it is given, so that nothing
 * that was tampered with is ever signed: throws BrokenLog, naming the entry.
 */
export async function* exportLog(
  db: Database,
  key: SigningKey,
  filter: ExportFilter,
  now: Date,
): AsyncGenerator<EntryLine | HeadLine> {
  let link = START;
  for await (const { body, ...hashes } of followedLog(db)) {
    link = { count: hashes.seq, lastHash: hashes.hash };
    yield isShown(body, filter) ? { ...hashes, body } : hashes;
  }
  yield key.sign({ ...link, at: now.toISOString() });
}

/** Every entry in full, followed from the one before it, up to the last there is at the start. Throws BrokenLog. */
export async function* followedLog(db: Database): AsyncGenerator<EntryLine & { body: string }> {
  const last = await db.prisma.logEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } });
  const count = last ? Number(last.seq) : 0;
  let link: Link = START;
  while (link.count < count) {
    const rows = await db.prisma.logEntry.findMany({
      where: { seq: { gt: link.count, lte: Math.min(link.count + PAGE, count) } },
      orderBy: { seq: 'asc' },
      select: { seq: true, previousHash: true, contentHash: true, hash: true, body: true },
    });
    if (rows.length === 0) throw new BrokenLog(`entry ${link.count + 1} is missing in the database`);
    for (const row of rows) {
      const { previousHash, contentHash, hash, body } = row;
      const entry = { seq: Number(row.seq), previousHash, contentHash, hash, body };
      const wrong = brokenLink(entry, link);
      if (wrong) throw new BrokenLog(`entry ${link.count + 1} in the database ${wrong}`);
      link = { count: entry.seq, lastHash: hash };
      yield entry;
    }
  }
}

/** Read from the hashed text, not from the columns beside it: those could be changed without a trace. */
function isShown(body: string, { project, since }: ExportFilter): boolean {
  const entry = LogBody.parse(parseJson(body));
  return (
    entry.company === COMPANY &&
    (project === null || entry.project === project) &&
    (since === null || Date.parse(entry.at) >= since.getTime())
  );
}

/** Codes of the projects that the log has entries of. */
export async function loggedProjects(db: Database): Promise<string[]> {
  const rows = await db.prisma.logEntry.findMany({
    where: { company: COMPANY, project: { not: null } },
    distinct: ['project'],
    select: { project: true },
  });
  return rows.flatMap(({ project }) => project ?? []);
}
