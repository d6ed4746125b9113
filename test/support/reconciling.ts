import type { StoredMessage, StoredView } from '../../src/sandbox/slack/types.ts';
import type { RowView } from '../../src/sandbox/smartsheet/person.ts';
import { atRest, click } from './deciding.ts';
import { textOf, type World } from './world.ts';

/** What people do with a reconciliation, in the words of the tests. */

const CHANNEL = 'C0ACME';
/** The first project's cost sheet, and where what is above the limit is reviewed. */
export const COST_SHEET = 7960873114331012;
export const REVIEW_SHEET = 7960873114331036;

/** Asks, and answers the run's message once it shows what it found, its cards out and its sheet written. */
export async function reconciled(
  world: World,
  text = '/reconcile ACME-WEB',
  user = 'U0FIN',
  channel = CHANNEL,
  ms?: number,
) {
  const before = await world.db.prisma.reconciliation.count();
  const ack = await world.slack.command({ user, channel, text });
  if (ack.status !== 200 || ack.error) throw new Error(`the command was not taken: ${JSON.stringify(ack)}`);
  return finished(world, before, ms);
}

export async function finished(world: World, before = 0, ms = 25_000): Promise<StoredMessage> {
  const end = Date.now() + ms;
  for (;;) {
    const [run] = await world.db.prisma.reconciliation.findMany({
      skip: before,
      orderBy: { number: 'asc' },
      select: { status: true, messageTs: true, channel: true },
    });
    if (run && ['done', 'failed'].includes(run.status)) {
      await atRest(world);
      const found = world.slack.messages(run.channel).find(({ ts }) => ts === run.messageTs);
      if (!found) throw new Error('the run has no message');
      return structuredClone(found);
    }
    if (Date.now() > end)
      throw new Error(
        `no run came to an end: ${JSON.stringify(run)}\n${JSON.stringify(world.logged.slice(-5))}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Cards of variances, in the order they stand in the channel. */
export function varianceCards(world: World, channel = CHANNEL): StoredMessage[] {
  return world.slack.messages(channel).filter((message) => textOf(message).includes('"Variance: '));
}

/** The one card that shows these words. */
export function cardOf(world: World, words: string, channel = CHANNEL): StoredMessage {
  const found = varianceCards(world, channel).filter((message) => textOf(message).includes(words));
  const [only, ...others] = found;
  if (!only || others.length > 0) throw new Error(`${found.length} cards show “${words}”`);
  return structuredClone(only);
}

/** The value of a form's option with these words, by the input's label. */
export function optionOf(view: StoredView, label: string, words: string): string {
  const input = view.blocks.find(({ label: one }) => (one as { text?: string } | undefined)?.text === label);
  const { options = [] } = (input?.element ?? {}) as {
    options?: { text: { text: string }; value: string }[];
  };
  const found = options.find(({ text }) => text.text.includes(words));
  if (!found) throw new Error(`no option ${words} of ${label}`);
  return found.value;
}

/** The one row of the cost sheet with this description. */
export function costRow(world: World, description: string): RowView {
  const { rows } = world.smartsheet.sheet(COST_SHEET);
  const found = rows.find(({ cells }) => cells.Description === description);
  if (!found) throw new Error(`no row ${description}`);
  return found;
}

/** The form that one of the card's buttons opens, its lists read. */
export async function formOf(
  world: World,
  card: StoredMessage,
  action: string,
  user = 'U0FIN',
): Promise<StoredView> {
  await click(world, user, card, `act:${action}`);
  return world.slack.waitFor(() =>
    world.slack.openViews(user).find(({ blocks }) => JSON.stringify(blocks).includes(`"${action}:`)),
  );
}
