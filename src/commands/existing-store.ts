import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseStoreEnv, type StoreEnv } from '../settings/store-env.ts';
import { openStore, type Store } from '../wiring.ts';
import type { CommandContext } from './context.ts';

/** Works with the bot's own database, beside a running bot or without one. null: its settings are wrong, and it is said. */
export async function inStore<T>(
  { env, complain }: CommandContext,
  work: (store: Store) => Promise<T>,
): Promise<T | null> {
  const settings = parseStoreEnv(env);
  if (!settings.ok) {
    for (const error of settings.errors) complain(error);
    return null;
  }
  mustExist(settings.value);
  const store = await openStore(settings.value, { database: 2, locks: 1 });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** With a mistyped DATA_DIR a new, empty database would be made, and nothing told from it. Throws Error in words. */
export function mustExist({ databaseUrl, dataDir }: StoreEnv): void {
  if (databaseUrl !== null || existsSync(join(resolve(dataDir), 'postgres', 'PG_VERSION'))) return;
  throw new Error(
    `There is no database in ${resolve(dataDir)}. Set DATA_DIR to the folder that the bot keeps it in, or DATABASE_URL.`,
  );
}
