import { ErrorCode, type WebAPICallResult } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { BOT, button, clientOf, plain, section, startWorkspace } from './slack-fixture.ts';

let slack: SlackStandIn;
let client: ReturnType<typeof clientOf>;
let clock: Date;

beforeEach(async () => {
  clock = new Date('2026-03-02T15:00:00Z');
  slack = await startWorkspace({ now: () => clock });
  client = clientOf(slack);
});
afterEach(() => slack.stop());

/** The data of the platform error that the call must end in. */
async function refused(call: Promise<WebAPICallResult>): Promise<Record<string, unknown>> {
  const error: unknown = await call.then(
    () => ({ code: 'it went through' }),
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: ErrorCode.PlatformError });
  const { data } = error as { data: Record<string, unknown> };
  return data;
}

const post = (text: string, more: object = {}) =>
  client.chat.postMessage({ channel: 'C0ACME', text, ...more });
const tsOf = ({ ts }: { ts?: string | undefined }) => ts ?? 'no ts';

describe('who may do what', () => {
  test('auth.test names the bot, and the scopes come as a header', async () => {
    const answer = await client.auth.test();
    expect(answer).toMatchObject({ ok: true, user_id: BOT.id, bot_id: BOT.botId, team_id: 'T0TEAM' });
    expect(answer.response_metadata?.scopes).toContain('chat:write');
  });

  test('another token is refused, and none is told apart from it', async () => {
    expect(await refused(clientOf(slack, 'xoxb-wrong').auth.test())).toMatchObject({ error: 'invalid_auth' });
    const bare = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(bare.status).toBe(200);
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  test('a token without the scope is told which one is needed', async () => {
    const poor = await startWorkspace({ scopes: ['chat:write'] });
    try {
      expect(await refused(clientOf(poor).users.list({}))).toMatchObject({
        error: 'missing_scope',
        needed: 'users:read',
        provided: 'chat:write',
      });
    } finally {
      await poor.stop();
    }
  });

  test('a method that is not there is unknown_method', async () => {
    expect(await refused(client.apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
  });
});

describe('messages', () => {
  test('a message is posted with its blocks and metadata and stands in the history', async () => {
    const metadata = { event_type: 'draft_posted', event_payload: { approval: 'A1', version: 2 } };
    const posted = await post('Draft', { blocks: [section('*Draft*')], metadata });
    expect(posted.message).toMatchObject({ bot_id: BOT.botId, text: 'Draft', metadata });
    const plainHistory = await client.conversations.history({ channel: 'C0ACME' });
    expect(plainHistory.messages?.[0]).not.toHaveProperty('metadata');
    const history = await client.conversations.history({ channel: 'C0ACME', include_all_metadata: true });
    expect(history.messages).toHaveLength(1);
    expect(history.messages?.[0]).toMatchObject({ ts: posted.ts, metadata });
  });

  test('a JSON body is understood as well as a form', async () => {
    const answer = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: 'Bearer xoxb-test-token',
      },
      body: JSON.stringify({ channel: 'C0ACME', text: 'hi', blocks: [section('hi')] }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, channel: 'C0ACME' });
  });

  test('a changed text without blocks takes the blocks away and marks the message as edited', async () => {
    const { ts } = await post('Draft', { blocks: [section('a'), section('b')] });
    await client.chat.update({ channel: 'C0ACME', ts: tsOf({ ts }), text: 'Approved' });
    expect(slack.messages('acme-web')[0]).toMatchObject({ text: 'Approved', blocks: [], ts });
    expect(slack.messages('acme-web')[0]?.edited).toBeDefined();
  });

  test('metadata stays through an update that names none, and goes with an empty one', async () => {
    const metadata = { event_type: 'e', event_payload: { a: 1 } };
    const ts = tsOf(await post('x', { metadata }));
    await client.chat.update({ channel: 'C0ACME', ts, text: 'y' });
    expect(slack.messages('C0ACME')[0]?.metadata).toEqual(metadata);
    await client.apiCall('chat.update', { channel: 'C0ACME', ts, text: 'y', metadata: {} });
    expect(slack.messages('C0ACME')[0]?.metadata).toBeUndefined();
  });

  test.each([
    ['a channel that is not there', { channel: 'C0NONE', text: 'x' }, 'channel_not_found'],
    ['a private channel of others', { channel: 'C0HIDE', text: 'x' }, 'channel_not_found'],
    ['a channel the bot is not in', { channel: 'C0MAIN', text: 'x' }, 'not_in_channel'],
    ['nothing to say', { channel: 'C0ACME', text: '' }, 'no_text'],
    ['too long a text', { channel: 'C0ACME', text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['an unknown thread', { channel: 'C0ACME', text: 'x', thread_ts: '1.1' }, 'cannot_reply_to_message'],
  ])('%s is refused', async (_, args, error) => {
    expect(await refused(client.chat.postMessage(args))).toMatchObject({ error });
    expect(slack.messages('C0ACME')).toEqual([]);
  });

  test('blocks over 13,200 bytes together are refused', async () => {
    const blocks = [1, 2, 3, 4, 5].map(() => section('x'.repeat(2700)));
    expect(await refused(post('x', { blocks }))).toMatchObject({ error: 'msg_blocks_too_long' });
  });

  test('a faulty block is named with what is wrong with it', async () => {
    const blocks = [section('fine'), { type: 'header', text: plain('x'.repeat(151)) }];
    expect(await refused(post('x', { blocks }))).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]'],
      },
    });
  });

  test('only the bot itself may change and delete its messages', async () => {
    const { ts } = await slack.say({ user: 'U0PAM', channel: 'acme-web', text: 'hello' });
    const at = { channel: 'C0ACME', ts };
    expect(await refused(client.chat.update({ ...at, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refused(client.chat.delete(at))).toMatchObject({ error: 'cant_delete_message' });
    const nowhere = { channel: 'C0ACME', ts: '1.1', text: 'x' };
    expect(await refused(client.chat.update(nowhere))).toMatchObject({ error: 'message_not_found' });
    const own = tsOf(await post('mine'));
    await client.chat.delete({ channel: 'C0ACME', ts: own });
    expect(slack.messages('C0ACME').map((message) => message.ts)).toEqual([ts]);
  });

  test('replies stay in their thread and the parent counts them', async () => {
    const parent = tsOf(await post('parent'));
    await post('one', { thread_ts: parent });
    await post('two', { thread_ts: parent, reply_broadcast: true });
    const history = await client.conversations.history({ channel: 'C0ACME' });
    expect(history.messages?.map(({ text }) => text)).toEqual(['two', 'parent']);
    expect(history.messages?.[1]).toMatchObject({ reply_count: 2, reply_users: [BOT.id] });
    const replies = await client.conversations.replies({ channel: 'C0ACME', ts: parent });
    expect(replies.messages?.map(({ text }) => text)).toEqual(['parent', 'one', 'two']);
    expect(slack.threads('acme-web', parent)).toHaveLength(3);
  });

  test('an ephemeral message is there for its one person, and cannot be updated', async () => {
    const to = { channel: 'C0ACME', user: 'U0FIN', text: 'psst' };
    const sent = await client.chat.postEphemeral(to);
    expect(slack.ephemerals('U0FIN').map(({ text }) => text)).toEqual(['psst']);
    expect(slack.ephemerals('U0PAM')).toEqual([]);
    expect(slack.messages('C0ACME')).toEqual([]);
    const change = { channel: 'C0ACME', ts: sent.message_ts ?? '', text: 'x' };
    expect(await refused(client.chat.update(change))).toMatchObject({ error: 'message_not_found' });
    const outsider = client.chat.postEphemeral({ ...to, user: 'U0GUS' });
    expect(await refused(outsider)).toMatchObject({ error: 'user_not_in_channel' });
  });

  test('a message to a person goes to their direct messages, and conversations.open names the same channel', async () => {
    const posted = await client.chat.postMessage({ channel: 'U0PAM', text: 'hello' });
    const opened = await client.conversations.open({ users: 'U0PAM' });
    expect(opened.channel?.id).toBe(posted.channel);
    expect(slack.directMessages('U0PAM').map(({ text }) => text)).toEqual(['hello']);
  });

  test('a history is read in pages, newest first', async () => {
    for (const text of ['a', 'b', 'c']) await post(text);
    const first = await client.conversations.history({ channel: 'C0ACME', limit: 2 });
    expect(first.messages?.map(({ text }) => text)).toEqual(['c', 'b']);
    expect(first.has_more).toBe(true);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.history({ channel: 'C0ACME', limit: 2, cursor });
    expect(second.messages?.map(({ text }) => text)).toEqual(['a']);
    const oldest = first.messages?.[1]?.ts ?? '';
    const later = await client.conversations.history({ channel: 'C0ACME', oldest });
    expect(later.messages?.map(({ text }) => text)).toEqual(['c']);
  });

  test('a permalink names channel and message, and a reaction is added once', async () => {
    const ts = tsOf(await post('x'));
    const link = await client.chat.getPermalink({ channel: 'C0ACME', message_ts: ts });
    expect(link.permalink).toBe(`https://northwind.slack.com/archives/C0ACME/p${ts.replace('.', '')}`);
    const reaction = { channel: 'C0ACME', timestamp: ts, name: 'eyes' };
    await client.reactions.add(reaction);
    expect(await refused(client.reactions.add(reaction))).toMatchObject({ error: 'already_reacted' });
  });
});

describe('people and channels', () => {
  test('users are listed with the bot, told apart, and found by e-mail', async () => {
    const { members } = await client.users.list({});
    expect(members?.map(({ id }) => id)).toEqual([BOT.id, 'U0PAM', 'U0FIN', 'U0GUS', 'U0OLD']);
    const info = await client.users.info({ user: 'U0GUS' });
    expect(info.user).toMatchObject({ is_bot: false, deleted: false, is_restricted: true });
    const gone = await client.users.info({ user: 'U0OLD' });
    expect(gone.user).toMatchObject({ deleted: true });
    expect(await refused(client.users.info({ user: 'U0XXX' }))).toMatchObject({ error: 'user_not_found' });
    const found = await client.users.lookupByEmail({ email: 'PAM@example.com' });
    expect(found.user?.id).toBe('U0PAM');
    const missing = client.users.lookupByEmail({ email: 'x@example.com' });
    expect(await refused(missing)).toMatchObject({ error: 'users_not_found' });
  });

  test('public channels are listed, and the bot joins one before it writes there', async () => {
    const { channels } = await client.conversations.list({});
    expect(channels?.map(({ name, is_member }) => [name, is_member])).toEqual([
      ['acme-web', true],
      ['general', false],
    ]);
    await client.conversations.join({ channel: 'C0MAIN' });
    expect(await client.chat.postMessage({ channel: 'C0MAIN', text: 'hi' })).toMatchObject({ ok: true });
    const { members } = await client.conversations.members({ channel: 'C0MAIN' });
    expect(members).toContain(BOT.id);
  });
});

describe('views without a bot', () => {
  const home = (text: string) => ({ type: 'home' as const, blocks: [section(text)] });

  test('a Home view is published, and a stale hash conflicts', async () => {
    const first = await client.views.publish({ user_id: 'U0PAM', view: home('one') });
    const hash = first.view?.hash ?? '';
    await client.views.publish({ user_id: 'U0PAM', view: home('two'), hash });
    const stale = client.views.publish({ user_id: 'U0PAM', view: home('three'), hash });
    expect(await refused(stale)).toMatchObject({ error: 'hash_conflict' });
    expect(JSON.stringify(slack.home('U0PAM')?.blocks)).toContain('two');
  });

  test('a trigger that nobody gave is refused', async () => {
    const view = { type: 'modal' as const, title: plain('x'), blocks: [section('x')] };
    const opened = client.views.open({ trigger_id: 'made-up', view });
    expect(await refused(opened)).toMatchObject({ error: 'invalid_trigger_id' });
  });
});

describe('faults', () => {
  test('429 comes with Retry-After', async () => {
    slack.faults.set({ kind: 'status-429', match: /chat\.postMessage/, times: 1, retryAfter: 7 });
    await expect(post('x')).rejects.toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 7 });
    await post('x');
    expect(slack.messages('C0ACME')).toHaveLength(1);
  });

  test('an answer lost after the deed leaves the message, one lost before it does not', async () => {
    slack.faults.set({ kind: 'drop-before', times: 1 });
    await expect(post('lost')).rejects.toMatchObject({ code: ErrorCode.RequestError });
    slack.faults.set({ kind: 'drop-after', times: 1 });
    await expect(post('done')).rejects.toMatchObject({ code: ErrorCode.RequestError });
    expect(slack.messages('C0ACME').map(({ text }) => text)).toEqual(['done']);
  });

  test.each(['status-500', 'status-503', 'html'] as const)('%s is an HTTP error', async (kind) => {
    slack.faults.set({ kind, times: 1 });
    await expect(post('x')).rejects.toMatchObject({ code: ErrorCode.HTTPError });
  });

  test('a hanging call ends at the client’s timeout, and a dead token is told', async () => {
    slack.faults.set({ kind: 'hang', times: 1 });
    await expect(post('x')).rejects.toMatchObject({ code: ErrorCode.RequestError });
    slack.faults.set({ kind: 'expired-token', times: 1 });
    expect(await refused(post('x'))).toMatchObject({ error: 'token_revoked' });
  });
});

test('calls are kept with what was sent and answered', async () => {
  await post('Draft', { blocks: [{ type: 'actions', elements: [button('approve', '1:1')] }] });
  expect(slack.requests).toEqual(['POST /api/chat.postMessage']);
  expect(slack.calls[0]).toMatchObject({
    method: 'chat.postMessage',
    args: { channel: 'C0ACME', text: 'Draft' },
    response: { ok: true },
  });
});
