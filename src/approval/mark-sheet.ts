import { z } from 'zod';
import { appendLog } from '../log/append.ts';
import type { Kind } from '../proposals/kind.ts';
import { claimedRows, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING } from '../store/database.ts';
import { contextOf } from './context.ts';
import { fail, stumble, troubleOf } from './failing.ts';
import { draftOf, standingOf } from './standing.ts';
import { begin, entry, finish } from './steps.ts';
import type { Way } from './way.ts';

export const SHEET = 'Write the sheet';

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
