import type { Middleware, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { hear } from '../../../approval/thread.ts';
import type { Doors } from '../doors.ts';

/** A person's own words in a thread; what Slack calls a subtype is an edit, a deletion, somebody's joining. */
const Words = z.object({
  subtype: z.enum(['thread_broadcast', 'file_share', 'me_message']).optional(),
  bot_id: z.undefined().optional(),
  channel: z.string().min(1),
  thread_ts: z.string().min(1),
  ts: z.string(),
  user: z.string().min(1),
  text: z.string(),
});

const Delivered = z.object({ event_id: z.string().min(1) });

/** Everything else that is said in the channel is let go unread. */
export const messageInThread =
  ({ way }: Doors): Middleware<SlackEventMiddlewareArgs<'message'>> =>
  async ({ event, body }) => {
    const words = Words.safeParse(event).data;
    const delivered = Delivered.safeParse(body).data;
    if (!words || !delivered || words.thread_ts === words.ts) return;
    const { channel, thread_ts: threadTs, user: who, text } = words;
    await hear(way, { channel, threadTs, who, text, eventId: delivered.event_id });
  };
