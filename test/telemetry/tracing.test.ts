import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ask, cards, holdAllRows, press, readyRow } from '../support/faults.ts';
import { type Stage, startStage, until } from '../support/process.ts';
import { buttonsOf, freshDatabase } from '../support/world.ts';

const Traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.unknown() })) }),
      scopeSpans: z.array(
        z.object({ spans: z.array(z.looseObject({ traceId: z.string(), name: z.string() })) }),
      ),
    }),
  ),
});

describe('traces', () => {
  let collector: Server;
  let spans: { traceId: string; name: string }[];
  let raw: string;
  let stage: Stage;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeEach(async () => {
    spans = [];
    raw = '';
    collector = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString('utf8');
      raw += text;
      for (const { scopeSpans } of Traces.parse(JSON.parse(text)).resourceSpans)
        for (const scope of scopeSpans) spans.push(...scope.spans);
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    database = await freshDatabase();
    stage = await startStage({
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
    holdAllRows(stage);
  });
  afterEach(async () => {
    await stage.end();
    await database.drop();
    collector.close();
  });

  test('one trace runs from the click to the write-back, and holds nothing that people wrote', async () => {
    await stage.start();
    readyRow(stage, 'Traced task');
    await ask(stage);
    const card = await stage.slack.waitFor(
      () => cards(stage).find((found) => buttonsOf(found).includes('Approve')),
      30_000,
    );
    await press(stage, card, 'approve');
    const ofClick = () => {
      const click = spans.find(({ name }) => name === 'Slack approve');
      return spans.filter(({ traceId }) => traceId === click?.traceId).map(({ name }) => name);
    };
    await until(
      () => ofClick().filter((name) => name === 'Smartsheet PUT').length > 0,
      'the sheet was written',
    );
    expect(ofClick()).toEqual(
      expect.arrayContaining(['Slack approve', 'job advance', 'QuickBooks createInvoice']),
    );
    expect(raw).toContain('countersign');
    for (const secret of ['Traced task', stage.botEnv.SLACK_BOT_TOKEN, stage.botEnv.SMARTSHEET_ACCESS_TOKEN])
      expect(raw).not.toContain(secret);
  }, 60_000);
});
