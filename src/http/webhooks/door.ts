import type { ServerResponse } from 'node:http';
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

/** 200 once it is safely kept; 503 where it cannot be, so that the sender tries again. */
export async function answeredOnceKept(
  door: WebhookDoor,
  res: ServerResponse,
  deliveries: readonly Delivered[],
): Promise<void> {
  try {
    await door.intake.take(deliveries);
  } catch (error) {
    door.warn({ source: deliveries[0]?.source, error: String(error) }, 'a delivery could not be kept');
    return plainAnswer(res, 503, 'try again');
  }
  plainAnswer(res, 200, 'ok');
}

/** undefined where it is no JSON: no schema takes that. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
