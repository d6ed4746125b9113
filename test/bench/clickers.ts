import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { interactionBody } from '../../src/sandbox/slack/payloads.ts';
import { signedRequest } from '../../src/sandbox/slack/to-bot.ts';

export interface Click {
  who: string;
  channel: string;
  ts: string;
  value: string;
}

export interface Crowd {
  url: string;
  secret: string;
  /** Each wave is clicked by all of its people in the same moment; the next follows when all are answered. */
  waves: Click[][];
  /** Time to look at the card between two waves; 0: everybody clicks again as soon as they are answered. */
  pauseMs: number;
  /** Instead of waves: one click after another in their order, so far apart, whether those before are answered or not. */
  everyMs?: number;
}

export interface Clicked {
  ms: number;
  status: number;
}

async function clickOne({ url, secret }: Crowd, { who, channel, ts, value }: Click): Promise<Clicked> {
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
  return { ms: performance.now() - began, status };
}

/** A thread of its own, so that the stand-ins' work does not count as waiting for the bot. */
async function clickAll(crowd: Crowd): Promise<Clicked[]> {
  const clicked: Clicked[] = [];
  const { everyMs } = crowd;
  if (everyMs !== undefined) {
    const began = performance.now();
    const inTime = async (click: Click, turn: number) => {
      await delay(Math.max(0, began + turn * everyMs - performance.now()));
      return clickOne(crowd, click);
    };
    return Promise.all(crowd.waves.flat().map(inTime));
  }
  if (crowd.pauseMs === 0) {
    const people = (crowd.waves[0] ?? []).map((_, person) =>
      crowd.waves.flatMap((wave) => wave[person] ?? []),
    );
    const one = async (clicks: Click[]) => {
      for (const click of clicks) clicked.push(await clickOne(crowd, click));
    };
    await Promise.all(people.map(one));
    return clicked;
  }
  for (const wave of crowd.waves) {
    clicked.push(...(await Promise.all(wave.map((click) => clickOne(crowd, click)))));
    await delay(crowd.pauseMs);
  }
  return clicked;
}

parentPort?.postMessage(await clickAll(workerData as Crowd));
