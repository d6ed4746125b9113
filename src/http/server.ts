import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AddressLimit, createAddressLimit } from './address-limit.ts';

export type Handler = (req: IncomingMessage, res: ServerResponse, body: Buffer) => Promise<void> | void;

export interface HttpServer {
  /** The bound port. */
  port: number;
  /** Takes no new connections; ends the idle ones; waits for answers under way, as long as Slack would. */
  close(): Promise<void>;
}

/** Slack's largest payloads are a few hundred kilobytes; nothing here needs more. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** Routes by "METHOD /path". Bodies are read whole and raw, because signatures are over the bytes. */
export async function serve(
  host: string,
  port: number,
  routes: ReadonlyMap<string, Handler>,
  limit: AddressLimit = createAddressLimit(),
): Promise<HttpServer> {
  const server = createServer((req, res) => {
    void answer(routes, limit, req, res);
  });
  server.requestTimeout = 15_000;
  // Longer than proxies keep an idle connection (a minute, mostly): one that we close first costs them a request.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 10_000;
  server.listen(port, host);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** Asked often and by machines of one's own; they hold nothing to guess. */
const OPEN_TO_ALL = new Set(['/healthz', '/readyz', '/metrics']);

async function answer(
  routes: ReadonlyMap<string, Handler>,
  limit: AddressLimit,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  res.setHeader('x-content-type-options', 'nosniff');
  res.once('finish', () => {
    if (res.statusCode >= 400 && res.statusCode < 500) void limit.refused(req);
  });
  const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
  const handler = routes.get(`${req.method} ${path}`);
  try {
    const body = await readBody(req);
    if (body === null) return plainAnswer(res, 413, 'too large');
    // What is signed is checked by its signature, whoever sends it; a page has only its address to go by.
    if (req.method === 'GET' && !OPEN_TO_ALL.has(path) && (await limit.closed(req)))
      return plainAnswer(res, 429, 'too many refused requests; try again in a minute');
    if (!handler) {
      const known = [...routes.keys()].some((key) => key.endsWith(` ${path}`));
      return plainAnswer(res, known ? 405 : 404, known ? 'method not allowed' : 'not found');
    }
    await handler(req, res, body);
  } catch {
    // The connection broke, or a handler failed before it answered: the handler has logged its own reason.
    if (!res.headersSent) plainAnswer(res, 500, 'internal error');
    else res.end();
  }
}

export function plainAnswer(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  res.end(`${text}\n`);
}

async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size <= BODY_LIMIT) chunks.push(chunk as Buffer);
  }
  return size > BODY_LIMIT ? null : Buffer.concat(chunks);
}

const LAST_ANSWERS_MS = 3_000;

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  // A client that never finishes its request must not keep the process.
  const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(timer);
}
