import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logCommand } from '../../src/commands/log.ts';
import { type Logged, loggedInFile } from '../../src/log/logged.ts';
import { type Rebuilt, rebuild } from '../../src/log/rebuild.ts';
import { addReadyRow, approve, atRest, click, drafted, edit, now, reject } from '../support/deciding.ts';
import { startWorld, type World } from '../support/world.ts';

const SHEET = 4583173393803140;

async function exported(world: World): Promise<Logged[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-rebuild-'));
  const out = join(folder, 'log.jsonl');
  const complained: string[] = [];
  const status = await logCommand(['export', '--out', out], {
    env: {
      DATABASE_URL: world.settings.env.databaseUrl ?? '',
      ENCRYPTION_KEY: world.settings.env.encryptionKey?.toString('base64') ?? '',
    },
    now: () => new Date(),
    say: () => {},
    complain: (line) => complained.push(line),
  });
  expect([status, complained]).toEqual([0, []]);
  const entries: Logged[] = [];
  for await (const entry of loggedInFile([readFileSync(out)])) entries.push(entry);
  rmSync(folder, { recursive: true });
  return entries;
}

/** The same of the database's rows. */
async function inDatabase(world: World) {
  const { prisma } = world.db;
  const approvals = await prisma.approval.findMany({
    orderBy: { number: 'asc' },
    include: {
      decisions: { orderBy: { at: 'asc' } },
      drafts: { orderBy: { version: 'asc' } },
      steps: true,
    },
  });
  const stops = await prisma.stop.findMany({ orderBy: { scope: 'asc' } });
  const absences = await prisma.absence.findMany({ orderBy: { person: 'asc' } });
  return {
    approvals: approvals.map((row) => ({
      id: row.id,
      number: row.number,
      kind: row.kind,
      project: row.project,
      requestedBy: row.requestedBy,
      status: row.status,
      version: row.version,
      hashes: row.drafts.map(({ hash }) => hash),
      rule: row.rule,
      auto: row.auto,
      approvers: row.approvers,
      amountMinor: Number(row.amountMinor),
      decisions: row.decisions.map((one) => ({
        version: one.version,
        who: one.who,
        verb: one.verb,
        reason: one.reason,
        hash: one.draftHash,
        standsFor: one.standsFor,
        at: one.at.toISOString(),
        revoked: one.revokedAt !== null,
      })),
      posting: row.posting,
      sheetMark: row.sheetMark,
      failedSteps: row.steps
        .filter((step) => step.version === row.version && step.status === 'failed')
        .map(({ key }) => key)
        .sort(),
    })),
    away: absences.map(({ person, until, delegate }) => ({ person, until: until.toISOString(), delegate })),
    stopped: stops.map(({ scope, by, reason, at }) => ({ scope, by, reason, at: at.toISOString() })),
  };
}

function asRows({ approvals, stopped, away }: Rebuilt) {
  return {
    approvals: [...approvals.values()].map(({ doneSteps: _, failedSteps, amount, ...rest }) => ({
      ...rest,
      amountMinor: amount?.amountMinor,
      failedSteps: failedSteps.toSorted(),
    })),
    away: [...away].map(([person, absence]) => ({ person, ...absence })),
    stopped: [...stopped].map(([scope, stop]) => ({ scope, ...stop })),
  };
}

