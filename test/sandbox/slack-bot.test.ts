import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import type { SlackStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { signedRequest } from '../../src/sandbox/slack/to-bot.ts';
import type { SlackOptions } from '../../src/sandbox/slack/types.ts';
import { BOT, button, clientOf, plain, SIGNING_SECRET, section, startWorkspace } from './slack-fixture.ts';
import { startBot, type TestBot } from './slack-test-bot.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(
  listen: (app: App) => void,
  options: Partial<SlackOptions> = {},
): Promise<{ slack: SlackStandIn; bot: TestBot }> {
  const slack = await startWorkspace(options);
  stops.push(() => slack.stop());
  const bot = await startBot(slack, listen);
  stops.push(() => bot.stop());
  return { slack, bot };
}

const PAM = { user: 'U0PAM', channel: 'acme-web' };
const card = [section('*Draft*'), { type: 'actions', elements: [button('approve', 'A1:1')] }];
const input = (label: string, blockId: string, more: object = {}) => ({
  type: 'input' as const,
  block_id: blockId,
  label: plain(label),
  element: { type: 'plain_text_input' as const, action_id: 'value', ...more },
});
const form = (...blocks: ReturnType<typeof input>[]) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Edit'),
  submit: plain('Save'),
  private_metadata: 'A1:1',
  notify_on_close: true,
  blocks,
});

async function postCard(slack: SlackStandIn): Promise<string> {
  const posted = await clientOf(slack).chat.postMessage({ channel: 'C0ACME', text: 'Draft', blocks: card });
  return posted.ts ?? '';
}

