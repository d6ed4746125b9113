import { type KnownBlock, LogLevel, WebClient } from '@slack/web-api';
import { tracedCall } from '../telemetry/trace.ts';
import type { Card } from './blocks/card.ts';
import { section } from './blocks/parts.ts';
import { cut, escapeText } from './blocks/text.ts';
import { slackFailure } from './faults.ts';
import type { MessageRef, Messenger } from './messenger.ts';
import { type Method, type SlackPace, unpaced } from './pace.ts';

/** Marks our cards, so that one whose posting got no answer is found and not posted twice. */
const EVENT = 'countersign_card';
/** How many of the newest messages are looked through for a card in doubt: it was posted a moment ago. */
const LOOK_BACK = 100;

export interface SlackOptions {
  token: string;
  /** Ends in "/". */
  apiUrl: string;
  timeoutMs?: number;
}

/**
 * The Web API client as this product needs it: no retries of its own (it would post a message twice and wait half an
 * hour), a timeout, and a 429 handed to the caller.
 */
export function webClient({ token, apiUrl, timeoutMs = 8_000 }: SlackOptions): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
    logLevel: LogLevel.ERROR, // it would warn on the console of what it throws as well
  });
}

/** `pace`: when which call may be made; default: at once. `onCall` is told how each one ended. */
export function createMessenger(
  web: WebClient,
  pace: SlackPace = unpaced,
  onCall: (worked: boolean) => void = () => {},
): Messenger {
  const call = async <T>(method: Method, to: string, work: () => Promise<T>): Promise<T> => {
    try {
      const answer = await pace(method, to, () => tracedCall('Slack', { method }, work));
      onCall(true);
      return answer;
    } catch (error) {
      onCall(false);
      throw slackFailure(error);
    }
  };

  const findCard = (channel: string, key: string): Promise<string | null> =>
    call('conversations.history', channel, async () => {
      const history = await web.conversations.history({
        channel,
        limit: LOOK_BACK,
        include_all_metadata: true,
      });
      const found = history.messages?.find(({ metadata }) => {
        if (metadata?.event_type !== EVENT) return false;
        return (metadata.event_payload as { approval?: unknown } | undefined)?.approval === key;
      });
      return found?.ts ?? null;
    });

  const post = (channel: string, card: Card, more: object = {}): Promise<MessageRef> =>
    call('chat.postMessage', channel, async () => {
      const sent = await web.chat.postMessage({ channel, ...card, ...STILL, ...more });
      return { channel: sent.channel ?? channel, ts: sent.ts ?? '' };
    });

  const direct = async (user: string, text: string, blocks?: KnownBlock[]): Promise<void> => {
    const opened = await call('conversations.open', user, () => web.conversations.open({ users: user }));
    await post(opened.channel?.id ?? user, words(text, blocks));
  };

  const change = async (channel: string, ts: string, card: Card): Promise<void> => {
    await call('chat.update', channel, () => web.chat.update({ channel, ts, ...card, ...UNPARSED }));
  };

  return {
    async postCard(channel, key, card, look) {
      const found = look ? await findCard(channel, key) : null;
      if (found !== null) {
        await change(channel, found, card);
        return { channel, ts: found };
      }
      return post(channel, card, { metadata: { event_type: EVENT, event_payload: { approval: key } } });
    },
    async findCard(channel, key) {
      const ts = await findCard(channel, key);
      return ts === null ? null : { channel, ts };
    },
    permalink: ({ channel, ts }) =>
      call('chat.getPermalink', channel, async () => {
        const { permalink = '' } = await web.chat.getPermalink({ channel, message_ts: ts });
        // It stands between < and > in a message.
        if (!/^https:\/\/[^\s<>|]+$/.test(permalink)) throw new Error('Slack gave no link to the message');
        return permalink;
      }),
    update: ({ channel, ts }, card) => change(channel, ts, card),
    reply: async ({ channel, ts }, text, blocks) => {
      await post(channel, words(text, blocks), { thread_ts: ts });
    },
    say: async (channel, text) => {
      await post(channel, words(text));
    },
    async tell(channel, user, text, blocks, thread) {
      if (channel === user || channel.startsWith('D')) return direct(user, text, blocks);
      try {
        const within = thread === undefined ? {} : { thread_ts: thread };
        const said = { channel, user, ...within, ...words(text, blocks), ...UNPARSED };
        await call('chat.postEphemeral', channel, () => web.chat.postEphemeral(said));
      } catch {
        await direct(user, text, blocks); // the bot or the person is not in that channel
      }
    },
    openView: async (triggerId, view) => {
      const opened = await call('views.open', triggerId, () =>
        web.views.open({ trigger_id: triggerId, view }),
      );
      return opened.view?.id ?? '';
    },
    updateView: async (viewId, view) => {
      await call('views.update', viewId, () => web.views.update({ view_id: viewId, view }));
    },
    publishHome: async (user, view) => {
      await call('views.publish', user, () => web.views.publish({ user_id: user, view }));
    },
  };
}

/** Slack's default for chat.update is to link what looks like a name or an address, whatever was escaped. */
const UNPARSED = { parse: 'none' as const, link_names: false };
const STILL = { unfurl_links: false, unfurl_media: false, ...UNPARSED };
/** Longer notifications are cut by Slack anyway. */
const NOTIFICATION = 3_000;

/** Text as it is, whoever wrote it: plain in the block, escaped in the notification, so that nothing in it takes effect. */
function words(text: string, blocks: KnownBlock[] = [section(text)]): Card {
  return { text: cut(escapeText(text), NOTIFICATION), blocks };
}
