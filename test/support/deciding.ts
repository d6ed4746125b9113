import { vi } from 'vitest';
import type { JsonObject } from '../../src/sandbox/slack/page-api.ts';
import type { Acknowledgement, StoredMessage, StoredView } from '../../src/sandbox/slack/types.ts';
import { card, TODAY, textOf, type World } from './world.ts';

/** What people do with a card, in the words of the tests. */

export const CHANNEL = { 'ACME-WEB': 'C0ACME', 'CAFE-LOYAL': 'C0CAFE', 'HARBOR-WMS': 'C0HARBOR' } as const;
export type Code = keyof typeof CHANNEL;

/** Asks for a draft and answers its card once the sheet says In Review. */
export async function drafted(world: World, code: Code = 'ACME-WEB', user = 'U0PAM'): Promise<StoredMessage> {
  const channel = CHANNEL[code];
  const before = new Set(world.slack.messages(channel).map(({ ts }) => ts));
  await world.slack.command({ user, channel, text: `/invoice-draft ${code}` });
  const shown = await world.slack.waitFor(
    () =>
      world.slack
        .messages(channel)
        .find((message) => !before.has(message.ts) && textOf(message).includes('v1,')),
    15_000,
  );
  await atRest(world);
  return structuredClone(shown);
}

/** The card at this version, however it stands. */
export async function version(world: World, seen: StoredMessage, number: number): Promise<StoredMessage> {
  const shown = await card(world, seen.channel, (text) => text.includes(`*v${number}*`));
  await atRest(world);
  return structuredClone(now(world, shown));
}

/** The card as everybody sees it now. */
export function now(world: World, { channel, ts }: Pick<StoredMessage, 'channel' | 'ts'>): StoredMessage {
  const found = world.slack.messages(channel).find((message) => message.ts === ts);
  if (!found) throw new Error(`the card ${ts} is gone`);
  return found;
}

/** A click on the card as it stands, or on the blocks that this person still has before them. */
export function click(
  world: World,
  user: string,
  on: StoredMessage,
  actionId: string,
  more: { seen?: JsonObject[]; value?: string } = {},
): Promise<Acknowledgement> {
  return world.slack.click({ user, channel: on.channel, ts: on.ts, actionId, ...more });
}

export const approve = (world: World, user: string, on: StoredMessage) => click(world, user, on, 'approve');

/** Opens a modal from the card. */
export async function opened(
  world: World,
  user: string,
  on: StoredMessage,
  actionId: 'edit' | 'reject' | 'show_all',
): Promise<StoredView> {
  const before = new Set(world.slack.openViews(user).map(({ id }) => id));
  await click(world, user, on, actionId);
  return world.slack.waitFor(() => world.slack.openViews(user).find(({ id }) => !before.has(id)));
}

/** Opens Edit, types by the labels that stand there, saves. */
export async function edit(
  world: World,
  user: string,
  on: StoredMessage,
  labels: Record<string, string>,
): Promise<Acknowledgement> {
  const view = await opened(world, user, on, 'edit');
  return world.slack.submitView({ user, viewId: view.id, labels });
}

export async function reject(
  world: World,
  user: string,
  on: StoredMessage,
  reason: string,
): Promise<Acknowledgement> {
  const view = await opened(world, user, on, 'reject');
  return world.slack.submitView({ user, viewId: view.id, labels: { Reason: reason } });
}

/** Everything the bot said to this person alone, oldest first. */
export function told(world: World, user: string): string[] {
  return [...world.slack.ephemerals(user), ...world.slack.directMessages(user)].map(textOf);
}

/** What this person was told privately, once it is there; the refusals must be words that people understand. */
export function toldThat(world: World, user: string, words: string): Promise<string> {
  return world.slack.waitFor(() => told(world, user).findLast((text) => text.includes(words)));
}

/** Once nothing is on its way any more: every card shows its row, and no step is due. */
export async function atRest(world: Pick<World, 'db'> & Partial<Pick<World, 'now'>>): Promise<void> {
  await vi.waitFor(
    async () => {
      const open = await world.db.prisma.approval.findMany();
      const moving = open.filter(
        (one) => isSoon(one.dueAt, world.now?.() ?? new Date()) || one.cardShown < one.cardRevision,
      );
      const how = moving.map(({ amountMinor: _, ...one }) => one);
      if (moving.length > 0) throw new Error(`still moving: ${JSON.stringify(how)}`);
    },
    { timeout: 20_000, interval: 15 },
  );
}

/** A reminder that is due in some hours, or the end of a time, is no movement; a step's next try is. */
export function isSoon(dueAt: Date | null, at: Date): boolean {
  return dueAt !== null && dueAt.getTime() < at.getTime() + 60_000;
}

/** Everything of one approval that a decision could change, to compare before and after. */
export async function everything(world: World): Promise<string> {
  await atRest(world);
  const approvals = await world.db.prisma.approval.findMany({
    select: { id: true, version: true, status: true, cardRevision: true, posting: true, sheetMark: true },
    orderBy: { number: 'asc' },
  });
  const [drafts, decisions, entries] = await Promise.all([
    world.db.prisma.draft.count(),
    world.db.prisma.decision.count(),
    world.db.prisma.logEntry.count(),
  ]);
  const cards = approvals.flatMap(() =>
    Object.values(CHANNEL).flatMap((channel) => world.slack.messages(channel)),
  );
  const invoices = world.quickbooks.entities('Invoice').length;
  return JSON.stringify({ approvals, drafts, decisions, entries, cards, invoices });
}

/** One more row on ACME-WEB's sheet that is ready to bill. */
export function addReadyRow(world: World, task: string): void {
  const cells = { Task: task, Date: TODAY, Hours: 2, Rate: 150, Status: 'Ready to Bill' };
  world.smartsheet.addRow(4583173393803140, cells);
}

/** So many turns of the event loop between one click and the next. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
