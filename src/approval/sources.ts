import { z } from 'zod';
import { contentHash } from '../core/identity.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import type { Drafted } from '../proposals/draft.ts';
import type { Kind } from '../proposals/kind.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { changeIf, claimedRows, json, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING } from '../store/database.ts';
import { askPeople, whyNoLonger } from './auto-withdrawn.ts';
import { guarded } from './guarded.ts';
import { renew } from './renew.ts';
import { settle } from './settle.ts';
import { draftOf, situationOf, standingOf } from './standing.ts';
import { begin, entry, type Failed, fail, finish } from './steps.ts';
import { heldBy } from './switch.ts';
import { passTaken, yieldOthers } from './taken.ts';
import { projectOf, type Way } from './way.ts';

export const SHEET = 'Write the sheet';
export const READ_AGAIN = 'Read sheet and books again';

/** What is to be said privately to who approved: that it ended, or why it asks again; null where it goes on. */
type Became = { ended: string } | { because: string } | null;

/** Reads the sources again at the click. If they drifted, nothing is posted and a new version shows what changed. */
export async function drift(way: Way, approval: LoadedApproval, kind: Kind): Promise<void> {
  const begun = await begin(way, approval, 'drift', false);
  try {
    const read = await kind.again(draftOf(approval), contextOf(way, approval));
    if ('settled' in read) return await nothingLeft(way, approval, 'drift', read.settled);
    const { drafted } = read;
    const at = way.now();
    const became = await way.db.prisma.$transaction(async (tx): Promise<Became> => {
      const yielded = await passTaken(way, tx, approval, kind);
      if (yielded && 'settled' in yielded) {
        await finish(tx, approval, 'drift', at, { settled: yielded.settled });
        return { ended: yielded.settled };
      }
      if (yielded) return yielded.renewed ? { because: 'another decision took part of it' } : null;
      if (drifted(approval, drafted)) {
        const why = { actor: BOT, event: 'draft.drifted', from: ['approved'] } as const;
        const renewed = await renew(way, tx, approval, drafted, why);
        return renewed ? { because: 'the sheet or the books changed' } : null;
      }
      const why = whyNoLonger(way, approval, drafted);
      if (why !== null) {
        if (await askPeople(way, tx, approval, drafted, why))
          await finish(tx, approval, 'drift', at, { why });
        return null;
      }
      const data = { status: 'posting', trouble: NOTHING };
      if (!(await changeIf(tx, approval.id, approval.version, ['approved'], data))) return null;
      await finish(tx, approval, 'drift', at, { hash: approval.draft.hash });
      const { version, draft } = approval;
      await appendLog(tx, entry(approval, at, 'sources.unchanged', { version, hash: draft.hash }));
      await yieldOthers(way, tx, approval, kind);
      return null;
    });
    if (became === null) return;
    if ('ended' in became) await tellEnded(way, approval, became.ended);
    else await tellApprovers(way, approval, became.because);
  } catch (error) {
    await stumble(way, approval, await fail(way, approval, begun, READ_AGAIN, error, true), true);
  }
}

/** Sheet and books tell one story by now: it ends, nothing is posted, and who approved hears why. */
async function nothingLeft(way: Way, approval: LoadedApproval, key: string, reason: string): Promise<void> {
  const settled = await way.db.prisma.$transaction(async (tx) => {
    const done = await settle(way, tx, approval, reason, [approval.status]);
    if (done) await finish(tx, approval, key, way.now(), { settled: reason });
    return done;
  });
  if (settled) await tellEnded(way, approval, reason);
}

async function tellEnded(way: Way, approval: LoadedApproval, reason: string): Promise<void> {
  for (const who of situationOf(approval).approvedBy)
    await way.messenger
      .tell(approval.channel, who, `Nothing was posted for approval ${approval.number}. ${reason}`)
      .catch((error: unknown) => {
        way.log.warn({ approvalId: approval.id, error: String(error) }, 'could not tell who approved');
      });
}

/** A changed card notifies nobody, and they think that it is posted. That it could not be said stops nothing. */
async function tellApprovers(way: Way, approval: LoadedApproval, because: string): Promise<void> {
  const text = `Nothing was posted: ${because} before approval ${approval.number} could be carried out. Version ${approval.version + 1} on the card shows what changed; please decide on it.`;
  for (const who of situationOf(approval).approvedBy) {
    await way.messenger.tell(approval.channel, who, text).catch((error: unknown) => {
      way.log.warn({ approvalId: approval.id, error: String(error) }, 'could not tell who approved');
    });
  }
}

