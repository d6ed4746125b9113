import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startWorld, textOf, type World } from '../support/world.ts';

/** A vendor or a proxy that repeats everything it was sent in its error, headers and body. */
async function indiscreet(status: number): Promise<{ url: string; server: Server; asked: () => number }> {
  let asked = 0;
  const server = createServer(async (req, res) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const said = `${req.method} ${req.url} ${JSON.stringify(req.headers)} ${Buffer.concat(chunks).toString('utf8')}`;
    const fault = {
      Fault: { Error: [{ Message: said, Detail: said, code: '6000' }], type: 'ValidationFault' },
    };
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(
      JSON.stringify({
        ...fault,
        error: said,
        error_description: said,
        message: said,
        errorCode: 1006,
        refId: 'r',
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked: () => asked };
}

describe('what is secret', () => {
  let world: World;
  const servers: Server[] = [];
  afterEach(async () => {
    await world.end();
    for (const server of servers.splice(0)) server.close();
  });

  const everywhere = async (): Promise<string> => {
    const { prisma } = world.db;
    const rows = await Promise.all([
      prisma.logEntry.findMany(),
      prisma.step.findMany(),
      prisma.draft.findMany(),
      prisma.connection.findMany(),
      prisma.delivery.findMany(),
      prisma.$queryRaw`SELECT name, data, output FROM pgboss.job`,
    ]);
    const said = ['C0ACME', 'C0HARBOR'].flatMap((channel) => world.slack.messages(channel));
    const whispered = ['U0PAM', 'U0FIN', 'U0MEI'].flatMap((user) => [
      ...world.slack.ephemerals(user),
      ...world.slack.directMessages(user),
    ]);
    const metrics = await (await fetch(`http://127.0.0.1:${world.app.port}/metrics`)).text();
    const text = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
    return [text, JSON.stringify(world.logged), ...[...said, ...whispered].map(textOf), metrics].join('\n');
  };
  /** As they are and as headers carry them. */
  const planted = () => {
    const { slack, quickbooks, smartsheet, openai, encryptionKey } = world.settings.env;
    const secrets = [
      ...[slack.botToken, slack.signingSecret, quickbooks.clientSecret, quickbooks.refreshToken],
      ...[smartsheet.accessToken, openai?.apiKey, encryptionKey?.toString('base64')],
      Buffer.from(`${quickbooks.clientId}:${quickbooks.clientSecret}`).toString('base64'),
      ...world.quickbooks.tokens.liveRefreshTokens(),
    ];
    return secrets.filter((secret): secret is string => typeof secret === 'string' && secret !== '');
  };
  const said = () =>
    world.slack.waitFor(
      () =>
        [...world.slack.ephemerals('U0PAM'), ...world.slack.directMessages('U0PAM')].find((message) =>
          /nothing was posted|draft waits/i.test(textOf(message)),
        ),
      20_000,
    );

  for (const status of [400, 401, 500]) {
    for (const service of [
      'QUICKBOOKS_API_URL',
      'QUICKBOOKS_TOKEN_URL',
      'SMARTSHEET_API_URL',
      'OPENAI_BASE_URL',
      'SLACK_API_URL',
    ] as const) {
      test(`stands in no log, message, row or metric where ${service} repeats it with a ${status}`, async () => {
        const vendor = await indiscreet(status);
        servers.push(vendor.server);
        const path = {
          QUICKBOOKS_TOKEN_URL: '/token',
          SMARTSHEET_API_URL: '/2.0/',
          OPENAI_BASE_URL: '/v1',
          SLACK_API_URL: '/api/',
        };
        const address = `${vendor.url}${service in path ? path[service as keyof typeof path] : ''}`;
        world = await startWorld({
          env: { [service]: address },
          overrides: { backoffMs: [0], timeoutMs: 2_000 },
        });
        await world.slack.command({ user: 'U0PAM', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
        if (service === 'OPENAI_BASE_URL')
          await world.slack.waitFor(
            () => world.slack.messages('C0ACME').find((message) => textOf(message).includes('waiting')),
            20_000,
          );
        // Slack itself cannot be told anything then: the log says it.
        else if (service === 'SLACK_API_URL')
          await vi.waitFor(() => expect(JSON.stringify(world.logged)).toContain('Slack'), 20_000);
        else await said();
        expect(vendor.asked()).toBeGreaterThan(0);
        const text = await everywhere();
        for (const secret of planted()) expect(text.includes(secret), `${secret.slice(0, 12)}…`).toBe(false);
      }, 40_000);
    }
  }
});
