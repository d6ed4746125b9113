import type { InboundRule } from '../../settings/types.ts';
import {
  INBOUND,
  INBOUND_PATH,
  type InboundDelivery,
  type InboundEvent,
} from '../../triggers/inbound-events.ts';
import { type Handler, plainAnswer } from '../server.ts';
import type { Adapter } from './adapters/adapter.ts';
import { asana } from './adapters/asana.ts';
import { general } from './adapters/general.ts';
import { harvest } from './adapters/harvest.ts';
import { quickBooksTime } from './adapters/quickbooks-time.ts';
import { shopify } from './adapters/shopify.ts';
import { answeredOnceKept, jsonOf, type WebhookDoor } from './door.ts';
import { type AsanaHooks, handshake } from './inbound-handshake.ts';
import { asanaScheme, generalScheme, shopifyScheme, type Verify } from './inbound-signed.ts';

export interface InboundSettings {
  rules: readonly Pick<InboundRule, 'source'>[];
  /** null: not set, and nothing of that source is believed. */
  secretOf(source: string): string | null;
  asana: AsanaHooks;
}

interface Sender {
  verify: Verify;
  read: Adapter;
}

const SENDERS: ReadonlyMap<string, Sender> = new Map([
  ['harvest', { verify: generalScheme, read: (sent) => harvest(sent) ?? general(sent) }],
  ['quickbooks-time', { verify: generalScheme, read: (sent) => quickBooksTime(sent) ?? general(sent) }],
  ['asana', { verify: asanaScheme, read: asana }],
  ['shopify', { verify: shopifyScheme, read: shopify }],
]);
const ANY: Sender = { verify: generalScheme, read: general };

/** POST /webhooks/inbound/{source} of each source that projects.yml names; of others there is no such page. */
export function inboundRoutes(door: WebhookDoor, settings: InboundSettings): [string, Handler][] {
  const sources = [...new Set(settings.rules.map(({ source }) => source))];
  return sources.map((source) => [`POST ${INBOUND_PATH}/${source}`, inboundWebhook(door, source, settings)]);
}

/**
 * 401 for what is not signed by the sender, 503 where it cannot be kept; 200 for everything else, a repetition and
 * what cannot be understood too: the latter is kept and said in the log, for its sender could do nothing about it.
 */
function inboundWebhook(door: WebhookDoor, source: string, settings: InboundSettings): Handler {
  const { verify, read } = SENDERS.get(source) ?? ANY;
  const fixed = settings.secretOf(source);
  return async (req, res, body) => {
    if (!door.open()) return plainAnswer(res, 503, 'not taking work');
    if (source === 'asana' && req.headers['x-hook-secret'] !== undefined)
      return handshake(door, settings.asana, req, res);
    const now = door.now();
    const by = (secret: string) => verify(req.headers, body, secret, now);
    const id =
      (fixed === null ? null : by(fixed)) ??
      (source === 'asana' ? await settings.asana.verified(by, now) : null);
    if (id === null) return plainAnswer(res, 401, 'unauthorised');
    const payload: InboundDelivery = { source, events: read(jsonOf(body))?.map(storable) ?? null };
    await answeredOnceKept(door, res, [{ source: INBOUND, id: `${source}:${id}`, payload, at: now }]);
  };
}

/** Postgres takes neither a zero character nor half of a pair in a text. */
function storable({ id, theirs, ...rest }: InboundEvent): InboundEvent {
  const clean = (text: string) => text.toWellFormed().replaceAll('\0', '');
  return { ...rest, id: clean(id), theirs: theirs.map(clean) };
}
