import { z } from 'zod';
import { messageContent, messageMetadata } from './content.ts';
import {
  addMessage,
  changeMessage,
  findMessage,
  messagesIn,
  removeMessage,
  toSlackMessage,
} from './messages.ts';
import { flag, json, type Method, method } from './method.ts';
import { SlackRefusal } from './refusal.ts';
import type { StoredMessage } from './types.ts';
import { type Conversation, dmWith, nextTs, type Workspace } from './workspace.ts';

const CHAT = ['chat:write'];

/** The conversation the bot may see under this id or name. Throws channel_not_found. */
export function visibleConversation(workspace: Workspace, id: string): Conversation {
  const named = id.replace(/^#/, '');
  const found =
    workspace.conversations.get(id) ??
    [...workspace.conversations.values()].find((candidate) => candidate.name === named && named !== '');
  const hidden = found?.isPrivate && !found.members.includes(workspace.botUser.id);
  if (!found || hidden) throw new SlackRefusal('channel_not_found');
  return found;
}

/** Where a message goes: a channel the bot is in, or a person, which means their direct messages. */
function postable(workspace: Workspace, id: string): Conversation {
  const person = workspace.users.get(id);
  if (person?.isBot) throw new SlackRefusal('cannot_dm_bot');
  if (person) return dmWith(workspace, person.id);
  const conversation = visibleConversation(workspace, id);
  if (!conversation.members.includes(workspace.botUser.id)) throw new SlackRefusal('not_in_channel');
  return conversation;
}

/** The bot's own message. Throws message_not_found, or `notOurs` where somebody else wrote it. */
function ownMessage(workspace: Workspace, channel: string, ts: string, notOurs: string): StoredMessage {
  const conversation = visibleConversation(workspace, channel);
  const message = findMessage(workspace, conversation.id, ts);
  if (!message) throw new SlackRefusal('message_not_found');
  if (message.botId !== workspace.botUser.botId) throw new SlackRefusal(notOurs);
  return message;
}

const content = {
  channel: z.string().min(1),
  text: z.string().optional(),
  blocks: json.optional(),
};
const ts = z.string().min(1);

const postMessage = method(
  CHAT,
  z.object({ ...content, thread_ts: ts.optional(), reply_broadcast: flag, metadata: json.optional() }),
  (args, { workspace }) => {
    const conversation = postable(workspace, args.channel);
    const shown = messageContent(args.text, args.blocks);
    const metadata = messageMetadata(args.metadata);
    const parent = args.thread_ts && findMessage(workspace, conversation.id, args.thread_ts);
    if (args.thread_ts && !parent) throw new SlackRefusal('cannot_reply_to_message');
    const message = addMessage(workspace, {
      channel: conversation.id,
      user: workspace.botUser.id,
      botId: workspace.botUser.botId,
      ...shown,
      ...(parent ? { threadTs: parent.threadTs ?? parent.ts } : {}),
      ...(parent && args.reply_broadcast ? { broadcast: true as const } : {}),
      ...(metadata ? { metadata } : {}),
    });
    return {
      channel: conversation.id,
      ts: message.ts,
      message: toSlackMessage(workspace, message, { withMetadata: true }),
    };
  },
);

const update = method(
  CHAT,
  z.object({ ...content, ts, metadata: json.optional() }),
  (args, { workspace }) => {
    const message = ownMessage(workspace, args.channel, args.ts, 'cant_update_message');
    const shown = messageContent(args.text, args.blocks);
    const metadata = messageMetadata(args.metadata);
    changeMessage(workspace, message, {
      ...shown,
      // Slack marks a change of text, and leaves one of blocks unmarked.
      ...(shown.blocks.length === 0 ? { edited: { user: message.user, ts: nextTs(workspace) } } : {}),
      ...(metadata === undefined ? {} : { metadata: metadata ?? undefined }),
    });
    return {
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: toSlackMessage(workspace, message, { withMetadata: true }),
    };
  },
);

const remove = method(CHAT, z.object({ channel: z.string().min(1), ts }), (args, { workspace }) => {
  const message = ownMessage(workspace, args.channel, args.ts, 'cant_delete_message');
  removeMessage(workspace, message);
  return { channel: message.channel, ts: message.ts };
});

const postEphemeral = method(
  CHAT,
  z.object({ ...content, user: z.string().min(1), thread_ts: ts.optional() }),
  (args, { workspace }) => {
    const conversation = postable(workspace, args.channel);
    if (!workspace.users.has(args.user)) throw new SlackRefusal('user_not_found');
    if (!conversation.members.includes(args.user)) throw new SlackRefusal('user_not_in_channel');
    const message = addMessage(workspace, {
      channel: conversation.id,
      user: workspace.botUser.id,
      botId: workspace.botUser.botId,
      ...messageContent(args.text, args.blocks),
      ...(args.thread_ts ? { threadTs: args.thread_ts } : {}),
      ephemeralFor: args.user,
    });
    return { message_ts: message.ts };
  },
);

const getPermalink = method(
  [],
  z.object({ channel: z.string().min(1), message_ts: ts }),
  (args, { workspace }) => {
    const { id } = visibleConversation(workspace, args.channel);
    if (!findMessage(workspace, id, args.message_ts)) throw new SlackRefusal('message_not_found');
    const permalink = `https://${workspace.team.domain}.slack.com/archives/${id}/p${args.message_ts.replace('.', '')}`;
    return { channel: id, permalink };
  },
);

const reaction = z.object({ channel: z.string().min(1), timestamp: ts, name: z.string().min(1) });

const addReaction = method(['reactions:write'], reaction, (args, { workspace }) => {
  const { id } = visibleConversation(workspace, args.channel);
  const message = messagesIn(workspace, id).find((candidate) => candidate.ts === args.timestamp);
  if (!message) throw new SlackRefusal('message_not_found');
  const bot = workspace.botUser.id;
  const known = message.reactions.find(({ name }) => name === args.name);
  if (known?.users.includes(bot)) throw new SlackRefusal('already_reacted');
  const others = message.reactions.filter((other) => other !== known);
  const reactions = [...others, { name: args.name, users: [...(known?.users ?? []), bot] }];
  changeMessage(workspace, message, { reactions });
  return {};
});

const removeReaction = method(['reactions:write'], reaction, (args, { workspace }) => {
  const { id } = visibleConversation(workspace, args.channel);
  const message = findMessage(workspace, id, args.timestamp);
  if (!message) throw new SlackRefusal('message_not_found');
  const bot = workspace.botUser.id;
  const known = message.reactions.find(({ name }) => name === args.name);
  if (!known?.users.includes(bot)) throw new SlackRefusal('no_reaction');
  const left = { name: args.name, users: known.users.filter((user) => user !== bot) };
  const others = message.reactions.filter((other) => other !== known);
  changeMessage(workspace, message, { reactions: left.users.length > 0 ? [...others, left] : others });
  return {};
});

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
  'reactions.add': addReaction,
  'reactions.remove': removeReaction,
};
