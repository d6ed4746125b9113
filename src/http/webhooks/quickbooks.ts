import { z } from 'zod';
import { sha256 } from '../../core/identity.ts';
import type { Delivered } from '../../store/inbox.ts';
import { type Handler, plainAnswer } from '../server.ts';
import { answeredOnceKept, jsonOf, type WebhookDoor } from './door.ts';
import { isSigned } from './signed.ts';

/** One envelope per realm, several entities each: Intuit's older shape. */
const legacy = z.looseObject({
  eventNotifications: z.array(
    z.looseObject({
      realmId: z.string(),
      dataChangeEvent: z.looseObject({
        entities: z.array(
          z.looseObject({
            id: z.string(),
            name: z.string(),
            operation: z.string(),
            lastUpdated: z.string().nullish(),
          }),
        ),
      }),
    }),
  ),
});
/** CloudEvents, an array of them: Intuit's newer shape. `type` is "qbo.invoice.updated.v1". */
const cloudEvents = z.array(
  z.looseObject({
    id: z.string().min(1),
    type: z.string(),
    time: z.string().nullish(),
    intuitentityid: z.string(),
    intuitaccountid: z.string(),
  }),
);

/**
 * Intuit's notifications, in both shapes. They hold no values: what changed is read from QuickBooks. 200 within its
 * three seconds, a repeated delivery too; 401 for a forged one
 * (https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks).
 */
export function quickBooksWebhook(
  door: WebhookDoor,
  { token, realmId }: { token: string | null; realmId: string },
): Handler {
  return async (req, res, body) => {
    if (!door.open()) return plainAnswer(res, 503, 'not taking work');
    if (token === null)
      door.warn({}, 'a QuickBooks webhook came, and QUICKBOOKS_WEBHOOK_TOKEN is not set: it was refused');
    if (token === null || !isSigned(body, token, req.headers['intuit-signature'], 'base64'))
      return plainAnswer(res, 401, 'unauthorised');
    const events = eventsIn(jsonOf(body));
    if (events === null) {
      door.warn(
        {},
        'a QuickBooks webhook of a shape that is not known; the daily look will find what it told',
      );
      return plainAnswer(res, 200, 'ok');
    }
    const at = door.now();
    const ours = events.filter((event) => event.realmId === realmId);
    if (ours.length < events.length)
      door.warn({ others: events.length - ours.length }, 'a webhook of another company');
    await answeredOnceKept(
      door,
      res,
      ours.map(({ key, entity, id, operation }): Delivered => {
        const payload: BookEvent = { entity, id, operation };
        return { source: 'quickbooks', id: key, payload, at };
      }),
    );
  };
}

/** What one of Intuit's notifications said; lower case: "invoice", "updated". */
interface BookEvent {
  entity: string;
  id: string;
  operation: string;
}

interface Told extends BookEvent {
  key: string;
  realmId: string;
}

function eventsIn(sent: unknown): Told[] | null {
  const newer = cloudEvents.safeParse(sent);
  if (newer.success)
    return newer.data.map(({ id: key, type, intuitentityid: id, intuitaccountid: realmId }) => {
      const [, entity = '', operation = ''] = type.split('.');
      return { key, realmId, entity: entity.toLowerCase(), id, operation: operation.toLowerCase() };
    });
  const older = legacy.safeParse(sent);
  if (!older.success) return null;
  return older.data.eventNotifications.flatMap(({ realmId, dataChangeEvent }) =>
    dataChangeEvent.entities.map(({ id, name, operation, lastUpdated }) => ({
      // The older shape names no event; the same change of the same thing at the same time is the same event.
      key: sha256(JSON.stringify([realmId, name, id, operation, lastUpdated ?? ''])),
      ...{ realmId, entity: name.toLowerCase(), id, operation: operation.toLowerCase() },
    })),
  );
}
