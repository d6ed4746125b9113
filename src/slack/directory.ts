import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
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
  deactivated: boolean;
  bot: boolean;
  guest: boolean;
}

/** Who and what there is in the workspace. Every method may throw VendorFailure. */
export interface Directory {
  bot(): Promise<Bot>;
  /** null: there is none of this id, or it is private and the bot is not in it. */
  channel(id: string): Promise<Channel | null>;
  /** null: nobody here has this id. */
  person(id: string): Promise<SlackPerson | null>;
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
          deactivated: user?.deleted === true,
          bot: user?.is_bot === true,
          guest: user?.is_restricted === true || user?.is_ultra_restricted === true,
        };
      }),
  };
}

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
