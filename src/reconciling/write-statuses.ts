import { setImmediate } from 'node:timers/promises';
import { guarded } from '../approval/guarded.ts';
import { heldBy } from '../approval/switch.ts';
import { projectOf, type Way } from '../approval/way.ts';
import { money } from '../proposals/say.ts';
import { reviewStatus, signedNote } from '../proposals/variance/row-words.ts';
import type { Subject } from '../proposals/variance/subject.ts';
import { CAUSE_WORDS, postingLine } from '../proposals/variance/words.ts';
import { type RowWrite, writtenNotes } from '../proposals/variance/write-rows.ts';
import { COMPANY } from '../store/database.ts';
import type { StoredRun } from './stored.ts';
import type { Thread } from './thread.ts';

/** What rows of the period should say that are to be decided on. */
function reviewRows(undecided: readonly Subject[]): RowWrite[] {
  return undecided.flatMap((subject) => {
    const says = reviewOf(subject);
    return subject.sheet.filter(({ inPeriod }) => inPeriod).map(({ id }) => ({ rowId: id, ...says }));
  });
}

function reviewOf(subject: Subject): Pick<RowWrite, 'status' | 'transactionId' | 'notes'> {
  const { ledger, cause, differenceMinor, currency, why } = subject;
  const difference =
    differenceMinor === null || differenceMinor === 0 ? '' : ` (${money(differenceMinor, currency)})`;
  const against = ledger.length === 0 ? '' : `: ${ledger.slice(0, 3).map(postingLine).join('; ')}`;
  const notes = signedNote(`${CAUSE_WORDS[cause]}${difference}${against}. ${why.slice(0, 2).join('; ')}`);
  return { status: reviewStatus(cause), transactionId: null, notes };
}

/** Subjects put into words at a time: all of a large run at once would be felt by whoever clicks meanwhile. */
const AT_ONCE = 100;

/** Puts what is to be decided on first among what the thread is to write. */
export async function takeReview(thread: Thread, undecided: readonly Subject[]): Promise<void> {
  for (let from = 0; from < undecided.length; from += AT_ONCE) {
    await thread.takeRows(reviewRows(undecided.slice(from, from + AT_ONCE)));
    await setImmediate();
  }
}

/**
 * Writes what the rows do not say yet, by the thread that knows what they should; what the channel is to be told of it.
 * Writes that are held back throw HeldBack, and whoever resumes finds the rest still to be written.
 */
export async function writeStatuses(
  way: Way,
  thread: Thread,
  { project: projectCode, startedAt }: Pick<StoredRun, 'project' | 'startedAt'>,
  onProgress: (written: number, of: number) => void,
): Promise<string[]> {
  const { costs } = projectOf(way, projectCode);
  if (!costs) return [];
  const { smartsheet } = guarded(way, () => heldBy(way, projectCode));
  const door = {
    inTurn: smartsheet.inTurn,
    decided: () => decidedSince(way, projectCode, startedAt),
  };
  const { reconciliation_status, qb_transaction_id, reconciliation_notes } = costs.columns;
  const columns = { reconciliation_status, qb_transaction_id, reconciliation_notes };
  const { sheetName, ...written } = await thread.write({ sheetId: costs.sheet, columns }, door, onProgress);
  return writtenNotes(sheetName, written);
}

/** A card may be decided on before the run has written its sheet: then the decision's words stand. */
async function decidedSince(way: Way, project: string, since: Date): Promise<string[]> {
  const rows = await way.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT row->>'id' AS "id" FROM "Approval" a
    JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version",
      jsonb_array_elements((d."content"->'rows') || COALESCE(d."content"->'action'->'sheet', '[]'::jsonb)) AS row
    WHERE a."company" = ${COMPANY} AND a."project" = ${project} AND a."kind" = 'variance'
      AND a."decidedAt" >= ${since} AND a."status" IN ('approved', 'posting', 'posted', 'done', 'failed')`;
  return rows.map(({ id }) => id);
}
