import { randomBytes } from 'node:crypto';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { createGroups } from './approval/groups.ts';
import type { Way } from './approval/way.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { type Handler, plainAnswer, serve } from './http/server.ts';
import { slackDoor } from './http/slack-door.ts';
import { createQueue, type Queue } from './jobs/queue.ts';
import { watching } from './jobs/watching.ts';
import { handlers, sweep } from './jobs/workers.ts';
import { signingKey } from './log/signing-key.ts';
import { createWording } from './model/client.ts';
import { KINDS } from './proposals/registry.ts';
import { createQuickBooks } from './quickbooks/client.ts';
import type { Limits } from './quickbooks/limits.ts';
import type { Settings } from './settings/load.ts';
import { boltLogger } from './slack/bolt-logger.ts';
import { createDirectory } from './slack/directory.ts';
import { register } from './slack/listeners/register.ts';
import { createMessenger, webClient } from './slack/web.ts';
import { createSmartsheet } from './smartsheet/client.ts';
import { openStore, quickBooksConnection, type Store } from './wiring.ts';

export interface Countersign {
  /** The bound port of its HTTP server. */
  port: number;
  /** Stops taking work, finishes what is in hand, releases the database. */
  stop(): Promise<void>;
}

export interface Overrides {
  now?: () => Date;
  /** Of one request to any vendor; default: each client's own. */
  timeoutMs?: number;
  /** Waits after failed tries. */
  backoffMs?: readonly number[];
  /** How often QuickBooks is asked. */
  quickBooksLimits?: Limits;
  /** How often later changes to what was posted are looked for. */
  watchEveryMs?: number;
  /** How often what is due and has no job is looked for. */
  sweepMs?: number;
}

/** Waits after the first, second, … failed try. With the longest timeout, a return is noticed within 45 s. */
export const BACKOFF_MS: readonly number[] = [1_000, 3_000, 8_000, 15_000, 25_000];
/** Who changes a posted invoice hears of it while they remember why. */
const WATCH_EVERY_MS = 15 * 60_000;
/** Leaves time for what comes after it, within the 20 s that a stop may take. */
const DRAIN_MS = 12_000;

/** The composition root: the one place where parts are wired. */
export async function createApp(
  settings: Settings,
  log: Logger,
  overrides: Overrides = {},
): Promise<Countersign> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const store = await openStore(settings.env);
    opened.push(store.close);
    const queue = await createQueue(store.db.url, appLog(log), overrides.backoffMs ?? BACKOFF_MS);
    opened.push(() => queue.stop(DRAIN_MS));
    const started = await startDoors(settings, log, overrides, { ...store, queue }, opened);
    return {
      port: started.port,
      async stop() {
        await started.drain();
        await close();
      },
    };
  } catch (error) {
    // What was opened is closed again: an embedded database must not outlive a start that failed.
    await close();
    throw error;
  }
}

interface Opened extends Store {
  queue: Queue;
}

