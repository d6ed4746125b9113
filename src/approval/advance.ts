import { z } from 'zod';
import { appendLog } from '../log/append.ts';
import type { Kind } from '../proposals/kind.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { continued } from '../telemetry/trace.ts';
import { lookAgain } from './auto-withdrawn.ts';
import { carryOut } from './carry-out.ts';
import { readGroups } from './cast.ts';
import { stumble } from './failing.ts';
import { markSheet, SHEET } from './mark-sheet.ts';
import { noticeTimes } from './notice-times.ts';
import { noticeUnits } from './notices.ts';
import { sayDue, unsaid } from './say.ts';
import { showCard } from './show-card.ts';
import { drift, READ_AGAIN, recheck } from './sources.ts';
import { draftOf, standingOf } from './standing.ts';
import { entry, isDue, type Step, stepOf } from './steps.ts';
import { noticeStuck } from './stuck.ts';
import { heldBy } from './switch.ts';
import { isUndoStep, takeBackUnits, undoUnits } from './undo.ts';
import type { Unit } from './unit.ts';
import { kindOf, type Way } from './way.ts';

/** More rounds than any approval has steps: what still runs then is a fault of ours, and is said. */
const MOST_ROUNDS = 40;

/**
 * Does whatever is due on an approval, from wherever it stopped; alone among all processes. Called after every change
 * and again when a failed step is due. Running it once too often does nothing.
 */
export async function advance(way: Way, id: string): Promise<void> {
  const alone = await way.locks.tryExclusively(`approval/${id}`, () => rounds(way, id));
  if (alone) return;
  // Whoever holds it may have read the row before this change: look again in a second, once for all who met it held.
  await way.enqueueRedraw(way.db.prisma, id);
}

async function rounds(way: Way, id: string): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const approval = await loadApproval(way.db.prisma, id);
    if (!approval) return;
    const kind = kindOf(way, approval.kind);
    await readGroups(way, approval);
    if (await noticeStuck(way, approval)) continue;
    const now = way.now();
    // The kill switch: the card still says so, and nothing else moves.
    const held = (await heldBy(way, approval.project)) !== null;
    if (await lookAgain(way, approval, held)) continue;
    const work = (held ? [] : workUnits(way, approval, kind)).find(({ key }) =>
      isDue(stepOf(approval, key), now),
    );
    const view = viewUnits(way, approval, kind).find(({ key }) => isDue(stepOf(approval, key), now));
    if (!work && !view) return settle(way, approval, kind, held);
    // The card never makes the money wait, nor the other way round.
    await continued(approval.trace, () => Promise.all([work?.run(), view?.run()]));
  }
  way.log.error({ approvalId: id }, 'an approval did not come to rest');
}

/** What moves money and writes the sheet, in order. */
function workUnits(way: Way, approval: LoadedApproval, kind: Kind): Unit[] {
  const standing = standingOf(approval, way.projects.people);
  const draft = draftOf(approval);
  const stopped = (key: string) => stepOf(approval, key)?.status === 'failed';
  const done = (key: string) => stepOf(approval, key)?.status === 'done';
  const units: Unit[] = takeBackUnits(way, approval, kind);
  if (stepOf(approval, 'recheck')?.status === 'open' && UNDECIDED.includes(standing.status)) {
    units.push({ key: 'recheck', run: () => recheck(way, approval, kind) });
  }
  if (standing.status === 'approved') units.push({ key: 'drift', run: () => drift(way, approval, kind) });

  const wanted = kind.sheetStatus(standing, draft);
  const mark = wanted === null ? null : `v${approval.version}:${wanted}`;
  const sheetDone = mark === null || approval.sheetMark === mark;
  if (standing.status === 'posting' || standing.status === 'posted') {
    for (const step of kind.steps) {
      if (!step.applies(draft) || done(step.key)) continue;
      const ready = step.after.every((key) => (key === 'sheet' ? sheetDone : done(key)));
      if (ready && !stopped(step.key))
        units.push({ key: step.key, run: () => carryOut(way, approval, step) });
    }
  }
  if (wanted !== null && mark !== null && !sheetDone) {
    const key = `sheet:${wanted}`;
    const before = kind.steps.findIndex(({ after }) => after.includes('sheet'));
    const later = units.findIndex(
      (unit) => before >= 0 && kind.steps.slice(before).some((step) => step.key === unit.key),
    );
    const unit = { key, run: () => markSheet(way, approval, kind, wanted, mark) };
    if (!stopped(key)) units.splice(later < 0 ? units.length : later, 0, unit);
  }
  return [...units, ...noticeUnits(way, approval)];
}

