import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import type { Project } from '../settings/types.ts';
import type { Card } from '../slack/blocks/card.ts';
import type { ReconcileJob } from './job.ts';
import { type Heading, progressMessage, stoppedMessage, summaryMessage } from './message.ts';
import type { ReadSoFar } from './protocol.ts';
import type { RunSummary } from './run.ts';
import { keepRun, loadRun, type StoredRun } from './stored.ts';

/** A run's one message, posted once and edited from then on. */

export const headingOf = ({ number, period }: StoredRun, { name }: Project): Heading => ({
  number,
  projectName: name,
  period,
});

export async function firstMessage(way: Way, run: StoredRun, project: Project): Promise<string> {
  const card = progressMessage(headingOf(run, project), 'Reading the sheet and QuickBooks', READ_FROM);
  // Looked for first: an earlier try may have posted it and lost the answer.
  const { ts } = await way.messenger.postCard(project.channel, run.id, card, true);
  await keepRun(way.db.prisma, run.id, { messageTs: ts });
  return ts;
}

const EVERY_MS = 1_500;

/**
 * Edits the message, at most once in a while and one edit at a time; that it could not be shown stops nothing. What
 * comes too soon is shown a little later, unless something newer is by then. `due`: it is shown at once.
 */
export function progress(way: Way, run: StoredRun, heading: Heading) {
  let last = way.now().getTime(); // when its first words were posted
  let showing: Promise<void> = Promise.resolve();
  let later: NodeJS.Timeout | undefined;
  const edit = (stage: string, share: number): Promise<void> => {
    last = way.now().getTime();
    showing = showing.then(() => replace(way, run, progressMessage(heading, stage, share)).catch(() => {}));
    return showing;
  };
  const show = async (stage: string, share: number, due = false): Promise<void> => {
    clearTimeout(later);
    const left = due ? 0 : last + EVERY_MS - way.now().getTime();
    if (left <= 0) return edit(stage, share);
    later = setTimeout(() => void edit(stage, share), left);
  };
  const rest = (): Promise<void> => {
    clearTimeout(later);
    return showing;
  };
  return Object.assign(show, { rest });
}

/** Where reading begins and ends on the way to the whole. */
const READ_FROM = 0.05;
const READ_TO = 0.4;

/** What the message says of how far both lists are read; its bar never goes back, though more is found to be read. */
export function readingSaid(): (far: ReadSoFar) => { stage: string; share: number } {
  const lists: Partial<Record<ReadSoFar['list'], ReadSoFar>> = {};
  let share = READ_FROM;
  const count = (number: number) => number.toLocaleString('en-US');
  const words = (far: ReadSoFar | undefined, noun: string) =>
    far
      ? ` (${count(far.read)}${far.of === null ? '' : ` of ${count(Math.max(far.of, far.read))}`} ${noun})`
      : '';
  const part = (far?: ReadSoFar) => (far?.of ? Math.min(1, far.read / far.of) : far?.of === 0 ? 1 : 0);
  return (far) => {
    lists[far.list] = far;
    const { sheet, books } = lists;
    share = Math.max(share, READ_FROM + ((READ_TO - READ_FROM) * (part(sheet) + part(books))) / 2);
    return {
      stage: `Reading the sheet${words(sheet, 'rows')} and QuickBooks${words(books, 'records')}`,
      share,
    };
  };
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

async function replace(way: Way, run: StoredRun, card: Card): Promise<void> {
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
