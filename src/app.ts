import { randomBytes } from 'node:crypto';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { CALLBACK_PATH, CONNECT_PATH } from './approval/connection.ts';
import { createGroups } from './approval/groups.ts';
import type { Way } from './approval/way.ts';
import { sha256 } from './core/identity.ts';
import { linkKey } from './core/signed-text.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { type ConnectDoor, connectCallback, connectStart } from './http/oauth/quickbooks.ts';
import { reportRoutes } from './http/report/door.ts';
import { type Handler, plainAnswer, serve } from './http/server.ts';
import { slackDoor } from './http/slack-door.ts';
import type { WebhookDoor } from './http/webhooks/door.ts';
import { inboundRoutes } from './http/webhooks/inbound.ts';
import { quickBooksWebhook } from './http/webhooks/quickbooks.ts';
import { smartsheetWebhook } from './http/webhooks/smartsheet.ts';
import { keepingTime } from './jobs/digest-schedule.ts';
import { inOrder } from './jobs/in-order.ts';
import { createQueue, type Queue } from './jobs/queue.ts';
import { redrawSoon } from './jobs/redraw-soon.ts';
import { RHYTHM, type Rhythm, triggering } from './jobs/triggering.ts';
import { watching } from './jobs/watching.ts';
import { handlers, sweep } from './jobs/workers.ts';
import { createFront, type Front } from './limits/front.ts';
import { background, urgent } from './limits/priority.ts';
import { openShared, type Shared } from './limits/shared.ts';
import { signingKey } from './log/signing-key.ts';
import { createWording } from './model/client.ts';
import { KINDS } from './proposals/registry.ts';
import { createQuickBooks } from './quickbooks/client.ts';
import { createConnecting } from './quickbooks/connecting.ts';
import type { Limits } from './quickbooks/limits.ts';
import { reportLink } from './reconciling/report-link.ts';
import { inboundSecret } from './settings/inbound.ts';
import type { Settings } from './settings/load.ts';
import { boltLogger } from './slack/bolt-logger.ts';
import { createDirectory } from './slack/directory.ts';
import { slackFailure } from './slack/faults.ts';
import { register } from './slack/listeners/register.ts';
import { slackPace } from './slack/pace.ts';
import { createMessenger, webClient } from './slack/web.ts';
import { CHANGE_AGENT, type ClientOptions } from './smartsheet/calls.ts';
import { createSmartsheet } from './smartsheet/client.ts';
import { createSheetHooks } from './smartsheet/hooks.ts';
import { sheetGate } from './smartsheet/pace.ts';
import { backlogOf } from './store/backlog.ts';
import { traced } from './telemetry/trace.ts';
import { asanaHookSecrets } from './triggers/inbound-hooks.ts';
import { createIntake } from './triggers/intake.ts';
import { HOOK_PATH, hookSecrets } from './triggers/sheet-hooks.ts';
import type { Triggers } from './triggers/triggers.ts';
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
  /** Slack and Smartsheet are asked without a pause. */
  unhurried?: boolean;
  /** How often later changes to what was posted are looked for. */
  watchEveryMs?: number;
  /** How often what is due and has no job is looked for. */
  sweepMs?: number;
  /** How often sheets and webhooks are looked after without being told; null: never. */
  rhythm?: Rhythm | null;
  /** How often the clock is looked at for digests and nightly runs; null: never. */
  scheduleMs?: number | null;
  /** When a burst of changes to a sheet is over. */
  quiet?: Triggers['quiet'];
}

/** Waits after the first, second, … failed try. With the longest timeout, a return is noticed within 45 s. */
export const BACKOFF_MS: readonly number[] = [1_000, 3_000, 8_000, 15_000, 25_000];
/** Who changes a posted invoice hears of it while they remember why. */
const WATCH_EVERY_MS = 15 * 60_000;
/** A digest of nine o'clock is there before a minute has passed. */
const SCHEDULE_MS = 15_000;
/** Leaves time for what comes after it, within the 20 s that a stop may take. */
const DRAIN_MS = 12_000;
/** Smartsheet gathers a minute's changes itself; people who tick off rows one by one take seconds between them. */
const QUIET: Triggers['quiet'] = { ms: 4_000, atMostMs: 30_000 };

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

