import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetDocuments } from '../../src/reconciling/stored.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { freshDatabase } from '../support/world.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Database;
beforeEach(async () => {
  database = await freshDatabase();
  db = await openDatabase({ databaseUrl: database.url, dataDir: '', connections: 2 });
});
afterEach(async () => {
  await db.close();
  await database.drop();
});

test('old runs let go of their lists, but for each project’s newest and what is not written back', async () => {
  const run = (project: string, day: string, status = 'done') =>
    db.prisma.reconciliation.create({
      data: {
        ...{ id: `${project} ${day}`, requestKey: `${project} ${day}`, company: 'default', project, status },
        ...{ periodFrom: '2026-01-01', periodTo: '2026-01-31', requestedBy: 'U1', channel: 'C1' },
        ...{ startedAt: new Date(day), doneAt: new Date(day), document: new Uint8Array([1]) },
      },
    });
  await run('ACME', '2026-01-05');
  await run('ACME', '2026-01-06', 'writing');
  await run('ACME', '2026-01-07');
  await run('ACME', '2026-06-30');
  await run('CAFE', '2026-01-05');
  expect(await forgetDocuments(db.prisma, new Date('2026-06-01'))).toBe(2);
  const kept = await db.prisma.reconciliation.findMany({
    where: { document: { not: null } },
    orderBy: { id: 'asc' },
  });
  expect(kept.map(({ id }) => id)).toEqual(['ACME 2026-01-06', 'ACME 2026-06-30', 'CAFE 2026-01-05']);
  expect(await db.prisma.reconciliation.count()).toBe(5);
});
