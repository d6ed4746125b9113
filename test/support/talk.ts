import type { StoredMessage, StoredView } from '../../src/sandbox/slack/types.ts';
import { textOf, type World } from './world.ts';

/** What people do around a card besides deciding: the menu, the thread. */

/** Chooses an entry of the card's menu by its words. */
export async function choose(world: World, user: string, on: StoredMessage, label: string): Promise<void> {
  const menu = on.blocks
    .map(
      ({ accessory }) => accessory as { options?: { text: { text: string }; value: string }[] } | undefined,
    )
    .find((accessory) => accessory?.options);
  const option = menu?.options?.find(({ text }) => text.text === label);
  if (!option) throw new Error(`no menu entry ${label}`);
  await world.slack.click({
    user,
    channel: on.channel,
    ts: on.ts,
    actionId: 'more',
    selectedOption: option.value,
  });
}

/** The form that the entry opens. */
export async function chosen(
  world: World,
  user: string,
  on: StoredMessage,
  label: string,
): Promise<StoredView> {
  await choose(world, user, on, label);
  return world.slack.waitFor(() => world.slack.openViews(user)[0]);
}

export const write = (world: World, user: string, on: StoredMessage, text: string) =>
  world.slack.say({ user, channel: on.channel, text, threadTs: on.ts });

/** What the card's thread shows of the bot. */
export function replies(world: World, { channel, ts }: StoredMessage): string[] {
  return world.slack
    .threads(channel, ts)
    .filter((message) => message.botId !== undefined && message.ts !== ts)
    .map(textOf);
}

/** Entries of one type in the decision log, oldest first. */
export async function entries(world: World, type: string) {
  const rows = await world.db.prisma.logEntry.findMany({ where: { type }, orderBy: { seq: 'asc' } });
  return rows.map(({ body }) => JSON.parse(body) as { actor: string; data: Record<string, unknown> });
}
