/**
 * What the browser page and Slack's stand-in say to each other. Types only, so that the page can share them. Every
 * body and answer is JSON; `as` is the acting person's user id. A request that is refused is answered with status
 * 400 or 404 and PageRefusal; one that Slack would show an error for is answered with 200 and says so in its body.
 */

/** A Block Kit block or element as the bot sent it, with block_id and action_id filled in where it left them out. */
export type JsonObject = { [key: string]: unknown };

/** One input's state as Slack words it in state.values, for example {type:'plain_text_input', value:'40'}. */
export interface StateValue {
  type: string;
  value?: string | null;
  selected_option?: SelectedOption | null;
  selected_options?: SelectedOption[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  /** YYYY-MM-DD. */
  selected_date?: string | null;
  /** HH:mm. */
  selected_time?: string | null;
  /** Unix seconds. */
  selected_date_time?: number | null;
}

export interface SelectedOption {
  value: string;
  text?: { type: string; text: string; emoji?: boolean };
  description?: { type: string; text: string; emoji?: boolean };
}

/** block_id → action_id → what is filled in. */
export type StateValues = Record<string, Record<string, StateValue>>;

export interface PageUser {
  id: string;
  name: string;
  realName: string;
  title: string;
  isBot: boolean;
  isGuest: boolean;
  deleted: boolean;
}

export interface PageChannel {
  id: string;
  name: string;
  topic: string;
  /** User ids. */
  members: string[];
}

export interface PageCommand {
  /** With its slash: "/invoice-draft". */
  command: string;
  usageHint: string;
  description: string;
}

/** GET /page/state */
export interface PageState {
  team: { id: string; name: string; domain: string };
  botUser: { id: string; name: string; realName: string; botId: string; appId: string };
  /** People only and in seed order; the bot stands in botUser. */
  users: PageUser[];
  channels: PageChannel[];
  commands: PageCommand[];
}

export interface PageMessage {
  /** "1760000000.000100": the message's id within its channel. */
  ts: string;
  /** Who wrote it; the bot's user id on its messages. */
  user: string;
  /** Stands on the bot's messages only. */
  botId?: string;
  /** mrkdwn. Shown only where blocks is empty. */
  text: string;
  blocks: JsonObject[];
  /** The parent's ts, on a reply. */
  threadTs?: string;
  replyCount: number;
  /** Who replied, each once. */
  replyUsers: string[];
  /** Slack shows "(edited)". */
  edited?: true;
  /** Only the person it is for sees it ("Only visible to you"). Their actions send ephemeral: true. */
  ephemeral?: true;
  reactions?: { name: string; users: string[] }[];
}

/** GET /page/messages?channel=C&as=U[&thread=TS]. Oldest first; with thread: the parent, then its replies. */
export interface PageMessages {
  messages: PageMessage[];
}

/** GET /page/dms?as=U: the direct-message channel between the person and the bot; made where there was none. */
export interface PageDms {
  dm: { id: string; messages: PageMessage[] };
}

/** A modal or the Home tab. Fields keep Slack's names. */
export interface PageView {
  id: string;
  type: 'modal' | 'home';
  callback_id: string;
  title?: JsonObject;
  submit?: JsonObject | null;
  close?: JsonObject | null;
  blocks: JsonObject[];
  hash: string;
  private_metadata: string;
  notify_on_close: boolean;
  /** Errors of the last submission that still stand: block_id → message. */
  errors: Record<string, string>;
}

/** GET /page/views?as=U: open modals of this person, the one on top last. */
export interface PageViews {
  views: PageView[];
}

/** GET /page/home?as=U: tells the bot app_home_opened; the view as published until now, null where none was. */
export interface PageHome {
  view: PageView | null;
}

/**
 * GET /page/events?as=U: server-sent events, each one `data:` line. Channel events of every channel, and of this
 * person's own direct messages, ephemerals, modals and Home. After a reconnect, read messages and views again.
 */
export type PageEvent =
  /** A new message; a reply has message.threadTs (and a message_changed of its parent follows). */
  | { type: 'message'; channel: string; message: PageMessage }
  /** Also sent for a changed ephemeral. */
  | { type: 'message_changed'; channel: string; message: PageMessage }
  /** Also sent for a deleted ephemeral. */
  | { type: 'message_deleted'; channel: string; ts: string }
  | { type: 'ephemeral'; channel: string; message: PageMessage }
  /** A modal opened, or was pushed on top of the stack. */
  | { type: 'view_opened'; view: PageView; viewId: string }
  /** Keep what is typed in inputs whose block_id and action_id are the same. Also sent when errors change. */
  | { type: 'view_updated'; view: PageView; viewId: string }
  | { type: 'view_closed'; viewId: string }
  | { type: 'home'; view: PageView }
  /** QuickBooks or Smartsheet changed: read the panels again. */
  | { type: 'records' };

/** POST /page/command. `text` is the whole line: "/invoice-draft ACME-WEB". */
export interface PageCommandRequest {
  as: string;
  channel: string;
  text: string;
}

/**
 * Answer of command, message, action and close. Where ok is false, `response` is what Slack would show the person
 * (the bot did not answer within 3 s, or answered with an error). What the bot itself says comes as events.
 */
export interface PageOutcome {
  ok: boolean;
  response?: string;
}

/** POST /page/message. A direct message to the bot: the channel is PageDms.dm.id. */
export interface PageMessageRequest {
  as: string;
  channel: string;
  text: string;
  threadTs?: string;
}

/** What was clicked or chosen, as in actions[0] of Slack's block_actions. */
export interface PageAction extends StateValue {
  block_id: string;
  action_id: string;
}

/** POST /page/action. Either channel and messageTs, or viewId (a modal's or the Home view's). */
export interface PageActionRequest {
  as: string;
  channel?: string;
  messageTs?: string;
  viewId?: string;
  ephemeral?: boolean;
  action: PageAction;
  /** What stands in the inputs of that message or view. */
  state?: StateValues;
}

/** POST /page/submit. What is not given keeps the view's initial value. */
export interface PageSubmitRequest {
  as: string;
  viewId: string;
  values: StateValues;
}

/** Errors: block_id → message, from Slack's own checks (required, too long) or from the bot. */
export type PageSubmitResult =
  | { ok: true }
  | { ok: false; errors: Record<string, string>; response?: string };

/** POST /page/close: the X or Cancel of the modal on top. `all` closes the whole stack. */
export interface PageCloseRequest {
  as: string;
  viewId: string;
  all?: boolean;
}

/** GET /page/records/quickbooks and GET /page/records/smartsheet */
export interface RecordPanel {
  title: string;
  tables: RecordTable[];
}

export interface RecordTable {
  name: string;
  columns: string[];
  rows: RecordRow[];
}

export interface RecordRow {
  id: string;
  /** One a column. */
  cells: string[];
  /** Written since the start: worth a highlight. */
  changed?: boolean;
  /** Label and value pairs that unfold under the row. */
  detail?: [string, string][];
}

/** Status 400 or 404. */
export interface PageRefusal {
  ok: false;
  error: string;
}