async function startDoors(
  settings: Settings,
  log: Logger,
  overrides: Overrides,
  store: Opened,
  opened: (() => Promise<void>)[],
): Promise<{ port: number; drain(): Promise<void> }> {
  const { env } = settings;
  const now = overrides.now ?? (() => new Date());
  const { db, locks, key, queue } = store;
  const metrics = createMetrics(() =>
    db.prisma.approval.count({ where: { status: { in: ['drafted', 'waiting'] } } }),
  );
  const way = wire(settings, log, { ...overrides, now }, store, metrics);
  const { publicKey } = await signingKey(db, locks, key);

  let ready = false;
  const routes = new Map<string, Handler>([
    ['GET /healthz', (_req, res) => plainAnswer(res, 200, 'ok')],
    ['GET /readyz', (_req, res) => plainAnswer(res, ready ? 200 : 503, ready ? 'ready' : 'not ready')],
    [
      'GET /metrics',
      async (_req, res) => {
        res.writeHead(200, { 'content-type': metrics.contentType });
        res.end(await metrics.text());
      },
    ],
  ]);
  const receiver = slackReceiver(settings, log);
  const bolt = slackApp(receiver, env.slack.botToken, log);
  register(bolt, { way, enqueueDraft: queue.enqueueDraft, logPublicKey: publicKey });
  if (receiver instanceof HTTPReceiver)
    routes.set(
      'POST /slack/events',
      slackDoor(receiver, { now, open: () => ready, onAnswer: metrics.acknowledged }),
    );

  const http = await serve(env.host, env.port, routes);
  opened.push(http.close);
  await queue.work(handlers(way));
  if (!(receiver instanceof HTTPReceiver)) await bolt.start();
  const stopSweep = sweep(way, queue, overrides.sweepMs);
  const stopWatching = watching(way, overrides.watchEveryMs ?? WATCH_EVERY_MS);
  ready = true;

  return {
    port: http.port,
    async drain() {
      ready = false;
      stopSweep();
      await stopWatching();
      if (!(receiver instanceof HTTPReceiver)) await bolt.stop();
      await queue.stop(DRAIN_MS);
    },
  };
}

function wire(
  { env, projects, projectsHash }: Settings,
  log: Logger,
  { now, timeoutMs, backoffMs, quickBooksLimits }: Overrides & { now: () => Date },
  store: Opened,
  metrics: Metrics,
): Way {
  const { db, locks, queue } = store;
  const slack = webClient({ token: env.slack.botToken, apiUrl: env.slack.apiUrl, timeoutMs });
  const workspace = createDirectory(slack);
  return {
    db,
    locks,
    kinds: KINDS,
    projects,
    settingsHash: projectsHash,
    messenger: createMessenger(slack),
    workspace,
    groups: createGroups(workspace, now),
    quickbooks: createQuickBooks({
      ...quickBooksConnection(env, store),
      now,
      timeoutMs,
      limits: quickBooksLimits,
      log: ({ failure }) => metrics.vendorCall('QuickBooks', failure === null ? 'ok' : 'failed'),
    }),
    smartsheet: createSmartsheet({ ...env.smartsheet, timeoutMs }),
    wording: createWording(env.openai && { ...env.openai, timeoutMs, log }),
    backoffMs: backoffMs ?? BACKOFF_MS,
    now,
    random: (bytes) => randomBytes(bytes),
    // The queue counts by the wall clock.
    enqueue: (tx, id, at) =>
      queue.enqueueAdvance(tx, id, at && new Date(Date.now() + at.getTime() - now().getTime())),
    enqueueRedraw: queue.enqueueRedraw,
    log: appLog(log),
  };
}

function appLog(log: Logger): Way['log'] {
  return {
    info: (fields, event) => log.info(fields, event),
    warn: (fields, event) => log.warn(fields, event),
    error: (fields, event) => log.error(fields, event),
  };
}

function slackReceiver({ env }: Settings, log: Logger): Receiver {
  const logger = boltLogger(log);
  if (env.slack.appToken !== null) {
    const clientOptions = { slackApiUrl: env.slack.apiUrl };
    return new SocketModeReceiver({
      appToken: env.slack.appToken,
      logger,
      installerOptions: { clientOptions },
    });
  }
  return new HTTPReceiver({
    signingSecret: env.slack.signingSecret ?? '',
    endpoints: '/slack/events',
    logger,
  });
}

/** Authorised without a call to Slack: auth.test on every event would make Slack's hiccups ours. */
function slackApp(receiver: Receiver, botToken: string, log: Logger): App {
  const app = new App({
    receiver,
    authorize: async () => ({ botToken }),
    ignoreSelf: false,
    logger: boltLogger(log),
    convoStore: false,
  });
  app.error(async (error) => {
    log.error({ code: error.code, error: String(error.original ?? error.message) }, 'a listener failed');
    throw error; // so that Slack is told, and the person sees that it did not work
  });
  return app;
}
