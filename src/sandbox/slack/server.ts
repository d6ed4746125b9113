import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FaultSwitch } from '../faults.ts';
import { readBody, type SandboxRequest, type SandboxResponse } from '../http.ts';
import { createDriver } from './driver.ts';
import { streamEvents } from './page-events.ts';
import { pageFile } from './page-files.ts';
import { answerPage } from './page-routes.ts';
import type { Floor } from './people.ts';
import { answerResponseUrl } from './response-url.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import type { SlackStandIn } from './stand-in.ts';
import type { BotLine } from './to-bot.ts';
import type { SlackOptions } from './types.ts';
import { allScopes, answerApi, faultResponse, type WebApiOptions } from './web-api.ts';
import { createWorkspace } from './workspace.ts';

interface House {
  options: SlackOptions;
  floor: Floor;
  webApi: WebApiOptions;
  faults: FaultSwitch;
  requests: string[];
  /** null until the server is there. */
  socketMode: SocketMode | null;
}

/** Starts Slack's stand-in: Web API, response URLs, the page and what it talks to, all on one loopback port. */
export async function startSlack(options: SlackOptions): Promise<SlackStandIn> {
  const workspace = createWorkspace(options);
  const stopping = new AbortController();
  const line: BotLine = {
    url: null,
    secret: options.signingSecret,
    socket: null,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    retryDelaysMs: options.eventRetryDelaysMs ?? [0, 60_000, 300_000],
    stopped: stopping.signal,
  };
  let url = '';
  const floor: Floor = { workspace, line, commands: options.commands, origin: () => url };
  const house: House = {
    options,
    floor,
    webApi: { workspace, botToken: options.botToken, scopes: options.scopes ?? allScopes, calls: [] },
    faults: options.faults ?? new FaultSwitch(),
    requests: [],
    socketMode: null,
  };
  options.records?.onChange(() => workspace.emit({ type: 'records' }));
  const server = createServer((req, res) => {
    void answer(house, req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain' });
      res.end(`sandbox error: ${String(error)}`);
    });
  });
  const socketMode = createSocketMode(server, options.appToken ?? null);
  house.socketMode = socketMode;
  line.socket = socketMode;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...createDriver(floor),
    url,
    apiUrl: `${url}/api/`,
    faults: house.faults,
    requests: house.requests,
    calls: house.webApi.calls,
    socketMode,
    stop: () => {
      stopping.abort();
      socketMode.stop();
      return stop(server);
    },
  };
}

async function answer(house: House, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const method = req.method ?? 'GET';
  const target = req.url ?? '/';
  const url = new URL(target, 'http://sandbox');
  const body = await readBody(req);
  const request = { method, path: url.pathname, query: url.searchParams, headers: req.headers, body };
  if (/^\/(api|actions|commands)\//.test(url.pathname)) {
    house.requests.push(`${method} ${target}`);
    await answerBot(house, request, target, res);
  } else if (url.pathname.startsWith('/page/')) await answerBrowser(house, request, res);
  else send(res, await pageFile(house.options.pageDir ?? join(import.meta.dirname, '../page'), url.pathname));
}

/** What the bot calls, with the faults that are switched on. */
async function answerBot(
  house: House,
  request: SandboxRequest,
  target: string,
  res: ServerResponse,
): Promise<void> {
  const fault = house.faults.take(request.method, target);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'drop-before') {
    res.destroy();
    return;
  }
  if (fault?.kind === 'html') {
    const headers = { 'content-type': 'text/html' };
    send(res, { status: 502, headers, body: '<html><body>Bad gateway</body></html>' });
    return;
  }
  if (fault && fault.kind !== 'drop-after') {
    send(res, faultResponse(fault));
    return;
  }
  const response =
    request.path === '/api/apps.connections.open'
      ? { status: 200, body: house.socketMode?.open(request, house.floor.origin()) }
      : request.path.startsWith('/api/')
        ? answerApi(house.webApi, request)
        : answerResponseUrl(house.floor.workspace, request);
  if (fault) res.destroy();
  else send(res, response);
}

async function answerBrowser(house: House, request: SandboxRequest, res: ServerResponse): Promise<void> {
  const { origin, host } = request.headers;
  // Another site open in the same browser must not act in this workspace.
  if (origin !== undefined && origin !== `http://${host}`) {
    send(res, { status: 403, body: { ok: false, error: 'cross_origin' } });
    return;
  }
  const as = request.query.get('as') ?? '';
  const { workspace } = house.floor;
  if (request.path === '/page/events' && workspace.users.has(as)) streamEvents(workspace, as, res);
  else send(res, await answerPage(house.floor, house.options.records, request));
}

function send(res: ServerResponse, { status, headers, body }: SandboxResponse): void {
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(raw ? body : JSON.stringify(body));
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
