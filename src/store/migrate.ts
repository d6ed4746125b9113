import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const MIGRATING = 7_210_001; // advisory lock: one process migrates, the others wait and find it done

/**
 * Applies prisma/migrations with Prisma's own engine, in-process, so that `prisma migrate deploy` agrees with what
 * stands in `_prisma_migrations`. Returns the names of those applied now.
 */
export async function migrate(url: string): Promise<string[]> {
  const guard = new pg.Client({ connectionString: url });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    if (await upToDate(guard)) return [];
    return await apply(url);
  } finally {
    await guard.end();
  }
}

function migrationNames(): string[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function upToDate(client: pg.Client): Promise<boolean> {
  const table = await client.query<{ found: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
  );
  if (!table.rows[0]?.found) return false;
  const done = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const applied = new Set(done.rows.map((row) => row.name));
  return migrationNames().every((name) => applied.has(name));
}

async function apply(url: string): Promise<string[]> {
  const { factory: adapters, dispose } = wholeScripts(url);
  const factory = bindMigrationAwareSqlAdapterFactory(adapters);
  // Loaded only when there is something to apply: the engine is 4 MB of WebAssembly.
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrationNames().map((name) => ({
          path: name,
          migrationFile: {
            path: 'migration.sql',
            content: {
              tag: 'ok' as const,
              value: readFileSync(`${MIGRATIONS}/${name}/migration.sql`, 'utf8'),
            },
          },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
    await dispose();
  }
}

/** The adapter cuts scripts at every semicolon, which no function body survives: Postgres takes them whole. */
function wholeScripts(url: string): { factory: PrismaPg; dispose(): Promise<void> } {
  const opened: { dispose(): Promise<void> }[] = [];
  const factory = new PrismaPg({ connectionString: url });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    opened.push(adapter);
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        await client.query(script);
      } finally {
        await client.end();
      }
    };
    return adapter;
  };
  // The engine leaves its connections open, and a database that is to be copied may have none.
  const dispose = async () => {
    for (const adapter of opened) await adapter.dispose();
  };
  return { factory, dispose };
}
