import { projectOf, type Way } from '../approval/way.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import type { Project } from '../settings/types.ts';
import { closeCard, openCard, renewCard } from './cards.ts';
import { type Gathered, gather } from './gather.ts';
import type { ReconcileJob } from './job.ts';
import { type Merged, merge } from './merge.ts';
import { CARDS } from './message.ts';
import { firstMessage, giveUp, headingOf, progress, readingSaid, showSummary } from './show.ts';
import { beginRun, keepRun, type StoredRun } from './stored.ts';
import { summarise } from './summarise.ts';
import { taughtOf } from './taught-of.ts';
import { type Result, startThread, type Thread } from './thread.ts';
import { takeReview } from './write-statuses.ts';
import { write, writeUp } from './write-up.ts';

/** One run, alone among all of its project: gathered, compared, told, and what is to be decided put to people. */
export async function runReconciliation(way: Way, job: ReconcileJob): Promise<void> {
  await way.locks.exclusively(`reconcile/${job.project}`, async () => {
    const project = projectOf(way, job.project);
    const begun = await beginRun(way.db.prisma, {
      id: `rec_${Buffer.from(way.random(10)).toString('hex')}`,
      project: job.project,
      period: job.period,
      requestedBy: job.requestedBy,
      requestKey: job.requestKey,
      channel: project.channel,
      at: way.now(),
    });
    if (begun.status === 'done' || begun.status === 'failed') return;
    if (begun.status === 'writing') return writeUp(way, begun);
    const posts = async () => (job.quiet ? null : firstMessage(way, begun, project));
    const run = { ...begun, messageTs: begun.messageTs ?? (await posts()) };
    await carryOn(way, run, project, job.periodNote);
  });
}

async function carryOn(way: Way, run: StoredRun, project: Project, periodNote: string | null): Promise<void> {
  const thread = startThread(way);
  try {
    await carryOnWith(thread, way, run, project, periodNote);
  } finally {
    await thread.end();
  }
}

async function carryOnWith(
  thread: Thread,
  way: Way,
  run: StoredRun,
  project: Project,
  periodNote: string | null,
): Promise<void> {
  const heading = headingOf(run, project);
  const show = progress(way, run, heading);
  const gathered = await gatherShown(thread, way, run, project, show);
  if ('refused' in gathered) return giveUp(way, run, heading, gathered.refused);
  await show('Comparing', 0.4, true);
  const result = await compareGathered(
    way,
    thread,
    run,
    project,
    gathered,
    (stage, share) => void show(stage, 0.4 + share / 2),
  ).finally(show.rest);
  const merged = await merge(way, run, result.subjects);
  const summary = await summarise(way, run, project, gathered, result, merged, periodNote);
  await keepRun(way.db.prisma, run.id, { summary, document: new Uint8Array(result.document) });
  await showSummary(way, run, heading, summary);
  await putToPeople(way, run, merged);
  await way.db.prisma.$transaction(async (tx) => {
    await keepRun(tx, run.id, { status: 'writing', doneAt: way.now() });
    const { totals, variances } = summary;
    const data = { number: run.number, period: run.period, totals, variances, requestedBy: run.requestedBy };
    await appendLog(tx, {
      at: way.now(),
      actor: BOT,
      type: 'reconciliation.made',
      project: run.project,
      approvalId: null,
      data,
    });
  });
  const open = merged.found.filter(({ state }) => state !== 'decided').map(({ subject }) => subject);
  await write(way, run, summary, thread, () => takeReview(thread, open));
}

/** Both lists, read while the message says how far. */
async function gatherShown(
  thread: Thread,
  way: Way,
  run: StoredRun,
  project: Project,
  show: ReturnType<typeof progress>,
): ReturnType<typeof gather> {
  const said = readingSaid();
  thread.tellReading((far) => {
    const { stage, share } = said(far);
    void show(stage, share);
  });
  return gather(way, thread, project, run.period, run.messageTs === null).finally(() => {
    thread.tellReading(() => {});
    return show.rest();
  });
}

async function putToPeople(way: Way, run: StoredRun, { found, gone }: Merged): Promise<void> {
  for (const { approvalId, elsewhere } of gone)
    if (approvalId) await closeCard(way, run, approvalId, elsewhere);
  for (const one of found) if (one.state === 'changed') await renewCard(way, run, one);
  // Nobody asked for a run without a message: its cards come on demand.
  if (run.messageTs === null) return;
  const undecided = found.filter(({ state }) => state !== 'decided' && state !== 'snoozed');
  for (const one of undecided.slice(0, CARDS)) await openCard(way, run, one);
}

async function compareGathered(
  way: Way,
  thread: Thread,
  run: StoredRun,
  project: Project,
  gathered: Gathered,
  onProgress: (stage: string, share: number) => void,
): Promise<Result> {
  const { tolerance, company } = way.projects;
  const taught = await taughtOf(way.db.prisma, run.project);
  return thread.compare(
    {
      project: { code: project.code, name: project.name },
      currency: project.currency,
      period: run.period,
      marginDays: gathered.marginDays,
      madeAt: way.now().toISOString(),
      sheet: gathered.sheet,
      customer: gathered.customer.name,
      tolerance: {
        amountMinor: tolerance.amountMinor,
        currency: company.currency,
        percent: Number(tolerance.percent),
        days: tolerance.days,
      },
      taught,
      checks: gathered.checks,
      reading: gathered.reading,
    },
    onProgress,
  );
}
