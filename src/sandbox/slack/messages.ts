import type { PageMessage } from './page-api.ts';
import type { StoredMessage } from './types.ts';
import { nextTs, type Workspace } from './workspace.ts';

export type NewMessage = Omit<StoredMessage, 'ts' | 'reactions'>;

/** Puts a message (or, with ephemeralFor, one that a single person sees) into its channel. */
export function addMessage(workspace: Workspace, message: NewMessage): StoredMessage {
  const stored: StoredMessage = { ...message, ts: nextTs(workspace), reactions: [] };
  if (stored.ephemeralFor) {
    workspace.ephemerals.push(stored);
    workspace.emit({ type: 'ephemeral', channel: stored.channel, message: stored });
    return stored;
  }
  messagesIn(workspace, stored.channel).push(stored);
  workspace.emit({ type: 'message', channel: stored.channel, message: stored });
  const parent = stored.threadTs && findMessage(workspace, stored.channel, stored.threadTs);
  if (parent) workspace.emit({ type: 'message_changed', channel: parent.channel, message: parent });
  return stored;
}

/** The channel's own list: oldest first, replies among them. */
export function messagesIn(workspace: Workspace, channel: string): StoredMessage[] {
  const known = workspace.messages.get(channel);
  if (known) return known;
  const made: StoredMessage[] = [];
  workspace.messages.set(channel, made);
  return made;
}

export function findMessage(workspace: Workspace, channel: string, ts: string): StoredMessage | undefined {
  return messagesIn(workspace, channel).find((message) => message.ts === ts);
}

export function findEphemeral(
  workspace: Workspace,
  channel: string,
  user: string,
  ts: string,
): StoredMessage | undefined {
  return workspace.ephemerals.find(
    (message) => message.channel === channel && message.ephemeralFor === user && message.ts === ts,
  );
}

/** Changes a message that is already in its channel; what is not given stays. */
export function changeMessage(
  workspace: Workspace,
  message: StoredMessage,
  change: Partial<StoredMessage>,
): StoredMessage {
  Object.assign(message, change);
  workspace.emit({ type: 'message_changed', channel: message.channel, message });
  return message;
}

export function removeMessage(workspace: Workspace, message: StoredMessage): void {
  const keep = (other: StoredMessage) => other !== message;
  if (message.ephemeralFor) workspace.ephemerals = workspace.ephemerals.filter(keep);
  else workspace.messages.set(message.channel, messagesIn(workspace, message.channel).filter(keep));
  const { channel, ts, ephemeralFor } = message;
  workspace.emit({ type: 'message_deleted', channel, ts, ephemeralFor });
}

/** The parent, then its replies; empty where the parent is not there. */
export function threadOf(workspace: Workspace, channel: string, ts: string): StoredMessage[] {
  const parent = findMessage(workspace, channel, ts);
  return parent ? [parent, ...repliesOf(workspace, channel, ts)] : [];
}

function repliesOf(workspace: Workspace, channel: string, ts: string): StoredMessage[] {
  return messagesIn(workspace, channel).filter((message) => message.threadTs === ts && message.ts !== ts);
}

/** Top-level messages as history shows them: no replies, but those that were broadcast. */
export function topLevel(workspace: Workspace, channel: string): StoredMessage[] {
  return messagesIn(workspace, channel).filter((message) => !message.threadTs || message.broadcast);
}

export function toPageMessage(workspace: Workspace, message: StoredMessage): PageMessage {
  const replies = message.threadTs ? [] : repliesOf(workspace, message.channel, message.ts);
  return {
    ts: message.ts,
    user: message.user,
    ...(message.botId ? { botId: message.botId } : {}),
    text: message.text,
    blocks: message.blocks,
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    replyCount: replies.length,
    replyUsers: [...new Set(replies.map((reply) => reply.user))],
    ...(message.edited ? { edited: true } : {}),
    ...(message.ephemeralFor ? { ephemeral: true } : {}),
    ...(message.reactions.length > 0 ? { reactions: message.reactions } : {}),
  };
}

/** A message in Slack's own words, for the Web API and for payloads to the bot. */
export function toSlackMessage(
  workspace: Workspace,
  message: StoredMessage,
  { withMetadata }: { withMetadata: boolean },
): Record<string, unknown> {
  const replies = message.threadTs ? [] : repliesOf(workspace, message.channel, message.ts);
  const { botUser, team } = workspace;
  return {
    type: 'message',
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(message.botId
      ? {
          bot_id: message.botId,
          app_id: botUser.appId,
          bot_profile: { id: message.botId, app_id: botUser.appId, name: botUser.name, deleted: false },
        }
      : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((r) => ({ ...r, count: r.users.length })) }
      : {}),
  };
}
