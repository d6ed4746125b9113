import { randomUUID } from 'node:crypto';
import { addMessage } from './messages.ts';
import type { PageAction, StateValues } from './page-api.ts';
import { commandBody, eventBody, interactionBody, messageAction, messageEvent } from './payloads.ts';
import { SlackRefusal } from './refusal.ts';
import { answerInAck, putAnswer } from './response-url.ts';
import { type BotLine, deliver, deliverEvent } from './to-bot.ts';
import type { Acknowledgement, SlackCommandSeed, StoredMessage } from './types.ts';
import { toSlackView } from './views.ts';
import { type Conversation, dmWith, nextTs, type Workspace } from './workspace.ts';

/** What people do in Slack, each told to the bot. Every function resolves with what the person gets to see. */
export interface Floor {
  workspace: Workspace;
  line: BotLine;
  commands: SlackCommandSeed[];
  /** Origin of response URLs. */
  origin(): string;
}

const notSent = (error: string, shown: string): Acknowledgement => ({
  status: null,
  body: null,
  elapsedMs: 0,
  error,
  shown,
});

/** `text` is the whole line: "/invoice-draft ACME-WEB". */
export async function typeCommand(
  floor: Floor,
  user: string,
  channel: Conversation,
  line: string,
): Promise<Acknowledgement> {
  const [, command = '', text = ''] = /^\s*(\S+)\s*([\s\S]*?)\s*$/.exec(line) ?? [];
  if (!floor.commands.some((known) => known.command === command))
    return notSent('invalid_command', `${command} is not a valid command.`);
  const body = commandBody(floor.workspace, floor.origin(), { user, channel, command, text });
  const ack = await deliver(floor.line, body);
  if (ack.error) return { ...ack, shown: `${command} failed with the error "${ack.error}"` };
  const answer = answerInAck(ack.body);
  if (!answer) return ack;
  try {
    putAnswer(floor.workspace, { channel: channel.id, user, ephemeral: false }, answer);
    return ack;
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { ...ack, error: 'invalid_ack', shown: `${command} failed with the error "${error.error}"` };
  }
}

export const TROUBLE = 'We had some trouble connecting. Try again?';

export async function actInMessage(
  floor: Floor,
  user: string,
  message: StoredMessage,
  action: PageAction,
  state: StateValues,
): Promise<Acknowledgement> {
  const payload = messageAction(floor.workspace, floor.origin(), { user, message, action, state });
  const ack = await deliver(floor.line, interactionBody(payload));
  return ack.error ? { ...ack, shown: TROUBLE } : ack;
}

/** Opens the bot's Home tab. */
export function openHome(floor: Floor, user: string): Promise<Acknowledgement> {
  const { workspace } = floor;
  const view = workspace.homes.get(user);
  const event = {
    type: 'app_home_opened',
    user,
    channel: dmWith(workspace, user).id,
    tab: 'home',
    event_ts: nextTs(workspace),
    ...(view ? { view: toSlackView(workspace, view) } : {}),
  };
  return deliverEvent(floor.line, eventBody(workspace, event));
}

/** Slack takes control characters out of what people type; mentions that the client made stay. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/&lt;([@#][A-Z0-9]+)&gt;/g, '<$1>');
}

/** A person writes; the bot hears of it where it is a member. */
export async function write(
  floor: Floor,
  user: string,
  channel: Conversation,
  text: string,
  threadTs?: string,
): Promise<Acknowledgement & { ts: string }> {
  const { workspace } = floor;
  const message = addMessage(workspace, {
    channel: channel.id,
    user,
    text: escaped(text),
    blocks: [],
    ...(threadTs ? { threadTs } : {}),
  });
  const { ts } = message;
  if (!channel.members.includes(workspace.botUser.id)) return { status: null, body: null, elapsedMs: 0, ts };
  const event = messageEvent(channel, message, workspace.team.id);
  const ack = await deliverEvent(floor.line, eventBody(workspace, event));
  if (!channel.dmWith && message.text.includes(`<@${workspace.botUser.id}>`)) {
    const { channel_type: _, ...mention } = event;
    await deliverEvent(floor.line, eventBody(workspace, { ...mention, type: 'app_mention' }));
  }
  return { ...ack, ts };
}

/** Saves the bot's address as Slack does: after it has echoed a challenge. Rejects where it has not. */
export async function verifyAddress(line: BotLine, url: string): Promise<void> {
  const challenge = randomUUID();
  const body = JSON.stringify({ token: 'legacy-verification-token', challenge, type: 'url_verification' });
  const ack = await deliver({ ...line, url }, body, { contentType: 'application/json' });
  if (ack.status !== 200 || !JSON.stringify(ack.body).includes(challenge))
    throw new Error(`${url} did not answer the challenge (${ack.status ?? ack.error})`);
  line.url = url;
}
