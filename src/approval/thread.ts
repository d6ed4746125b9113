import { plainText, shorten } from '../core/text.ts';
import { ACTIONS } from '../proposals/decision-buttons.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { actions, plain, section } from '../slack/blocks/parts.ts';
import { type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { forDecision } from './for-decision.ts';
import { answers, recordAnswer } from './question.ts';
import { shownStanding } from './shown.ts';
import { draftOf, statusOf } from './standing.ts';
import { readsLikeApproval } from './typed-approval.ts';
import { kindOf, type Way } from './way.ts';

/** A person's words in a thread. Only threads of our cards are looked at, and of those only what answers or approves. */
export interface Heard {
  channel: string;
  threadTs: string;
  who: string;
  text: string;
  /** Slack sends an event again until it is acknowledged. */
  eventId: string;
}

const LONGEST_ANSWER = 1_000;

export async function hear(way: Way, heard: Heard): Promise<void> {
  const found = await way.db.prisma.approval.findFirst({
    where: { company: COMPANY, channel: heard.channel, messageTs: heard.threadTs },
    select: { id: true },
  });
  const approval = found && (await loadApproval(way.db.prisma, found.id));
  if (!approval || !UNDECIDED.includes(statusOf(approval))) return;
  const approves = readsLikeApproval(heard.text);
  const open = answers(way, approval, heard.who);
  // An approver's "looks good" is about the draft; whoever is asked answers with whatever they say.
  if (open && (!approves || heard.who === approval.requestedBy)) return hearAnswer(way, approval.id, heard);
  if (!approves || !(await isNew(way.db.prisma, heard.eventId))) return;
  await offerToCount(way, approval, heard);
}

async function hearAnswer(way: Way, id: string, { who, text, eventId }: Heard): Promise<void> {
  const words = shorten(plainText(withoutMarkup(text)), LONGEST_ANSWER);
  if (words === '') return;
  await way.db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ${id} FOR UPDATE`;
    if (!(await isNew(tx, eventId))) return;
    const approval = await loadApproval(tx, id);
    const open = approval && answers(way, approval, who);
    if (approval && open) await recordAnswer(way, tx, approval, open, who, words);
  });
}

/** Words never count: they get a button that does, bound to the version that is up. */
async function offerToCount(
  way: Way,
  approval: LoadedApproval,
  { channel, threadTs, who }: Heard,
): Promise<void> {
  const target = { approvalId: approval.id, version: approval.version };
  const allowed = await forDecision(way, way.db.prisma, { ...target, who }, 'approve');
  if ('refused' in allowed) {
    const text = `Words in a thread approve nothing here. ${allowed.refused}`;
    return way.messenger.tell(channel, who, text, undefined, threadTs);
  }
  const { standing, projects } = shownStanding(way, allowed, null);
  const card = kindOf(way, allowed.kind).card(draftOf(allowed), standing, projects);
  const text = `Words in a thread approve nothing by themselves. To approve version ${approval.version} as it stands, press the button.`;
  // The card's own button, with whatever it asks before it takes one at one's word.
  const own = card.blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .find((element) => element.type === 'button' && element.action_id === ACTIONS.approve);
  if (own?.type !== 'button') return;
  const blocks = [section(text), actions('decide', [{ ...own, text: plain('Make it count', 75) }])];
  await way.messenger.tell(channel, who, text, blocks, threadTs);
}

/** True for the first delivery of an event, which is remembered. */
async function isNew(tx: Transaction, eventId: string): Promise<boolean> {
  const data = { company: COMPANY, source: 'slack', id: eventId };
  const { count } = await tx.delivery.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** Slack's own signs for people, channels and links as the words they stand for. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?|mailto):[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
