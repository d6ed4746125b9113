import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { idOnTheWire } from './cells.ts';
import { ok, page } from './reads.ts';
import { Refusal } from './refusal.ts';
import { parseBody } from './rows.ts';
import { type Change, findSheet, type State } from './state.ts';
import { deliver, verify, type Webhook } from './webhook-callback.ts';

export interface Webhooks {
  handle(request: SandboxRequest, id: number | null): Promise<SandboxResponse>;
  /** Gathers changes into one callback a webhook, as Smartsheet does within its minute. */
  notice(change: Change): void;
  /** Sends what is gathered now, and resolves once it is answered. Tests call it in place of waiting. */
  flush(): Promise<void>;
  stop(): void;
}

const creation = z.object({
  name: z.string(),
  callbackUrl: z.string(),
  scope: z.literal('sheet'),
  scopeObjectId: idOnTheWire,
  events: z.array(z.string()),
  version: z.number(),
  subscope: z.object({ columnIds: z.array(z.number()) }).optional(),
});
const update = z.object({
  enabled: z.boolean().optional(),
  callbackUrl: z.string().optional(),
  name: z.string().optional(),
});

export function createWebhooks(state: State, options: { debounceMs: number }): Webhooks {
  const webhooks = new Map<number, Webhook>();
  const gathered = new Map<number, Change[]>();
  let timer: NodeJS.Timeout | null = null;

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    const batches = [...gathered];
    gathered.clear();
    await Promise.all(
      batches.map(async ([id, changes]) => {
        const webhook = webhooks.get(id);
        if (webhook?.enabled) await deliver(state, webhook, changes);
      }),
    );
  };

  return {
    flush,
    stop: () => {
      if (timer) clearTimeout(timer);
    },
    notice: (change) => {
      for (const webhook of webhooks.values()) {
        if (!webhook.enabled || webhook.scopeObjectId !== change.sheetId) continue;
        const waiting = gathered.get(webhook.id);
        if (waiting) waiting.push(change);
        else gathered.set(webhook.id, [change]);
        timer ??= setTimeout(() => void flush(), options.debounceMs).unref();
      }
    },
    handle: async (request, id) => {
      if (id === null) {
        if (request.method === 'GET') return page([...webhooks.values()].map(publicView), request);
        if (request.method !== 'POST') throw new Refusal(1006);
        const webhook = create(state, request);
        webhooks.set(webhook.id, webhook);
        return ok({ message: 'SUCCESS', resultCode: 0, result: publicView(webhook) });
      }
      const webhook = webhooks.get(id);
      if (!webhook) throw new Refusal(1006);
      if (request.method === 'GET') return ok(publicView(webhook));
      if (request.method === 'DELETE') webhooks.delete(id);
      else if (request.method === 'PUT') await change(webhook, request);
      else throw new Refusal(1006);
      return ok({ message: 'SUCCESS', resultCode: 0, result: publicView(webhook) });
    },
  };
}

function create(state: State, request: SandboxRequest): Webhook {
  const body = parseBody(creation, request.body);
  findSheet(state, body.scopeObjectId);
  return {
    id: state.nextId(),
    name: body.name,
    callbackUrl: body.callbackUrl,
    scopeObjectId: body.scopeObjectId,
    columnIds: body.subscope?.columnIds ?? null,
    sharedSecret: randomBytes(16).toString('hex'),
    enabled: false,
    status: 'NEW_NOT_VERIFIED',
  };
}

async function change(webhook: Webhook, request: SandboxRequest): Promise<void> {
  const body = parseBody(update, request.body);
  webhook.name = body.name ?? webhook.name;
  webhook.callbackUrl = body.callbackUrl ?? webhook.callbackUrl;
  if (body.enabled === undefined) return;
  webhook.enabled = body.enabled && (await verify(webhook));
  if (!body.enabled) webhook.status = 'DISABLED_BY_OWNER';
  else webhook.status = webhook.enabled ? 'ENABLED' : 'DISABLED_VERIFICATION_FAILED';
}

function publicView(webhook: Webhook): Record<string, unknown> {
  const { columnIds, ...rest } = webhook;
  return {
    ...rest,
    scope: 'sheet',
    events: ['*.*'],
    version: 1,
    ...(columnIds && { subscope: { columnIds } }),
  };
}
