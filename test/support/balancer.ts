import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before several processes: each request goes to the next of those that take one. */
export interface Balancer {
  url: string;
  /** Ports that are asked, in turn. */
  targets: number[];
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export async function startBalancer(): Promise<Balancer> {
  const targets: number[] = [];
  let turn = 0;
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    for (let tries = 0; tries < targets.length; tries += 1) {
      const port = targets[turn % targets.length] ?? 0;
      turn += 1;
      const answer = await forward(port, req.method ?? 'GET', req.url ?? '/', req.headers, body);
      // One that is not there, or drains, has done nothing: the next is asked.
      if (answer === 'not there' || (answer !== 'broken' && answer.status === 503)) continue;
      if (answer === 'broken') break;
      res.writeHead(answer.status, answer.headers);
      res.end(answer.body);
      return;
    }
    res.writeHead(502);
    res.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function forward(
  port: number,
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Answer | 'not there' | 'broken'> {
  return new Promise((resolve) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', () => resolve('broken'));
      incoming.once('end', () =>
        resolve({
          status: incoming.statusCode ?? 502,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.once('error', (error) =>
      resolve('code' in error && error.code === 'ECONNREFUSED' ? 'not there' : 'broken'),
    );
    outgoing.end(body);
  });
}
