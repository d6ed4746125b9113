import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signedRequest } from '../../src/sandbox/slack/to-bot.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { click, drafted, everything, told } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { startWorld, type World } from '../support/world.ts';

const SECRET = 'sandbox-signing-secret-0123456789';

const payload = (content: unknown) => `payload=${encodeURIComponent(JSON.stringify(content))}`;

const SENSELESS = [
  'payload=null',
  'payload=[]',
  'payload="text"',
  'payload=1',
  'payload={',
  'payload=',
  'payload=%7B%7D',
  'payload=null&payload=null',
  '',
  'a garbage body & = %%%',
  'payload[]=null',
  payload({ type: 'block_actions' }),
  payload({ type: 'block_actions', actions: null }),
  payload({ type: 'block_actions', actions: [] }),
  payload({ type: 'block_actions', actions: [null] }),
  payload({ type: 'block_actions', user: null, actions: [{ action_id: 'approve', type: 'button' }] }),
  payload({ type: 'view_submission' }),
  payload({ type: 'view_submission', view: null }),
  payload({ type: 'view_submission', view: { callback_id: 'edit_draft', state: null } }),
  payload({ type: 'view_submission', user: { id: 'U0FIN' }, view: { callback_id: 'reject_draft' } }),
  payload({ type: 'something_new' }),
  'command=%2Finvoice-draft',
  'command=%2Finvoice-draft&text=ACME-WEB&user_id=&channel_id=',
];

describe('what did not come from Slack, or makes no sense, changes nothing and stops nothing', () => {
  let world: World;
  let asked: StoredMessage;
  let value: string;
  let before: string;
  beforeAll(async () => {
    world = await startWorld();
    asked = await drafted(world);
    const { id } = await world.db.prisma.approval.findFirstOrThrow();
    value = `${id}:1`;
    before = await everything(world);
  });
  afterAll(() => world.end());
  afterEach(async () => {
    expect(await everything(world)).toBe(before);
    const alive = await fetch(`http://127.0.0.1:${world.app.port}/readyz`);
    expect(alive.status).toBe(200);
    await expectSound(world, { invoices: 0 });
  });

  const url = () => `http://127.0.0.1:${world.app.port}/slack/events`;
  const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;
  const approval = () =>
    payload({
      type: 'block_actions',
      user: { id: 'U0FIN' },
      team: { id: 'T0LARK' },
      channel: { id: asked.channel },
      trigger_id: '1.2.3',
      actions: [{ type: 'button', action_id: 'approve', block_id: 'decide', value }],
    });

  test('a wrong signing secret is refused', async () => {
    expect((await signedRequest(url(), 'another-secret', approval())).status).toBe(401);
  });

  test('a forged signature of the right form is refused', async () => {
    const headers = { 'x-slack-signature': `v0=${'0'.repeat(64)}` };
    expect((await signedRequest(url(), SECRET, approval(), { headers })).status).toBe(401);
  });

  test.each(['', 'v0=', 'nonsense', 'v1=abc'])('the signature “%s” is refused', async (signature) => {
    const headers = { 'x-slack-signature': signature };
    expect((await signedRequest(url(), SECRET, approval(), { headers })).status).toBe(401);
  });

  test.each([
    ['six minutes old', -360],
    ['a day old', -86_400],
    ['ten minutes in the future', 600],
    ['a year in the future', 31_536_000],
  ])('a request %s is refused, though its signature is right', async (_name, from) => {
    const answer = await signedRequest(url(), SECRET, approval(), { timestamp: seconds(from) });
    expect(answer.status).toBe(401);
  });

  test('a timestamp that is no number is refused', async () => {
    const headers = { 'x-slack-request-timestamp': 'soon' };
    expect((await signedRequest(url(), SECRET, approval(), { headers })).status).toBe(401);
  });

  test('signed and senseless bodies are each answered, and forgotten', async () => {
    const answers = SENSELESS.map((body) =>
      signedRequest(url(), SECRET, body, { signal: AbortSignal.timeout(5000) }),
    );
    expect((await Promise.all(answers)).length).toBe(SENSELESS.length);
    const json = ['null', '[]', '1', '{', '{}', '{"type":"event_callback","event":null}'];
    for (const body of json) {
      const options = { contentType: 'application/json', signal: AbortSignal.timeout(5000) };
      expect((await signedRequest(url(), SECRET, body, options)).status).toBeGreaterThanOrEqual(200);
    }
  });

  test.each([
    ['another approval', 'apr_0000000000:1', 'not known here'],
    ['a version that never was', 'VERSION', 'not one of ours'],
    ['version 0', 'ID:0', 'not one of ours'],
    ['SQL', `'; DROP TABLE "Approval"; --:1`, 'not one of ours'],
    ['5,000 characters', 'x'.repeat(5000), 'not one of ours'],
    ['nothing', '', 'not one of ours'],
    ['a version beyond numbers', 'apr_0000000000:99999999999999999999', 'not one of ours'],
  ])('a button that carries %s approves nothing and says so privately', async (_name, sent, words) => {
    const heard = told(world, 'U0FIN').length;
    const [id = ''] = value.split(':');
    const tampered = sent.replace('VERSION', `${id}:99`).replace('ID', id);
    expect((await click(world, 'U0FIN', asked, 'approve', { value: tampered })).status).toBe(200);
    await world.slack.waitFor(() => told(world, 'U0FIN').length === heard + 1);
    expect(told(world, 'U0FIN').at(-1)).toContain(words);
  });
});
