import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import type { Project } from '../settings/types.ts';
import type { Card } from '../slack/blocks/card.ts';
import type { ReconcileJob } from './job.ts';
import { type Heading, progressMessage, stoppedMessage, summaryMessage } from './message.ts';
import type { RunSummary } from './run.ts';
import { keepRun, loadRun, type StoredRun } from './stored.ts';

/** A run's one message, posted once and edited from then on. */

export const headingOf = ({ number, period }: StoredRun, { name }: Project): Heading => ({
  number,
  projectName: name,
  period,
});

export async function firstMessage(way: Way, run: StoredRun, project: Project): Promise<string> {
  const card = progressMessage(headingOf(run, project), 'Reading the sheet and QuickBooks', 0.05);
  // Looked for first: an earlier try may have posted it and lost the answer.
  const { ts } = await way.messenger.postCard(project.channel, run.id, card, true);
  await keepRun(way.db.prisma, run.id, { messageTs: ts });
  return ts;
}

const EVERY_MS = 1_500;

/** Edits the message, at most once in a while and one edit at a time; that it could not be shown stops nothing. */
export function progress(way: Way, run: StoredRun, heading: Heading) {
  let last = 0;
  let showing: Promise<void> = Promise.resolve();
  const show = async (stage: string, share: number): Promise<void> => {
    const now = way.now().getTime();
    if (now - last < EVERY_MS) return;
    last = now;
    showing = showing.then(() => replace(way, run, progressMessage(heading, stage, share)).catch(() => {}));
    await showing;
  };
  return Object.assign(show, { rest: () => showing });
}

const WRITING_EVERY_MS = 5_000;
/** Fewer rows are written before anybody wonders. */
const WORTH_TELLING = 2_000;

/** Says under the summary how far the sheet is written, at most every few seconds; that it cannot be said stops nothing. */
export function progressNotes(way: Way, run: StoredRun, heading: Heading, summary: RunSummary) {
  let last = way.now().getTime();
  let showing: Promise<void> | null = null;
  return {
    tell(written: number, of: number): void {
      const now = way.now().getTime();
      if (of < WORTH_TELLING || now - last < WRITING_EVERY_MS) return;
      last = now;
      const note = `I am writing what I found into the sheet: ${written.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} rows so far.`;
      const noted = { ...summary, notes: [...summary.notes, note] };
      const before = showing ?? Promise.resolve();
      showing = before.then(() => showSummary(way, run, heading, noted)).catch(() => {});
    },
    rest: async () => void (await showing),
    /** Whether the message says something that is to be taken away again. */
    anything: () => showing !== null,
  };
}

export async function replace(way: Way, run: StoredRun, card: Card): Promise<void> {
  if (run.messageTs !== null) await way.messenger.update({ channel: run.channel, ts: run.messageTs }, card);
}

/** Ends a run that cannot be made, where everybody sees it; one without a message the next digest tells of. */
export async function giveUp(way: Way, run: StoredRun, heading: Heading, why: string): Promise<void> {
  await replace(way, run, stoppedMessage(heading, `${why} Nothing was changed.`)).catch((error: unknown) => {
    // It ends all the same where Slack refuses its message: nobody tries it again.
    if (!(error instanceof VendorFailure) || error.passing) throw error;
  });
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
  if (!run || !project || run.status !== 'running') return;
  const heading = headingOf(run, project);
  if (last) return giveUp(way, run, heading, why);
  await replace(way, run, stoppedMessage(heading, why));
}

/** In Slack's chart block; a Slack that does not know it is shown a table. */
export async function showSummary(
  way: Way,
  run: StoredRun,
  heading: Heading,
  summary: RunSummary,
): Promise<void> {
  const reportUrl = way.reportUrl(heading.number);
  try {
    await replace(way, run, summaryMessage(heading, summary, { chart: true, reportUrl }));
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.code !== 'invalid_blocks') throw error;
    await replace(way, run, summaryMessage(heading, summary, { chart: false, reportUrl }));
  }
}
