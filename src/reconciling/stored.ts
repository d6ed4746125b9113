import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { json } from '../store/approvals.ts';
import { COMPANY, Prisma, type Transaction } from '../store/database.ts';
import { type Period, RunDocument, RunSummary } from './run.ts';

/** Runs as they are kept. */
export interface StoredRun {
  id: string;
  /** What people say: "reconciliation 12". */
  number: number;
  project: string;
  period: Period;
  /** "writing": everything is said, and the sheet is not written yet. */
  status: 'running' | 'writing' | 'done' | 'failed';
  requestedBy: string;
  channel: string;
  messageTs: string | null;
  startedAt: Date;
  doneAt: Date | null;
  /** null while it is running. */
  summary: RunSummary | null;
}

interface Row {
  id: string;
  number: number;
  project: string;
  periodFrom: string;
  periodTo: string;
  status: string;
  requestedBy: string;
  channel: string;
  messageTs: string | null;
  startedAt: Date;
  doneAt: Date | null;
  summary: unknown;
}

const COLUMNS = {
  id: true,
  number: true,
  project: true,
  periodFrom: true,
  periodTo: true,
  status: true,
  requestedBy: true,
  channel: true,
  messageTs: true,
  startedAt: true,
  doneAt: true,
  summary: true,
} as const;

const STATUSES = ['running', 'writing', 'done', 'failed'] as const;

function asRun({ periodFrom, periodTo, status, summary, ...row }: Row): StoredRun {
  return {
    ...row,
    period: { from: periodFrom, to: periodTo },
    status: STATUSES.find((known) => known === status) ?? 'failed',
    summary: summary === null ? null : RunSummary.parse(summary),
  };
}

/** By its number; null where there is none. */
export async function loadRun(db: Transaction, number: number): Promise<StoredRun | null> {
  const row = await db.reconciliation.findUnique({ where: { number }, select: COLUMNS });
  return row && asRun(row);
}

/** A project's newest run that came to an end; null where there is none. `before`: an older one than that number. */
export async function latestRun(
  db: Transaction,
  project: string,
  before?: number,
): Promise<StoredRun | null> {
  const row = await db.reconciliation.findFirst({
    where: {
      company: COMPANY,
      project,
      status: { in: ['writing', 'done'] },
      ...(before === undefined ? {} : { number: { lt: before } }),
    },
    orderBy: { number: 'desc' },
    select: COLUMNS,
  });
  return row && asRun(row);
}

const unzip = promisify(gunzip);

/** As it is stored, JSON, gzipped, for whoever reads it in a thread of its own; null where the run has none (yet). */
export async function storedDocument(db: Transaction, number: number): Promise<Uint8Array | null> {
  const row = await db.reconciliation.findUnique({ where: { number }, select: { document: true } });
  return row?.document ?? null;
}

/** Both lists whole, and what belongs together; null where the run has none (yet). */
export async function runDocument(db: Transaction, number: number): Promise<RunDocument | null> {
  const document = await storedDocument(db, number);
  if (!document) return null;
  const text = await unzip(document);
  return RunDocument.parse(JSON.parse(text.toString('utf8')));
}

/**
 * Lets go of both lists of old runs: no link opens them any more, and what was decided stands in the log. Each project's
 * newest stays, because the next night goes on from it, and so does what is not written back yet. Says of how many.
 */
export function forgetDocuments(db: Transaction, before: Date): Promise<number> {
  return db.$executeRaw(Prisma.sql`
    UPDATE "Reconciliation" AS "old" SET "document" = NULL
    WHERE "company" = ${COMPANY} AND "document" IS NOT NULL AND "status" IN ('done', 'failed')
      AND "doneAt" < ${before} AND EXISTS (
        SELECT 1 FROM "Reconciliation" AS "newer" WHERE "newer"."company" = "old"."company"
          AND "newer"."project" = "old"."project" AND "newer"."number" > "old"."number"
          AND "newer"."document" IS NOT NULL)`);
}

/** The run of this request: begun, or as an earlier try of the same request left it. */
export async function beginRun(
  db: Transaction,
  run: {
    id: string;
    project: string;
    period: Period;
    requestedBy: string;
    requestKey: string;
    channel: string;
    at: Date;
  },
): Promise<StoredRun> {
  const { id, project, period, requestedBy, requestKey, channel, at } = run;
  const row = await db.reconciliation.upsert({
    where: { requestKey },
    create: {
      ...{ id, company: COMPANY, project, requestedBy, requestKey, channel },
      periodFrom: period.from,
      periodTo: period.to,
      status: 'running',
      startedAt: at,
    },
    update: {},
    select: COLUMNS,
  });
  return asRun(row);
}

export async function keepRun(
  db: Transaction,
  id: string,
  changes: {
    status?: StoredRun['status'];
    messageTs?: string;
    summary?: RunSummary;
    document?: Uint8Array<ArrayBuffer>;
    doneAt?: Date;
  },
): Promise<void> {
  const { summary, ...rest } = changes;
  await db.reconciliation.update({
    where: { id },
    data: { ...rest, ...(summary ? { summary: json(summary) } : {}) },
  });
}

/** Runs whose sheet is still to be written. */
export async function runsToWrite(db: Transaction): Promise<{ number: number; project: string }[]> {
  return db.reconciliation.findMany({
    where: { company: COMPANY, status: 'writing' },
    orderBy: { number: 'asc' },
    select: { number: true, project: true },
  });
}
