import { resolve } from 'node:path';
import type { QuickBooksOptions } from './quickbooks/client.ts';
import { databaseTokens } from './quickbooks/token-store.ts';
import type { Env } from './settings/env.ts';
import type { StoreEnv } from './settings/store-env.ts';
import { rotateKey } from './store/connections.ts';
import { type Database, openDatabase } from './store/database.ts';
import { createLocks, INNER_LOCK_CONNECTIONS, type Locks } from './store/locks.ts';
import { reachDatabase } from './store/reach.ts';
import { encryptionKey } from './store/secrets.ts';

/** What the bot and the commands beside it open in the same way. */
export interface Store {
  db: Database;
  locks: Locks;
  /** For what is locked while something else is. */
  innerLocks: Locks;
  /** Of what is kept sealed in the database. */
  key: Buffer;
  close(): Promise<void>;
}

/**
 * The database, migrated, with its locks and the encryption key. An embedded server that is running is shared, and
 * stopped by whoever closes last. `connections`: a command needs fewer than the bot. Throws Error in words.
 */
export async function openStore(
  { databaseUrl, dataDir, encryptionKey: givenKey, previousKey }: StoreEnv,
  connections: { database?: number; locks?: number } = {},
): Promise<Store> {
  const home = resolve(dataDir);
  if (databaseUrl !== null) await reachDatabase(databaseUrl);
  const { database } = connections;
  const db = await openDatabase({
    databaseUrl,
    dataDir: home,
    ...(database === undefined ? {} : { connections: database }),
  });
  const locks = createLocks(db.url, connections.locks);
  const innerLocks = createLocks(db.url, INNER_LOCK_CONNECTIONS);
  const close = async () => {
    await innerLocks.close();
    await locks.close();
    await db.close();
  };
  try {
    const key = encryptionKey(givenKey, home);
    if (previousKey) await rotateKey(db.prisma, key, previousKey);
    return { db, locks, innerLocks, key, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The one connection to QuickBooks: its tokens are in the database, and renewed by one process at a time. */
export function quickBooksConnection(
  { quickbooks }: Pick<Env, 'quickbooks'>,
  { db, innerLocks, key }: Store,
): Omit<QuickBooksOptions, 'now'> {
  const { apiUrl, tokenUrl, realmId, clientId, clientSecret, environment, refreshToken } = quickbooks;
  return {
    apiUrl,
    tokenUrl,
    realmId,
    clientId,
    clientSecret,
    environment,
    tokens: databaseTokens(db, innerLocks, key, realmId),
    firstRefreshToken: refreshToken,
  };
}
