import { HeldBack } from '../approval/guarded.ts';
import { heldBy, stopFor } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { projectOf } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { formatMoney } from '../core/money.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import { listed } from '../proposals/invoice/checks/say.ts';
import type { Project } from '../settings/types.ts';
import type { Card } from '../slack/blocks/card.ts';
import { countOf } from './columns.ts';
import { matchedRows } from './compare.ts';
import { type Gathered, gather } from './gather.ts';
import { compareInThread, type Result } from './in-thread.ts';
import { CARDS, type Heading, progressMessage, stoppedMessage, summaryMessage } from './message.ts';
import { factLines, templateNarrative } from './narrative.ts';
import { periodWords } from './period.ts';
import { writeReviewRows } from './review.ts';
import type { Period, RunSummary } from './run.ts';
import { beginRun, keepRun, loadRun, runDocument, type StoredRun } from './stored.ts';
import {
  closeCard,
  countsOf,
  listedOf,
  type Merged,
  merge,
  openCard,
  renewCard,
  taughtOf,
} from './variances.ts';
import { wantedRows, writeStatuses } from './write-statuses.ts';

export interface ReconcileJob {
  project: string;
  /** Slack user id, or the bot for what a schedule asked for. */
  requestedBy: string;
  /** Where to answer privately. */
  channel: string;
  period: Period;
  /** Said with the figures where the period was not given: what it is then. */
  periodNote: string | null;
  requestKey: string;
}

/** One run, alone among all of its project: gathered, compared, told, and what is to be decided put to people. */
export async function runReconciliation(way: Way, job: ReconcileJob): Promise<void> {
  await way.locks.exclusively(`reconcile/${job.project}`, async () => {
    const project = projectOf(way, job.project);
    const begun = await beginRun(way.db.prisma, {
      ...{
        id: `rec_${Buffer.from(way.random(10)).toString('hex')}`,
        project: job.project,
        period: job.period,
      },
      ...{
        requestedBy: job.requestedBy,
        requestKey: job.requestKey,
        channel: project.channel,
        at: way.now(),
      },
    });
    if (begun.status === 'done' || begun.status === 'failed') return;
    if (begun.status === 'writing') return writeUp(way, begun);
    const run = { ...begun, messageTs: begun.messageTs ?? (await firstMessage(way, begun, project)) };
    await carryOn(way, run, project, job.periodNote);
  });
}

async function carryOn(way: Way, run: StoredRun, project: Project, periodNote: string | null): Promise<void> {
  const heading = headingOf(run, project);
  const show = progress(way, run, heading);
  const gathered = await gather(way, project, run.period);
  if ('refused' in gathered) return giveUp(way, run, heading, gathered.refused);
  await show('Comparing', 0.4);
  const result = await compareGathered(
    way,
    run,
    project,
    gathered,
    (stage, share) => void show(stage, 0.4 + share / 2),
  );
  await show.rest();
  const merged = await merge(way, run, result.subjects);
  const summary = await summarise(way, run, project, gathered, result, merged, periodNote);
  await keepRun(way.db.prisma, run.id, { summary, document: new Uint8Array(result.document) });
  await showSummary(way, run, heading, summary);
  for (const { approvalId } of merged.gone) if (approvalId) await closeCard(way, run, approvalId);
  for (const found of merged.found) if (found.state === 'changed') await renewCard(way, run, found);
  const undecided = merged.found.filter(({ state }) => state !== 'decided' && state !== 'snoozed');
  for (const found of undecided.slice(0, CARDS)) await openCard(way, run, found);
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
  await write(way, run, summary, () => Promise.resolve(wantedRows(result.matched, open)));
}

