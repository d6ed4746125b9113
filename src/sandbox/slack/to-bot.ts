import { createHmac } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Acknowledgement } from './types.ts';

export interface BotAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Raw. */
  body: string;
}

export interface SignedRequestOptions {
  /** Unix seconds; default now. An old one is how a test replays a request. */
  timestamp?: number;
  contentType?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export const FORM = 'application/x-www-form-urlencoded';

// A new connection each time: a bot that was killed and started again must not be met on its old one.
const agent = new Agent({ keepAlive: false });

/** `v0=` and the hex HMAC-SHA256 of "v0:TIMESTAMP:BODY". */
function signature(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/**
 * POSTs a body signed as Slack signs it. Wrong secrets, old timestamps and odd content types make the requests
 * that a bot must refuse. Rejects where the bot cannot be reached or the signal fires.
 */
export function signedRequest(
  url: string,
  secret: string,
  body: string,
  options: SignedRequestOptions = {},
): Promise<BotAnswer> {
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': options.contentType ?? FORM,
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature(secret, timestamp, body),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      url,
      { method: 'POST', headers, agent, ...(options.signal ? { signal: options.signal } : {}) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Where the bot listens, and how long Slack waits for it. */
export interface BotLine {
  url: string | null;
  secret: string;
  /** What a bot in Socket Mode is reached by; it is preferred where one is connected. */
  socket: {
    connected(): boolean;
    deliver(body: string, contentType: string, signal: AbortSignal): Promise<unknown>;
  } | null;
  ackTimeoutMs: number;
  retryDelaysMs: number[];
  /** Fires when the stand-in stops: nothing is sent after that. */
  stopped: AbortSignal;
}

/** Sends one signed body and tells what came back, without ever rejecting. */
export async function deliver(
  line: BotLine,
  body: string,
  options: Pick<SignedRequestOptions, 'contentType' | 'headers'> = {},
): Promise<Acknowledgement & { noRetry?: boolean }> {
  const start = performance.now();
  const elapsed = () => Math.round((performance.now() - start) * 10) / 10;
  const timeout = AbortSignal.timeout(line.ackTimeoutMs);
  try {
    const signal = AbortSignal.any([timeout, line.stopped]);
    if (line.socket?.connected()) {
      const answered = await line.socket.deliver(body, options.contentType ?? FORM, signal);
      return { status: 200, body: answered, elapsedMs: elapsed() };
    }
    if (!line.url) throw new Error('the bot is not connected');
    const answer = await signedRequest(line.url, line.secret, body, { ...options, signal });
    const ack = { status: answer.status, body: parsed(answer.body), elapsedMs: elapsed() };
    const noRetry = answer.headers['x-slack-no-retry'] === '1';
    return answer.status === 200 ? ack : { ...ack, error: 'dispatch_failed', noRetry };
  } catch (error) {
    const why = timeout.aborted ? 'operation_timeout' : 'dispatch_failed';
    return { status: null, body: String(error), elapsedMs: elapsed(), error: why };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const RETRY_REASON: Record<string, string> = {
  operation_timeout: 'http_timeout',
  dispatch_failed: 'connection_failed',
};

/** Sends an event, and again (three times, as Slack) while the bot does not answer 200. Answers the first try's ack. */
export async function deliverEvent(line: BotLine, body: string): Promise<Acknowledgement> {
  const first = await deliver(line, body, { contentType: 'application/json' });
  if (first.error && !first.noRetry) void retryEvent(line, body, first, 0);
  return first;
}

async function retryEvent(
  line: BotLine,
  body: string,
  before: Acknowledgement,
  attempt: number,
): Promise<void> {
  const delay = line.retryDelaysMs[attempt];
  if (delay === undefined || !(await waited(delay, line.stopped))) return;
  const reason =
    before.status === null ? (RETRY_REASON[before.error ?? ''] ?? 'unknown_error') : 'http_error';
  const headers = { 'x-slack-retry-num': String(attempt + 1), 'x-slack-retry-reason': reason };
  const ack = await deliver(line, body, { contentType: 'application/json', headers });
  if (ack.error && !ack.noRetry) await retryEvent(line, body, ack, attempt + 1);
}

/** False where the stand-in stopped meanwhile. */
function waited(ms: number, stopped: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve(false);
    const timer = setTimeout(() => done(true), ms);
    timer.unref();
    const onStop = () => done(false);
    const done = (value: boolean) => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', onStop);
      resolve(value);
    };
    stopped.addEventListener('abort', onStop);
  });
}