describe('commands', () => {
  test('a command reaches the bot signed, and its answer is for the person alone', async () => {
    let seen: object = {};
    const { slack } = await start((app) =>
      app.command('/invoice-draft', async ({ command, ack }) => {
        seen = command;
        await ack('working on it');
      }),
    );
    const ack = await slack.command({ ...PAM, text: '/invoice-draft ACME-WEB since 2026-01-01' });
    expect(ack).toMatchObject({ status: 200, body: 'working on it' });
    expect(ack.error).toBeUndefined();
    expect(seen).toMatchObject({
      command: '/invoice-draft',
      text: 'ACME-WEB since 2026-01-01',
      user_id: 'U0PAM',
      channel_id: 'C0ACME',
      channel_name: 'acme-web',
      team_id: 'T0TEAM',
    });
    expect(slack.ephemerals('U0PAM').map(({ text }) => text)).toEqual(['working on it']);
    expect(slack.messages('acme-web')).toEqual([]);
  });

  test('a bot that does not answer in time is an operation_timeout', async () => {
    const { slack } = await start((app) => app.command('/invoice-draft', async () => {}), {
      ackTimeoutMs: 50,
    });
    const ack = await slack.command({ ...PAM, text: '/invoice-draft' });
    expect(ack).toMatchObject({ status: null, error: 'operation_timeout' });
    expect(ack.shown).toBe('/invoice-draft failed with the error "operation_timeout"');
  });

  test('a command that nobody registered never leaves Slack', async () => {
    const { slack } = await start(() => {});
    expect(await slack.command({ ...PAM, text: '/nope' })).toMatchObject({ error: 'invalid_command' });
  });

  test('a response_url takes five answers, and none after half an hour', async () => {
    let clock = new Date();
    let url = '';
    const listen = (app: App) =>
      app.command('/invoice-draft', async ({ command, ack }) => {
        url = command.response_url;
        await ack();
      });
    const { slack } = await start(listen, { now: () => clock });
    await slack.command({ ...PAM, text: '/invoice-draft' });
    const say = (text: string, more: object = {}) =>
      fetch(url, { method: 'POST', body: JSON.stringify({ text, ...more }) });
    expect((await say('bad', { blocks: [{ type: 'nope' }] })).status).toBe(400);
    expect((await say('for all', { response_type: 'in_channel' })).status).toBe(200);
    for (const text of ['a', 'b', 'c']) expect((await say(text)).status).toBe(200);
    expect((await say('sixth')).status).toBe(404);
    expect(slack.messages('acme-web').map(({ text }) => text)).toEqual(['for all']);
    expect(slack.ephemerals('U0PAM').map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    await slack.command({ ...PAM, text: '/invoice-draft' });
    clock = new Date(clock.getTime() + 30 * 60_000 + 1);
    expect((await say('late')).status).toBe(404);
  });
});

describe('clicks', () => {
  test('a click carries message, block, value and response_url, and the bot changes its card', async () => {
    let seen: object = {};
    const { slack } = await start((app) =>
      app.action('approve', async ({ body, ack, client }) => {
        seen = body;
        await ack();
        if (body.type !== 'block_actions') return;
        await client.chat.update({
          channel: body.channel?.id ?? '',
          ts: body.message?.ts ?? '',
          text: 'Approved',
        });
      }),
    );
    const ts = await postCard(slack);
    const ack = await slack.click({ ...PAM, ts, actionId: 'approve' });
    expect(ack.status).toBe(200);
    await slack.waitFor(() => slack.messages('acme-web')[0]?.text === 'Approved');
    expect(seen).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0PAM', team_id: 'T0TEAM' },
      container: { type: 'message', message_ts: ts, channel_id: 'C0ACME', is_ephemeral: false },
      channel: { id: 'C0ACME', name: 'acme-web' },
      message: { ts, text: 'Draft', bot_id: BOT.botId },
      actions: [{ type: 'button', action_id: 'approve', value: 'A1:1' }],
      state: { values: {} },
    });
    expect(seen).toHaveProperty('response_url');
    await expect(slack.click({ ...PAM, ts, actionId: 'approve' })).rejects.toThrow('nothing to click');
  });

  test('a person whose screen still shows the old card can click what is gone', async () => {
    const values: unknown[] = [];
    const { slack } = await start((app) =>
      app.action('approve', async ({ action, ack }) => {
        values.push('value' in action ? action.value : null);
        await ack();
      }),
    );
    const ts = await postCard(slack);
    const seen = slack.messages('acme-web')[0]?.blocks ?? [];
    await clientOf(slack).chat.update({ channel: 'C0ACME', ts, text: 'Done' });
    const ack = await slack.click({ ...PAM, ts, actionId: 'approve', seen });
    expect(ack.status).toBe(200);
    expect(values).toEqual(['A1:1']);
  });

  test('an ephemeral message is replaced and deleted through its response_url', async () => {
    const { slack } = await start((app) => {
      app.action('approve', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'sure?', blocks: card });
      });
      app.action('cancel', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    const sent = await clientOf(slack).chat.postEphemeral({
      channel: 'C0ACME',
      user: 'U0PAM',
      text: 'x',
      blocks: [{ type: 'actions', elements: [button('approve', '1'), button('cancel', '1')] }],
    });
    const ts = sent.message_ts ?? '';
    const seen = slack.ephemerals('U0PAM')[0]?.blocks ?? [];
    await slack.click({ ...PAM, ts, actionId: 'approve' });
    await slack.waitFor(() => slack.ephemerals('U0PAM')[0]?.text === 'sure?');
    await slack.click({ ...PAM, ts, actionId: 'cancel', seen });
    await slack.waitFor(() => slack.ephemerals('U0PAM').length === 0);
  });

  test('what is chosen in a menu is the action and stands in the state', async () => {
    let seen: object = {};
    const { slack } = await start((app) =>
      app.action('pick', async ({ body, ack }) => {
        seen = body;
        await ack();
      }),
    );
    const options = ['ACME', 'BETA'].map((value) => ({ text: plain(value), value }));
    const posted = await clientOf(slack).chat.postMessage({
      channel: 'C0ACME',
      text: 'Which?',
      blocks: [
        {
          type: 'actions',
          block_id: 'projects',
          elements: [{ type: 'static_select', action_id: 'pick', options }],
        },
      ],
    });
    await slack.click({ ...PAM, ts: posted.ts ?? '', actionId: 'pick', selectedOption: 'BETA' });
    expect(seen).toMatchObject({
      actions: [{ type: 'static_select', block_id: 'projects', selected_option: { value: 'BETA' } }],
      state: { values: { projects: { pick: { selected_option: { value: 'BETA' } } } } },
    });
  });
});