/** What a stop, a fault or the end of a process left unwritten. */
export async function writeUp(way: Way, run: StoredRun): Promise<void> {
  const { summary } = run;
  if (!summary) return;
  await write(way, run, summary, async () => {
    const document = await runDocument(way.db.prisma, run.number);
    const { listed: open } = await listedOf(way.db.prisma, run, { skip: 0, take: 5_000 });
    const subjects = open.map(({ subject }) => subject);
    const ids = new Set(subjects.flatMap(({ sheet }) => sheet.map(({ id }) => id)));
    return document ? wantedRows(matchedRows(document, ids), subjects) : [];
  });
}

/** For the sweep: a run that waits for its sheet, by its number. */
export async function resumeWriting(way: Way, number: number): Promise<void> {
  const found = await loadRun(way.db.prisma, number);
  if (found?.status !== 'writing') return;
  await way.locks.exclusively(`reconcile/${found.project}`, async () => {
    const run = await loadRun(way.db.prisma, number);
    if (run?.status === 'writing') await writeUp(way, run);
  });
}

async function write(
  way: Way,
  run: StoredRun,
  summary: RunSummary,
  wanted: () => Promise<ReturnType<typeof wantedRows>>,
): Promise<void> {
  const project = projectOf(way, run.project);
  const done = () => keepRun(way.db.prisma, run.id, { status: 'done' });
  if (project.mode === 'observe') return done();
  if ((await heldBy(way, run.project)) !== null) return; // the sweep finds it once it is resumed
  try {
    const notes = await writeStatuses(way, run.project, await wanted());
    await writeReviewRows(way, run, project);
    await done();
    if (notes.length === 0) return;
    const next = { ...summary, notes: [...summary.notes, ...notes] };
    await keepRun(way.db.prisma, run.id, { summary: next });
    await showSummary(way, run, headingOf(run, project), next);
  } catch (error) {
    if (error instanceof HeldBack) return;
    if (!(error instanceof VendorFailure) || error.passing) throw error;
    const why = `The sheet was not written: ${error.service} – ${error.message.replace(/\.$/, '')}. The next reconciliation tries again.`;
    const next = { ...summary, notes: [...summary.notes, why] };
    await keepRun(way.db.prisma, run.id, { summary: next, status: 'done' });
    await showSummary(way, run, headingOf(run, project), next);
  }
}

const headingOf = ({ number, period }: StoredRun, { name }: Project): Heading => ({
  number,
  projectName: name,
  period,
});

async function firstMessage(way: Way, run: StoredRun, project: Project): Promise<string> {
  const card = progressMessage(headingOf(run, project), 'Reading the sheet and QuickBooks', 0.05);
  // Looked for first: an earlier try may have posted it and lost the answer.
  const { ts } = await way.messenger.postCard(project.channel, run.id, card, true);
  await keepRun(way.db.prisma, run.id, { messageTs: ts });
  return ts;
}

const EVERY_MS = 1_500;

/** Edits the message, at most once in a while and one edit at a time; that it could not be shown stops nothing. */
function progress(way: Way, run: StoredRun, heading: Heading) {
  let last = 0;
  let showing: Promise<void> = Promise.resolve();
  const show = async (stage: string, share: number): Promise<void> => {
    const now = performance.now();
    if (now - last < EVERY_MS) return;
    last = now;
    showing = showing.then(() => replace(way, run, progressMessage(heading, stage, share)).catch(() => {}));
    await showing;
  };
  return Object.assign(show, { rest: () => showing });
}

async function replace(way: Way, run: StoredRun, card: Card): Promise<void> {
  if (run.messageTs !== null) await way.messenger.update({ channel: run.channel, ts: run.messageTs }, card);
}

/** Ends a run that cannot be made, where everybody sees it; nothing was changed. */
export async function giveUp(way: Way, run: StoredRun, heading: Heading, why: string): Promise<void> {
  await replace(way, run, stoppedMessage(heading, `${why} Nothing was changed.`));
  await keepRun(way.db.prisma, run.id, { status: 'failed', doneAt: way.now() });
}

