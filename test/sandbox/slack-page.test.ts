import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import type { PageEvent, PageMessages, PageState, PageViews } from '../../src/sandbox/slack/page-api.ts';
import type { SlackStandIn } from '../../src/sandbox/slack/stand-in.ts';
import type { SlackOptions } from '../../src/sandbox/slack/types.ts';
import { button, clientOf, plain, section, startWorkspace } from './slack-fixture.ts';
import { startBot } from './slack-test-bot.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(
  listen: (app: App) => void = () => {},
  options: Partial<SlackOptions> = {},
): Promise<SlackStandIn> {
  const slack = await startWorkspace(options);
  stops.push(() => slack.stop());
  const bot = await startBot(slack, listen);
  stops.push(() => bot.stop());
  return slack;
}

async function get<Body>(slack: SlackStandIn, path: string): Promise<Body> {
  const response = await fetch(slack.url + path);
  return (await response.json()) as Body;
}

async function post(slack: SlackStandIn, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(slack.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.json();
}

/** The person's events as they come; `until` resolves at the first of a type. */
async function listenAs(slack: SlackStandIn, as: string) {
  const stopping = new AbortController();
  const response = await fetch(`${slack.url}/page/events?as=${as}`, { signal: stopping.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events: PageEvent[] = [];
  const waiting: (() => void)[] = [];
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as PageEvent);
      for (const wake of waiting.splice(0)) wake();
    }
  })().catch(() => {});
  stops.push(async () => {
    stopping.abort();
    await reading;
  });
  const until = async (type: PageEvent['type']): Promise<PageEvent> => {
    for (;;) {
      const found = events.find((event) => event.type === type);
      if (found) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return { events, until };
}

const form = {
  type: 'modal' as const,
  callback_id: 'reject',
  title: plain('Reject'),
  submit: plain('Reject'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
  ],
};

const bot = (app: App) => {
  app.command('/invoice-draft', async ({ ack, command, client }) => {
    await ack();
    const blocks = [section('*Draft*'), { type: 'actions', elements: [button('reject', 'A1:1')] }];
    await client.chat.postMessage({ channel: command.channel_id, text: 'Draft', blocks });
  });
  app.action('reject', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await respond({ text: 'only for you' });
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.view('reject', async ({ ack, view }) => {
    const reason = view.state.values.reason?.value?.value ?? '';
    if (reason.trim() === '') await ack({ response_action: 'errors', errors: { reason: 'Say why' } });
    else await ack();
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section('hi')] } });
  });
};

test('the page is told who is here, where, and which commands there are', async () => {
  const state = await get<PageState>(await start(), '/page/state');
  expect(state.team.name).toBe('Northwind');
  expect(state.botUser.id).toBe('U0BOT');
  expect(state.users.map(({ id }) => id)).toEqual(['U0PAM', 'U0FIN', 'U0GUS', 'U0OLD']);
  expect(state.channels[0]).toMatchObject({ id: 'C0ACME', name: 'acme-web', topic: 'The website' });
  expect(state.commands[0]?.command).toBe('/invoice-draft');
});

test('from the command over the click to the modal, the page hears of each step', async () => {
  const slack = await start(bot);
  const pam = await listenAs(slack, 'U0PAM');
  const finn = await listenAs(slack, 'U0FIN');
  const typed = { as: 'U0PAM', channel: 'C0ACME', text: '/invoice-draft' };
  expect(await post(slack, '/page/command', typed)).toEqual({ ok: true });
  await pam.until('message');
  const { messages } = await get<PageMessages>(slack, '/page/messages?channel=C0ACME&as=U0PAM');
  const [card] = messages;
  expect(card).toMatchObject({ botId: 'B0BOT', text: 'Draft', replyCount: 0, replyUsers: [] });
  const block_id = String(card?.blocks[1]?.block_id);
  const action = { type: 'button', action_id: 'reject', block_id };
  const clicked = { as: 'U0PAM', channel: 'C0ACME', messageTs: card?.ts, action };
  expect(await post(slack, '/page/action', clicked)).toEqual({ ok: true });
  const opened = await pam.until('view_opened');
  const viewId = opened.type === 'view_opened' ? opened.viewId : '';
  const { views } = await get<PageViews>(slack, '/page/views?as=U0PAM');
  expect(views).toMatchObject([{ id: viewId, callback_id: 'reject', errors: {} }]);

  const submit = (value: string) =>
    post(slack, '/page/submit', {
      as: 'U0PAM',
      viewId,
      values: { reason: { value: { type: 'plain_text_input', value } } },
    });
  const required = { ok: false, errors: { reason: 'Please complete this required field.' } };
  expect(await submit('')).toEqual(required);
  expect(await submit('  ')).toEqual({ ok: false, errors: { reason: 'Say why' } });
  expect(await submit('wrong month')).toEqual({ ok: true });
  await pam.until('view_closed');
  expect(await get(slack, '/page/views?as=U0PAM')).toEqual({ views: [] });

  expect(finn.events.map(({ type }) => type)).toEqual(['message']);
  const pamSees = await get<PageMessages>(slack, '/page/messages?channel=C0ACME&as=U0PAM');
  expect(pamSees.messages.map(({ ephemeral }) => ephemeral ?? false)).toEqual([false, true]);
  const finnSees = await get<PageMessages>(slack, '/page/messages?channel=C0ACME&as=U0FIN');
  expect(finnSees.messages).toHaveLength(1);
});

