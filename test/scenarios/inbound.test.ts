import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companyWith, deliver, INBOUND_SECRETS, signed } from '../support/inbound.ts';
import { buttonsOf, card, startWorld, TODAY, textOf, type World } from '../support/world.ts';

const CHANNEL = 'C0ACME';
const fixture = (name: string) => readFileSync(`test/fixtures/inbound/${name}.json`, 'utf8');
const HANDSHAKE = 'a-key-that-nobody-could-guess-000';
const cards = (world: World) =>
  world.slack.messages(CHANNEL).filter((message) => textOf(message).includes('waiting for approval'));
const open = (world: World) => world.db.prisma.delivery.count({ where: { source: 'inbound', doneAt: null } });
const kept = (world: World, source = 'inbound') => world.db.prisma.delivery.count({ where: { source } });
const workedOff = (world: World) => expect.poll(() => open(world), { timeout: 15_000, interval: 25 }).toBe(0);

const told = (id: string, more: object = {}) =>
  JSON.stringify({ id, event: 'timesheet.approved', project: '14308069', date: TODAY, ...more });

describe('a timesheet that is approved in Harvest', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      company: companyWith(
        '  - { source: harvest, theirs: 14308069, project: ACME-WEB, when: [timesheet.approved], period: all }\n',
      ),
      env: INBOUND_SECRETS,
    });
  });
  afterAll(() => world.end());

  test('drafts its project: a card with the rows that are ready, and nobody else is asked for', async () => {
    const body = fixture('harvest-time-entries');
    const began = performance.now();
    expect((await deliver(world, 'harvest', body, signed(world.now(), body))).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(10_000);
    const drafted = await card(world, CHANNEL, (text) => text.includes('waiting for approval'));
    expect(buttonsOf(drafted)).toContain('Approve');
    expect(textOf(drafted)).not.toContain('<@countersign>');
  });

  test('told again, in the same delivery or in another, begins nothing more', async () => {
    const body = fixture('harvest-time-entries');
    const again = signed(world.now(), body);
    for (let times = 0; times < 3; times += 1)
      expect((await deliver(world, 'harvest', body, again)).status).toBe(200);
    await workedOff(world);
    expect(await world.db.prisma.approval.count()).toBe(1);
    const asked = world.logged.filter(({ msg }) => msg === 'another system began it');
    expect(asked).toHaveLength(1);
  });

  test('a project of theirs that no line names is kept and said once, and begins nothing', async () => {
    for (const id of ['n-1', 'n-2', 'n-3']) {
      const body = told(id, { project: 'Their own' });
      expect((await deliver(world, 'harvest', body, signed(world.now(), body))).status).toBe(200);
    }
    await workedOff(world);
    const row = await world.db.prisma.delivery.findMany({
      where: { source: 'inbound-unknown', payload: { path: ['theirs'], equals: 'Their own' } },
    });
    expect(row).toHaveLength(1);
    const said = world.logged.filter(({ theirs }) => theirs === 'Their own');
    expect(said).toEqual([expect.objectContaining({ level: 40, source: 'harvest' })]);
  });

  test('what is forged, too old, from the future, or signed for other bytes is refused and not kept', async () => {
    const before = await kept(world);
    const body = told('forged');
    const now = world.now();
    const good = signed(now, body);
    const status = async (headers: Record<string, string>, bytes = body, source = 'harvest') =>
      (await deliver(world, source, bytes, headers)).status;
    expect(await status({})).toBe(401);
    expect(await status(signed(now, body, { secret: 'another' }))).toBe(401);
    expect(await status(signed(now, body, { secret: '' }))).toBe(401);
    expect(await status(signed(now, body, { off: -302 }))).toBe(401);
    expect(await status(signed(now, body, { off: 302 }))).toBe(401);
    expect(await status(good, `${body} `)).toBe(401);
    expect(await status({ ...good, 'x-countersign-nonce': 'another' })).toBe(401);
    expect(await status({ ...good, 'x-countersign-timestamp': 'NaN' })).toBe(401);
    expect(
      await status({
        ...good,
        'x-countersign-timestamp': String(Number(good['x-countersign-timestamp']) + 1),
      }),
    ).toBe(401);
    const bare = (good['x-countersign-signature'] ?? '').slice(3);
    expect(await status({ ...good, 'x-countersign-signature': bare })).toBe(401);
    // A vendor's own signature is not one of the general scheme.
    const hmac = createHmac('sha256', INBOUND_SECRETS.INBOUND_HARVEST_SECRET).update(body);
    expect(await status({ 'x-hook-signature': hmac.digest('hex') })).toBe(401);
    for (const source of ['shopify', 'my-script', '', 'harvest/', '../quickbooks-time', '__proto__'])
      expect(await status(good, body, source), source).toBe(404);
    expect(await kept(world)).toBe(before);
    expect(await status(signed(now, body, { off: -290 }))).toBe(200);
    expect(await status(signed(now, body, { off: 290 }))).toBe(200);
  });

  test('a nonce that was seen is answered 200, and nothing happens, whatever comes with it', async () => {
    const first = told('r-1', { project: 'first' });
    const second = told('r-2', { project: 'second' });
    const nonce = 'the-same';
    for (const body of [first, first, second])
      expect((await deliver(world, 'harvest', body, signed(world.now(), body, { nonce }))).status).toBe(200);
    await workedOff(world);
    expect(world.logged.filter(({ theirs }) => theirs === 'first')).toHaveLength(1);
    expect(world.logged.filter(({ theirs }) => theirs === 'second')).toHaveLength(0);
  });

  test('any bytes are answered: 401 where they are not signed, 200 where they are, and the rest goes on', async () => {
    const json = fc.oneof(
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
      fc
        .record({ id: fc.string({ unit: 'binary', minLength: 1 }), project: fc.string({ unit: 'binary' }) })
        .map((parts) => Buffer.from(told('any', parts))),
      fc.constant(Buffer.from(told('any', { id: '\ud800\0', project: '\0\udfff x' }))),
      fc.constant(Buffer.from(told('any', { date: '2026-10-05T99:99' }))),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
      json,
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        expect((await deliver(world, 'harvest', body, {})).status).toBe(401);
        expect((await deliver(world, 'harvest', body, signed(world.now(), body))).status).toBe(200);
      }),
      { numRuns: 40 },
    );
    await workedOff(world);
    expect(world.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  }, 90_000);
});

