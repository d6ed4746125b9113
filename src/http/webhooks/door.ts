import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivered } from '../../store/inbox.ts';
import type { Intake } from '../../triggers/intake.ts';
import { plainAnswer } from '../server.ts';

export interface WebhookDoor {
  now: () => Date;
  /** False before the start is through, and while draining. */
  open: () => boolean;
  intake: Intake;
  /** What stands on changes of our own. */
  changeAgent: string;
  warn: (fields: Record<string, unknown>, event: string) => void;
}

/** Senders want an answer within a second (Smartsheet, Intuit and Shopify wait a little longer). */
const LONGEST_MS = 900;

/**
 * 200 once it is safely kept; 503 where it cannot be, or not in time, so that the sender tries again: what was kept
 * meanwhile is known by its id.
 */
export async function answeredOnceKept(
  door: WebhookDoor,
  res: ServerResponse,
  deliveries: readonly Delivered[],
): Promise<void> {
  try {
    await within(LONGEST_MS, door.intake.take(deliveries));
  } catch (error) {
    door.warn({ source: deliveries[0]?.source, error: String(error) }, 'a delivery could not be kept');
    return plainAnswer(res, 503, 'try again');
  }
  plainAnswer(res, 200, 'ok');
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  const late = new AbortController();
  const limit = delay(ms, null, { signal: late.signal }).then(() => {
    throw new Error(`it was not kept within ${ms} ms`);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    late.abort();
    limit.catch(() => {}); // nobody waits for it any more
    work.catch(() => {});
  }
}

/** undefined where it is no JSON: no schema takes that. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
