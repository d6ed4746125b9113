import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import { z } from 'zod';
import { type Handler, plainAnswer } from './server.ts';

/** Slack's own window for a request's timestamp, to either side (Slack, "Verifying requests from Slack"). */
const WINDOW_S = 300;

export interface DoorOptions {
  now: () => Date;
  /** False before the start is through, and while draining. */
  open: () => boolean;
  /** How long an answer took, in milliseconds. */
  onAnswer: (ms: number) => void;
}

/**
 * What Bolt's receiver lets through and must not: a timestamp from the future, and a payload that is not an object,
 * which ends the process of a stock Bolt 5 app. The signature itself is Bolt's to check.
 */
export function slackDoor(receiver: HTTPReceiver, { now, open, onAnswer }: DoorOptions): Handler {
  return (req, res, body) => {
    if (!open()) return plainAnswer(res, 503, 'not taking work');
    const stamp = Number(req.headers['x-slack-request-timestamp']);
    if (!Number.isInteger(stamp) || stamp - now().getTime() / 1000 > WINDOW_S)
      return plainAnswer(res, 401, 'unauthorised');
    if (!hasObjectPayload(body, String(req.headers['content-type'] ?? '')))
      return plainAnswer(res, 400, 'bad request');
    const began = performance.now();
    res.once('finish', () => onAnswer(performance.now() - began));
    receiver.requestListener(buffered(req, body), res as ServerResponse);
  };
}

/** Bolt takes a body that was read before it from `rawBody`. */
function buffered(req: IncomingMessage, rawBody: Buffer): IncomingMessage {
  return Object.assign(req, { rawBody });
}

const Payload = z.record(z.string(), z.unknown());

function hasObjectPayload(body: Buffer, contentType: string): boolean {
  const text = body.toString('utf8');
  try {
    if (contentType.startsWith('application/x-www-form-urlencoded')) {
      const payload = new URLSearchParams(text).get('payload');
      return payload === null || Payload.safeParse(JSON.parse(payload)).success;
    }
    return Payload.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
