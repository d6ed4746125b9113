import type { FaultSwitch } from '../faults.ts';
import type { JsonObject, StateValue, StateValues } from './page-api.ts';
import type { Acknowledgement, Change, StoredMessage, StoredView } from './types.ts';
import type { ApiCall } from './web-api.ts';

export interface CommandGesture {
  user: string;
  /** Channel id or name. */
  channel: string;
  /** The whole line: "/invoice-draft ACME-WEB". */
  text: string;
}

export interface ClickGesture {
  user: string;
  /** With ts: a message in this channel (id or name), ephemerals of the user among them. */
  channel?: string;
  ts?: string;
  /** Instead of channel and ts: a modal's or the Home view's. */
  viewId?: string;
  actionId: string;
  /** Where several blocks hold the same action_id. */
  blockId?: string;
  /** Of a button: another value than the one it carries. Of menus and pickers: the option's value, date, user. */
  value?: string;
  selectedOption?: string;
  /** Blocks as the person still has them on the screen, where the message has changed since. */
  seen?: JsonObject[];
  /** What stands in the other inputs. */
  state?: StateValues;
}

export interface SubmitGesture {
  user: string;
  /** Default: the modal on top. */
  viewId?: string;
  /** block_id → action_id → state, or the text that is typed or the value that is picked. */
  values?: Record<string, Record<string, StateValue | string>>;
  /** The same by what the person reads: label → text or value. */
  labels?: Record<string, string>;
}

/** Slack as a real server on loopback, and the people in front of it. */
import type { SocketMode } from './socket-mode.ts';

export interface SlackStandIn {
  /** http://127.0.0.1:PORT: the page. */
  url: string;
  /** Ends in /api/. */
  apiUrl: string;
  faults: FaultSwitch;
  /** "METHOD path?query" of every request to the Web API and to response URLs, oldest first. */
  requests: string[];
  /** The Web API's calls with what was sent and answered, oldest first. */
  calls: ApiCall[];
  /** Whether a bot in Socket Mode is there, and what cuts it off for a moment. */
  socketMode: Pick<SocketMode, 'connected' | 'cut'>;
  /** Where the bot's POST /slack/events is. Rejects where it does not echo Slack's challenge. */
  connect(eventsUrl: string): Promise<void>;
  /** Top-level messages of a channel (id or name), oldest first. */
  messages(channel: string): StoredMessage[];
  /** The parent, then its replies. */
  threads(channel: string, ts: string): StoredMessage[];
  /** What this one person was told, in any channel. */
  ephemerals(user: string): StoredMessage[];
  /** Between the person and the bot, replies among them. */
  directMessages(user: string): StoredMessage[];
  /** The one on top last. */
  openViews(user: string): StoredView[];
  home(user: string): StoredView | null;
  command(gesture: CommandGesture): Promise<Acknowledgement>;
  click(gesture: ClickGesture): Promise<Acknowledgement>;
  submitView(gesture: SubmitGesture): Promise<Acknowledgement>;
  /** Default: the modal on top. */
  closeView(gesture: { user: string; viewId?: string; all?: boolean }): Promise<Acknowledgement>;
  openHome(user: string): Promise<Acknowledgement>;
  /** A person's message; a direct one where the channel is the bot's user id. */
  say(gesture: {
    user: string;
    channel: string;
    text: string;
    threadTs?: string;
  }): Promise<Acknowledgement & { ts: string }>;
  /**
   * Resolves with the first truthy answer, asked now and after every change. A probe that throws has no answer
   * yet. Rejects after the time (default 5000 ms) with the probe's last error, if it had one.
   */
  waitFor<Answer>(
    probe: () => Answer | null | undefined | false,
    timeoutMs?: number,
  ): Promise<NonNullable<Answer>>;
  /** Answers a function that takes the listener away. */
  onChange(listener: (change: Change) => void): () => void;
  stop(): Promise<void>;
}
