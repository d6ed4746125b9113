import { HeldBack } from '../approval/guarded.ts';
import { heldBy } from '../approval/switch.ts';
import { projectOf, type Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
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
    await write(way, run, summary, thread, async () => {
      const open = await takeFound(way, run, thread);
      const document = await storedDocument(way.db.prisma, run.number);
      if (document) await thread.takeDocument(document, open);
    });
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

export async function write(
  way: Way,
  run: StoredRun,
  summary: RunSummary,
  thread: Thread,
  prepare: () => Promise<void>,
): Promise<void> {
  const project = projectOf(way, run.project);
  const done = () => keepRun(way.db.prisma, run.id, { status: 'done' });
  if (project.mode === 'observe') return done();
  if ((await heldBy(way, run.project)) !== null) return; // the sweep finds it once it is resumed
  try {
    await prepare();
    const shown = progressNotes(way, run, headingOf(run, project), summary);
    const notes = await writeStatuses(way, thread, run, shown.tell);
    await shown.rest();
    await writeReviewRows(way, run, project);
    await done();
    if (notes.length === 0 && !shown.anything()) return;
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