describe('what Asana, Shopify and a script tell', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      company: companyWith(`  - { source: asana, theirs: 1202461773653662, project: ACME-WEB }
  - { source: shopify, theirs: acme-2021, project: ACME-WEB, does: reconcile, period: month }
  - { source: my-script, theirs: 14308069, project: ACME-WEB, when: [project.completed] }
  - { source: my-script, theirs: by week, project: ACME-WEB, period: week }
  - { source: my-script, theirs: by itself, project: ACME-WEB }
`),
      env: { ...INBOUND_SECRETS, INBOUND_ASANA_HANDSHAKE: HANDSHAKE },
    });
  });
  afterAll(() => world.end());

  const asana = (body: string, secret: string) =>
    deliver(world, 'asana', body, {
      'x-hook-signature': createHmac('sha256', secret).update(body).digest('hex'),
    });
  const shopify = (body: string, id: string, secret = INBOUND_SECRETS.INBOUND_SHOPIFY_SECRET) =>
    deliver(world, 'shopify', body, {
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      'x-shopify-webhook-id': id,
      'x-shopify-topic': 'orders/fulfilled',
    });

  test('a handshake of Asana counts only from the address that the settings ask for', async () => {
    const secret = 'b537207f20cbfa02357cf448134da559';
    const heartbeat = '{"events":[]}';
    const offer = (query: string, offered = secret) =>
      deliver(world, `asana${query}`, '{}', { 'x-hook-secret': offered });
    for (const query of ['', '?handshake=', '?handshake=wrong', `?handshake=${HANDSHAKE}0`])
      expect((await offer(query)).status).toBe(401);
    expect((await offer(`?handshake=${HANDSHAKE}`, 'short')).status).toBe(401);
    expect((await asana(heartbeat, secret)).status).toBe(401);
    const shaken = await offer(`?handshake=${HANDSHAKE}`);
    expect([shaken.status, shaken.headers.get('x-hook-secret')]).toEqual([200, secret]);
    expect((await asana(heartbeat, secret)).status).toBe(200);
    const stored = await world.db.prisma.connection.findMany({ where: { service: 'asana-webhook' } });
    expect(stored).toHaveLength(1);
    expect(JSON.stringify([stored, world.logged])).not.toContain(secret);
    await world.restart();
    expect((await asana(heartbeat, secret)).status).toBe(200);
    expect((await asana(heartbeat, INBOUND_SECRETS.INBOUND_ASANA_SECRET)).status).toBe(200);
    expect((await asana(heartbeat, 'another')).status).toBe(401);
  });

  test('a project completed in Asana drafts all of it that is open', async () => {
    expect(
      (await asana(fixture('asana-project-completed'), INBOUND_SECRETS.INBOUND_ASANA_SECRET)).status,
    ).toBe(200);
    const drafted = await card(world, CHANNEL, (text) => text.includes('waiting for approval'));
    expect(buttonsOf(drafted)).toContain('Approve');
  });

  test('an order fulfilled at Shopify reconciles the month of it, once, under whatever id it comes again', async () => {
    const body = fixture('shopify-order-fulfilled');
    expect((await shopify(body, 'w-1', 'another')).status).toBe(401);
    expect((await shopify(`${body} `, 'w-1', '')).status).toBe(401);
    for (const id of ['w-1', 'w-1', 'w-2']) expect((await shopify(body, id)).status).toBe(200);
    await workedOff(world);
    const asked = world.logged.filter(
      ({ msg, does }) => msg === 'another system began it' && does === 'reconcile',
    );
    expect(asked).toHaveLength(1);
    const runs = () =>
      world.db.prisma.$queryRaw<
        { period: unknown }[]
      >`SELECT "periodFrom" || '..' || "periodTo" AS period FROM "Reconciliation"`;
    await expect
      .poll(runs, { timeout: 15_000, interval: 50 })
      .toEqual([{ period: '2022-01-01..2022-01-31' }]);
  });

  test('a draft is of the period that the work is in: its month, its week, or all that is open', async () => {
    const since = async (project: string, more: object) => {
      const body = told(`p-${JSON.stringify([project, more])}`, { project, ...more });
      const headers = signed(world.now(), body, { secret: INBOUND_SECRETS.INBOUND_SECRET });
      expect((await deliver(world, 'my-script', body, headers)).status).toBe(200);
      await workedOff(world);
      const [job] = await world.db.prisma.$queryRaw<{ data: unknown }[]>`
        SELECT data FROM pgboss.job WHERE name = 'draft' ORDER BY created_on DESC LIMIT 1`;
      return job?.data;
    };
    // 2026-10-07 is a Wednesday.
    expect(await since('By itself', { date: '2026-10-07' })).toMatchObject({
      project: 'ACME-WEB',
      since: '2026-10-01',
      because: 'my-script reports approved time.',
    });
    expect(await since('by week', { date: '2026-10-07' })).toMatchObject({ since: '2026-10-05' });
    expect(await since('by week', { date: '2026-10-05' })).toMatchObject({ since: '2026-10-05' });
    expect(await since('by itself', { event: 'project.completed' })).toMatchObject({ since: null });
    const straddling = {
      events: ['2026-10-02', '2026-09-30'].map((date) =>
        JSON.parse(told(date, { project: 'by itself', date })),
      ),
    };
    expect(await since('', straddling)).toMatchObject({ since: '2026-09-01' });
  });

  test('news that a line does not ask for begin nothing, and are no surprise', async () => {
    const before = world.logged.length;
    const body = told('s-1');
    const { status } = await deliver(
      world,
      'my-script',
      body,
      signed(world.now(), body, { secret: INBOUND_SECRETS.INBOUND_SECRET }),
    );
    expect(status).toBe(200);
    await workedOff(world);
    expect(world.logged.slice(before).filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });
});

