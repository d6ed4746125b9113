import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { appendLog } from '../../src/log/append.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

const PRISMA = resolve(import.meta.dirname, '../../prisma');
const MIGRATIONS = readdirSync(join(PRISMA, 'migrations'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

let url: string;
let name: string;

async function ask(address: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  name = `m${crypto.randomUUID().replaceAll('-', '')}`;
  url = inject('postgresUrl').replace(/\/postgres$/, `/${name}`);
  await ask(inject('postgresUrl'), `CREATE DATABASE ${name}`);
});
afterEach(() => ask(inject('postgresUrl'), `DROP DATABASE ${name} WITH (FORCE)`));

/** What Prisma itself would run to make schema.prisma's tables from nothing. */
async function scriptOfSchema(): Promise<string> {
  const path = join(PRISMA, 'schema.prisma');
  const files = [{ path, content: readFileSync(path, 'utf8') }];
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    engine.free();
  }
}

/** Columns, indexes and constraints, as Postgres describes them. */
async function shapeOf(address: string): Promise<Record<string, unknown>[]> {
  return ask(
    address,
    `SELECT table_name AS "table", column_name AS name,
            concat_ws(' ', data_type, datetime_precision, is_nullable, column_default) AS shape
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
     UNION ALL
     SELECT tablename, indexname, indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
     UNION ALL
     SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 't' AND conrelid::regclass::text <> '_prisma_migrations'
     ORDER BY 1, 2, 3`,
  );
}

describe('migrations', () => {
  test('are applied once: the second time there is nothing to do', async () => {
    expect(await migrate(url)).toEqual(MIGRATIONS);
    expect(await migrate(url)).toEqual([]);
  });

  test('are applied once by processes that start at the same time', async () => {
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.flat()).toEqual(MIGRATIONS);
    const rows = await ask(url, 'SELECT migration_name FROM _prisma_migrations ORDER BY 1');
    expect(rows.map((row) => row.migration_name)).toEqual(MIGRATIONS);
  });

  test('stand in _prisma_migrations as Prisma itself writes them', async () => {
    await migrate(url);
    const rows = await ask(
      url,
      'SELECT checksum, finished_at, rolled_back_at, applied_steps_count FROM _prisma_migrations',
    );
    for (const row of rows) {
      expect(row.checksum).toMatch(/^[0-9a-f]{64}$/);
      expect(row).toMatchObject({ rolled_back_at: null, applied_steps_count: 1 });
      expect(row.finished_at).toBeInstanceOf(Date);
    }
  });

  test('make exactly the tables of schema.prisma', async () => {
    await migrate(url);
    const plain = `${name}p`;
    const plainUrl = url.replace(name, plain);
    await ask(inject('postgresUrl'), `CREATE DATABASE ${plain}`);
    try {
      await ask(plainUrl, await scriptOfSchema());
      expect(await shapeOf(url)).toEqual(await shapeOf(plainUrl));
    } finally {
      await ask(inject('postgresUrl'), `DROP DATABASE ${plain} WITH (FORCE)`);
    }
  });

  test('leave a log that can be added to and never changed', async () => {
    const db = await openDatabase({ databaseUrl: url, dataDir: '.', connections: 2 });
    try {
      const entry = {
        at: new Date(0),
        actor: 'U0PAM',
        type: 'test',
        project: null,
        approvalId: null,
        data: {},
      };
      await db.prisma.$transaction((tx) => appendLog(tx, entry));
      const refused = /append-only/;
      await expect(ask(url, `UPDATE "LogEntry" SET actor = 'U0EVE'`)).rejects.toThrow(refused);
      await expect(ask(url, 'DELETE FROM "LogEntry"')).rejects.toThrow(refused);
      await expect(ask(url, 'TRUNCATE "LogEntry"')).rejects.toThrow(refused);
      expect(await ask(url, 'SELECT actor FROM "LogEntry"')).toEqual([{ actor: 'U0PAM' }]);
    } finally {
      await db.close();
    }
  });
});
