import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createRequire } from 'node:module';

/** What came back over HTTP, before any SDK reworded it. Header names are lower case. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON; a string where the body was something else. */
  body: unknown;
}

export type Outcome =
  | { kind: 'answered'; answer: Answer }
  /** `code` is Node's own: "ECONNRESET"; null for a timeout. */
  | { kind: 'unanswered'; reason: 'timeout' | 'network'; code: string | null }
  /** The SDK gave up before a request left. */
  | { kind: 'unsent' };

export interface WireSettings {
  timeoutMs: number;
  /** A connection of its own: a write on a kept-alive one that the server just closed would end in doubt. */
  freshConnection: boolean;
  contentType?: string;
  /** A large answer is handed on as its bytes. */
  unread?: boolean;
}

interface AxiosConfig {
  signal?: AbortSignal;
  maxRedirects?: number;
  responseType?: 'arraybuffer';
  httpAgent?: HttpAgent;
  httpsAgent?: HttpsAgent;
  headers: { set(name: string, value: string): void };
}

interface AxiosResponse {
  status: number;
  headers: unknown;
  data: unknown;
}

interface Axios {
  interceptors: {
    request: { use(onRequest: (config: AxiosConfig) => AxiosConfig): unknown };
    response: {
      use(onAnswer: (response: AxiosResponse) => unknown, onError: (error: unknown) => unknown): unknown;
    };
  };
}

interface Exchange {
  settings: WireSettings;
  signal: AbortSignal;
  sent: boolean;
  outcome: Outcome | null;
}

const exchange = new AsyncLocalStorage<Exchange>();
const fresh = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

// Neither SDK lets a caller set a timeout, and what they throw holds tokens. Both send through axios, so the limits
// are set and the answers are read there, and only for requests made inside overTheWire.
const require = createRequire(import.meta.url);
const copies = ['node-quickbooks', 'intuit-oauth'].map(
  (sdk) => createRequire(require.resolve(sdk))('axios') as Axios,
);
for (const axios of new Set(copies)) {
  axios.interceptors.request.use(prepare);
  axios.interceptors.response.use(noteAnswer, noteError);
}

/**
 * Runs one SDK call and says what happened on the wire, whatever the SDK made of it. Never rejects, and never takes
 * longer than the timeout.
 */
export async function overTheWire(settings: WireSettings, call: () => Promise<unknown>): Promise<Outcome> {
  const current: Exchange = {
    settings,
    signal: AbortSignal.timeout(settings.timeoutMs),
    sent: false,
    outcome: null,
  };
  const finished = exchange.run(current, async () => call()).catch(() => {}); // the outcome is in `current`
  const { promise: timedOut, resolve } = Promise.withResolvers<void>();
  current.signal.addEventListener('abort', () => resolve(), { once: true });
  await Promise.race([finished, timedOut]);
  if (current.outcome) return current.outcome;
  if (current.signal.aborted) return { kind: 'unanswered', reason: 'timeout', code: null };
  return current.sent ? { kind: 'unanswered', reason: 'network', code: null } : { kind: 'unsent' };
}

function prepare(config: AxiosConfig): AxiosConfig {
  const current = exchange.getStore();
  if (!current) return config;
  current.sent = true;
  config.signal = current.signal;
  config.maxRedirects = 0; // a redirect would carry the bearer token to wherever it points
  if (current.settings.freshConnection) Object.assign(config, fresh);
  if (current.settings.unread) config.responseType = 'arraybuffer';
  if (current.settings.contentType) config.headers.set('Content-Type', current.settings.contentType);
  return config;
}

function noteAnswer(response: AxiosResponse): AxiosResponse {
  const current = exchange.getStore();
  if (current) current.outcome = { kind: 'answered', answer: answerOf(response) };
  return response;
}

function noteError(error: unknown): Promise<never> {
  const current = exchange.getStore();
  if (current) current.outcome = outcomeOf(error, current.signal);
  return Promise.reject(error);
}

function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  const { response, code } = (error ?? {}) as { response?: AxiosResponse; code?: unknown };
  if (signal.aborted) return { kind: 'unanswered', reason: 'timeout', code: null };
  // A body that broke off arrives as an error with a good status; it is no answer.
  if (response && (response.status < 200 || response.status >= 300)) {
    return { kind: 'answered', answer: answerOf(response) };
  }
  return { kind: 'unanswered', reason: 'network', code: typeof code === 'string' ? code : null };
}

function answerOf(response: AxiosResponse): Answer {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    if (typeof value === 'string') headers[name.toLowerCase()] = value;
  }
  return { status: response.status, headers, body: bodyOf(response) };
}

const LARGE_BYTES = 64 * 1024;

/** Bytes that were asked for unread stay so where there are many of them; errors, and whatever is small, are read. */
function bodyOf({ status, data }: AxiosResponse): unknown {
  if (!Buffer.isBuffer(data)) return data;
  if (status >= 200 && status < 300 && data.length > LARGE_BYTES) return new Uint8Array(data);
  const text = data.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
