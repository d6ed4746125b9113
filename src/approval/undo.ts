import { appendLog } from '../log/append.ts';
import type { Afterwards } from '../proposals/afterwards.ts';
import type { Kind } from '../proposals/kind.ts';
import { POSTED, type Standing } from '../proposals/standing.ts';
import { changeIf, claimedRows, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING } from '../store/database.ts';
import { stepContext } from './carry-out.ts';
import { contextOf } from './context.ts';
import { fail, stumble } from './failing.ts';
import { type Click, forDecision } from './for-decision.ts';
import { keepDecision } from './keep-decision.ts';
import type { Recorded } from './record-decision.ts';
import { draftOf, standingOf, statusOf } from './standing.ts';
import { begin, entry, finish, stepOf } from './steps.ts';
import type { Unit } from './unit.ts';
import { kindOf, nameOf, type Way } from './way.ts';

/** Taking a posting back: asked for within its time, then carried out like any other step, and never half. */

/** One click on Undo, recorded with its log entry and its job. Two at once: the second is told of the first. */
export async function undo(way: Way, click: Click): Promise<Recorded> {
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'undo');
    if ('refused' in approval) return approval;
    if (!kindOf(way, approval.kind).afterwards)
      return { refused: 'What was done here cannot be undone from Slack. Correct it in QuickBooks.' };
    const why = tooLate(way, approval, click.who);
    if (why !== null) return { refused: why };
    const at = way.now();
    const data = { status: 'undoing', dueAt: at, trouble: NOTHING };
    if (!(await changeIf(tx, approval.id, click.version, POSTED, data)))
      return { refused: 'It changed in the same moment. Nothing was undone; the card shows how it stands.' };
    const what = { from: approval.status, to: 'undoing', posting: approval.posting };
    const asked = { type: 'undo.asked', data: what };
    await keepDecision(tx, approval, { verb: 'undo', who: click.who, at, ...asked });
    await way.enqueue(tx, approval.id);
    return { recorded: true, have: 0, need: 0 };
  });
}

/** Why it is not, or no longer, offered; null where it is. */
function tooLate(way: Way, approval: LoadedApproval, who: string): string | null {
  const status = statusOf(approval);
  const standing = standingOf(approval, way.projects.people);
  const by = standing.undo.by === who ? 'You' : nameOf(way, standing.undo.by ?? '');
  if (status === 'undoing') return `${by} asked to undo this already; the card shows how far it is.`;
  if (status === 'voided') return `${by} undid this already. Your click changed nothing.`;
  if (standing.undo.refused !== null) return `It cannot be undone: ${standing.undo.refused}`;
  if (!POSTED.includes(status)) return 'There is nothing posted here that could be undone.';
  if (standing.done.has('send'))
    return 'It was mailed to the customer, so it cannot be undone from here. Correct it in QuickBooks.';
  const { undoUntil: until } = approval;
  if (until === null || until <= way.now()) {
    return 'The time to undo it is over, so nothing was changed. Void or correct it in QuickBooks.';
  }
  return null;
}

/** Whether the moment at which Undo is no longer offered has come. */
export function undoUnits(way: Way, approval: LoadedApproval): Unit[] {
  const { undoUntil: until } = approval;
  if (until === null || until > way.now()) return [];
  return [{ key: 'undo-closed', run: () => closeUndo(way, approval, until) }];
}

async function closeUndo(way: Way, approval: LoadedApproval, until: Date): Promise<void> {
  await way.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.approval.updateMany({
      where: { id: approval.id, undoUntil: until },
      data: { undoUntil: null, cardRevision: { increment: 1 } },
    });
    const what = { version: approval.version, until: until.toISOString() };
    if (count === 1) await appendLog(tx, entry(approval, way.now(), 'undo.closed', what));
  });
}

