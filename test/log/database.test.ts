import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendLog } from '../../src/log/append.ts';
import type { EntryLine } from '../../src/log/chain.ts';
import type { NewEntry } from '../../src/log/entry.ts';
import { exportLog, followedLog } from '../../src/log/export.ts';
import type { HeadLine } from '../../src/log/head.ts';
import { signingKey } from '../../src/log/signing-key.ts';
import { openStore, type Store } from '../../src/wiring.ts';
import { freshDatabase } from '../support/world.ts';
import { bytesOf, verify } from './sample.ts';

const encryptionKey = Buffer.alloc(32, 3);

function entry(project: string, at: string, note: string): NewEntry {
  return { at: new Date(at), actor: 'U0PAM', type: 'draft.made', project, approvalId: null, data: { note } };
}

describe('the decision log in the database', () => {
  let store: Store;
  let url: string;
  let end: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'countersign-log-'));
    url = database.url;
    store = await openStore({ databaseUrl: url, dataDir, encryptionKey, previousKey: null });
    end = async () => {
      await store.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    };
  });
  afterAll(() => end());

  const exported = async (filter: Parameters<typeof exportLog>[2]): Promise<(EntryLine | HeadLine)[]> => {
    const key = await signingKey(store.db, store.locks, store.key);
    const lines: (EntryLine | HeadLine)[] = [];
    for await (const line of exportLog(store.db, key, filter, new Date())) lines.push(line);
    return lines;
  };

  test('fifty people deciding at once leave one unbroken chain', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        store.db.prisma.$transaction((tx) =>
          appendLog(
            tx,
            entry(
              index % 2 ? 'ACME-WEB' : 'HARBOR',
              `2026-11-0${1 + (index % 2)}T09:00:00Z`,
              `n${index} ☕\u2028`,
            ),
          ),
        ),
      ),
    );
    const lines = await exported({ project: null, since: null });
    expect(await verify(bytesOf(lines))).toMatchObject({ ok: true, count: 50, shown: 50 });
  });

  test('an export of one project, or since a date, verifies and shows those entries alone', async () => {
    const acme = await exported({ project: 'ACME-WEB', since: null });
    expect(await verify(bytesOf(acme))).toMatchObject({ ok: true, count: 50, shown: 25 });
    expect(JSON.stringify(acme)).not.toContain('HARBOR');
    const later = await exported({ project: null, since: new Date('2026-11-02') });
    expect(await verify(bytesOf(later))).toMatchObject({ ok: true, count: 50, shown: 25 });
    const both = await exported({ project: 'HARBOR', since: new Date('2026-11-02') });
    expect(await verify(bytesOf(both))).toMatchObject({ ok: true, count: 50, shown: 0 });
  });

  test('the key that signs is the same for every process', async () => {
    const other = await openStore(
      { databaseUrl: url, dataDir: '.', encryptionKey, previousKey: null },
      { database: 1, locks: 1 },
    );
    const mine = await signingKey(store.db, store.locks, store.key);
    expect((await signingKey(other.db, other.locks, other.key)).publicKey).toBe(mine.publicKey);
    await other.close();
  });

  test.each([
    `UPDATE "LogEntry" SET "actor" = 'U0EVE' WHERE "seq" = 3`,
    `DELETE FROM "LogEntry" WHERE "seq" = 50`,
    `TRUNCATE "LogEntry"`,
    `TRUNCATE "LogEntry" CASCADE`,
  ])('the database refuses: %s', async (sql) => {
    await expect(asOwner(url, sql)).rejects.toThrow('the decision log is append-only');
  });

  test('what someone changed behind the triggers’ back is named, and never signed', async () => {
    await asOwner(
      url,
      `ALTER TABLE "LogEntry" DISABLE TRIGGER ALL;
       UPDATE "LogEntry" SET "body" = replace("body", 'U0PAM', 'U0EVE') WHERE "seq" = 7;
       ALTER TABLE "LogEntry" ENABLE TRIGGER ALL`,
    );
    await expect(exported({ project: 'NONE', since: null })).rejects.toThrow(/^entry 7 .* was changed/);
    const follow = async () => {
      for await (const _ of followedLog(store.db)) void _;
    };
    await asOwner(
      url,
      `ALTER TABLE "LogEntry" DISABLE TRIGGER ALL; DELETE FROM "LogEntry" WHERE "seq" IN (4, 7);
       ALTER TABLE "LogEntry" ENABLE TRIGGER ALL`,
    );
    await expect(follow()).rejects.toThrow(/^entry 4 .* carries the number 5/);
  });
});

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