describe('a burst', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      company: companyWith('  - { source: harvest, theirs: 14308069, project: ACME-WEB, period: all }\n'),
      env: INBOUND_SECRETS,
    });
  });
  afterAll(() => world.end());

  test('of two thousand deliveries is kept whole, and is one draft', async () => {
    const all = Array.from({ length: 2_000 }, (_, index) => told(`burst-${index}`));
    const statuses = new Set<number>();
    // As senders do: what could not be kept within a second is sent again, under the same nonce.
    const sent = async (body: string): Promise<void> => {
      const headers = signed(world.now(), body);
      for (;;) {
        const { status } = await deliver(world, 'harvest', body, headers);
        statuses.add(status);
        if (status !== 503) return;
      }
    };
    const senders = Array.from({ length: 50 }, async () => {
      for (let body = all.pop(); body !== undefined; body = all.pop()) await sent(body);
    });
    await Promise.all(senders);
    statuses.delete(503);
    expect([...statuses]).toEqual([200]);
    expect(await kept(world)).toBe(2_000);
    await workedOff(world);
    expect(await kept(world, 'inbound-event')).toBe(2_000);
    await card(world, CHANNEL, (text) => text.includes('waiting for approval'));
    await expect
      .poll(
        () =>
          world.db.prisma
            .$queryRaw`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'draft' AND state < 'completed'`,
        {
          timeout: 60_000,
          interval: 50,
        },
      )
      .toEqual([{ n: 0 }]);
    expect(cards(world)).toHaveLength(1);
    expect(await world.db.prisma.approval.count()).toBe(1);
  }, 120_000);
});
