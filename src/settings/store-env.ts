import { z } from 'zod';
import type { Env } from './env.ts';
import { anyText, optional, readDatabaseUrl, readEncryptionKey } from './env-fields.ts';

/** What a command needs that only opens the database. */
export type StoreEnv = Pick<Env, 'databaseUrl' | 'dataDir' | 'encryptionKey' | 'previousKey'>;
export type StoreEnvResult = { ok: true; value: StoreEnv } | { ok: false; errors: string[] };

const schema = z.object({
  DATABASE_URL: optional(readDatabaseUrl),
  DATA_DIR: optional(anyText),
  ENCRYPTION_KEY: optional(readEncryptionKey),
  ENCRYPTION_KEY_PREVIOUS: optional(readEncryptionKey),
});

/** These variables as parseEnv reads them, and no others: a command that needs no Slack must not ask for it. */
export function parseStoreEnv(env: Record<string, string | undefined>): StoreEnvResult {
  const texts = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const parsed = schema.safeParse(texts);
  const errors = (parsed.error?.issues ?? []).map(({ path, message }) => `${String(path[0])} ${message}`);
  if (texts.DATABASE_URL && !texts.ENCRYPTION_KEY) {
    errors.push(
      'ENCRYPTION_KEY is missing, and needed with DATABASE_URL: write the one that the bot runs with.',
    );
  }
  if (!parsed.success || errors.length > 0) return { ok: false, errors };
  const read = parsed.data;
  return {
    ok: true,
    value: {
      databaseUrl: read.DATABASE_URL ?? null,
      dataDir: read.DATA_DIR ?? '.data',
      encryptionKey: read.ENCRYPTION_KEY ?? null,
      previousKey: read.ENCRYPTION_KEY_PREVIOUS ?? null,
    },
  };
}
