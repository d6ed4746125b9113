import type { Way } from './approval/way.ts';
import { linkKey } from './core/signed-text.ts';
import type { ConnectDoor } from './http/oauth/quickbooks.ts';
import type { Handler } from './http/server.ts';
import type { WebhookDoor } from './http/webhooks/door.ts';
import { inboundRoutes } from './http/webhooks/inbound.ts';
import { quickBooksWebhook } from './http/webhooks/quickbooks.ts';
import { smartsheetWebhook } from './http/webhooks/smartsheet.ts';
import type { Queue } from './jobs/queue.ts';
import type { Overrides } from './overrides.ts';
import { createConnecting } from './quickbooks/connecting.ts';
import { inboundSecret } from './settings/inbound.ts';
import type { Settings } from './settings/load.ts';
import { CHANGE_AGENT } from './smartsheet/calls.ts';
import { createSheetHooks } from './smartsheet/hooks.ts';
import { asanaHookSecrets } from './triggers/inbound-hooks.ts';
import { createIntake } from './triggers/intake.ts';
import { HOOK_PATH, hookSecrets } from './triggers/sheet-hooks.ts';
import type { Triggers } from './triggers/triggers.ts';
import { type Opened, sheets } from './wire-way.ts';
import { quickBooksConnection } from './wiring.ts';

/** Smartsheet gathers a minute's changes itself; people who tick off rows one by one take seconds between them. */
const QUIET: Triggers['quiet'] = { ms: 4_000, atMostMs: 30_000 };

export function wireTriggers(
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

export function wireConnection(
  { env }: Settings,
  { timeoutMs = 15_000 }: Overrides,
  store: Opened,
  way: Way,
): ConnectDoor {
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

export function webhookRoutes(
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
