import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { BIGINT, loadApproval, MOMENT } from '../../src/store/approvals.ts';
import { COMPANY, openDatabase } from '../../src/store/database.ts';
import { freshDatabase } from '../support/world.ts';

test('an approval loaded in one query is what Prisma reads table by table', async () => {
  const database = await freshDatabase();
  const db = await openDatabase({ databaseUrl: database.url, dataDir: tmpdir(), connections: 2 });
  const { prisma } = db;
  const at = new Date('2026-11-22T10:11:12.345Z');
  const id = 'apr_1';
  const mark = { approvalId: id, company: COMPANY };
  try {
    await prisma.approval.create({
      data: {
        id,
        company: COMPANY,
        kind: 'invoice',
        project: 'ACME-WEB',
        status: 'waiting',
        version: 2,
        requestedBy: 'U0PAM',
        requestKey: 'key',
        requestedAt: at,
        channel: 'C0ACME',
        rule: { label: 'a rule', at: '2026-01-01T00:00:00' },
        decidedAt: at,
      },
    });
    for (const version of [1, 2]) {
      const json = { content: { version }, basis: {}, findings: [], author: { kind: 'drift' }, changes: [] };
      await prisma.draft.create({
        data: { ...mark, version, hash: `hash ${version}`, createdAt: at, ...json },
      });
      for (const who of ['U0FIN', 'U0MEI'])
        await prisma.decision.create({
          data: {
            ...mark,
            id: `${version}${who}`,
            version,
            who,
            verb: 'approve',
            reason: '2026-11-22T10:11:12',
            draftHash: 'hash',
            at: new Date(at.getTime() - (who === 'U0MEI' ? 1 : 0)),
          },
        });
      await prisma.step.create({
        data: { ...mark, version, key: 'post', status: 'open', nextAttemptAt: at },
      });
    }
    const where = { approvalId: id, version: 2 };
    expect(await loadApproval(prisma, id)).toEqual({
      ...(await prisma.approval.findUniqueOrThrow({ where: { id } })),
      draft: await prisma.draft.findFirstOrThrow({ where }),
      decisions: await prisma.decision.findMany({ where, orderBy: { at: 'asc' } }),
      steps: await prisma.step.findMany({ where }),
      editors: [],
      absences: await prisma.absence.findMany(),
    });
    expect(await loadApproval(prisma, 'apr_none')).toBeNull();

    const columns = await prisma.$queryRaw<{ name: string; type: string }[]>`
      SELECT column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name IN ('Approval', 'Draft', 'Decision', 'Step')`;
    const called = (name: RegExp) => columns.filter((column) => name.test(column.name));
    const typed = (type: string) => columns.filter((column) => column.type.startsWith(type));
    expect(called(MOMENT)).toEqual(typed('timestamp'));
    expect(called(BIGINT)).toEqual(typed('bigint'));
  } finally {
    await db.close();
    await database.drop();
  }
});
