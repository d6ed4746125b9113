import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { atRest } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import { reconciled } from '../support/reconciling.ts';
import { startWorld, type World } from '../support/world.ts';

describe('a reconciliation’s message', () => {
  let world: World;
  afterEach(() => world.end());

  test('is told by the model in two sentences, whose figures are the run’s own', async () => {
    world = await startWorld();
    const shown = shownIn(await reconciled(world));
    expect(shown).toContain('worded by the model, figures checked');
    const [, books, sheet] =
      /QuickBooks has \S+ less than the sheet, (\S+) against (\S+)\. /.exec(shown) ?? [];
    expect(shown).toContain(`Sheet\n${sheet} in`);
    expect(shown).toContain(`QuickBooks\n${books} in`);
  });

  test.each(['hostile', 'refuse', 'garbage', 'truncated', 'empty'] as const)(
    'is told by a template where the model answers as “%s”',
    async (behaviour) => {
      world = await startWorld();
      world.model.behave(behaviour);
      const shown = shownIn(await reconciled(world));
      expect(shown).toMatch(/QuickBooks has \$[\d,.]+ less than the sheet .* variances are to be decided/);
      expect(shown).not.toContain('worded by the model');
      expect(shown).not.toMatch(/999|1,000,000|evil/);
    },
  );

  test('has its causes as a table, to the cent, where Slack does not know its chart', async () => {
    world = await startWorld();
    const old = await withoutCharts(world);
    try {
      await world.app.stop();
      world.settings.env.slack.apiUrl = old.url;
      await world.restart();
      const message = await reconciled(world);
      const tables = message.blocks.filter(({ type }) => type === 'table');
      expect(message.blocks.map(({ type }) => type)).not.toContain('data_visualization');
      expect(tables.length).toBe(1);
      const rows = (tables[0] as { rows: { text: string }[][] }).rows.map((row) =>
        row.map(({ text }) => text),
      );
      expect(rows[0]).toEqual(['Variances by cause', 'Count', 'Difference']);
      const cents = (text = '') => Number(text.replace(/[$,.]/g, ''));
      const [all, ...causes] = rows.slice(1).reverse();
      expect(all?.[0]).toBe('All');
      expect(causes.reduce((sum, [, , amount]) => sum + cents(amount), 0)).toBe(cents(all?.[2]));
      await atRest(world);
    } finally {
      old.server.close();
    }
  });
});

/** A Slack of before: what has a chart in it is refused as it refuses any block that it does not know. */
async function withoutCharts({ settings }: World): Promise<{ url: string; server: Server }> {
  const behind = settings.env.slack.apiUrl ?? '';
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    if (decodeURIComponent(body.toString('utf8')).includes('data_visualization')) {
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify({ ok: false, error: 'invalid_blocks' }));
    }
    const { host: _host, 'content-length': _length, connection: _connection, ...headers } = req.headers;
    const answer = await fetch(new URL((req.url ?? '').replace(/^\//, ''), behind), {
      method: req.method ?? 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    res.statusCode = answer.status;
    res.setHeader('content-type', answer.headers.get('content-type') ?? 'application/json');
    return res.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
