import { type KnownBlock, WebClient } from '@slack/web-api';
import type { Card } from './blocks/card.ts';
import { escapeText } from './blocks/text.ts';
import { slackFailure } from './faults.ts';
import type { MessageRef, Messenger } from './messenger.ts';

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
  });
}

export function createMessenger(web: WebClient): Messenger {
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw slackFailure(error);
    }
  };

  const findCard = (channel: string, key: string): Promise<string | null> =>
    call(async () => {
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
    call(async () => {
      const sent = await web.chat.postMessage({ channel, ...card, ...STILL, ...more });
      return { channel: sent.channel ?? channel, ts: sent.ts ?? '' };
    });

  const direct = async (user: string, text: string, blocks?: KnownBlock[]): Promise<void> => {
    const opened = await call(() => web.conversations.open({ users: user }));
    await post(opened.channel?.id ?? user, { text, blocks: blocks ?? [plain(text)] });
  };

  return {
    async postCard(channel, key, card, look) {
      const found = look ? await findCard(channel, key) : null;
      if (found !== null) {
        await call(() => web.chat.update({ channel, ts: found, ...card }));
        return { channel, ts: found };
      }
      return post(channel, card, { metadata: { event_type: EVENT, event_payload: { approval: key } } });
    },
    update: async ({ channel, ts }, card) => {
      await call(() => web.chat.update({ channel, ts, ...card }));
    },
    reply: async ({ channel, ts }, text) => {
      await post(channel, { text: escapeText(text), blocks: [plain(text)] }, { thread_ts: ts });
    },
    say: async (channel, text) => {
      await post(channel, { text: escapeText(text), blocks: [plain(text)] });
    },
    async tell(channel, user, text, blocks) {
      if (channel === user || channel.startsWith('D')) return direct(user, text, blocks);
      try {
        await call(() => web.chat.postEphemeral({ channel, user, text, blocks: blocks ?? [plain(text)] }));
      } catch {
        await direct(user, text, blocks); // the bot or the person is not in that channel
      }
    },
    openView: async (triggerId, view) => {
      await call(() => web.views.open({ trigger_id: triggerId, view }));
    },
    updateView: async (viewId, view) => {
      await call(() => web.views.update({ view_id: viewId, view }));
    },
    publishHome: async (user, view) => {
      await call(() => web.views.publish({ user_id: user, view }));
    },
  };
}

const STILL = { unfurl_links: false, unfurl_media: false, parse: 'none' as const, link_names: false };

/** Plain text in a block: no mention, link or formatting in it takes effect. */
function plain(text: string): KnownBlock {
  return { type: 'section', text: { type: 'plain_text', text: text.slice(0, 3000), emoji: false } };
}
