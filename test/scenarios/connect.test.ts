import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signedRequest } from '../../src/sandbox/slack/to-bot.ts';
import { atRest } from '../support/deciding.ts';
import { freePort } from '../support/free-port.ts';
import { entries } from '../support/waiting.ts';
import { card, startWorld, textOf, type World } from '../support/world.ts';

describe('connecting QuickBooks from App Home', () => {
  let world: World;
  let now: Date;
  let last: string | undefined;
  beforeEach(async () => {
    now = new Date();
    const port = await freePort();
    world = await startWorld({
      env: { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
      overrides: { now: () => now },
    });
  });
  afterEach(() => world.end());

  const press = async (user: string, actionId: string) => {
    await world.slack.openHome(user);
    const home = await world.slack.waitFor(() => world.slack.home(user));
    return world.slack.click({ user, viewId: home?.id ?? '', actionId });
  };
  const link = async (): Promise<string> => {
    await press('U0FIN', 'home_connect');
    const address = await world.slack.waitFor(() => {
      const shown = /"url":"([^"]+)"/.exec(
        JSON.stringify(world.slack.openViews('U0FIN').at(-1)?.blocks),
      )?.[1];
      return shown === last ? undefined : shown;
    });
    last = address;
    if (!address) throw new Error('the modal has no link');
    return address;
  };
  /** As a browser would: follows one redirect at a time and keeps the cookie. */
  const visit = async (address: string, cookie = '') => {
    const response = await fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
      text: await response.text(),
    };
  };
  const live = () => world.quickbooks.tokens.liveRefreshTokens().length;

  test('a finance manager follows the link, consents, and the new tokens are used; the log says who', async () => {
    const before = live();
    const begun = await visit(await link());
    expect(begun.status).toBe(302);
    const consented = await visit(begun.location);
    const back = await visit(consented.location, begun.cookie);
    expect(back.text).toContain('QuickBooks is connected');
    expect(live()).toBeGreaterThan(before);
    expect(await entries(world, 'quickbooks.connected')).toEqual([{ realmId: world.company.realmId }]);
    const stored = await world.db.prisma.connection.findFirstOrThrow({ where: { service: 'quickbooks' } });
    for (const token of world.quickbooks.tokens.liveRefreshTokens())
      expect(stored.ciphertext).not.toContain(token);
    // Neither the link nor Intuit's answer works a second time.
    expect((await visit(consented.location, begun.cookie)).status).toBe(403);
  });

  test('a link works once, for ten minutes, and in one browser; a forged one never', async () => {
    const once = await link();
    const begun = await visit(once);
    expect((await visit(once)).status).toBe(403);
    const consented = await visit(begun.location);
    expect((await visit(consented.location)).status).toBe(403); // another browser
    expect((await visit(consented.location, 'countersign_connect=guess')).status).toBe(403);
    const old = await link();
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await visit(old)).status).toBe(403);
    expect((await visit(consented.location, begun.cookie)).status).toBe(403);
    const { origin } = new URL(once);
    for (const path of [
      '/oauth/quickbooks/start',
      '/oauth/quickbooks/start?ticket=a.b',
      '/oauth/quickbooks/callback?code=1&state=a.b',
    ]) {
      const refused = await visit(origin + path);
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('Nothing was changed');
    }
    expect(await entries(world, 'quickbooks.connected')).toEqual([]);
  });

  test('another company, or a consent that was refused, changes nothing', async () => {
    for (const [key, value, words] of [
      ['realmId', '999', 'Another company'],
      ['error', 'access_denied', 'not allowed'],
    ] as const) {
      const begun = await visit(await link());
      const back = new URL((await visit(begun.location)).location);
      back.searchParams.set(key, value);
      expect((await visit(back.toString(), begun.cookie)).text).toContain(words);
    }
    expect(await entries(world, 'quickbooks.connected')).toEqual([]);
  });

  test('a project manager has no such button, and a click of theirs does nothing', async () => {
    await world.slack.openHome('U0PAM');
    const home = await world.slack.waitFor(() => world.slack.home('U0PAM'));
    expect(JSON.stringify(home?.blocks)).not.toContain('home_connect');
    // The click of a button that was never shown, rightly signed all the same.
    const before = live();
    for (const action_id of ['home_connect', 'home_disconnect']) {
      const action = { type: 'button', action_id, block_id: 'b', action_ts: '1', value: 'x' };
      const click = {
        ...{ type: 'block_actions', team: { id: 'T0LARK' }, user: { id: 'U0PAM' }, trigger_id: 't' },
        ...{ view: { id: home?.id, type: 'home' }, actions: [action] },
      };
      const answer = await signedRequest(
        `http://127.0.0.1:${world.app.port}/slack/events`,
        world.settings.env.slack.signingSecret ?? '',
        new URLSearchParams({ payload: JSON.stringify(click) }).toString(),
      );
      expect(answer.status).toBe(200);
    }
    await world.slack.waitFor(() =>
      [...world.slack.ephemerals('U0PAM'), ...world.slack.directMessages('U0PAM')].some((message) =>
        textOf(message).includes('Only a finance_manager may connect or disconnect QuickBooks'),
      ),
    );
    expect(live()).toBe(before);
    expect(await entries(world, 'quickbooks.disconnected')).toEqual([]);
  });

  test('what only the environment connects is disconnected as well, before anything was asked with it', async () => {
    expect(live()).toBe(1);
    await press('U0FIN', 'home_disconnect');
    await world.slack.waitFor(() =>
      world.slack.directMessages('U0FIN').find((message) => textOf(message).includes('is disconnected')),
    );
    expect(live()).toBe(0);
    expect((await entries(world, 'quickbooks.disconnected')).length).toBe(1);
  });

  test('disconnected, nothing is read or posted, and what the environment holds does not connect it again', async () => {
    await world.slack.command({ user: 'U0PAM', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
    await world.slack.waitFor(() =>
      world.slack.messages('C0ACME').find((message) => textOf(message).includes('waiting')),
    );
    await press('U0FIN', 'home_disconnect');
    await world.slack.waitFor(() =>
      world.slack.directMessages('U0FIN').find((message) => textOf(message).includes('is disconnected')),
    );
    expect(live()).toBe(0);
    const refusals = () =>
      [...world.slack.ephemerals('U0PAM'), ...world.slack.directMessages('U0PAM')].filter((message) =>
        textOf(message).includes('not connected'),
      );
    // The process that disconnected has an access token in its memory; a new one has only what is stored.
    for (const times of [1, 2]) {
      await world.slack.command({ user: 'U0PAM', channel: 'C0HARBOR', text: '/invoice-draft HARBOR-WMS' });
      await world.slack.waitFor(() => refusals().length === times);
      await world.restart();
    }
    expect(textOf(refusals()[0] ?? { text: '', blocks: [] })).toContain('App Home');
    expect((await entries(world, 'quickbooks.disconnected')).length).toBe(1);
  });
});