describe('modals', () => {
  const opensForm = (view: ReturnType<typeof form>) => (app: App) =>
    app.action('approve', async ({ ack, body, client }) => {
      await ack();
      if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view });
    });

  async function open(slack: SlackStandIn): Promise<void> {
    const ts = await postCard(slack);
    await slack.click({ ...PAM, ts, actionId: 'approve' });
    await slack.waitFor(() => slack.openViews('U0PAM').length === 1);
  }

  test('what is typed by its label is submitted, and nothing said closes the modal', async () => {
    let seen: object = {};
    const { slack } = await start((app) => {
      opensForm(form(input('Line 1 quantity', 'q1', { initial_value: '40' }), input('Memo', 'memo')))(app);
      app.view('form', async ({ ack, view }) => {
        seen = view;
        await ack();
      });
    });
    await open(slack);
    const ack = await slack.submitView({ user: 'U0PAM', labels: { Memo: 'March' } });
    expect(ack).toMatchObject({ status: 200, body: '' });
    expect(slack.openViews('U0PAM')).toEqual([]);
    expect(seen).toMatchObject({
      callback_id: 'form',
      private_metadata: 'A1:1',
      state: {
        values: {
          q1: { value: { type: 'plain_text_input', value: '40' } },
          memo: { value: { type: 'plain_text_input', value: 'March' } },
        },
      },
    });
  });

  test('Slack itself asks for required fields, and the bot’s errors stand in the open modal', async () => {
    let submissions = 0;
    const { slack } = await start((app) => {
      opensForm(form(input('Reason', 'reason', { max_length: 5 })))(app);
      app.view('form', async ({ ack }) => {
        submissions += 1;
        await ack({ response_action: 'errors', errors: { reason: 'Say more' } });
      });
    });
    await open(slack);
    const empty = await slack.submitView({ user: 'U0PAM' });
    expect(empty.errors).toEqual({ reason: 'Please complete this required field.' });
    const long = await slack.submitView({ user: 'U0PAM', labels: { Reason: 'far too long' } });
    expect(long.errors).toEqual({ reason: 'Must be at most 5 characters.' });
    expect(submissions).toBe(0);
    const refused = await slack.submitView({ user: 'U0PAM', values: { reason: { value: 'no' } } });
    expect(refused).toMatchObject({ status: 200, errors: { reason: 'Say more' } });
    expect(slack.openViews('U0PAM')[0]?.errors).toEqual({ reason: 'Say more' });
  });

  test('errors for a block that is no input are an answer Slack cannot use', async () => {
    const { slack } = await start((app) => {
      opensForm(form(input('Reason', 'reason')))(app);
      app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { other: 'x' } }));
    });
    await open(slack);
    const ack = await slack.submitView({ user: 'U0PAM', labels: { Reason: 'because' } });
    expect(ack.error).toBe('invalid_ack');
    expect(slack.openViews('U0PAM')).toHaveLength(1);
  });

  test('an answer may change the modal, put one above it, or clear them all', async () => {
    const answers = ['update', 'push', 'clear'] as const;
    let turn = 0;
    const { slack } = await start((app) => {
      opensForm(form(input('Reason', 'reason')))(app);
      app.view('form', async ({ ack }) => {
        const response_action = answers[turn++];
        const view = form(input('Why', 'reason'), input('More', 'more', { initial_value: 'm' }));
        if (response_action === 'clear') await ack({ response_action });
        else if (response_action) await ack({ response_action, view });
      });
    });
    await open(slack);
    await slack.submitView({ user: 'U0PAM', labels: { Reason: 'typed' } });
    const [updated] = slack.openViews('U0PAM');
    expect(updated?.blocks).toHaveLength(2);
    expect(updated?.state.reason?.value?.value).toBe('typed');
    await slack.submitView({ user: 'U0PAM' });
    expect(slack.openViews('U0PAM')).toHaveLength(2);
    expect(slack.openViews('U0PAM')[1]?.previousViewId).toBe(updated?.id);
    await slack.submitView({ user: 'U0PAM', labels: { Why: 'x' } });
    expect(slack.openViews('U0PAM')).toEqual([]);
  });

  test('a trigger works once and for three seconds', async () => {
    let clock = new Date();
    const triggers: string[] = [];
    const listen = (app: App) =>
      app.action('approve', async ({ ack, body }) => {
        if (body.type === 'block_actions') triggers.push(body.trigger_id);
        await ack();
      });
    const { slack } = await start(listen, { now: () => clock });
    const ts = await postCard(slack);
    await slack.click({ ...PAM, ts, actionId: 'approve' });
    await slack.click({ ...PAM, ts, actionId: 'approve' });
    const [first = '', second = ''] = triggers;
    const client = clientOf(slack);
    const view = form(input('Reason', 'reason'));
    await client.views.open({ trigger_id: first, view });
    const again = client.views.open({ trigger_id: first, view });
    await expect(again).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } });
    clock = new Date(clock.getTime() + 3001);
    const late = client.views.open({ trigger_id: second, view });
    await expect(late).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } });
  });

  test('a stale hash cannot change an open modal, and closing is told to the bot', async () => {
    const closed: string[] = [];
    const { slack } = await start((app) => {
      opensForm(form(input('Reason', 'reason')))(app);
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, view }) => {
        closed.push(view.private_metadata);
        await ack();
      });
    });
    await open(slack);
    const [view] = slack.openViews('U0PAM');
    const change = { view_id: view?.id ?? '', hash: view?.hash ?? '', view: form(input('Why', 'reason')) };
    const client = clientOf(slack);
    await client.views.update(change);
    await expect(client.views.update(change)).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    await slack.closeView({ user: 'U0PAM' });
    expect(closed).toEqual(['A1:1']);
    const gone = client.views.update({ ...change, hash: undefined });
    await expect(gone).rejects.toMatchObject({ data: { error: 'not_found' } });
  });
});