/** What is left of an undo that was asked for, in order: the books first, the sheet once they are right. */
export function takeBackUnits(way: Way, approval: LoadedApproval, kind: Kind): Unit[] {
  const { afterwards } = kind;
  if (approval.status !== 'undoing' || !afterwards) return [];
  const at = (key: string) => stepOf(approval, key)?.status;
  const key = at('void') === 'done' ? 'void-sheet' : 'void';
  if (at(key) === 'failed' || at(key) === 'done') return [];
  const work = key === 'void' ? takeBack : clearSheet;
  return [{ key, run: () => work(way, approval, afterwards) }];
}

/** Steps of an undo; while it goes on, whatever else stopped holds nothing up. */
export function isUndoStep(key: string): boolean {
  return key === 'void' || key === 'void-sheet';
}

const ON_SHEET = 'Clear the sheet';

async function takeBack(way: Way, approval: LoadedApproval, afterwards: Afterwards): Promise<void> {
  const begun = await begin(way, approval, 'void', true);
  try {
    const taken = await afterwards.takeBack(stepContext(way, approval, begun.step), begun.inDoubt);
    if ('refused' in taken) return await turnDown(way, approval, taken.refused);
    await way.db.prisma.$transaction(async (tx) => {
      const data = { cardRevision: { increment: 1 }, trouble: NOTHING, undoUntil: null };
      await tx.approval.update({ where: { id: approval.id }, data });
      await finish(tx, approval, 'void', way.now(), taken.data);
      const what = { version: approval.version, step: 'void', ...taken.data };
      await appendLog(tx, entry(approval, way.now(), 'step.done', what));
    });
  } catch (error) {
    await stumble(way, approval, await fail(way, approval, begun, afterwards.title, error, true), false);
  }
}

/** The posting stands as it stood; what was still to be done for it goes on. */
async function turnDown(way: Way, approval: LoadedApproval, refused: string): Promise<void> {
  const { version } = approval;
  await way.db.prisma.$transaction(async (tx) => {
    const data = { status: 'posted', undoUntil: null, dueAt: way.now(), trouble: NOTHING };
    if (!(await changeIf(tx, approval.id, version, ['undoing'], data))) return;
    await finish(tx, approval, 'void', way.now(), { refused });
    const what = { version, from: 'undoing', to: 'posted', reason: refused };
    await appendLog(tx, entry(approval, way.now(), 'undo.refused', what));
  });
  const { by } = standingOf(approval, way.projects.people).undo;
  if (by === null) return;
  await way.messenger
    .tell(approval.channel, by, `It was not undone: ${refused}`)
    .catch((error: unknown) =>
      way.log.warn({ approvalId: approval.id, error: String(error) }, 'could not tell who asked'),
    );
}

/** Then its rows are free again, and it is over. */
async function clearSheet(way: Way, approval: LoadedApproval, afterwards: Afterwards): Promise<void> {
  const begun = await begin(way, approval, 'void-sheet', true);
  try {
    const standing: Standing = standingOf(approval, way.projects.people);
    const context = {
      ...contextOf(way, approval),
      claimedElsewhere: (sheetId: string) => claimedRows(way.db.prisma, sheetId, approval.id),
    };
    const { notes } = await afterwards.clearSheet(draftOf(approval), standing, context);
    const { id, version } = approval;
    await way.db.prisma.$transaction(async (tx) => {
      const data = { status: 'voided', dueAt: way.now(), trouble: NOTHING };
      if (!(await changeIf(tx, id, version, ['undoing'], data))) return;
      await tx.rowClaim.deleteMany({ where: { approvalId: id } });
      await finish(tx, approval, 'void-sheet', way.now(), { notes });
      const what = { version, from: 'undoing', to: 'voided', notes, by: standing.undo.by };
      await appendLog(tx, entry(approval, way.now(), 'undo.done', what));
    });
    for (const note of notes) await way.messenger.say(approval.channel, note).catch(() => {});
  } catch (error) {
    await stumble(way, approval, await fail(way, approval, begun, ON_SHEET, error, true), false);
  }
}