describe('an auditor who has the exported log alone', () => {
  let world: World;
  let later = 0;
  beforeAll(async () => {
    const now = () => new Date(Date.now() + later);
    world = await startWorld({ overrides: { backoffMs: [50, 100], timeoutMs: 2_000, now, sweepMs: 100 } });
  });
  afterAll(() => world.end());

  async function expectSame(): Promise<Rebuilt> {
    await atRest(world);
    const state = rebuild(await exported(world));
    expect(asRows(state)).toEqual(await inDatabase(world));
    return state;
  }
  const say = (user: string, text: string) => world.slack.command({ user, channel: 'C0ACME', text });

  test('knows what waits, and what one of two has approved', async () => {
    await drafted(world, 'CAFE-LOYAL', 'U0RAJ');
    const two = await drafted(world, 'HARBOR-WMS');
    await approve(world, 'U0FIN', two);
    const { approvals } = await expectSame();
    expect([...approvals.values()].map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    await approve(world, 'U0MEI', two);
    await atRest(world);
    const done = await expectSame();
    expect([...done.approvals.values()][1]).toMatchObject({ status: 'done', version: 1 });
  });

  test('knows an edit that took an approval back, a rejection with its reason, and the draft that followed', async () => {
    const first = await drafted(world);
    await edit(world, 'U0FIN', first, { 'Line 1 quantity': '8' });
    await atRest(world);
    const second = structuredClone(now(world, first));
    await reject(world, 'U0FIN', second, 'Not this month');
    await expectSame();
    const again = await drafted(world);
    await approve(world, 'U0FIN', again);
    await atRest(world);
    await expectSame();
  });

  test('knows that the sheet drifted, and that everything was stopped and went on', async () => {
    addReadyRow(world, 'Drifting row');
    const asked = await drafted(world);
    const { rows } = world.smartsheet.sheet(SHEET);
    const row = rows.findLast(({ cells }) => cells.Task === 'Drifting row');
    world.smartsheet.edit(SHEET, row?.id ?? 0, { Hours: 3 });
    await approve(world, 'U0FIN', asked);
    await atRest(world);
    const fresh = structuredClone(now(world, asked));
    await say('U0FIN', '/countersign stop because the auditors are in');
    await approve(world, 'U0FIN', fresh);
    const held = await expectSame();
    expect(held.stopped.get('*')).toMatchObject({ by: 'U0FIN', reason: 'the auditors are in' });
    await say('U0FIN', '/countersign resume');
    await atRest(world);
    expect((await expectSame()).stopped.size).toBe(0);
  });

  test('knows what failed and who had it tried again', async () => {
    addReadyRow(world, 'Failing row');
    const asked = await drafted(world);
    world.quickbooks.settings.closingDate = '2099-12-31';
    await approve(world, 'U0FIN', asked);
    const { approvals } = await expectSame();
    expect([...approvals.values()].at(-1)).toMatchObject({ status: 'failed', failedSteps: ['post'] });
    world.quickbooks.settings.closingDate = null;
    world.quickbooks.faults.set({ kind: 'status-500', match: /^POST .*\/invoice\?/, times: 1 });
    await click(world, 'U0FIN', asked, 'retry');
    await atRest(world);
    await expectSame();
  });

  test('knows that two who clicked at once are one approval and one posting', async () => {
    addReadyRow(world, 'Popular row');
    const asked = await drafted(world);
    await Promise.all([approve(world, 'U0FIN', asked), approve(world, 'U0MEI', asked)]);
    await atRest(world);
    await expectSame();
  });

  test('knows an undo, and whose decision it was', async () => {
    addReadyRow(world, 'Regretted row');
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    await atRest(world);
    await click(world, 'U0MEI', structuredClone(now(world, asked)), 'undo');
    const { approvals } = await expectSame();
    expect([...approvals.values()].at(-1)).toMatchObject({
      status: 'voided',
      decisions: [{ verb: 'approve' }, { verb: 'undo', who: 'U0MEI' }],
    });
  });

  test('knows who is away, and who decided in whose place', async () => {
    addReadyRow(world, 'Delegated row');
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await say('U0FIN', `/countersign away until ${until} delegate <@U0RAJ|raj>`);
    const asked = await drafted(world);
    expect((await expectSame()).away.get('U0FIN')).toMatchObject({ delegate: 'U0RAJ' });
    await approve(world, 'U0RAJ', asked);
    await expectSame();
    await say('U0FIN', '/countersign back');
    await expectSame();
  });

  test('knows that it was escalated and expired', async () => {
    addReadyRow(world, 'Forgotten row');
    await drafted(world);
    const statuses = async () =>
      [...(await expectSame()).approvals.values()]
        .map(({ status }) => status)
        .filter((one) => one !== 'done');
    for (const days of [2, 4, 30]) {
      later = days * 86_400_000;
      await expectSame();
    }
    expect(await statuses()).toContain('expired');
  });
});
