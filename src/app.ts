import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Way } from './approval/way.ts';
import { createMetrics } from './http/metrics.ts';
import { type Handler, plainAnswer, serve } from './http/server.ts';
import { slackDoor } from './http/slack-door.ts';
import { createQueue } from './jobs/queue.ts';
import { handlers, sweep } from './jobs/workers.ts';
import { signingKey } from './log/signing-key.ts';
import { createWording } from './model/client.ts';
import { KINDS } from './proposals/registry.ts';
import { createQuickBooks } from './quickbooks/client.ts';
import { databaseTokens } from './quickbooks/token-store.ts';
import type { Settings } from './settings/load.ts';
import { boltLogger } from './slack/bolt-logger.ts';
import { register } from './slack/listeners/register.ts';
import { createMessenger, webClient } from './slack/web.ts';
import { createSmartsheet } from './smartsheet/client.ts';
import { openDatabase } from './store/database.ts';
import { createLocks } from './store/locks.ts';
import { encryptionKey } from './store/secrets.ts';

export interface Countersign {
  /** The bound port of its HTTP server. */
  port: number;
  /** Stops taking work, finishes what is in hand, releases the database. */
  stop(): Promise<void>;
}

export interface Overrides {
  now?: () => Date;
}

const DRAIN_MS = 15_000;

/** The composition root: the one place where parts are wired. */
export async function createApp(
  settings: Settings,
  log: Logger,
  overrides: Overrides = {},
): Promise<Countersign> {
  const { env, projects, projectsHash } = settings;
  const now = overrides.now ?? (() => new Date());
  const dataDir = resolve(env.dataDir);
  const db = await openDatabase({ databaseUrl: env.databaseUrl, dataDir });
  const locks = createLocks(db.url);
  const key = encryptionKey(env.encryptionKey, dataDir);
  const queue = await createQueue(db.url, appLog(log));
  const metrics = createMetrics(() =>
    db.prisma.approval.count({ where: { status: { in: ['drafted', 'waiting'] } } }),
  );
  const { refreshToken: firstRefreshToken, ...quickbooks } = env.quickbooks;
  const messenger = createMessenger(webClient({ token: env.slack.botToken, apiUrl: env.slack.apiUrl }));
  const way: Way = {
    db,
    locks,
    kinds: KINDS,
    projects,
    settingsHash: projectsHash,
    messenger,
    quickbooks: createQuickBooks({
      ...quickbooks,
      firstRefreshToken,
      tokens: databaseTokens(db, locks, key, quickbooks.realmId),
      now,
      log: ({ failure }) => metrics.vendorCall('QuickBooks', failure ?? 'ok'),
    }),
    smartsheet: createSmartsheet(env.smartsheet),
    wording: createWording(env.openai && { ...env.openai, log }),
    now,
    random: (bytes) => randomBytes(bytes),
    enqueue: queue.enqueueAdvance,
    log: appLog(log),
  };
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
    routes.set('POST /slack/events', slackDoor(receiver, now, metrics.acknowledged));

  await queue.work(handlers(way));
  const http = await serve(env.host, env.port, routes);
  if (!(receiver instanceof HTTPReceiver)) await bolt.start();
  const stopSweep = sweep(way, queue);
  ready = true;

  return {
    port: http.port,
    async stop() {
      ready = false;
      stopSweep();
      if (!(receiver instanceof HTTPReceiver)) await bolt.stop();
      await http.close();
      await queue.stop(DRAIN_MS);
      await locks.close();
      await db.close();
    },
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
