import { randomBytes } from 'node:crypto';
import type {
  BotUser,
  Change,
  SlackChannelSeed,
  SlackOptions,
  SlackUserGroupSeed,
  SlackUserSeed,
  StoredMessage,
  StoredView,
} from './types.ts';

/** A direct-message channel has its person; a public or private one has members. */
export interface Conversation extends SlackChannelSeed {
  dmWith?: string;
}

export interface Trigger {
  user: string;
  issuedAtMs: number;
  used: boolean;
  /** The modal it came from, for views.push. */
  viewId?: string;
}

export interface ResponseUrl {
  channel: string;
  user: string;
  issuedAtMs: number;
  uses: number;
  /** The message that was clicked. */
  messageTs?: string;
  ephemeral: boolean;
}

/** Everything Slack would remember about one workspace. */
export interface Workspace {
  team: SlackOptions['team'];
  botUser: BotUser;
  users: Map<string, SlackUserSeed>;
  userGroups: SlackUserGroupSeed[];
  conversations: Map<string, Conversation>;
  /** Channel id → messages and replies, oldest first. Ephemerals are kept apart. */
  messages: Map<string, StoredMessage[]>;
  ephemerals: StoredMessage[];
  /** User id → open modals, the top one last. */
  stacks: Map<string, StoredView[]>;
  homes: Map<string, StoredView>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  /** Of the youngest ts given out. */
  lastTsMicros: number;
  now(): Date;
  emit(change: Change): void;
  onChange(listener: (change: Change) => void): () => void;
}

export function createWorkspace(options: SlackOptions): Workspace {
  const listeners = new Set<(change: Change) => void>();
  return {
    team: options.team,
    botUser: options.botUser,
    users: new Map([botAsUser(options.botUser), ...options.users].map((user) => [user.id, user])),
    userGroups: options.userGroups ?? [],
    conversations: new Map(options.channels.map((c) => [c.id, { ...c, members: [...c.members] }])),
    messages: new Map(),
    ephemerals: [],
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    lastTsMicros: 0,
    now: options.now ?? (() => new Date()),
    emit: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function botAsUser(bot: BotUser): SlackUserSeed {
  return { id: bot.id, name: bot.name, realName: bot.realName ?? bot.name, title: '', isBot: true };
}

/** An id in Slack's look: the letter, then ten characters. */
export function newId(letter: string): string {
  return letter + randomBytes(8).toString('hex').slice(0, 10).toUpperCase();
}

export function newSecret(): string {
  return randomBytes(16).toString('hex');
}

/** "1760000000.000100", later than every one before it, whatever the clock does. */
export function nextTs(workspace: Workspace): string {
  const micros = Math.max(workspace.lastTsMicros + 1, workspace.now().getTime() * 1000);
  workspace.lastTsMicros = micros;
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** Slack's only open way to show a modal: good for three seconds, once. */
export function newTrigger(workspace: Workspace, user: string, viewId?: string): string {
  const issuedAtMs = workspace.now().getTime();
  const id = `${issuedAtMs}.${workspace.team.id}.${newSecret()}`;
  workspace.triggers.set(id, { user, issuedAtMs, used: false, viewId });
  return id;
}

/** The direct-message channel between the bot and a person, made at its first use. */
export function dmWith(workspace: Workspace, user: string): Conversation {
  for (const conversation of workspace.conversations.values())
    if (conversation.dmWith === user) return conversation;
  const members = [user, workspace.botUser.id];
  const made: Conversation = { id: newId('D'), name: '', topic: '', members, isPrivate: true, dmWith: user };
  workspace.conversations.set(made.id, made);
  return made;
}

/** The modal or Home view with this id, whoever looks at it. */
export function findView(workspace: Workspace, id: string): StoredView | undefined {
  for (const stack of workspace.stacks.values()) {
    const view = stack.find((candidate) => candidate.id === id);
    if (view) return view;
  }
  return [...workspace.homes.values()].find((view) => view.id === id);
}
