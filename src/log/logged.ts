import { z } from 'zod';
import { COMPANY, type Database } from '../store/database.ts';
import { EntryLine, parseJson } from './chain.ts';
import { LogBody } from './entry.ts';
import { followedLog } from './export.ts';
import { linesOf } from './lines.ts';

/** One entry as it is read back: what was hashed, and its place in the chain. */
export interface Logged extends LogBody {
  seq: number;
}

/** From an exported file's bytes; entries that stand there as their hashes are left out. Throws Error in words. */
export async function* loggedInFile(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Logged> {
  for await (const line of linesOf(chunks)) {
    const entry = EntryLine.safeParse(line.text === null ? null : parseJson(line.text));
    if (!entry.success || entry.data.body === undefined) continue;
    const body = LogBody.safeParse(parseJson(entry.data.body));
    if (!body.success) throw new Error(`line ${line.number} is not an entry of a decision log`);
    yield { ...body.data, seq: entry.data.seq };
  }
}

/** Every entry of the database's log, each followed from the one before. Throws BrokenLog. */
export async function* loggedInDatabase(db: Database): AsyncGenerator<Logged> {
  for await (const { body, seq } of followedLog(db)) {
    const entry = LogBody.parse(parseJson(body));
    if (entry.company === COMPANY) yield { ...entry, seq };
  }
}

const Row = z.object({ seq: z.coerce.number(), body: LogBody });

/** A row of a query that gives `seq` as text and `body` as JSON. */
export function loggedRow(row: unknown): Logged {
  const { seq, body } = Row.parse(row);
  return { ...body, seq };
}

/**
 * What the summary of `[from, to)` is computed from: every entry of the approvals that anything happened to in that
 * time, up to its end, without the drafts' contents. Oldest first.
 */
export async function loggedBetween(db: Database, from: Date, to: Date): Promise<Logged[]> {
  const [start, end] = [from.toISOString(), to.toISOString()];
  const rows = await db.prisma.$queryRaw<unknown[]>`
    SELECT "seq"::text AS seq, ("body"::jsonb #- '{data,content}') AS body FROM "LogEntry"
    WHERE "company" = ${COMPANY} AND "at" < ${end} AND "approvalId" IN (
      SELECT DISTINCT "approvalId" FROM "LogEntry"
      WHERE "company" = ${COMPANY} AND "at" >= ${start} AND "at" < ${end} AND "approvalId" IS NOT NULL)
    ORDER BY "LogEntry"."seq"`;
  return rows.map(loggedRow);
}
