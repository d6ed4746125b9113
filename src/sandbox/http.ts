import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, FaultSwitch } from './faults.ts';

export interface SandboxRequest {
  method: string;
  /** Path without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** Raw body. */
  body: Buffer;
}

export interface SandboxResponse {
  status: number;
  headers?: Record<string, string>;
  /** Objects are sent as JSON. */
  body: unknown;
}

export interface Listening {
  /** http://127.0.0.1:PORT, no trailing slash. */
  url: string;
  port: number;
  /** "METHOD path?query" of every request, oldest first, for tests that count calls. */
  requests: string[];
  stop(): Promise<void>;
}

export interface ListenOptions {
  port?: number;
  faults: FaultSwitch;
  handle(request: SandboxRequest): SandboxResponse | Promise<SandboxResponse>;
  /** The vendor's own shape of 429, 500, 503 and of a dead token. */
  faultResponse(fault: Fault, request: SandboxRequest): SandboxResponse;
}

/** A vendor's stand-in as a real HTTP server on loopback, with the faults that are switched on. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const requests: string[] = [];
  const server = createServer((req, res) => {
    void answer(options, requests, req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain' });
      res.end(`sandbox error: ${String(error)}`);
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, requests, stop: () => stop(server) };
}

async function answer(
  options: ListenOptions,
  requests: string[],
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const method = req.method ?? 'GET';
  const target = req.url ?? '/';
  requests.push(`${method} ${target}`);
  const body = await readBody(req);
  const fault = options.faults.take(method, target);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'drop-before') {
    req.socket.destroy();
    return;
  }
  const url = new URL(target, 'http://sandbox');
  const request = { method, path: url.pathname, query: url.searchParams, headers: req.headers, body };
  if (fault?.kind === 'html') {
    send(res, {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><body>Bad gateway</body></html>',
    });
    return;
  }
  if (fault && fault.kind !== 'drop-after') {
    send(res, options.faultResponse(fault, request));
    return;
  }
  const response = await options.handle(request);
  if (fault) req.socket.destroy();
  else send(res, response);
}

export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(res: ServerResponse, { status, headers, body }: SandboxResponse): void {
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  res.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  res.end(raw ? body : JSON.stringify(body));
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