/** Somebody says that what blocked is cleared: a new version where anything changed, silence where nothing did. */
export async function recheck(way: Way, approval: LoadedApproval, kind: Kind): Promise<void> {
  const begun = await begin(way, approval, 'recheck', false);
  try {
    const read = await kind.again(draftOf(approval), contextOf(way, approval));
    if ('settled' in read) return await nothingLeft(way, approval, 'recheck', read.settled);
    const { drafted } = read;
    const changed =
      contentHash(drafted.content) !== approval.draft.hash ||
      blocks(drafted.findings) !== blocks(draftOf(approval).findings);
    await way.db.prisma.$transaction(async (tx) => {
      // Asked again meanwhile, what was read may be older than what was cleared: then it is read once more.
      const mine = { approvalId: approval.id, version: approval.version, key: 'recheck' };
      const { count } = await tx.step.updateMany({
        where: { ...mine, attempts: begun.step.attempts },
        data: { outcomeAt: way.now() },
      });
      if (count === 1) await finish(tx, approval, 'recheck', way.now(), { changed });
      const why = { actor: BOT, event: 'draft.drifted', from: UNDECIDED } as const;
      if (changed) await renew(way, tx, approval, drafted, why);
    });
  } catch (error) {
    await fail(way, approval, begun, READ_AGAIN, error, false);
  }
}

function drifted(approval: LoadedApproval, drafted: Drafted): boolean {
  return contentHash(drafted.content) !== approval.draft.hash || blocks(drafted.findings) !== '';
}

function blocks(findings: Drafted['findings']): string {
  return findings
    .filter(({ severity }) => severity === 'block')
    .map(({ code, message }) => `${code}: ${message}`)
    .sort()
    .join('\n');
}

/** Writes the status word, and what goes with it, to the sheet's rows. Absolute values: twice does no harm. */
export async function markSheet(
  way: Way,
  approval: LoadedApproval,
  kind: Kind,
  status: string,
  mark: string,
): Promise<void> {
  const key = `sheet:${status}`;
  const begun = await begin(way, approval, key, true);
  try {
    const standing = standingOf(approval, way.projects.people);
    const context = {
      ...contextOf(way, approval),
      claimedElsewhere: (sheetId: string) => claimedRows(way.db.prisma, sheetId, approval.id),
    };
    const { notes, unsaid = null } = await kind.markSheet(status, draftOf(approval), standing, context);
    const at = way.now();
    const recovered = troubleOf(approval) === SHEET;
    await way.db.prisma.$transaction(async (tx) => {
      const redraw = { cardRevision: { increment: 1 }, ...(recovered ? { trouble: NOTHING } : {}) };
      await tx.approval.update({ where: { id: approval.id }, data: { sheetMark: mark, ...redraw } });
      await finish(tx, approval, key, at, { status, notes, unsaid });
      const data = { version: approval.version, step: key, status, notes };
      await appendLog(tx, entry(approval, at, 'sheet.written', data));
    });
    const told = new Set(approval.steps.flatMap(({ outcome }) => notesIn(outcome)));
    for (const note of notes) if (!told.has(note)) await saySheetNote(way, approval, note);
  } catch (error) {
    await stumble(way, approval, await fail(way, approval, begun, SHEET, error, true), false);
  }
}

/** What an earlier writing of this version said already is not said again. */
function notesIn(outcome: unknown): string[] {
  return z.object({ notes: z.array(z.string()) }).safeParse(outcome).data?.notes ?? [];
}

/** The sheet is written by now: that Slack does not take the note is no failure of the sheet's. */
async function saySheetNote(way: Way, approval: LoadedApproval, note: string): Promise<void> {
  await way.messenger.say(approval.channel, note).catch((error: unknown) => {
    way.log.warn(
      { approvalId: approval.id, note, error: String(error) },
      'could not say what the sheet kept',
    );
  });
}

export function troubleOf({ trouble }: LoadedApproval): string | null {
  return trouble !== null && typeof trouble === 'object' && 'step' in trouble ? String(trouble.step) : null;
}

/** What the kind works with on this approval; every write of its asks the kill switch right before. */
export function contextOf(way: Way, approval: LoadedApproval) {
  const vendors = guarded(way, () => heldBy(way, approval.project));
  return { ...way, ...vendors, project: projectOf(way, approval.project), now: way.now() };
}

/** Shows the trouble on the card. Where money cannot move without it, a stop is the approval's own failure. */
export async function stumble(
  way: Way,
  approval: LoadedApproval,
  failed: Failed,
  critical: boolean,
): Promise<void> {
  // Nothing failed: the card says who stopped it, and resuming makes it due.
  if (failed.held) return;
  const status = critical && failed.again === null ? { status: 'failed' } : {};
  const changed = JSON.stringify(approval.trouble) !== JSON.stringify(failed.trouble);
  if (!changed && !('status' in status)) return;
  const at = way.now();
  await way.db.prisma.$transaction(async (tx) => {
    await tx.approval.update({
      where: { id: approval.id },
      data: { trouble: json(failed.trouble), cardRevision: { increment: 1 }, ...status },
    });
    if (!('status' in status)) return;
    const data = { version: approval.version, from: approval.status, to: 'failed', ...failed.trouble };
    await appendLog(tx, entry(approval, at, 'approval.failed', data));
  });
}
