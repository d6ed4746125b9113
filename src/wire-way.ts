import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { createGroups } from './approval/groups.ts';
import type { Way } from './approval/way.ts';
import { sha256 } from './core/identity.ts';
import { linkKey } from './core/signed-text.ts';
import type { Metrics } from './http/metrics.ts';
import type { Queue } from './jobs/queue.ts';
import { redrawSoon } from './jobs/redraw-soon.ts';
import type { Shared } from './limits/shared.ts';
import { createWording } from './model/client.ts';
import type { Overrides } from './overrides.ts';
import { KINDS } from './proposals/registry.ts';
import { createQuickBooks } from './quickbooks/client.ts';
import { reportLink } from './reconciling/report-link.ts';
import type { Settings } from './settings/load.ts';
import { createDirectory } from './slack/directory.ts';
import { slackFailure } from './slack/faults.ts';
import { slackPace } from './slack/pace.ts';
import { createMessenger, webClient } from './slack/web.ts';
import type { ClientOptions } from './smartsheet/calls.ts';
import { createSmartsheet } from './smartsheet/client.ts';
import { createKeptSheets } from './smartsheet/kept-sheets.ts';
import { sheetGate } from './smartsheet/pace.ts';
import { quickBooksConnection, type Store } from './wiring.ts';

/** What a running bot has open. */
export interface Opened extends Store {
  queue: Queue;
  /** What all processes on this database know of each other's requests. */
  shared: Shared;
}

/** Waits after the first, second, … failed try. With the longest timeout, a return is noticed within 45 s. */
export const BACKOFF_MS: readonly number[] = [1_000, 3_000, 8_000, 15_000, 25_000];

export function wireWay(
  { env, projects, projectsHash }: Settings,
  log: Logger,
  { now, timeoutMs, backoffMs, quickBooksLimits, unhurried }: Overrides & { now: () => Date },
  store: Opened,
  metrics: Metrics,
): Way {
  const { db, locks, queue, shared } = store;
  const slack = webClient({ token: env.slack.botToken, apiUrl: env.slack.apiUrl, timeoutMs });
  const workspace = createDirectory(slack);
  const onCall = (service: string) => (worked: boolean) =>
    metrics.vendorCall(service, worked ? 'ok' : 'failed');
  return {
    db,
    locks,
    kinds: KINDS,
    projects,
    settingsHash: projectsHash,
    messenger: createMessenger(
      slack,
      unhurried ? undefined : slackPace(workspaceKey(env), shared, slackFailure),
      onCall('Slack'),
    ),
    workspace,
    groups: createGroups(workspace, now),
    quickbooks: createQuickBooks({
      ...quickBooksConnection(env, store),
      now,
      timeoutMs,
      limits: quickBooksLimits,
      shared,
      log: ({ failure }) => onCall('QuickBooks')(failure === null),
    }),
    smartsheet: createSmartsheet({
      ...sheets(env, store, unhurried),
      timeoutMs,
      onCall: onCall('Smartsheet'),
    }),
    keptSheets: createKeptSheets(now),
    wording: createWording(env.openai && { ...env.openai, timeoutMs, log, onCall: onCall('the model') }),
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
export function sheets(
  { smartsheet }: Settings['env'],
  { shared }: Opened,
  unhurried = false,
): ClientOptions {
  const gate = unhurried ? {} : { gate: sheetGate(smartsheet.accessToken, shared) };
  return { ...smartsheet, ...gate, holds: shared.holds };
}

/** What Slack counts together: all calls with this token. */
function workspaceKey({ slack }: Settings['env']): string {
  return sha256(slack.botToken).slice(0, 16);
}

export function appLog(log: Logger): Way['log'] {
  return {
    info: (fields, event) => log.info(fields, event),
    warn: (fields, event) => log.warn(fields, event),
    error: (fields, event) => log.error(fields, event),
  };
}