describe('the access to QuickBooks', () => {
  test('that nothing renews is warned of two weeks ahead, each finance manager once', async () => {
    let now = new Date();
    const world = await startWorld({
      overrides: { now: () => now, rhythm: { lookMs: 3_600_000, repairMs: 100 } },
    });
    const told = () =>
      world.slack
        .directMessages('U0FIN')
        .filter((message) => textOf(message).includes('The access to QuickBooks ends on'));
    try {
      await world.slack.command({ user: 'U0PAM', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
      await card(world, 'C0ACME', (text) => text.includes('waiting for approval'));
      await atRest(world);
      now = new Date(now.getTime() + 80 * 86_400_000);
      await world.restart();
      expect(told()).toHaveLength(0);
      now = new Date(now.getTime() + 8 * 86_400_000);
      await expect.poll(told, { timeout: 10_000 }).toHaveLength(1);
      await world.restart();
      expect(told()).toHaveLength(1);
      // The same turns let go of what was delivered long ago, and of nothing that people were told once.
      const { delivery } = world.db.prisma;
      const longAgo = () => delivery.count({ where: { source: 'smartsheet', id: 'long ago' } });
      await delivery.create({
        data: { company: 'default', source: 'smartsheet', id: 'long ago', at: new Date(0) },
      });
      await expect.poll(longAgo, { timeout: 10_000 }).toBe(0);
      expect(await delivery.count({ where: { source: 'expiry:U0FIN' } })).toBe(1);
      expect(textOf(told()[0] ?? { text: '', blocks: [] })).toContain('Connect QuickBooks in App Home');
    } finally {
      await world.end();
    }
  });
});
