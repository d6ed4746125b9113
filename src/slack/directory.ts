import { setTimeout as wait } from 'node:timers/promises';
import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import { VendorFailure } from '../core/failure.ts';
import { slackFailure } from './faults.ts';

export interface Bot {
  team: string;
  /** The handle, without @. */
  name: string;
  /** What the token may do; null where Slack did not say. */
  scopes: string[] | null;
}

export interface Channel {
  name: string;
  archived: boolean;
  /** Whether the bot is in it; null where Slack did not say. */
  member: boolean | null;
}

export interface SlackPerson {
  name: string;
  /** Without @. */
  handle: string;
  deactivated: boolean;
  bot: boolean;
  guest: boolean;
  /** The profile's status; null where it is blank. `until`: when Slack clears it. */
  status: { emoji: string; text: string; until: Date | null } | null;
}

/** Who and what there is in the workspace. Every method may throw VendorFailure. */
export interface Directory {
  bot(): Promise<Bot>;
  /** null: there is none of this id, or it is private and the bot is not in it. */
  channel(id: string): Promise<Channel | null>;
  /** null: nobody here has this id. */
  person(id: string): Promise<SlackPerson | null>;
  /** User ids of a user group's members; null: there is no such group, or it was disabled. */
  group(id: string): Promise<string[] | null>;
  /** User ids of who is in a channel; none where there is no such channel, or the bot may not see it. */
  members(channel: string): Promise<string[]>;
}

const LONGEST_WAIT_MS = 30_000;
const TRIES = 3;

export function createDirectory(web: WebClient): Directory {
  return {
    bot: () =>
      asked(async () => {
        const { team, user, response_metadata } = await web.auth.test();
        return { team: team ?? 'Slack', name: user ?? 'the bot', scopes: response_metadata?.scopes ?? null };
      }),
    channel: (id) =>
      orNull(['channel_not_found', 'invalid_channel'], async () => {
        const { channel } = await web.conversations.info({ channel: id });
        const { name, is_archived, is_member } = channel ?? {};
        return { name: name ?? id, archived: is_archived === true, member: is_member ?? null };
      }),
    person: (id) =>
      orNull(['user_not_found', 'user_not_visible', 'users_not_found'], async () => {
        const { user } = await web.users.info({ user: id });
        return {
          name: user?.real_name ?? user?.name ?? id,
          handle: user?.name ?? '',
          deactivated: user?.deleted === true,
          bot: user?.is_bot === true,
          guest: user?.is_restricted === true || user?.is_ultra_restricted === true,
          status: statusOf(user?.profile),
        };
      }),
    members: async (channel) =>
      (await orNull(['channel_not_found', 'invalid_channel'], () => allMembers(web, channel))) ?? [],
    group: (id) =>
      orNull(['no_such_subteam', 'subteam_not_found', 'subteam_disabled'], async () => {
        const { users } = await web.usergroups.users.list({ usergroup: id });
        return users ?? [];
      }),
  };
}

async function allMembers(web: WebClient, channel: string): Promise<string[]> {
  const found: string[] = [];
  let cursor = '';
  do {
    const page = await web.conversations.members({ channel, limit: 999, ...(cursor ? { cursor } : {}) });
    found.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return found;
}

function statusOf(profile: Profile | undefined): SlackPerson['status'] {
  const { status_emoji: emoji = '', status_text: text = '', status_expiration: expires = 0 } = profile ?? {};
  return emoji || text ? { emoji, text, until: expires > 0 ? new Date(expires * 1000) : null } : null;
}

type Profile = NonNullable<NonNullable<UsersInfoResponse['user']>['profile']>;

async function orNull<T>(codes: readonly string[], call: () => Promise<T>): Promise<T | null> {
  try {
    return await asked(call);
  } catch (error) {
    if (error instanceof VendorFailure && codes.includes(error.code ?? '')) return null;
    throw error;
  }
}

/** A company of a hundred people is asked about faster than Slack allows: it says how long to wait. */
async function asked<T>(call: () => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const failure = slackFailure(error);
    const waitMs = failure.retryAfterMs;
    if (tries <= 1 || waitMs === null || waitMs > LONGEST_WAIT_MS) throw failure;
    await wait(waitMs);
    return asked(call, tries - 1);
  }
}
