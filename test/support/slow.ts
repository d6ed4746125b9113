import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A vendor that takes its time: stands between the bot and a stand-in, and keeps answers back until a test lets go. */
export interface SlowVendor {
  /** Ends where the vendor's own address ends. */
  url: string;
  /** Where requests go; they wait until this is said. */
  leadTo(url: string): void;
  /** Keeps back the answer to the next request that matches "METHOD /path?query". */
  hold(match: RegExp): { reached: Promise<void>; release(): void };
  end(): Promise<void>;
}

interface Held {
  match: RegExp;
  reach(): void;
  released: Promise<void>;
}

export async function slowVendor(): Promise<SlowVendor> {
  const target = Promise.withResolvers<string>();
  const holds: Held[] = [];
  const server = createServer((from, to) => void pass(from, to, target.promise, holds));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    leadTo: target.resolve,
    hold(match) {
      const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      holds.push({ match, reach: reached.resolve, released: released.promise });
      return { reached: reached.promise, release: released.resolve };
    },
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(
  from: IncomingMessage,
  to: ServerResponse,
  target: Promise<string>,
  holds: Held[],
): Promise<void> {
  const { method = 'GET', url = '/', headers } = from;
  const index = holds.findIndex(({ match }) => match.test(`${method} ${url}`));
  const [held] = index < 0 ? [] : holds.splice(index, 1);
  const origin = new URL(await target);
  const options = { method, headers: { ...headers, host: origin.host }, agent: false };
  const onward = request(new URL(url, origin), options);
  onward.end(await buffer(from));
  try {
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const body = await buffer(answer);
    held?.reach();
    await held?.released;
    to.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
  } catch {
    to.destroy(); // what the vendor cut off is cut off here
  }
}
