import { endAbsences } from '../approval/absences.ts';
import { advance } from '../approval/advance.ts';
import { type DraftJob, open } from '../approval/open.ts';
import { heldBy } from '../approval/switch.ts';
import { projectOf, type Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { contentHash } from '../core/identity.ts';
import { BOT } from '../log/entry.ts';
import { sendDigest } from '../reconciling/digest-send.ts';
import { runsToWrite } from '../reconciling/stored.ts';
import { resumeWriting } from '../reconciling/write-up.ts';
import { dueApprovals } from '../store/approvals.ts';
import { once } from '../store/inbox.ts';
import { letTurnAgain, lookIfQuiet } from '../triggers/sheet-watch.ts';
import type { Triggers } from '../triggers/triggers.ts';
import { workOff } from '../triggers/work-off.ts';
import type { Handlers, Queue } from './queue.ts';
import { reconcile } from './reconciling.ts';

export function handlers(way: Way, triggers: Triggers): Handlers {
  return {
    inbox: (source) => workOff(triggers, source),
    look: (sheetId) => lookIfQuiet(triggers, sheetId),
    advance: (approvalId) => advance(way, approvalId),
    draft: (job, attempt, last) => draft(way, triggers, job, attempt, last),
    reconcile: (job, attempt, last) => reconcile(way, job, attempt, last),
    writeUp: (run) => resumeWriting(way, run),
    digest: (job) => sendDigest(way, job),
  };
}

/** Every way a request for a draft can end is said to who asked: a card, a reason, or a vendor's name and what happens next. */
async function draft(
  way: Way,
  triggers: Triggers,
  job: DraftJob,
  attempt: number,
  last: boolean,
): Promise<void> {
  const tell = (text: string) =>
    job.requestedBy === BOT
      ? sayFor(way, job, `${job.because ?? 'Rows turned ready to bill.'} ${text}`) // nobody asked, so nobody is told in private
      : way.messenger.tell(job.channel, job.requestedBy, text);
  /** Said, and over: what began by itself is not lost with it. */
  const giveUp = async (text: string) => {
    if (job.turned) await letTurnAgain(way, job.turned);
    await tell(text);
  };
  try {
    // Nobody is there to ask again for what began by itself: it is tried until it works. Two tries open one draft.
    if (last && job.requestedBy === BOT) await triggers.enqueueDraft(way.db.prisma, job);
    const opened = await open(way, job);
    if ('refused' in opened) {
      if (opened.nothing && job.requestedBy === BOT) return;
      return await giveUp(opened.refused);
    }
    for (const note of opened.notes) await sayOnce(way, job, note);
  } catch (error) {
    if (!(error instanceof VendorFailure)) {
      if (attempt >= 3)
        await giveUp(
          'The draft could not be made: an error inside Countersign. Nothing was posted. Its log has the details.',
        );
      if (attempt >= 3) return way.log.error({ project: job.project, error: stack(error) }, 'draft failed');
      throw error;
    }
    way.log.warn(
      { project: job.project, service: error.service, code: error.code, attempt, error: error.message },
      'draft failed',
    );
    if (!error.passing)
      return await giveUp(
        `No draft was made, and nothing was posted. ${error.service}: ${error.message.replace(/\.$/, '')}.`,
      );
    if (last && job.requestedBy === BOT) return; // its successor goes on
    if (last)
      return await tell(
        `${error.service} has not come back, so no draft was made and nothing was posted. Ask again with /invoice-draft.`,
      );
    await once(way.db.prisma, { source: `told:${job.requestKey}`, id: 'waits', at: way.now() }, () =>
      tell(
        `${error.service} does not answer as it should (${error.message}), so the draft waits. I keep trying ${job.requestedBy === BOT ? 'until it works' : 'for ten minutes'} and post the card as soon as it works; nothing is lost, and nothing was posted.`,
      ),
    ).catch(() => {}); // said at the next try, where it cannot be said now
    throw error;
  }
}

function stack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** In the channel, once for this request, or for the rows that began it; throws where it cannot be said. */
async function sayFor(way: Way, job: DraftJob, text: string): Promise<void> {
  const of = job.turned ? contentHash(job.turned) : job.requestKey;
  const said = { source: `told:${of}`, id: text, at: way.now() };
  const { channel } = projectOf(way, job.project);
  await once(way.db.prisma, said, () => way.messenger.say(channel, text));
}

/** In the channel, once and never again; where it cannot be said now, with the next draft. */
async function sayOnce(way: Way, job: DraftJob, note: string): Promise<void> {
  const project = way.projects.projects.find(({ code }) => code === job.project);
  if (!project) return;
  const said = { source: `said:${project.channel}`, id: note, at: way.now() };
  await once(way.db.prisma, said, () => way.messenger.say(project.channel, note)).catch((error: unknown) =>
    way.log.warn({ project: job.project, error: String(error) }, 'a note was not said'),
  );
}

const SWEEP_MS = 5_000;

/**
 * Puts to work what is due and has no job, because the process that had it died. A job too many does nothing.
 * Returns the stop.
 */
export function sweep(way: Way, queue: Queue, everyMs = SWEEP_MS): () => void {
  const look = async (overdueMs: number) => {
    const overdue = new Date(way.now().getTime() - overdueMs);
    for (const id of await dueApprovals(way.db.prisma, overdue)) await queue.enqueueRedraw(way.db.prisma, id); // one a second for each, however long it takes to be done
    await endAbsences(way);
    // A run whose sheet is not written: it was stopped, or its process ended.
    for (const { number, project } of await runsToWrite(way.db.prisma))
      if ((await heldBy(way, project)) === null) await queue.enqueueWriteUp(way.db.prisma, number);
  };
  const run = (overdueMs: number) =>
    look(overdueMs).catch((error: unknown) => way.log.error({ error: String(error) }, 'sweep failed'));
  // At the start, whatever is due was dropped. Later, what is being worked on right now is left alone.
  void run(0);
  const timer = setInterval(run, everyMs, everyMs);
  return () => clearInterval(timer);
}
