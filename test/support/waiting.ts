import { expect } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import type { Code } from './deciding.ts';
import { textOf, type World } from './world.ts';

/** What an approval that waits has said, in the words of the tests. */

/** Replies under a card, oldest first. */
export function replies(world: World, { channel, ts }: Pick<StoredMessage, 'channel' | 'ts'>): string[] {
  return world.slack.threads(channel, ts).slice(1).map(textOf);
}

/** A reply with these words, once it is there. */
export function replied(world: World, on: StoredMessage, words: string): Promise<string> {
  return world.slack.waitFor(() => replies(world, on).find((text) => text.includes(words)), 10_000);
}

/** How often a person was told something with these words, directly. */
export function timesTold(world: World, user: string, words: string): number {
  return world.slack.directMessages(user).filter((message) => textOf(message).includes(words)).length;
}

/** Entries of the decision log of this type, oldest first. */
export async function entries(world: World, type: string): Promise<Record<string, unknown>[]> {
  const found = await world.db.prisma.logEntry.findMany({ where: { type }, orderBy: { seq: 'asc' } });
  return found.map(({ body }) => JSON.parse(body).data as Record<string, unknown>);
}

/** Everything due by the clock has been done: no row is due, and no message is left to be said. */
export async function nothingDue(world: World, now: Date): Promise<void> {
  await expect
    .poll(
      async () => {
        const due = await world.db.prisma.approval.count({ where: { dueAt: { lte: now } } });
        const open = await world.db.prisma.step.count({
          where: { key: { startsWith: 'say:' }, status: 'open' },
        });
        return due + open;
      },
      { timeout: 40_000, interval: 25 },
    )
    .toBe(0);
}

/** A sheet as it stands, to compare before and after. */
export function sheetOf(world: World, code: Code = 'ACME-WEB'): string {
  const found = world.company.projects.find((project) => project.code === code);
  return JSON.stringify(
    world.smartsheet.sheet(found?.billingSheet ?? 0).rows.map(({ id, cells }) => [id, cells]),
  );
}
