import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { VendorFailure } from '../core/failure.ts';
import { markdown, mention, section, smallMarkdown } from '../slack/blocks/parts.ts';
import { json, type LoadedApproval } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { begin, finish, isDue, knownNotDone, type Step, waitAfter } from './steps.ts';
import type { Way } from './way.ts';

/**
 * Messages that people must not get twice. Each is a step, written in the transaction that decided on it; one whose
 * sending was cut off is not sent again, because Slack cannot be asked whether a direct message arrived.
 */

export const THREAD = 'thread';

export interface Saying {
  /** "thread", or the Slack user id of who is told directly. */
  to: string;
  text: string;
  /** In the thread: the Slack user id of who is to look. */
  mention?: string;
  /** Told directly: with a link to the card, where they can see it. */
  linked?: boolean;
}

const PREFIX = 'say:';
const Stored = z.object({
  to: z.string(),
  text: z.string(),
  mention: z.string().optional(),
  linked: z.boolean().optional(),
});

/** `what` tells the occasions of one version apart: each is said once to each. */
export async function saying(
  tx: Transaction,
  { id, version }: Pick<LoadedApproval, 'id' | 'version'>,
  what: string,
  sayings: readonly Saying[],
): Promise<void> {
  await tx.step.createMany({
    data: sayings.map((one) => ({
      company: COMPANY,
      approvalId: id,
      version,
      key: `${PREFIX}${what}:${one.to}`,
      status: 'open',
      outcome: json(one),
    })),
    skipDuplicates: true,
  });
}

/** What is still to be said; where it is for the thread, once there is a card. */
export function unsaid(approval: LoadedApproval): Step[] {
  return approval.steps.filter(
    ({ key, status, outcome }) =>
      key.startsWith(PREFIX) &&
      status === 'open' &&
      (approval.messageTs !== null || Stored.safeParse(outcome).data?.to !== THREAD),
  );
}

/** Sends all that is due, one after the other. */
export async function sayDue(way: Way, approval: LoadedApproval): Promise<void> {
  const now = way.now();
  for (const step of unsaid(approval)) if (isDue(step, now)) await sayOne(way, approval, step);
}

async function sayOne(way: Way, approval: LoadedApproval, before: Step): Promise<void> {
  const message = Stored.safeParse(before.outcome).data;
  const cutOff = before.attempts > 0 && !knownNotDone(before);
  if (!message || cutOff) return said(way, approval, before, { ...message, arrived: 'unknown' });
  const { step } = await begin(way, approval, before.key, false);
  try {
    await send(way, approval, message);
    await said(way, approval, step, message);
  } catch (error) {
    const failure = error instanceof VendorFailure ? error : null;
    const fields = { approvalId: approval.id, step: step.key, error: String(error) };
    way.log.warn(fields, 'a message was not taken by Slack');
    const again = failure?.passing === true && !failure.outcomeUnknown;
    if (!again)
      return said(way, approval, step, { ...message, arrived: failure?.outcomeUnknown ? 'unknown' : 'no' });
    const wait = Math.max(waitAfter(way, step.attempts), Math.min(failure.retryAfterMs ?? 0, 60_000));
    const { approvalId, version, key } = step;
    await way.db.prisma.step.update({
      where: { approvalId_version_key: { approvalId, version, key } },
      data: { lastError: json({ done: 'no' }), nextAttemptAt: new Date(way.now().getTime() + wait) },
    });
  }
}

async function send(
  way: Way,
  approval: LoadedApproval,
  { to, text, mention: who, linked }: Saying,
): Promise<void> {
  if (to !== THREAD) {
    const link = linked ? await linkTo(way, approval) : null;
    return way.messenger.tell(to, to, text, link === null ? undefined : [section(text), link]);
  }
  if (approval.messageTs === null) return;
  await way.messenger.reply(
    { channel: approval.channel, ts: approval.messageTs },
    text,
    who ? [markdown(mention(who)), section(text)] : undefined,
  );
}

/** null where there is no card or Slack does not say: the words say where the card is as well. */
async function linkTo(way: Way, { id, channel, messageTs }: LoadedApproval): Promise<KnownBlock | null> {
  if (messageTs === null) return null;
  try {
    const address = await way.messenger.permalink({ channel, ts: messageTs });
    return smallMarkdown(`<${address}|Open the card>`);
  } catch (error) {
    way.log.warn({ approvalId: id, error: String(error) }, 'a message goes without a link to its card');
    return null;
  }
}

async function said(way: Way, approval: LoadedApproval, { key }: Step, outcome: object): Promise<void> {
  await finish(way.db.prisma, approval, key, way.now(), outcome);
}