interface Opened extends Store {
  queue: Queue;
  /** What all processes on this database know of each other's requests. */
  shared: Shared;
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
  const way = wire(settings, log, { ...overrides, now }, store, metrics);
  const { publicKey } = await signingKey(db, locks, key);
  const triggers = trigger(settings, overrides, store, way);

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
  const front = createFront();
  const bolt = slackApp(receiver, env.slack.botToken, log, front);
  const connection = connect(settings, overrides, store, way);
  register(bolt, {
    way,
    enqueueDraft: queue.enqueueDraft,
    enqueueReconcile: queue.enqueueReconcile,
    logPublicKey: publicKey,
    connection,
  });
  routes.set(`GET ${CONNECT_PATH}`, connectStart(connection));
  routes.set(`GET ${CALLBACK_PATH}`, connectCallback(connection));
  for (const [route, handler] of reportRoutes({ way, key: linkKey(store.key) })) routes.set(route, handler);
  if (receiver instanceof HTTPReceiver)
    routes.set(
      'POST /slack/events',
      slackDoor(receiver, { now, open: () => ready, onAnswer: metrics.acknowledged }),
    );

  for (const [route, handler] of webhooks(settings, triggers, queue.enqueueInbox, () => ready))
    routes.set(route, handler);

  const http = await serve(env.host, env.port, routes);
  opened.push(http.close);
  await queue.work(inOrder(handlers(way, triggers), front));
  if (!(receiver instanceof HTTPReceiver)) await bolt.start();
  const stopSweep = sweep(way, queue, overrides.sweepMs);
  const stopWatching = background(() => watching(way, overrides.watchEveryMs ?? WATCH_EVERY_MS));
  ready = true;
  const rhythm = overrides.rhythm === undefined ? RHYTHM : overrides.rhythm;
  const { connecting } = connection;
  const { scheduleMs = SCHEDULE_MS } = overrides;
  const stopSchedule =
    scheduleMs === null ? async () => {} : background(() => keepingTime(way, queue, scheduleMs));
  const stopTriggering = rhythm ? background(() => triggering(triggers, connecting, rhythm)) : async () => {};

  return {
    port: http.port,
    async drain() {
      ready = false;
      stopSweep();
      await stopTriggering();
      await stopSchedule();
      await stopWatching();
      if (!(receiver instanceof HTTPReceiver)) await bolt.stop();
      await queue.stop(DRAIN_MS);
    },
  };
}

function wire(
  { env, projects, projectsHash }: Settings,
  log: Logger,
  { now, timeoutMs, backoffMs, quickBooksLimits, unhurried }: Overrides & { now: () => Date },
  store: Opened,
  metrics: Metrics,
): Way {
  const { db, locks, queue, shared } = store;
  const slack = webClient({ token: env.slack.botToken, apiUrl: env.slack.apiUrl, timeoutMs });
  const workspace = createDirectory(slack);
  return {
    db,
    locks,
    kinds: KINDS,
    projects,
    settingsHash: projectsHash,
    messenger: createMessenger(
      slack,
      unhurried ? undefined : slackPace(workspaceKey(env), shared, slackFailure),
    ),
    workspace,
    groups: createGroups(workspace, now),
    quickbooks: createQuickBooks({
      ...quickBooksConnection(env, store),
      now,
      timeoutMs,
      limits: quickBooksLimits,
      shared,
      log: ({ failure }) => metrics.vendorCall('QuickBooks', failure === null ? 'ok' : 'failed'),
    }),
    smartsheet: createSmartsheet({ ...sheets(env, store, unhurried), timeoutMs }),
    wording: createWording(env.openai && { ...env.openai, timeoutMs, log }),
    backoffMs: backoffMs ?? BACKOFF_MS,
    now,
    random: (bytes) => randomBytes(bytes),
    // The queue counts by the wall clock.
    enqueue: (tx, id, at) =>
      queue.enqueueAdvance(tx, id, at && new Date(Date.now() + at.getTime() - now().getTime())),
    enqueueRedraw: queue.enqueueRedraw,
    redrawSoon: redrawSoon((id) => queue.enqueueAdvance(db.prisma, id)),
    reportUrl: (run) => reportLink({ key: linkKey(store.key), publicUrl: env.publicUrl, now }, run),
    log: appLog(log),
  };
}

