import type { FaultSwitch } from '../faults.ts';
import type { JsonObject, RecordPanel, StateValues } from './page-api.ts';

export interface SlackUserSeed {
  /** U… */
  id: string;
  /** The handle, without @. */
  name: string;
  realName: string;
  title: string;
  isBot?: boolean;
  deleted?: boolean;
  /** A guest of one channel: Slack's is_restricted and is_ultra_restricted. */
  isGuest?: boolean;
  /** IANA name; default America/Chicago. */
  tz?: string;
  /** Of the profile; `until`: when Slack clears it, in seconds since 1970. */
  status?: { emoji: string; text: string; until?: number };
  email?: string;
}

export interface SlackChannelSeed {
  /** C… */
  id: string;
  /** Without #. */
  name: string;
  topic: string;
  /** User ids; the bot posts only where its user id is among them. */
  members: string[];
  isPrivate?: boolean;
}

export interface SlackUserGroupSeed {
  /** S… */
  id: string;
  name: string;
  /** Without @. */
  handle: string;
  /** User ids. */
  users: string[];
}

export interface SlackCommandSeed {
  command: string;
  usageHint: string;
  description: string;
}

export interface BotUser {
  id: string;
  name: string;
  realName?: string;
  /** B… */
  botId: string;
  /** A… */
  appId: string;
}

export interface MessageMetadata {
  event_type: string;
  event_payload: JsonObject;
}

export interface StoredMessage {
  channel: string;
  ts: string;
  user: string;
  botId?: string;
  text: string;
  blocks: JsonObject[];
  threadTs?: string;
  /** A reply that was also sent to the channel. */
  broadcast?: true;
  metadata?: MessageMetadata;
  edited?: { user: string; ts: string };
  reactions: { name: string; users: string[] }[];
  /** The one person who sees it. */
  ephemeralFor?: string;
}

export interface StoredView {
  id: string;
  type: 'modal' | 'home';
  /** Who looks at it. */
  user: string;
  callbackId: string;
  title?: JsonObject;
  submit?: JsonObject;
  close?: JsonObject;
  blocks: JsonObject[];
  privateMetadata: string;
  externalId: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  hash: string;
  rootViewId: string;
  previousViewId: string | null;
  /** What was last said to stand in its inputs. */
  state: StateValues;
  /** Of the last submission: block_id → message. */
  errors: Record<string, string>;
}

export type Change =
  | { type: 'message' | 'message_changed' | 'ephemeral'; channel: string; message: StoredMessage }
  | { type: 'message_deleted'; channel: string; ts: string; ephemeralFor?: string }
  | { type: 'view_opened' | 'view_updated' | 'view_closed' | 'home'; user: string; view: StoredView }
  | { type: 'records' };

/** What became of a request to the bot, as the person sees it. */
export interface Acknowledgement {
  /** HTTP status of the bot's answer; null where there was none. */
  status: number | null;
  /** Parsed JSON, or text. */
  body: unknown;
  elapsedMs: number;
  /**
   * operation_timeout (no answer in time), dispatch_failed (unreachable, or not 200), invalid_command (not
   * registered, so not sent), invalid_ack (an answer that Slack cannot use).
   */
  error?: string;
  /** The errors that stand in the modal after a submission: block_id → message. */
  errors?: Record<string, string>;
  /** What Slack shows the person where something went wrong. */
  shown?: string;
}

export interface RecordSource {
  quickbooks(): RecordPanel;
  smartsheet(): RecordPanel;
  /** Answers a function that takes the listener away. */
  onChange(listener: () => void): unknown;
}

export interface SlackOptions {
  team: { id: string; name: string; domain: string };
  users: SlackUserSeed[];
  channels: SlackChannelSeed[];
  userGroups?: SlackUserGroupSeed[];
  botToken: string;
  signingSecret: string;
  /** Of a bot in Socket Mode; none: nobody may open a connection. */
  appToken?: string;
  botUser: BotUser;
  commands: SlackCommandSeed[];
  /** 0 or none: a free one. */
  port?: number;
  /** Clock of timestamps and of what expires; signatures use the real one, as the bot checks against that. */
  now?: () => Date;
  faults?: FaultSwitch;
  records?: RecordSource;
  /** Folder of the browser page; default: ../page beside this one. */
  pageDir?: string;
  /** What the token may do; default: every scope that a method here asks for. */
  scopes?: string[];
  /** How long a person waits for the bot; default 3000. */
  ackTimeoutMs?: number;
  /** Waits before the retries of an event; default at once, a minute, five minutes. */
  eventRetryDelaysMs?: number[];
}
