import type { DemoCompany } from '../../src/sandbox/company/company.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { buttonsOf, card, startWorld, textOf, type World, type WorldOptions } from './world.ts';

/** Runs the scenario in a world of its own and ends that world whatever happens. */
export async function inWorld<T>(options: WorldOptions, scenario: (world: World) => Promise<T>): Promise<T> {
  const world = await startWorld(options);
  try {
    return await scenario(world);
  } finally {
    await world.end();
  }
}

export interface Asking {
  user?: string;
  channel?: string;
}

/** Types the command; fails where the bot does not take it. */
export async function ask(
  world: World,
  text = '/invoice-draft',
  { user = 'U0PAM', channel = 'C0ACME' }: Asking = {},
) {
  const ack = await world.slack.command({ user, channel, text });
  if (ack.status !== 200 || ack.error) throw new Error(`the command was not taken: ${JSON.stringify(ack)}`);
}

/** A card that asks for a decision. */
export function waitingCard(world: World, channel = 'C0ACME', ms?: number): Promise<StoredMessage> {
  return card(
    world,
    channel,
    (text) => text.includes('waiting for approval') || text.includes('cannot be approved yet'),
    ms,
  );
}

export async function draft(world: World, asking: Asking = {}): Promise<StoredMessage> {
  await ask(world, '/invoice-draft', asking);
  return waitingCard(world, asking.channel);
}

export async function draftedFrom(
  company: DemoCompany,
  env: Record<string, string> = {},
): Promise<StoredMessage> {
  return inWorld({ company, env }, (world) => draft(world));
}

/** What this person alone was told, once it includes the text. */
export function told(world: World, includes: string, user = 'U0PAM'): Promise<string> {
  return world.slack.waitFor(() => {
    const all = [...world.slack.ephemerals(user), ...world.slack.directMessages(user)].map(shownIn);
    const found = all.find((text) => text.includes(includes));
    if (found === undefined) throw new Error(`not told “${includes}”, but: ${all.join('\n---\n')}`);
    return found;
  }, 10_000);
}

/** Asks, and answers what was said to the person in place of a card. */
export async function refusedFrom(company: DemoCompany, includes: string): Promise<string> {
  return inWorld({ company }, async (world) => {
    await ask(world);
    const text = await told(world, includes);
    if (world.slack.messages('C0ACME').length > 0) throw new Error('something was said in the channel');
    return text;
  });
}

/** Cards in a channel. */
export function cardsIn(world: World, channel = 'C0ACME'): StoredMessage[] {
  return world.slack.messages(channel).filter(({ metadata }) => metadata !== undefined);
}

/** Every text of the blocks, a line each, as a person reads them. */
export function shownIn(message: Pick<StoredMessage, 'blocks'>): string {
  return textsIn(message.blocks).join('\n');
}

export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

/** The card's table, its head left out. */
export function tableOf({ blocks }: Pick<StoredMessage, 'blocks'>): string[][] {
  const table = blocks.find(({ type }) => type === 'table');
  return ((table?.rows ?? []) as unknown[]).slice(1).map(textsIn);
}

/** Approves, and answers the card once the sheet is written. */
export async function approve(
  world: World,
  { ts }: Pick<StoredMessage, 'ts'>,
  { user = 'U0FIN', channel = 'C0ACME' }: Asking = {},
  ms?: number,
): Promise<StoredMessage> {
  const click = await world.slack.click({ user, channel, ts, actionId: 'approve' });
  if (click.status !== 200) throw new Error(`the click was not taken: ${JSON.stringify(click)}`);
  return card(world, channel, (text) => text.includes('The sheet is updated'), ms);
}

export { buttonsOf, textOf };
