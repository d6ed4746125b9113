import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainAnswer } from '../server.ts';
import type { WebhookDoor } from './door.ts';
import { same } from './inbound-signed.ts';

/** Secrets that Asana named in handshakes. */
export interface AsanaHooks {
  /** What the address of a new webhook must carry; null: no handshake was asked for. */
  key: string | null;
  /** The first answer of `by` that is not null, over all secrets that are kept. */
  verified(by: (secret: string) => string | null, now: Date): Promise<string | null>;
  /** False where there are too many already. */
  keep(secret: string): Promise<boolean>;
}

/**
 * Asana names the secret itself, in the first request of a new webhook, and wants it echoed
 * (https://developers.asana.com/docs/webhooks-guide, "The webhook handshake"). Nothing in that request is signed, so
 * whoever is believed here may sign whatever they like afterwards: it is believed only while the settings ask for a
 * handshake, and only from an address that carries their key, which nobody but Asana is told.
 */
export async function handshake(
  door: WebhookDoor,
  hooks: AsanaHooks,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const secret = req.headers['x-hook-secret'];
  const [, query = ''] = (req.url ?? '').split('?', 2);
  const key = new URLSearchParams(query).get('handshake') ?? '';
  const asked = hooks.key !== null && same(key, hooks.key);
  if (!asked || typeof secret !== 'string' || !/^[\w-]{16,200}$/.test(secret)) {
    door.warn({ asked: hooks.key !== null }, 'a handshake of Asana that was not asked for was refused');
    return plainAnswer(res, 401, 'unauthorised');
  }
  try {
    if (!(await hooks.keep(secret))) {
      door.warn(
        {},
        'too many webhooks of Asana: set a new INBOUND_ASANA_SECRET, and make those that count again',
      );
      return plainAnswer(res, 401, 'unauthorised');
    }
  } catch (error) {
    door.warn({ error: String(error) }, 'a handshake of Asana could not be kept');
    return plainAnswer(res, 503, 'try again');
  }
  door.warn({}, 'a webhook of Asana was made: take INBOUND_ASANA_HANDSHAKE away unless more are to come');
  res.writeHead(200, { 'x-hook-secret': secret, 'content-type': 'text/plain; charset=utf-8' });
  res.end('ok\n');
}
