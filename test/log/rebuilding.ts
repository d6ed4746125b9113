import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { logCommand } from '../../src/commands/log.ts';
import { type Logged, loggedInFile } from '../../src/log/logged.ts';
import { type Rebuilt, rebuild } from '../../src/log/rebuild.ts';
import type { RebuiltApproval } from '../../src/log/rebuilt.ts';
import { atRest } from '../support/deciding.ts';
import type { World } from '../support/world.ts';

/** What an auditor tells from an exported log, beside what the database says. */

/** Every column that is not told by the log, and why it need not be. */
const NOT_TOLD = new Set([
  ...['company', 'requestKey', 'createdAt', 'updatedAt'], // about the row, not about the approval
  ...['cardRevision', 'cardShown', 'dueAt'], // what is still to be drawn or done next
  'trace', // where the program's own spans are
  'trouble', // words on the card; that a step failed, why, and what stands still is told
]);

export async function exported(world: World): Promise<Logged[]> {
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

/** Waits until nothing moves, then holds every field of every approval, stop and absence against the log's. */
export async function expectSame(world: World): Promise<Rebuilt> {
  await atRest(world);
  const state = rebuild(await exported(world));
  expect(asRows(state)).toEqual(await inDatabase(world));
  return state;
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function rowsOf({ db }: World) {
  return db.prisma.approval.findMany({
    orderBy: { number: 'asc' },
    include: {
      decisions: { orderBy: { at: 'asc' } },
      drafts: { orderBy: { version: 'asc' } },
      steps: true,
      claims: true,
    },
  });
}

async function inDatabase(world: World) {
  const { prisma } = world.db;
  const stops = await prisma.stop.findMany({ orderBy: { scope: 'asc' } });
  const absences = await prisma.absence.findMany({ orderBy: { person: 'asc' } });
  return {
    approvals: (await rowsOf(world)).map(asTold),
    away: absences.map(({ company: _, person, until, setAt, delegate }) => ({
      person,
      until: iso(until),
      setAt: iso(setAt),
      delegate,
    })),
    stopped: stops.map(({ scope, by, reason, at }) => ({ scope, by, reason, at: iso(at) })),
  };
}

/** Written from the row's own columns, so that a column the log says nothing of is noticed. */
function asTold({ drafts, decisions, steps, claims, watched, amountMinor, ...row }: Row) {
  const columns = Object.entries(row).flatMap(([name, value]) =>
    NOT_TOLD.has(name) ? [] : [[name, value instanceof Date ? iso(value) : value]],
  );
  const own = steps.filter(
    ({ version, key }) => version === row.version && !/^(card$|say:|recheck$)/.test(key),
  );
  const keys = (status: string) =>
    own
      .filter((step) => step.status === status)
      .map(({ key }) => key)
      .sort();
  return {
    ...Object.fromEntries(columns),
    amountMinor: Number(amountMinor),
    hashes: drafts.map(({ hash }) => hash),
    decisions: decisions.map((one) => ({
      version: one.version,
      who: one.who,
      verb: one.verb,
      reason: one.reason,
      hash: one.draftHash,
      standsFor: one.standsFor,
      at: iso(one.at),
      revokedAt: iso(one.revokedAt),
    })),
    claims: claims.map(({ sheetId, rowId }) => `${sheetId}/${rowId}`).sort(),
    seen: watched && { ...(watched as object), untold: undefined },
    failedSteps: keys('failed'),
    doneSteps: keys('done'),
  };
}

function asRows({ approvals, stopped, away }: Rebuilt) {
  const people = [...away].map(([person, absence]) => ({ person, ...absence }));
  return {
    approvals: inOrder(approvals.values()).map(({ deadlines: _, amount, ...rest }) => ({
      ...rest,
      amountMinor: amount?.amountMinor,
      claims: rest.claims.map(({ sheetId, rowId }) => `${sheetId}/${rowId}`).sort(),
      failedSteps: rest.failedSteps.toSorted(),
      doneSteps: rest.doneSteps.toSorted(),
    })),
    away: people.sort((a, b) => a.person.localeCompare(b.person)),
    stopped: [...stopped]
      .map(([scope, stop]) => ({ scope, ...stop }))
      .sort((a, b) => a.scope.localeCompare(b.scope)),
  };
}

/** Two drafts of the same moment may stand in the log the other way round than they are numbered. */
function inOrder(approvals: Iterable<RebuiltApproval>): RebuiltApproval[] {
  return [...approvals].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}