/** How Smartsheet is asked: the same for all that ask it. */
function sheets({ smartsheet }: Settings['env'], { shared }: Opened, unhurried = false): ClientOptions {
  const gate = unhurried ? {} : { gate: sheetGate(smartsheet.accessToken, shared) };
  return { ...smartsheet, ...gate, holds: shared.holds };
}

/** What Slack counts together: all calls with this token. */
function workspaceKey({ slack }: Settings['env']): string {
  return sha256(slack.botToken).slice(0, 16);
}

function trigger(
  { env }: Settings,
  { timeoutMs, quiet, unhurried }: Overrides,
  store: Opened,
  way: Way,
): Triggers {
  const { queue, key } = store;
  return {
    way,
    key,
    publicUrl: env.publicUrl,
    quiet: quiet ?? QUIET,
    hooks: createSheetHooks({ ...sheets(env, store, unhurried), timeoutMs }),
    enqueueDraft: queue.enqueueDraft,
    enqueueReconcile: queue.enqueueReconcile,
    // The queue counts by the wall clock.
    enqueueLook: (tx, sheetId, at) =>
      queue.enqueueLook(tx, sheetId, new Date(Date.now() + at.getTime() - way.now().getTime())),
  };
}

function connect({ env }: Settings, { timeoutMs = 15_000 }: Overrides, store: Opened, way: Way): ConnectDoor {
  const { authorizeUrl, revokeUrl, realmId } = env.quickbooks;
  return {
    way,
    key: linkKey(store.key),
    publicUrl: env.publicUrl,
    realmId,
    connecting: createConnecting({
      ...quickBooksConnection(env, store),
      ...{ authorizeUrl, revokeUrl, timeoutMs, now: way.now },
    }),
  };
}

function webhooks(
  { env }: Settings,
  triggers: Triggers,
  enqueue: Queue['enqueueInbox'],
  open: () => boolean,
): [string, Handler][] {
  const { way } = triggers;
  const intake = createIntake({
    db: way.db.prisma,
    enqueue,
  });
  const door: WebhookDoor = { now: way.now, open, intake, changeAgent: CHANGE_AGENT, warn: way.log.warn };
  const { webhookToken: token, realmId } = env.quickbooks;
  const { secrets, handshake } = env.inbound;
  return [
    [`POST ${HOOK_PATH}`, smartsheetWebhook(door, { hookOf: hookSecrets(triggers) })],
    ['POST /webhooks/quickbooks', quickBooksWebhook(door, { token, realmId })],
    ...inboundRoutes(door, {
      rules: way.projects.inbound,
      secretOf: (source) => secrets[inboundSecret(source)],
      asana: { key: handshake, ...asanaHookSecrets(triggers, secrets.INBOUND_ASANA_SECRET ?? '') },
    }),
  ];
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
function slackApp(receiver: Receiver, botToken: string, log: Logger, front: Front): App {
  const app = new App({
    receiver,
    authorize: async () => ({ botToken }),
    ignoreSelf: false,
    logger: boltLogger(log),
    convoStore: false,
  });
  app.use(({ next, body }) => front.serve(() => urgent(() => traced(`Slack ${spanName(body)}`, {}, next))));
  app.error(async (error) => {
    log.error({ code: error.code, error: String(error.original ?? error.message) }, 'a listener failed');
    throw error; // so that Slack is told, and the person sees that it did not work
  });
  return app;
}

/** By what was pressed, typed or sent in; never by what somebody wrote. */
function spanName(body: object): string {
  const { type, command, actions } = body as { type?: unknown; command?: unknown; actions?: unknown };
  const [action] = Array.isArray(actions) ? (actions as { action_id?: unknown }[]) : [];
  return String(action?.action_id ?? command ?? type ?? 'event').slice(0, 60);
}
