import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Postgres for the whole run, with a migrated database to copy: "countersign_template". */
    postgresUrl: string;
  }
}

/** One real Postgres for the run; each test that wants a database copies the migrated one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  const postgres = await openEmbedded(folder, { fast: true });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('CREATE DATABASE countersign_template');
  await client.end();
  const template = postgres.url.replace(/\/postgres$/, '/countersign_template');
  await migrate(template);
  // The queue's own tables too: making them is most of what a start costs.
  const boss = new PgBoss({ connectionString: template, supervise: false, schedule: false });
  await boss.start();
  await boss.stop({ graceful: false, close: true });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.release();
    rmSync(folder, { recursive: true, force: true });
  };
}
