import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { CALLBACK_PATH, CONNECT_PATH } from './approval/connection.ts';
import { linkKey } from './core/signed-text.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { connectCallback, connectStart } from './http/oauth/quickbooks.ts';
import { reportRoutes } from './http/report/door.ts';
import { type Handler, plainAnswer, serve } from './http/server.ts';
import { slackDoor } from './http/slack-door.ts';
import { keepingTime } from './jobs/digest-schedule.ts';
import { inOrder } from './jobs/in-order.ts';
import { createQueue } from './jobs/queue.ts';
import { RHYTHM, triggering } from './jobs/triggering.ts';
import { watching } from './jobs/watching.ts';
import { handlers, sweep } from './jobs/workers.ts';
import { createFront } from './limits/front.ts';
import { background } from './limits/priority.ts';
import { openShared } from './limits/shared.ts';
import { signingKey } from './log/signing-key.ts';
import type { Overrides } from './overrides.ts';
import type { Settings } from './settings/load.ts';
import { createSlackApp } from './slack/app.ts';
import { register } from './slack/listeners/register.ts';
import { backlogOf } from './store/backlog.ts';
import { webhookRoutes, wireConnection, wireTriggers } from './wire-triggers.ts';
import { appLog, BACKOFF_MS, type Opened, wireWay } from './wire-way.ts';
import { openStore } from './wiring.ts';

export interface Countersign {
  /** The bound port of its HTTP server. */
  port: number;
  /** Stops taking work, finishes what is in hand, releases the database. */
  stop(): Promise<void>;
}

/** Who changes a posted invoice hears of it while they remember why. */
const WATCH_EVERY_MS = 15 * 60_000;
/** A digest of nine o'clock is there before a minute has passed. */
const SCHEDULE_MS = 15_000;
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
    const shared = openShared(store.db.url, appLog(log).warn);
    opened.push(shared.close);
    const queue = await createQueue(store.db.url, appLog(log), overrides.backoffMs ?? BACKOFF_MS);
    opened.push(() => queue.stop(DRAIN_MS));
    const started = await startDoors(settings, log, overrides, { ...store, queue, shared }, opened);
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
  const metrics = createMetrics(() => backlogOf(db.prisma, now()));
  const way = wireWay(settings, log, { ...overrides, now }, store, metrics);
  const { publicKey } = await signingKey(db, locks, key);
  const triggers = wireTriggers(settings, overrides, store, way);

  let ready = false;
  const isReady = () => ready;
  const front = createFront();
  const { bolt, receiver } = createSlackApp(env.slack, log, front);
  const connection = wireConnection(settings, overrides, store, way);
  register(bolt, {
    way,
    enqueueDraft: queue.enqueueDraft,
    enqueueReconcile: queue.enqueueReconcile,
    logPublicKey: publicKey,
    connection,
  });
  const slackRoutes: [string, Handler][] = receiver
    ? [['POST /slack/events', slackDoor(receiver, { now, open: isReady, onAnswer: metrics.acknowledged })]]
    : [];
  const routes = new Map<string, Handler>([
    ...healthRoutes(metrics, isReady),
    [`GET ${CONNECT_PATH}`, connectStart(connection)],
    [`GET ${CALLBACK_PATH}`, connectCallback(connection)],
    ...reportRoutes({ way, key: linkKey(store.key) }),
    ...slackRoutes,
    ...webhookRoutes(settings, triggers, queue.enqueueInbox, isReady),
  ]);

  const http = await serve(env.host, env.port, routes);
  opened.push(http.close);
  await queue.work(inOrder(handlers(way, triggers), front));
  if (!receiver) await bolt.start();
  const { watchEveryMs = WATCH_EVERY_MS, scheduleMs = SCHEDULE_MS, rhythm = RHYTHM } = overrides;
  const { connecting } = connection;
  const stops = background(() => [
    sweep(way, queue, overrides.sweepMs),
    watching(way, watchEveryMs),
    ...(scheduleMs === null ? [] : [keepingTime(way, queue, scheduleMs)]),
    ...(rhythm === null ? [] : [triggering(triggers, connecting, rhythm)]),
  ]);
  ready = true;

  return {
    port: http.port,
    async drain() {
      ready = false;
      // What looks at vendors in turns may be left in the middle: the next start finds what it did not.
      const looks = Promise.all(stops.map((stop) => stop()));
      await Promise.all([
        Promise.race([looks, delay(DRAIN_MS, null, { ref: false })]),
        receiver ? null : bolt.stop(),
        queue.stop(DRAIN_MS),
      ]);
    },
  };
}

function healthRoutes(metrics: Metrics, isReady: () => boolean): [string, Handler][] {
  return [
    ['GET /healthz', (_req, res) => plainAnswer(res, 200, 'ok')],
    [
      'GET /readyz',
      (_req, res) => plainAnswer(res, isReady() ? 200 : 503, isReady() ? 'ready' : 'not ready'),
    ],
    [
      'GET /metrics',
      async (_req, res) => {
        const text = await metrics.text(); // thrown at before anything is said: an alert is due
        res.writeHead(200, { 'content-type': metrics.contentType });
        res.end(text);
      },
    ],
  ];
}
