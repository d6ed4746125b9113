import { z } from 'zod';
import { readConnection, writeConnection } from '../store/connections.ts';
import type { Database } from '../store/database.ts';
import type { Locks } from '../store/locks.ts';
import type { StoredTokens } from './grants.ts';
import type { TokenStore } from './oauth.ts';

const Tokens: z.ZodType<StoredTokens> = z.object({
  accessToken: z.string(),
  accessExpiresAt: z.string(),
  refreshToken: z.string(),
  refreshExpiresAt: z.string(),
});

/** A realm's tokens in the database, sealed, and one refresh at a time among all processes. */
export function databaseTokens(db: Database, locks: Locks, key: Buffer, realmId: string): TokenStore {
  const read = async (): Promise<StoredTokens | null> => {
    const kept = await readConnection(db.prisma, key, 'quickbooks', realmId);
    return kept === null ? null : Tokens.parse(JSON.parse(kept));
  };
  return {
    read,
    exclusively: (fn) =>
      locks.exclusively(`quickbooks-tokens/${realmId}`, async () => {
        const current = await read();
        const next = await fn(current);
        if (next !== current)
          await writeConnection(db.prisma, key, 'quickbooks', realmId, JSON.stringify(next));
        return next;
      }),
  };
}
