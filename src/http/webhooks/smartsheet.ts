import { z } from 'zod';
import type { SheetEvents } from '../../triggers/sheet-events.ts';
import { type Handler, plainAnswer } from '../server.ts';
import { answeredOnceKept, jsonOf, type WebhookDoor } from './door.ts';
import { isSigned } from './signed.ts';

const idOnTheWire = z.union([z.string(), z.number()]).transform(String);
const challenge = z.looseObject({ challenge: z.string().regex(/^[\w.-]{1,200}$/) });
const callback = z.looseObject({
  nonce: z.string().min(1).max(200),
  webhookId: idOnTheWire,
  scopeObjectId: idOnTheWire.nullish(),
  newWebhookStatus: z.string().nullish(),
  events: z
    .array(z.looseObject({ objectType: z.string().nullish(), changeAgent: z.string().nullish() }))
    .default([]),
});

export interface SheetHookSecrets {
  /** The sheet a webhook of ours watches and the secret that signs its deliveries; null where it is none of ours. */
  hookOf(webhookId: string): Promise<{ sheetId: string; secret: string } | null>;
}

/**
 * Smartsheet's callbacks. It reads the status alone: exactly 200 for what is genuine, because anything else up to 399,
 * and 410, would disable the webhook for good; 401 for what is not signed by us; 503 where it cannot be kept, so that
 * it comes again (https://developers.smartsheet.com/api/smartsheet/guides/webhooks/webhook-callbacks).
 */
export function smartsheetWebhook(door: WebhookDoor, { hookOf }: SheetHookSecrets): Handler {
  return async (req, res, body) => {
    if (!door.open()) return plainAnswer(res, 503, 'not taking work');
    const sent = jsonOf(body);
    const asked = challenge.safeParse(sent);
    if (asked.success && req.headers['smartsheet-hook-challenge'] !== undefined) {
      res.writeHead(200, {
        'content-type': 'application/json',
        'smartsheet-hook-response': asked.data.challenge,
      });
      res.end(JSON.stringify({ smartsheetHookResponse: asked.data.challenge }));
      return;
    }
    const told = callback.safeParse(sent);
    const hook = told.success ? await hookOf(told.data.webhookId) : null;
    if (!told.success || !hook || !isSigned(body, hook.secret, req.headers['smartsheet-hmac-sha256'], 'hex'))
      return plainAnswer(res, 401, 'unauthorised');
    const { nonce, events, newWebhookStatus } = told.data;
    // What we wrote ourselves comes back as an event, and says nothing new.
    const byOthers = events.some(({ changeAgent }) => !changeAgent?.split(',').includes(door.changeAgent));
    const payload: SheetEvents = {
      sheetId: hook.sheetId,
      changed: byOthers,
      status: newWebhookStatus ?? null,
    };
    await answeredOnceKept(door, res, [{ source: 'smartsheet', id: nonce, payload, at: door.now() }]);
  };
}