describe('events', () => {
  test('opening the Home tab lets the bot publish it', async () => {
    const { slack } = await start((app) =>
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section('hi')] } });
      }),
    );
    expect(await slack.openHome('U0PAM')).toMatchObject({ status: 200 });
    const view = await slack.waitFor(() => slack.home('U0PAM'));
    expect(view.blocks[0]).toMatchObject({ type: 'section' });
  });

  test('people’s messages come where the bot is a member, with control characters taken out', async () => {
    const texts: unknown[] = [];
    const { slack } = await start((app) =>
      app.message(async ({ message, say }) => {
        if (!('text' in message)) return;
        texts.push([message.channel_type, message.text]);
        if (texts.length === 2) await say('heard');
      }),
    );
    await slack.say({ user: 'U0PAM', channel: 'general', text: 'not for bots' });
    await slack.say({ ...PAM, text: '<!channel> & <@U0FIN>' });
    await slack.say({ user: 'U0PAM', channel: BOT.id, text: 'hello' });
    await slack.waitFor(() => slack.directMessages('U0PAM').length === 2);
    expect(texts).toEqual([
      ['channel', '&lt;!channel&gt; &amp; <@U0FIN>'],
      ['im', 'hello'],
    ]);
  });

  test('an event that is not answered with 200 comes again three times, numbered', async () => {
    const tries: unknown[] = [];
    const slack = await startWorkspace();
    stops.push(() => slack.stop());
    let allSeen = () => {};
    const seenAll = new Promise<void>((resolve) => {
      allSeen = resolve;
    });
    const server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const challenge = body.includes('url_verification');
        if (!challenge) tries.push(req.headers['x-slack-retry-num']);
        res.writeHead(challenge ? 200 : 503).end(challenge ? body : '');
        if (tries.length === 4) allSeen();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise((resolve) => server.close(() => resolve())));
    await slack.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
    expect(await slack.openHome('U0PAM')).toMatchObject({ status: 503, error: 'dispatch_failed' });
    await seenAll;
    expect(tries).toEqual([undefined, '1', '2', '3']);
  });
});

describe('signatures', () => {
  const body = 'command=%2Finvoice-draft&text=&user_id=U0PAM&channel_id=C0ACME';

  test('a genuine request is taken; a forged, an old and an oddly typed one are not', async () => {
    let commands = 0;
    const { bot } = await start((app) =>
      app.command('/invoice-draft', async ({ ack }) => {
        commands += 1;
        await ack();
      }),
    );
    const now = Math.floor(Date.now() / 1000);
    expect((await signedRequest(bot.eventsUrl, SIGNING_SECRET, body)).status).toBe(200);
    expect((await signedRequest(bot.eventsUrl, 'wrong', body)).status).toBe(401);
    const old = { timestamp: now - 6 * 60 };
    expect((await signedRequest(bot.eventsUrl, SIGNING_SECRET, body, old)).status).toBe(401);
    const odd = { contentType: 'application/x-www-form-urlencoded; charset=utf-8' };
    expect((await signedRequest(bot.eventsUrl, SIGNING_SECRET, body, odd)).status).toBe(400);
    expect(commands).toBe(1);
  });

  test('an address that does not answer the challenge is not saved', async () => {
    const slack = await startWorkspace();
    stops.push(() => slack.stop());
    await expect(slack.connect('http://127.0.0.1:1/slack/events')).rejects.toThrow('challenge');
    expect(await slack.command({ ...PAM, text: '/invoice-draft' })).toMatchObject({
      error: 'dispatch_failed',
    });
  });
});