test('threads, direct messages and the Home tab are read by the person they belong to', async () => {
  const slack = await start(bot);
  const first = { as: 'U0PAM', channel: 'C0ACME', text: 'parent' };
  expect(await post(slack, '/page/message', first)).toEqual({ ok: true });
  const ts = slack.messages('acme-web')[0]?.ts;
  await post(slack, '/page/message', { ...first, text: 'reply', threadTs: ts });
  const top = await get<PageMessages>(slack, '/page/messages?channel=C0ACME&as=U0FIN');
  expect(top.messages).toMatchObject([{ text: 'parent', replyCount: 1, replyUsers: ['U0PAM'] }]);
  const path = `/page/messages?channel=C0ACME&as=U0FIN&thread=${ts}`;
  const thread = await get<PageMessages>(slack, path);
  expect(thread.messages.map(({ text }) => text)).toEqual(['parent', 'reply']);

  await clientOf(slack).chat.postMessage({ channel: 'U0PAM', text: 'hello Pam' });
  expect(await get(slack, '/page/dms?as=U0PAM')).toMatchObject({
    dm: { messages: [{ text: 'hello Pam' }] },
  });
  expect(await get(slack, '/page/dms?as=U0FIN')).toMatchObject({ dm: { messages: [] } });

  const pam = await listenAs(slack, 'U0PAM');
  await get(slack, '/page/home?as=U0PAM');
  await pam.until('home');
  expect(await get(slack, '/page/home?as=U0PAM')).toMatchObject({ view: { type: 'home' } });
});

test('records are shown as they are, and their changes are told to everybody', async () => {
  let change = () => {};
  const panel = {
    title: 'QuickBooks',
    tables: [{ name: 'Invoices', columns: ['No'], rows: [{ id: '1', cells: ['1001'] }] }],
  };
  const records = {
    quickbooks: () => panel,
    smartsheet: () => ({ title: 'Smartsheet', tables: [] }),
    onChange: (listener: () => void) => {
      change = listener;
    },
  };
  const slack = await start(bot, { records });
  expect(await get(slack, '/page/records/quickbooks')).toEqual(panel);
  const pam = await listenAs(slack, 'U0PAM');
  change();
  await pam.until('records');
});

describe('what the page may not do', () => {
  test.each<[string, string, object, object]>([
    [
      'act as nobody',
      '/page/command',
      { as: 'U0XXX', channel: 'C0ACME', text: '/x' },
      { error: 'user_not_found' },
    ],
    [
      'act as the bot',
      '/page/command',
      { as: 'U0BOT', channel: 'C0ACME', text: '/x' },
      { error: 'user_not_found' },
    ],
    [
      'look into others’ channels',
      '/page/message',
      { as: 'U0PAM', channel: 'C0HIDE', text: 'x' },
      { error: 'channel_not_found' },
    ],
    ['leave out who acts', '/page/message', { channel: 'C0ACME', text: 'x' }, { ok: false }],
    [
      'submit a view of nobody',
      '/page/submit',
      { as: 'U0PAM', viewId: 'V1', values: {} },
      { error: 'view_not_found' },
    ],
  ])('%s', async (_, path, body, answer) => {
    expect(await post(await start(), path, body)).toMatchObject({ ok: false, ...answer });
  });

  test('be driven from another site', async () => {
    const slack = await start();
    const headers = { origin: 'https://evil.example' };
    const response = await fetch(`${slack.url}/page/state`, { headers });
    expect(response.status).toBe(403);
  });
});

test('the folder’s files are served with their types and a policy, and nothing outside it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'));
  stops.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Slack</title>');
  await writeFile(join(folder, 'app.js'), 'export {};');
  const slack = await start(() => {}, { pageDir: folder });
  const index = await fetch(`${slack.url}/`);
  expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(index.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await index.text()).toContain('Slack');
  const script = await fetch(`${slack.url}/app.js`);
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  for (const path of ['/none.js', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fpackage.json', '/%00', '/%zz'])
    expect((await fetch(slack.url + path)).status).toBe(404);
});