/** The same by the request, for what keeps failing; `last`: no further try follows. */
export async function tellTrouble(way: Way, job: ReconcileJob, why: string, last: boolean): Promise<void> {
  const found = await way.db.prisma.reconciliation.findUnique({
    where: { requestKey: job.requestKey },
    select: { number: true },
  });
  const run = found && (await loadRun(way.db.prisma, found.number));
  const project = way.projects.projects.find(({ code }) => code === job.project);
  if (!run || !project || run.messageTs === null || run.status !== 'running') return;
  const heading = headingOf(run, project);
  if (last) return giveUp(way, run, heading, why);
  await replace(way, run, stoppedMessage(heading, why));
}

function compareGathered(
  way: Way,
  run: StoredRun,
  project: Project,
  gathered: Gathered,
  onProgress: (stage: string, share: number) => void,
): Promise<Result> {
  const { tolerance, company } = way.projects;
  return taughtOf(way.db.prisma, run.project).then((taught) =>
    compareInThread(
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
        problems: gathered.problems
          .filter(({ kept }) => !kept)
          .map(({ rowNumber, message }) => ({ rowNumber, message })),
      },
      gathered.rows,
      gathered.planned,
      gathered.lines,
      onProgress,
    ),
  );
}

async function summarise(
  way: Way,
  run: StoredRun,
  project: Project,
  gathered: Gathered,
  { totals, budget }: Result,
  merged: Merged,
  periodNote: string | null,
): Promise<RunSummary> {
  const variances = countsOf(merged);
  const facts = { project: project.name, period: run.period, totals, budget, open: variances.open };
  const template = templateNarrative(facts);
  const difference = formatMoney({
    amountMinor: Math.abs(totals.differenceMinor),
    currency: totals.currency,
  });
  const empty = totals.sheetRows === 0 && totals.ledgerRows === 0;
  const told = empty ? null : await way.wording.tell(factLines(facts));
  // Words without the one figure that matters tell nothing.
  const said = told?.includes(difference) ? told : null;
  return {
    totals,
    budget,
    narrative: said === null ? { text: template, author: 'template' } : { text: said, author: 'model' },
    problems: gathered.problems.filter(({ kept }) => !kept).length,
    variances,
    notes: await notesOf(way, run, project, gathered, periodNote),
  };
}

async function notesOf(
  way: Way,
  run: StoredRun,
  project: Project,
  { missingColumns, problems, sheet, rows, lines }: Gathered,
  periodNote: string | null,
): Promise<string[]> {
  const notes: string[] = periodNote === null ? [] : [periodNote];
  if (countOf(rows) === 0) notes.push(`The sheet “${sheet.name}” has no row with a cost.`);
  else if (countOf(lines) === 0)
    notes.push(`QuickBooks has no cost for this customer around ${periodWords(run.period)}.`);
  if (missingColumns.length > 0)
    notes.push(
      `The sheet “${sheet.name}” has no column ${listed(missingColumns.map((title) => `“${title}”`))}; I go on without.`,
    );
  for (const { rowNumber, message, kept } of problems.slice(0, 5))
    notes.push(`Row ${rowNumber} ${message}${kept ? '' : '; it is left out'}.`);
  if (problems.length > 5) notes.push(`And ${problems.length - 5} more rows: the report names them all.`);
  if (project.mode === 'observe')
    notes.push('This project is only observed: nothing is asked and nothing is written.');
  else if ((await stopFor(way.db.prisma, run.project)) !== null)
    notes.push(
      'Countersign is stopped: decisions are recorded and wait, and the sheet is written once it is resumed.',
    );
  return notes;
}

/** In Slack's chart block; a Slack that does not know it is shown a table. */
async function showSummary(way: Way, run: StoredRun, heading: Heading, summary: RunSummary): Promise<void> {
  const reportUrl = way.reportUrl(heading.number);
  try {
    await replace(way, run, summaryMessage(heading, summary, { chart: true, reportUrl }));
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.code !== 'invalid_blocks') throw error;
    await replace(way, run, summaryMessage(heading, summary, { chart: false, reportUrl }));
  }
}