function viewUnits(way: Way, approval: LoadedApproval, kind: Kind): Unit[] {
  const says = unsaid(approval).map(({ key }) => ({ key, run: () => sayDue(way, approval) }));
  const closing = undoUnits(way, approval);
  if (approval.messageTs !== null && approval.cardShown >= approval.cardRevision)
    return [...closing, ...says];
  return [...closing, { key: 'card', run: () => showCard(way, approval, kind) }, ...says];
}

/** Nothing is due now: note when something will be, and whether all of it is done. */
async function settle(way: Way, approval: LoadedApproval, kind: Kind, held: boolean): Promise<void> {
  const left = [...workUnits(way, approval, kind), ...viewUnits(way, approval, kind)];
  // What is held has no time: resuming makes it due.
  const times = (held ? viewUnits(way, approval, kind) : left).flatMap(
    ({ key }) => stepOf(approval, key)?.nextAttemptAt ?? [],
  );
  if (approval.undoUntil !== null) times.push(approval.undoUntil);
  const coming = held ? null : noticeTimes(way, approval);
  if (coming) times.push(coming.next);
  const dueAt = times.length > 0 ? new Date(Math.min(...times.map((time) => time.getTime()))) : null;
  const stopped = approval.steps.find(
    (step) => step.status === 'failed' && isWanted(way, approval, kind, step),
  );
  const complete = approval.status === 'posted' && left.length === 0 && !stopped;
  if (stopped && approval.trouble === null) return remember(way, approval, kind, stopped);
  // Only as long as nobody changed it meanwhile: a click's own note of what is due must not be wiped out.
  const same = { id: approval.id, cardRevision: approval.cardRevision };
  const at = way.now();
  const data = complete
    ? { status: 'done', doneAt: at, dueAt: at, cardRevision: { increment: 1 } }
    : { dueAt };
  const count = await way.db.prisma.$transaction(async (tx) => {
    const changed = await tx.approval.updateMany({ where: same, data });
    const what = { version: approval.version, from: approval.status, to: 'done' };
    if (complete && changed.count === 1) await appendLog(tx, entry(approval, at, 'approval.done', what));
    return changed.count;
  });
  const again = count === 0 || complete ? way.now() : dueAt;
  if (again) await way.enqueue(way.db.prisma, approval.id, again);
}

/** A sheet status that a later one has overtaken holds nothing up, and neither does a look somebody asked for. */
function isWanted(way: Way, approval: LoadedApproval, kind: Kind, { key }: Step): boolean {
  if (key === 'recheck') return false;
  if (['undoing', 'voided'].includes(approval.status)) return isUndoStep(key);
  if (!key.startsWith('sheet:')) return true;
  const status = kind.sheetStatus(standingOf(approval, way.projects.people), draftOf(approval));
  return key === `sheet:${status}`;
}

/** One step's recovery cleared what the card says, and another still stands: that one is shown then. */
async function remember(way: Way, approval: LoadedApproval, kind: Kind, stopped: Step): Promise<void> {
  const error = z
    .object({ service: z.string().optional(), message: z.string() })
    .safeParse(stopped.lastError);
  const others = stopped.key === 'drift' ? READ_AGAIN : SHEET;
  const title = kind.steps.find(({ key }) => key === stopped.key)?.title ?? others;
  const { service = 'Countersign', message = 'It did not work.' } = error.data ?? {};
  await stumble(
    way,
    approval,
    { trouble: { service, step: title, message, passing: false }, again: null },
    false,
  );
  await way.enqueue(way.db.prisma, approval.id);
}
