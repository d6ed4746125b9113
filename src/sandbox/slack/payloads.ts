import { toSlackMessage } from './messages.ts';
import type { JsonObject, PageAction, StateValues } from './page-api.ts';
import type { StoredMessage, StoredView } from './types.ts';
import { toSlackView } from './views.ts';
import {
  type Conversation,
  newId,
  newSecret,
  newTrigger,
  type ResponseUrl,
  type Workspace,
} from './workspace.ts';

/** What Slack sends to the bot, in its words. */

/** An address that takes answers for half an hour, five times. */
function newResponseUrl(
  workspace: Workspace,
  origin: string,
  kind: 'commands' | 'actions',
  target: Pick<ResponseUrl, 'channel' | 'user' | 'messageTs' | 'ephemeral'>,
): string {
  const path = `/${kind}/${workspace.team.id}/${newSecret()}`;
  workspace.responseUrls.set(path, { ...target, issuedAtMs: workspace.now().getTime(), uses: 0 });
  return origin + path;
}

function channelName(channel: Conversation): string {
  return channel.dmWith ? 'directmessage' : channel.isPrivate ? 'privategroup' : channel.name;
}

/** The form of a slash command; `command` with its slash, `text` what follows it. */
export function commandBody(
  workspace: Workspace,
  origin: string,
  { user, channel, command, text }: { user: string; channel: Conversation; command: string; text: string },
): string {
  const { team, botUser } = workspace;
  return new URLSearchParams({
    token: 'legacy-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user,
    user_name: workspace.users.get(user)?.name ?? '',
    command,
    text,
    api_app_id: botUser.appId,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(workspace, origin, 'commands', {
      channel: channel.id,
      user,
      ephemeral: false,
    }),
    trigger_id: newTrigger(workspace, user),
  }).toString();
}

/** payload=JSON, as interactivity is sent. */
export function interactionBody(payload: JsonObject): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

function base(workspace: Workspace, user: string): JsonObject {
  const { team, botUser } = workspace;
  const name = workspace.users.get(user)?.name ?? '';
  return {
    user: { id: user, username: name, name, team_id: team.id },
    api_app_id: botUser.appId,
    token: 'legacy-verification-token',
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function actionTs(workspace: Workspace): string {
  return (workspace.now().getTime() / 1000).toFixed(6);
}

/** A click or a choice in a message. An ephemeral message is not repeated in the payload. */
export function messageAction(
  workspace: Workspace,
  origin: string,
  given: { user: string; message: StoredMessage; action: PageAction; state: StateValues },
): JsonObject {
  const { user, message, action, state } = given;
  const ephemeral = message.ephemeralFor !== undefined;
  const conversation = workspace.conversations.get(message.channel);
  return {
    type: 'block_actions',
    ...base(workspace, user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: newTrigger(workspace, user),
    channel: { id: message.channel, name: conversation ? channelName(conversation) : '' },
    ...(ephemeral ? {} : { message: toSlackMessage(workspace, message, { withMetadata: true }) }),
    state: { values: state },
    response_url: newResponseUrl(workspace, origin, 'actions', {
      channel: message.channel,
      user,
      messageTs: message.ts,
      ephemeral,
    }),
    actions: [{ ...action, action_ts: actionTs(workspace) }],
  };
}

/** A click or a choice in a modal or on the Home tab. */
export function viewAction(workspace: Workspace, view: StoredView, action: PageAction): JsonObject {
  return {
    type: 'block_actions',
    ...base(workspace, view.user),
    container: { type: 'view', view_id: view.id },
    trigger_id: newTrigger(workspace, view.user, view.id),
    view: toSlackView(workspace, view),
    actions: [{ ...action, action_ts: actionTs(workspace) }],
  };
}

export function viewSubmission(workspace: Workspace, view: StoredView): JsonObject {
  return {
    type: 'view_submission',
    ...base(workspace, view.user),
    trigger_id: newTrigger(workspace, view.user, view.id),
    view: toSlackView(workspace, view),
    response_urls: [],
  };
}

export function viewClosed(workspace: Workspace, view: StoredView, isCleared: boolean): JsonObject {
  return {
    type: 'view_closed',
    ...base(workspace, view.user),
    view: toSlackView(workspace, view),
    is_cleared: isCleared,
  };
}

/** The envelope of the Events API, as the text that is sent. A retry sends the same text again. */
export function eventBody(workspace: Workspace, event: JsonObject): string {
  const { team, botUser } = workspace;
  return JSON.stringify({
    token: 'legacy-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: botUser.appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(workspace.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: botUser.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: newSecret(),
  });
}

/** A person's message, as message.channels, message.groups or message.im. */
export function messageEvent(channel: Conversation, message: StoredMessage, team: string): JsonObject {
  return {
    type: 'message',
    user: message.user,
    client_msg_id: crypto.randomUUID(),
    ts: message.ts,
    text: message.text,
    team,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    channel: channel.id,
    channel_type: channel.dmWith ? 'im' : channel.isPrivate ? 'group' : 'channel',
    event_ts: message.ts,
  };
}
