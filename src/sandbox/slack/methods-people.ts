import { z } from 'zod';
import { count, flag, type Method, method, pageOf } from './method.ts';
import { SlackRefusal } from './refusal.ts';
import type { SlackUserSeed } from './types.ts';
import type { Workspace } from './workspace.ts';

function offsetSeconds(workspace: Workspace, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(workspace.now()).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

function asUser(
  workspace: Workspace,
  user: SlackUserSeed,
  scopes: readonly string[],
): Record<string, unknown> {
  const tz = user.tz ?? 'America/Chicago';
  const isBot = user.isBot === true;
  const own = user.id === workspace.botUser.id;
  return {
    id: user.id,
    team_id: workspace.team.id,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted === true,
    is_bot: isBot,
    is_app_user: false,
    is_email_confirmed: !isBot,
    updated: 1_700_000_000,
    profile: {
      title: user.title,
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: isBot ? '' : user.name,
      display_name_normalized: isBot ? '' : user.name,
      status_emoji: user.status?.emoji ?? '',
      status_text: user.status?.text ?? '',
      status_expiration: user.status?.until ?? 0,
      ...(user.email && scopes.includes('users:read.email') ? { email: user.email } : {}),
      ...(own ? { bot_id: workspace.botUser.botId, api_app_id: workspace.botUser.appId } : {}),
      team: workspace.team.id,
    },
    // Slack leaves these out for people who were deactivated.
    ...(user.deleted
      ? {}
      : {
          tz,
          tz_label: tz,
          tz_offset: offsetSeconds(workspace, tz),
          is_admin: false,
          is_owner: false,
          is_primary_owner: false,
          is_restricted: user.isGuest === true,
          is_ultra_restricted: user.isGuest === true,
        }),
  };
}

const info = method(['users:read'], z.object({ user: z.string().min(1) }), (args, { workspace, scopes }) => {
  const user = workspace.users.get(args.user);
  if (!user) throw new SlackRefusal('user_not_found');
  return { user: asUser(workspace, user, scopes) };
});

const list = method(
  ['users:read'],
  z.object({ limit: count, cursor: z.string().optional() }),
  (args, { workspace, scopes }) => {
    const { items, next_cursor } = pageOf([...workspace.users.values()], args, 1000);
    const members = items.map((user) => asUser(workspace, user, scopes));
    return { members, cache_ts: 1_700_000_000, response_metadata: { next_cursor } };
  },
);

const lookupByEmail = method(
  ['users:read.email'],
  z.object({ email: z.string().min(1) }),
  (args, { workspace, scopes }) => {
    const wanted = args.email.toLowerCase();
    const user = [...workspace.users.values()].find(
      (candidate) => candidate.email?.toLowerCase() === wanted && !candidate.deleted,
    );
    if (!user) throw new SlackRefusal('users_not_found');
    return { user: asUser(workspace, user, scopes) };
  },
);

const userGroups = method(['usergroups:read'], z.object({ include_users: flag }), (args, { workspace }) => ({
  usergroups: workspace.userGroups.map((group) => ({
    id: group.id,
    team_id: workspace.team.id,
    is_usergroup: true,
    name: group.name,
    handle: group.handle,
    description: '',
    date_delete: 0,
    user_count: group.users.length,
    ...(args.include_users ? { users: group.users } : {}),
  })),
}));

const userGroupUsers = method(
  ['usergroups:read'],
  z.object({ usergroup: z.string().min(1) }),
  (args, { workspace }) => {
    const group = workspace.userGroups.find(({ id }) => id === args.usergroup);
    if (!group) throw new SlackRefusal('no_such_subteam');
    return { users: group.users };
  },
);

const authTest = method([], z.object({}), (_args, { workspace: { team, botUser } }) => ({
  url: `https://${team.domain}.slack.com/`,
  team: team.name,
  user: botUser.name,
  team_id: team.id,
  user_id: botUser.id,
  bot_id: botUser.botId,
  is_enterprise_install: false,
}));

const teamInfo = method(['team:read'], z.object({}), (_args, { workspace: { team } }) => ({ team }));

const botInfo = method(['users:read'], z.object({ bot: z.string().min(1) }), (args, { workspace }) => {
  const { botId, appId, id, name } = workspace.botUser;
  if (args.bot !== botId) throw new SlackRefusal('bot_not_found');
  return { bot: { id: botId, app_id: appId, user_id: id, name, deleted: false } };
});

/** Socket Mode wants an app-level token, which a bot's is not. */
const openConnection = method([], z.object({}), () => {
  throw new SlackRefusal('not_allowed_token_type');
});

export const peopleMethods: Record<string, Method> = {
  'api.test': method([], z.object({}), () => ({ args: {} })),
  'auth.test': authTest,
  'team.info': teamInfo,
  'bots.info': botInfo,
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
  'usergroups.list': userGroups,
  'usergroups.users.list': userGroupUsers,
  'apps.connections.open': openConnection,
};
