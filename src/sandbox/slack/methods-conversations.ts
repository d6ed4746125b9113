import { z } from 'zod';
import { threadOf, topLevel, toSlackMessage } from './messages.ts';
import { count, flag, type Method, method, pageOf } from './method.ts';
import { visibleConversation } from './methods-chat.ts';
import { SlackRefusal } from './refusal.ts';
import { type Conversation, dmWith, type Workspace } from './workspace.ts';

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];
const paging = { limit: count, cursor: z.string().optional() };
const channel = z.string().min(1);

function asChannel(workspace: Workspace, conversation: Conversation): Record<string, unknown> {
  const { id, name, topic, members, dmWith: person } = conversation;
  const base = { id, created: 1_700_000_000, is_archived: false, context_team_id: workspace.team.id };
  if (person) return { ...base, is_im: true, is_open: true, user: person };
  const isPrivate = conversation.isPrivate === true;
  return {
    ...base,
    name,
    name_normalized: name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_general: false,
    is_member: members.includes(workspace.botUser.id),
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: members.length,
  };
}

const list = method(
  READ,
  z.object({ ...paging, types: z.string().optional(), exclude_archived: flag }),
  (args, { workspace }) => {
    const types = (args.types ?? 'public_channel').split(',').map((type) => type.trim());
    const typeOf = (c: Conversation) =>
      c.dmWith ? 'im' : c.isPrivate ? 'private_channel' : 'public_channel';
    const isMember = (c: Conversation) => c.members.includes(workspace.botUser.id);
    const seen = [...workspace.conversations.values()].filter(
      (c) => types.includes(typeOf(c)) && (!c.isPrivate || isMember(c)),
    );
    const { items, next_cursor } = pageOf(seen, args, 100);
    return { channels: items.map((c) => asChannel(workspace, c)), response_metadata: { next_cursor } };
  },
);

const info = method(READ, z.object({ channel }), (args, { workspace }) => ({
  channel: asChannel(workspace, visibleConversation(workspace, args.channel)),
}));

const members = method(READ, z.object({ ...paging, channel }), (args, { workspace }) => {
  const conversation = visibleConversation(workspace, args.channel);
  const { items, next_cursor } = pageOf(conversation.members, args, 100);
  return { members: items, response_metadata: { next_cursor } };
});

const open = method(
  ['im:write'],
  z.object({ users: z.string().optional(), channel: z.string().optional() }),
  (args, { workspace }) => {
    if (args.channel) return { channel: { id: visibleConversation(workspace, args.channel).id } };
    const [user, ...more] = (args.users ?? '').split(',').filter(Boolean);
    if (!user) throw new SlackRefusal('users_list_not_supplied');
    if (more.length > 0) throw new SlackRefusal('method_not_supported_for_channel_type');
    const person = workspace.users.get(user);
    if (!person) throw new SlackRefusal('user_not_found');
    if (person.isBot) throw new SlackRefusal('cannot_dm_bot');
    if (person.deleted) throw new SlackRefusal('user_disabled');
    return { channel: { id: dmWith(workspace, user).id } };
  },
);

const join = method(['channels:join'], z.object({ channel }), (args, { workspace }) => {
  const conversation = visibleConversation(workspace, args.channel);
  if (conversation.isPrivate) throw new SlackRefusal('method_not_supported_for_channel_type');
  const bot = workspace.botUser.id;
  if (!conversation.members.includes(bot)) conversation.members.push(bot);
  return { channel: asChannel(workspace, conversation) };
});

const span = {
  ...paging,
  channel,
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
};

interface Span {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
}

/** Timestamps have a fixed width, so their text compares as their time does. */
function within({ oldest, latest, inclusive }: Span): (message: { ts: string }) => boolean {
  return ({ ts }) => {
    if (inclusive && (ts === oldest || ts === latest)) return true;
    return (!oldest || ts > oldest) && (!latest || ts < latest);
  };
}

function readable(workspace: Workspace, id: string): Conversation {
  const conversation = visibleConversation(workspace, id);
  if (!conversation.members.includes(workspace.botUser.id)) throw new SlackRefusal('not_in_channel');
  return conversation;
}

const history = method(HISTORY, z.object(span), (args, { workspace }) => {
  const { id } = readable(workspace, args.channel);
  const newestFirst = topLevel(workspace, id).filter(within(args)).reverse();
  const { items, next_cursor } = pageOf(newestFirst, args, 100);
  const withMetadata = args.include_all_metadata ?? false;
  return {
    messages: items.map((message) => toSlackMessage(workspace, message, { withMetadata })),
    has_more: next_cursor !== '',
    response_metadata: { next_cursor },
  };
});

const replies = method(HISTORY, z.object({ ...span, ts: z.string().min(1) }), (args, { workspace }) => {
  const { id } = readable(workspace, args.channel);
  const [parent, ...rest] = threadOf(workspace, id, args.ts);
  if (!parent) throw new SlackRefusal('thread_not_found');
  const { items, next_cursor } = pageOf([parent, ...rest.filter(within(args))], args, 1000);
  const withMetadata = args.include_all_metadata ?? false;
  return {
    messages: items.map((message) => toSlackMessage(workspace, message, { withMetadata })),
    has_more: next_cursor !== '',
    response_metadata: { next_cursor },
  };
});

export const conversationMethods: Record<string, Method> = {
  'conversations.list': list,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.join': join,
  'conversations.history': history,
  'conversations.replies': replies,
};
