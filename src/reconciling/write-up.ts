import { HeldBack } from '../approval/guarded.ts';
import { heldBy } from '../approval/switch.ts';
import { projectOf, type Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import type { Project } from '../settings/types.ts';
import type { Heading } from './message.ts';
import { writeReviewRows } from './review.ts';
import type { RunSummary } from './run.ts';
import { headingOf, progressNotes, showSummary } from './show.ts';
import { keepRun, loadRun, type StoredRun, storedDocument } from './stored.ts';
import { startThread, type Thread } from './thread.ts';
import { foundIn } from './variances.ts';
import { takeReview, writeStatuses } from './write-statuses.ts';

/** The last part of a run: the sheet says what was found. Cut off or held back, it is taken up again. */

/** What a stop, a fault or the end of a process left unwritten. */
export async function writeUp(way: Way, run: StoredRun): Promise<void> {
  const { summary } = run;
  if (!summary) return;
  const thread = startThread(way);
  try {
    const prepare = async () => {
      const open = await takeFound(way, run, thread);
      const document = await storedDocument(way.db.prisma, run.number);
      if (document) await thread.takeDocument(document, open);
    };
    await write(way, run, summary, thread, prepare, true);
  } finally {
    await thread.end();
  }
}

/** Of variances, whose subjects are large. */
const PAGE = 100;

/** What rows of its variances are to say; all rows that are in one, decided or not: those are no matches. */
async function takeFound(way: Way, run: StoredRun, thread: Thread): Promise<string[]> {
  const open: string[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const found = await foundIn(way.db.prisma, run, { skip, take: PAGE });
    const undecided = found.filter(({ status }) => status !== 'decided');
    await takeReview(
      thread,
      undecided.map(({ subject }) => subject),
    );
    open.push(...found.flatMap(({ subject }) => subject.sheet.map(({ id }) => id)));
    if (found.length < PAGE) return open;
  }
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

/** A message may say how far an earlier try came; `again`: it is drawn anew whatever comes of this one. */
export async function write(
  way: Way,
  run: StoredRun,
  summary: RunSummary,
  thread: Thread,
  prepare: () => Promise<void>,
  again = false,
): Promise<void> {
  const project = projectOf(way, run.project);
  const heading = headingOf(run, project);
  const shown = progressNotes(way, run, heading, summary);
  const drawn = async (notes: readonly string[]): Promise<RunSummary> => {
    await shown.rest();
    const next = { ...summary, notes: [...summary.notes, ...notes] };
    if (again || notes.length > 0 || shown.anything()) await showAtLast(way, run, heading, next);
    return next;
  };
  const attempt = async () =>
    (await heldBy(way, run.project)) === null ? written(way, run, project, thread, prepare, shown) : null;
  const notes = project.mode === 'observe' ? [] : await attempt();
  const next = await drawn(notes ?? []);
  if (notes === null) return; // the sweep finds it once it is resumed
  faults.delete(run.id);
  await keepRun(way.db.prisma, run.id, { summary: next, status: 'done' });
}

/** What is to be said of it; null where somebody stopped it, so that it waits. What may pass is thrown, to be tried again. */
async function written(
  way: Way,
  run: StoredRun,
  project: Project,
  thread: Thread,
  prepare: () => Promise<void>,
  shown: ReturnType<typeof progressNotes>,
): Promise<string[] | null> {
  try {
    await prepare();
    const notes = await writeStatuses(way, thread, run, shown.tell);
    return [...notes, ...(await reviewed(way, run, project))];
  } catch (error) {
    await shown.rest();
    if (error instanceof HeldBack) return null;
    if (!(error instanceof VendorFailure)) return [endingOf(way, run, error)];
    if (error.passing) throw error;
    return [`The sheet was not written: ${wordsOf(error)}. The next reconciliation tries again.`];
  }
}

const wordsOf = ({ service, message }: VendorFailure) => `${service} – ${message.replace(/\.$/, '')}`;

/** What becomes of the one sheet says nothing of the other. */
async function reviewed(way: Way, run: StoredRun, project: Project): Promise<string[]> {
  try {
    await writeReviewRows(way, run, project);
    return [];
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.passing) throw error;
    return [
      `The Finance Review sheet (${project.review?.sheet}) was not written: ${wordsOf(error)}. Share it with me again, or name another in projects.yml; the next reconciliation adds its rows.`,
    ];
  }
}

/** Of a run's writing, in this process: what fails again and again is not tried for ever. */
const faults = new Map<string, number>();
const MOST_FAULTS = 3;

/** What is said once a fault of ours has come too often; until then it is thrown, and the sweep tries again. */
function endingOf(way: Way, run: StoredRun, error: unknown): string {
  const count = (faults.get(run.id) ?? 0) + 1;
  faults.set(run.id, count);
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  way.log.error({ project: run.project, run: run.number, attempt: count, error: detail }, 'writing failed');
  if (count < MOST_FAULTS) throw error;
  const { from, to } = run.period;
  return `The sheet was not written to its end: an error inside Countersign, whose log has the details. Ask again with /reconcile ${run.project} ${from}..${to}.`;
}

/** It ends all the same where Slack refuses its message. */
async function showAtLast(way: Way, run: StoredRun, heading: Heading, summary: RunSummary): Promise<void> {
  try {
    await showSummary(way, run, heading, summary);
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.passing) throw error;
    way.log.warn({ project: run.project, code: error.code }, 'could not show how the writing ended');
  }
}
