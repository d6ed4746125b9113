import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readBody } from '../../../src/sandbox/http.ts';
import type { JsonObject, PageEvent } from '../../../src/sandbox/slack/page-api.ts';
import { act, close, submit, tell } from './behaviour.ts';
import { quickbooks, smartsheet } from './records.ts';
import { state } from './state.ts';
import { homeView } from './views.ts';
import { type Canned, canned, said, threadOf } from './workspace.ts';

const PAGE = fileURLToPath(new URL('../../../src/sandbox/page/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Stricter than the sandbox's own, so that a style or script the page should not have shows up here. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

const posted = z.looseObject({
  as: z.string(),
  channel: z.string().optional(),
  text: z.string().optional(),
  viewId: z.string().optional(),
  threadTs: z.string().optional(),
  action: z.looseObject({ type: z.string(), block_id: z.string(), action_id: z.string() }).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
});
type Posted = z.infer<typeof posted>;

/** The page with canned answers and a bot in miniature. `world` shows what the page sent. */
export async function pageFixture(port = 0): Promise<{ url: string; world: Canned; stop(): Promise<void> }> {
  const world = canned();
  const server = createServer((req, res) => {
    void answer(world, req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ ok: false, error: String(error) }));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, world, stop };
}

async function answer(world: Canned, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://page');
  if (url.pathname === '/page/events') return stream(world, url.searchParams.get('as') ?? '', res);
  if (url.pathname.startsWith('/page/')) {
    const body = req.method === 'POST' ? await answerPost(world, url.pathname, req) : answerGet(world, url);
    res.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body ?? { ok: false, error: 'not_found' }));
    return;
  }
  const path = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
  const body = await readFile(join(PAGE, path)).catch(() => null);
  const type = TYPES[extname(path)] ?? 'text/plain';
  res.writeHead(body ? 200 : 404, { 'content-type': type, 'content-security-policy': POLICY });
  res.end(body ?? 'Not found');
}

function stream(world: Canned, as: string, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  res.write('retry: 100\n\n');
  const listener = {
    as,
    tell: (event: PageEvent) =>
      void res.write(`data: ${JSON.stringify(event)}

`),
    hangUp: () => res.destroy(),
  };
  world.listeners.add(listener);
  res.on('close', () => world.listeners.delete(listener));
}

function answerGet(world: Canned, url: URL): unknown {
  const as = url.searchParams.get('as') ?? '';
  const channel = url.searchParams.get('channel') ?? '';
  switch (url.pathname) {
    case '/page/state':
      return state;
    case '/page/messages': {
      const messages = world.messages.get(channel) ?? [];
      const parent = messages.find((message) => message.ts === url.searchParams.get('thread'));
      if (!parent) return { messages: messages.filter((message) => !message.threadTs) };
      return {
        messages: [...threadOf(parent), ...messages.filter((message) => message.threadTs === parent.ts)],
      };
    }
    case '/page/dms':
      return {
        dm: {
          id: `D0${as}`,
          messages: [
            {
              ...said('1794730000.000100', 'U0BOT', 'Hello. I write here what only *you* need to know.'),
              botId: 'B0BOT',
            },
          ],
        },
      };
    case '/page/views':
      return { views: world.views.get(as) ?? [] };
    case '/page/home':
      return { view: homeView };
    case '/page/records/quickbooks':
      return quickbooks(world.posted);
    case '/page/records/smartsheet':
      return smartsheet(world.posted);
    default:
      return undefined;
  }
}

async function answerPost(world: Canned, path: string, req: IncomingMessage): Promise<unknown> {
  const raw: unknown = JSON.parse((await readBody(req)).toString('utf8'));
  const body = posted.parse(raw);
  world.sent.push({ path, body: body as JsonObject });
  switch (path) {
    case '/page/action':
      return body.action && act(world, body.as, body.action);
    case '/page/submit':
      return submit(world, body.as, body.viewId ?? '', body.values ?? {});
    case '/page/close':
      return close(world, body.as, body.viewId ?? '');
    case '/page/command':
      return { ok: true };
    case '/page/message':
      return write(world, body);
    default:
      return undefined;
  }
}

function write(world: Canned, body: Posted): unknown {
  const channel = body.channel ?? '';
  const message = {
    ...said(world.nextTs(), body.as, body.text ?? ''),
    ...(body.threadTs ? { threadTs: body.threadTs } : {}),
  };
  world.messages.get(channel)?.push(message);
  tell(world, { type: 'message', channel, message });
  return { ok: true };
}
