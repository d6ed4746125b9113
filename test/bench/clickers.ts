import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { interactionBody } from '../../src/sandbox/slack/payloads.ts';
import { signedRequest } from '../../src/sandbox/slack/to-bot.ts';

export interface Crowd {
  url: string;
  secret: string;
  /** One list a person, of what that person clicks, one after the other; the people all at once. */
  people: { who: string; clicks: { channel: string; ts: string; value: string }[] }[];
}

export interface Clicked {
  ms: number;
  status: number;
}

/** A thread of its own, so that the stand-ins' work does not count as waiting for the bot. */
async function clickAll({ url, secret, people }: Crowd): Promise<Clicked[]> {
  const done = await Promise.all(
    people.map(async ({ who, clicks }) => {
      const seen: Clicked[] = [];
      for (const { channel, ts, value } of clicks) {
        const body = interactionBody({
          type: 'block_actions',
          user: { id: who, username: who, name: who, team_id: 'T0BENCH' },
          api_app_id: 'A0CSIGN',
          token: 'legacy-verification-token',
          team: { id: 'T0BENCH', domain: 'bench' },
          enterprise: null,
          is_enterprise_install: false,
          container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
          trigger_id: '1.2.3',
          channel: { id: channel, name: channel },
          message: { type: 'message', ts, text: '', blocks: [] },
          state: { values: {} },
          actions: [{ type: 'button', action_id: 'approve', block_id: 'decide', value, action_ts: ts }],
        });
        const began = performance.now();
        const { status } = await signedRequest(url, secret, body);
        seen.push({ ms: performance.now() - began, status });
      }
      return seen;
    }),
  );
  return done.flat();
}

parentPort?.postMessage(await clickAll(workerData as Crowd));
