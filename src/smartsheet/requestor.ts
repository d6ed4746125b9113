import { VendorFailure } from '../core/failure.ts';
import { withoutSecret } from '../core/text.ts';
import type { Gate } from '../limits/gate.ts';
import { tracedCall } from '../telemetry/trace.ts';
import { readBody, unreadBody } from './body.ts';
import { failureFromAnswer, failureFromNetwork, RATE_LIMIT_WAIT_MS } from './faults.ts';
import { costOf, type Method } from './pace.ts';

/** What the SDK's endpoints hand to a requestor; only what they set is named. */
export interface RequestorOptions {
  url: string;
  baseUrl: string;
  accessToken: string;
  userAgent?: string;
  changeAgent?: string;
  queryParameters?: Record<string, string | number | boolean>;
  body?: unknown;
}

/** The SDK's own extension point (`createClient({ requestor })`). */
export interface Requestor {
  get(options: RequestorOptions): Promise<unknown>;
  post(options: RequestorOptions): Promise<unknown>;
  put(options: RequestorOptions): Promise<unknown>;
  delete(options: RequestorOptions): Promise<unknown>;
}

export interface RequestorSettings {
  /** Of one request, answer included; default 15 000. */
  timeoutMs?: number;
  gate?: Gate;
  /** Told how each request ended. */
  onCall?: (worked: boolean) => void;
  unread?: boolean;
}

/**
 * Carries the SDK's requests. The SDK's built-in requestor cannot be given a timeout, repeats POSTs by itself,
 * loses Retry-After, turns network failures into `{}` and every 2xx other than 200 into `undefined`; this one
 * aborts after `timeoutMs`, asks once, and throws a VendorFailure for whatever is not a success. `gate`: each waits there
 * for its turn, which does not count as its time. `unread`: large answers come as their bytes.
 */
export function createRequestor({
  timeoutMs = 15_000,
  gate,
  onCall = () => {},
  unread = false,
}: RequestorSettings): Requestor {
  const send = (method: Method) => (options: RequestorOptions) => {
    const ask = async () => {
      let worked = false;
      try {
        const answer = await tracedCall(`Smartsheet ${method}`, { path: options.url }, () =>
          request(method, options, timeoutMs, unread),
        );
        worked = true;
        return answer;
      } finally {
        onCall(worked);
      }
    };
    return gate ? gate.pass(() => pausing(gate, ask), costOf(method, options.url)) : ask();
  };
  return { get: send('GET'), post: send('POST'), put: send('PUT'), delete: send('DELETE') };
}

/** Where Smartsheet names a time, nobody asks before it is over; where it names none, the caller's next tries tell. */
async function pausing<T>(gate: Gate, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const waitMs = error instanceof VendorFailure ? error.retryAfterMs : null;
    if (waitMs !== null && waitMs !== RATE_LIMIT_WAIT_MS) gate.pause(waitMs);
    throw error;
  }
}

async function request(
  method: Method,
  options: RequestorOptions,
  timeoutMs: number,
  unread: boolean,
): Promise<unknown> {
  const write = method !== 'GET';
  const hasBody = method === 'POST' || method === 'PUT';
  try {
    const response = await fetch(address(options), {
      method,
      headers: headers(options, hasBody),
      body: hasBody ? JSON.stringify(options.body) : undefined,
      // Followed, a redirect would turn a PUT into a GET and call it a success.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (unread && response.ok) return await unreadBody(response);
    const text = await response.text();
    if (!response.ok) {
      throw failureFromAnswer({
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        // A proxy's error may repeat our headers, and this text is shown and logged.
        text: withoutSecret(text, options.accessToken),
        write,
      });
    }
    return readBody(text, write);
  } catch (error) {
    throw error instanceof VendorFailure ? error : failureFromNetwork(error, write, timeoutMs);
  }
}

function address({ baseUrl, url, queryParameters = {} }: RequestorOptions): string {
  const query = Object.entries(queryParameters)
    // Commas stay as they are: they are legal in a query, and encoded they would triple a list's separators.
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value)).replaceAll('%2C', ',')}`)
    .join('&');
  return query === '' ? `${baseUrl}${url}` : `${baseUrl}${url}?${query}`;
}

function headers(options: RequestorOptions, hasBody: boolean): Record<string, string> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${options.accessToken}`,
    'user-agent': options.userAgent ?? 'countersign',
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...(options.changeAgent ? { 'smartsheet-change-agent': options.changeAgent } : {}),
  };
}
