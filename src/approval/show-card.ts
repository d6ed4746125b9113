import { VendorFailure } from '../core/failure.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import type { Kind } from '../proposals/kind.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { fail } from './failing.ts';
import { deadlinesFrom } from './notice-times.ts';
import { shownStanding } from './shown.ts';
import { draftOf } from './standing.ts';
import { type Begun, begin, entry, finish, stepOf, waitAfter } from './steps.ts';
import { heldBy, SWITCH_ROLE } from './switch.ts';
import { projectOf, type Way } from './way.ts';

/** The message is a view of the row: posted where there is none, redrawn where it is behind. */
export async function showCard(way: Way, approval: LoadedApproval, kind: Kind): Promise<void> {
  const begun = await begin(way, approval, 'card', false);
  const held = await heldBy(way, approval.project);
  const { standing, projects } = shownStanding(way, approval, held);
  const card = kind.card(draftOf(approval), standing, projects);
  try {
    if (approval.messageTs === null) {
      const posted = await way.messenger.postCard(approval.channel, approval.id, card, begun.inDoubt);
      await shown(way, approval, posted.ts);
      return;
    }
    await way.messenger.update({ channel: approval.channel, ts: approval.messageTs }, card);
    await shown(way, approval, approval.messageTs);
  } catch (error) {
    if (error instanceof VendorFailure && error.code === 'message_not_found') {
      // Somebody deleted the card. What it asks is still open, so it is posted anew.
      await way.db.prisma.approval.update({ where: { id: approval.id }, data: { messageTs: null } });
      return;
    }
    await missed(way, approval, begun, error);
  }
}

async function shown(way: Way, approval: LoadedApproval, ts: string): Promise<void> {
  const at = way.now();
  await way.db.prisma.$transaction(async (tx) => {
    const where = { id: approval.id };
    await tx.approval.update({ where, data: { messageTs: ts, cardShown: approval.cardRevision } });
    const begins = { status: 'waiting', waitingSince: at };
    await tx.approval.updateMany({ where: { ...where, status: 'drafted' }, data: begins });
    await finish(tx, approval, 'card', at, { ts });
    // Once for each version: how long people looked at it before they decided is told from here.
    const first = approval.messageTs === null || stepOf(approval, 'card')?.outcomeAt == null;
    if (!first) return;
    const since = approval.waitingSince ?? at;
    const deadlines = deadlinesFrom(way, since);
    const data = { version: approval.version, channel: approval.channel, ts, deadlines };
    await appendLog(tx, entry(approval, at, 'card.shown', data));
  });
}

/**
 * A card that Slack does not take is tried on: nobody could press Retry on it. Who asked is told why, once; where nobody
 * did, the finance managers.
 */
async function missed(way: Way, approval: LoadedApproval, begun: Begun, error: unknown): Promise<void> {
  const { again } = await fail(way, approval, begun, 'Show the card in Slack', error, false);
  const id = { approvalId: approval.id, version: approval.version, key: 'card' };
  const nextAttemptAt = again ?? new Date(way.now().getTime() + waitAfter(way, begun.step.attempts));
  await way.db.prisma.step.update({
    where: { approvalId_version_key: id },
    data: { nextAttemptAt, status: 'open' },
  });
  const refused = error instanceof VendorFailure && error.kind === 'refused';
  if (!refused || begun.step.attempts !== 1) return;
  const project = projectOf(way, approval.project);
  const text =
    `The draft for ${project.name} is ready, but Slack does not let me post in its channel, ${project.channel} (${error.message}). ` +
    'Invite me to that channel, and the card follows by itself. Nothing was posted to QuickBooks.';
  const managers = way.projects.people.filter(({ roles }) => roles.includes(SWITCH_ROLE));
  const to = approval.requestedBy === BOT ? managers.map(({ id }) => id) : [approval.requestedBy];
  for (const who of to)
    await way.messenger.tell(who, who, text).catch((cause: unknown) => {
      way.log.warn({ approvalId: approval.id, error: String(cause) }, 'could not tell who asked');
    });
}
