import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { buttonsOf, card, startWorld, textOf, type World } from '../support/world.ts';

/** The demo company's Acme website project. */
const CODE = 'ACME-WEB';
const CHANNEL = 'C0ACME';

describe('rows that turn ready', () => {
  let world: World;
  let port: number;
  let sheetId: number;
  beforeEach(async () => {
    port = await freePort();
    world = await startWorld({
      env: {
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        QUICKBOOKS_WEBHOOK_TOKEN: 'verifier',
      },
      overrides: { rhythm: { lookMs: 3_600_000, repairMs: 300 }, quiet: { ms: 300, atMostMs: 3_000 } },
    });
    sheetId = Number(world.settings.projects.projects.find(({ code }) => code === CODE)?.billing?.sheet);
    await hooked();
  });
  afterEach(() => world.end());

  const hooks = async () => {
    const response = await fetch(`${world.smartsheet.baseUrl}webhooks`, {
      headers: { authorization: 'Bearer sandbox-smartsheet-token' },
    });
    const { data } = (await response.json()) as {
      data: { id: number; scopeObjectId: number; enabled: boolean; sharedSecret: string }[];
    };
    return data.filter(({ scopeObjectId }) => scopeObjectId === sheetId);
  };
  const hooked = async () => {
    await expect
      .poll(
        async () => {
          const watched = await world.db.prisma.sheetWatch.findFirst({ where: { sheetId: String(sheetId) } });
          const looked = watched?.checkedAt != null && watched.dirtyAt === null;
          return looked && (await hooks()).map(({ enabled }) => enabled);
        },
        { timeout: 15_000, interval: 25 },
      )
      .toEqual([true]);
    const [hook] = await hooks();
    if (!hook) throw new Error('there is no webhook');
    return hook;
  };
  const newRow = (task: string) =>
    world.smartsheet.addRow(sheetId, {
      Task: task,
      Hours: 2,
      Rate: 100,
      Billable: true,
      Status: 'In Progress',
    });
  const cards = () =>
    world.slack.messages(CHANNEL).filter((message) => textOf(message).includes('waiting for approval'));

  test('a burst of rows that turn ready is one draft, of those rows alone', async () => {
    const rows = ['Alpha audit', 'Beta build', 'Gamma guide'].map(newRow);
    await world.smartsheet.flushWebhooks();
    for (const row of rows) {
      world.smartsheet.edit(sheetId, row, { Status: 'Ready to Bill' });
      await world.smartsheet.flushWebhooks();
    }
    const drafted = await card(world, CHANNEL, (text) => text.includes('waiting for approval'));
    expect(textOf(drafted)).toContain('600.00');
    expect(textOf(drafted)).toContain('Gamma guide');
    expect(textOf(drafted)).not.toContain('<@countersign>');
    expect(buttonsOf(drafted)).toContain('Approve');
    // Our own writing of the sheet comes back as events, and begins nothing.
    await world.smartsheet.flushWebhooks();
    expect(cards()).toHaveLength(1);
  });

  test('rows whose draft was refused are taken along by the next one, once it is mended', async () => {
    const WEBSITE = world.company.ids.customer.acmeWebsite;
    world.quickbooks.edit('Customer', WEBSITE, { DisplayName: 'Gone', FullyQualifiedName: 'Acme Corp:Gone' });
    const first = newRow('Zeta zoning');
    world.smartsheet.edit(sheetId, first, { Status: 'Ready to Bill' });
    await world.smartsheet.flushWebhooks();
    const said = await world.slack.waitFor(() =>
      world.slack.messages(CHANNEL).find((message) => textOf(message).includes('Nothing was drafted')),
    );
    expect(textOf(said)).toContain('Rows turned ready to bill.');
    world.quickbooks.edit('Customer', WEBSITE, {
      DisplayName: 'Website',
      FullyQualifiedName: 'Acme Corp:Website',
    });
    await world.smartsheet.flushWebhooks();
    world.smartsheet.edit(sheetId, newRow('Eta estimate'), { Status: 'Ready to Bill' });
    await world.smartsheet.flushWebhooks();
    const drafted = await card(world, CHANNEL, (text) => text.includes('Eta estimate'));
    expect(textOf(drafted)).toContain('Zeta zoning');
    expect(textOf(drafted)).toContain('$400.00');
  });

  test('a database that does not answer in time is no reason to keep a sender waiting', async () => {
    const { id, sharedSecret } = await hooked();
    const at = new Date().toISOString();
    const event = { objectType: 'row', eventType: 'updated', id: 1 };
    const body = JSON.stringify({
      ...{ nonce: 'late', timestamp: at, webhookId: id, scope: 'sheet' },
      ...{ scopeObjectId: sheetId, events: [event] },
    });
    const send = () =>
      fetch(`http://127.0.0.1:${port}/webhooks/smartsheet`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'smartsheet-hmac-sha256': createHmac('sha256', sharedSecret).update(body).digest('hex'),
        },
        body,
      });
    await world.db.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE "Delivery" IN EXCLUSIVE MODE`;
      expect((await send()).status).toBe(503);
    });
    expect((await send()).status).toBe(200);
    expect(await world.db.prisma.delivery.count({ where: { id: 'late' } })).toBe(1);
  });

  test('rows that were ready before the first start wait for the command', async () => {
    expect(cards()).toHaveLength(0);
    const row = newRow('Delta design');
    world.smartsheet.edit(sheetId, row, { Status: 'Ready to Bill' });
    await world.smartsheet.flushWebhooks();
    const drafted = await card(world, CHANNEL, (text) => text.includes('waiting for approval'));
    expect(textOf(drafted)).toContain('$200.00');
  });

  test('a webhook that Smartsheet switched off is switched on again, and what it missed is drafted', async () => {
    const { id } = await hooked();
    const response = await fetch(`${world.smartsheet.baseUrl}webhooks/${id}`, {
      method: 'PUT',
      headers: { authorization: 'Bearer sandbox-smartsheet-token', 'content-type': 'application/json' },
      body: JSON.stringify({ enabled: false }),
    });
    expect(response.status).toBe(200);
    world.smartsheet.edit(sheetId, newRow('Epsilon edits'), { Status: 'Ready to Bill' });
    const drafted = await card(world, CHANNEL, (text) => text.includes('Epsilon edits'));
    expect(textOf(drafted)).toContain('$200.00');
    expect((await hooks()).map(({ enabled }) => enabled)).toEqual([true]);
  });

  test('a genuine delivery is answered 200, a repeated one too; a forged one 401, and changes nothing', async () => {
    const { id, sharedSecret } = await hooked();
    const body = JSON.stringify({
      nonce: 'n-1',
      timestamp: new Date().toISOString(),
      webhookId: id,
      scope: 'sheet',
      scopeObjectId: sheetId,
      events: [{ objectType: 'row', eventType: 'updated', id: 1 }],
    });
    const send = async (signature: string, text = body) => {
      const { status } = await fetch(`http://127.0.0.1:${port}/webhooks/smartsheet`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'smartsheet-hmac-sha256': signature },
        body: text,
      });
      return status;
    };
    const signed = createHmac('sha256', sharedSecret).update(body).digest('hex');
    expect(await send(signed)).toBe(200);
    expect(await send(signed)).toBe(200);
    expect(await send(signed, `${body} `)).toBe(401);
    expect(await send('')).toBe(401);
    expect(await send('00')).toBe(401);
    expect(await send(signed, 'null')).toBe(401);
    expect(await world.db.prisma.delivery.count({ where: { source: 'smartsheet', id: 'n-1' } })).toBe(1);
  });

  test('what Intuit tells, in either shape, is kept once; what is forged is not', async () => {
    const realmId = world.company.realmId;
    const send = async (sent: unknown, token = 'verifier') => {
      const body = JSON.stringify(sent);
      const { status } = await fetch(`http://127.0.0.1:${port}/webhooks/quickbooks`, {
        method: 'POST',
        headers: { 'intuit-signature': createHmac('sha256', token).update(body).digest('base64') },
        body,
      });
      return status;
    };
    const entity = { id: '1', name: 'Invoice', operation: 'Update', lastUpdated: '2026-11-01T10:00:00Z' };
    const older = { eventNotifications: [{ realmId, dataChangeEvent: { entities: [entity] } }] };
    const newer = [
      {
        ...{ specversion: '1.0', id: 'ev-1', type: 'qbo.invoice.updated.v1', source: 'intuit.x' },
        ...{
          intuitentityid: '1',
          intuitaccountid: realmId,
          time: '2026-11-01T10:00:00.000000001Z',
          data: {},
        },
      },
    ];
    expect([await send(older), await send(older), await send(newer), await send(newer)]).toEqual([
      200, 200, 200, 200,
    ]);
    expect(await send(older, 'another')).toBe(401);
    expect(await world.db.prisma.delivery.count({ where: { source: 'quickbooks' } })).toBe(2);
  });
});
