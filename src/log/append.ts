import { canonicalJson } from '../core/identity.ts';
import { COMPANY, Prisma, type Transaction } from '../store/database.ts';
import type { LogBody, NewEntry } from './entry.ts';

/**
 * Adds entries at the end of the chain. They are linked while the transaction commits (a deferred trigger), so that
 * everyone who waits for the end of the chain waits for a commit, and for nothing that this program does.
 */
export async function appendLog(tx: Transaction, ...entries: NewEntry[]): Promise<void> {
  for (const entry of entries) await tx.$queryRaw`SELECT ${appending(entry)}`;
}

/** The same as part of a statement of one's own: an entry for each of its rows. */
export function appending({ at, actor, type, project, approvalId, data }: NewEntry): Prisma.Sql {
  const body: LogBody = { company: COMPANY, at: at.toISOString(), actor, type, project, approvalId, data };
  return Prisma.sql`"append_log_entry"(${COMPANY}, ${body.at}, ${actor}, ${type}, ${project},
    ${approvalId}, ${canonicalJson(body)})::text`;
}
