import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Service } from '../faults.ts';
import { type Passing, passing } from './passing.ts';

/** What becomes of a request: held before the vendor has it, held once the vendor did it, or asked under another address. */
export type Verdict = 'pass' | 'before' | 'after' | { as: string };

/**
 * Stands between the bot and the four vendors: sees every request, and may keep it or its answer back for ever. A
 * process that is cut off while a request is held here stands exactly at that request's boundary.
 */
export interface Edge {
  /** Addresses for the bot, in place of the vendors' own. */
  env: Record<string, string>;
  /** Asked for each request; a test's own. */
  judge: (one: Passing) => Verdict;
  /** When a request last came by, by performance.now(). */
  lastAt(): number;
  /** Lets the sockets of whatever is held go, once nobody waits for them any more. */
  drop(): void;
  end(): Promise<void>;
}

const ADDRESSES: Record<Service, string> = {
  quickbooks: 'QUICKBOOKS_API_URL',
  smartsheet: 'SMARTSHEET_API_URL',
  slack: 'SLACK_API_URL',
  model: 'OPENAI_BASE_URL',
};
const SERVICES = ['quickbooks', 'smartsheet', 'slack', 'model'] as const;

/** The sandbox may be known later than the addresses: requests wait until `leadTo` is said. */
export async function startEdge(): Promise<Edge & { leadTo(sandbox: Sandbox): void }> {
  const target = Promise.withResolvers<Sandbox>();
  let lastAt = performance.now();
  const edge = {
    env: {} as Record<string, string>,
    judge: (): Verdict => 'pass',
    leadTo: target.resolve,
    lastAt: () => lastAt,
    drop: () => {
      for (const server of servers) server.closeAllConnections();
    },
    end: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  } as Edge & { leadTo(sandbox: Sandbox): void };
  const servers = await Promise.all(
    SERVICES.map(async (service) => {
      const server = createServer((from, to) => {
        lastAt = performance.now();
        void pass(edge, service, target.promise, from, to).catch(() => to.destroy());
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      edge.env[ADDRESSES[service]] = `http://127.0.0.1:${port}${PATHS[service]}`;
      return server;
    }),
  );
  return edge;
}

/** What stands behind the origin in each vendor's address. */
const PATHS: Record<Service, string> = { quickbooks: '', smartsheet: '/2.0/', slack: '/api/', model: '/v1' };

async function pass(
  edge: Edge,
  service: Service,
  target: Promise<Sandbox>,
  from: IncomingMessage,
  to: ServerResponse,
): Promise<void> {
  const sandbox = await target;
  const { method = 'GET', url = '/', headers } = from;
  const body = await buffer(from);
  const verdict = edge.judge(passing(sandbox, service, method, url, body.toString('utf8')));
  if (verdict === 'before') return;
  const origin = new URL(sandbox.env[ADDRESSES[service]] ?? '');
  const path = typeof verdict === 'object' ? verdict.as : url;
  const onward = request(new URL(path, origin), { method, headers: { ...headers, host: origin.host } });
  onward.end(body);
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  const content = await buffer(answer);
  if (verdict === 'after') return;
  to.writeHead(answer.statusCode ?? 502, answer.headers).end(content);
}
