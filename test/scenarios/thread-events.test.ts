import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signedRequest } from '../../src/sandbox/slack/to-bot.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { atRest, drafted, now, told } from '../support/deciding.ts';
import { chosen, entries } from '../support/talk.ts';
import { card, startWorld, type World } from '../support/world.ts';

describe('what Slack delivers from a card’s thread', () => {
  let world: World;
  let shown: StoredMessage;
  let event: Record<string, unknown>;
  beforeAll(async () => {
    world = await startWorld();
    shown = await drafted(world);
    await chosen(world, 'U0FIN', shown, 'Ask a question');
    await world.slack.submitView({ user: 'U0FIN', labels: { Question: 'Is it right?' } });
    await card(world, 'C0ACME', (text) => text.includes('waiting for <@U0PAM>'));
  });
  afterAll(() => world.end());
  beforeEach(() => {
    event = {
      type: 'message',
      user: 'U0PAM',
      text: 'It is right',
      channel: shown.channel,
      channel_type: 'channel',
      ts: '1760000000.000200',
      thread_ts: shown.ts,
    };
  });

  async function deliver(id: string, more: Record<string, unknown> = {}): Promise<void> {
    const body = {
      token: 'x',
      team_id: 'T0LARK',
      api_app_id: 'A0CSIGN',
      type: 'event_callback',
      event_id: id,
      event_time: 1760000000,
      event: { ...event, ...more },
    };
    const url = `http://127.0.0.1:${world.app.port}/slack/events`;
    const secret = world.settings.env.slack.signingSecret ?? '';
    const sent = await signedRequest(url, secret, JSON.stringify(body), { contentType: 'application/json' });
    expect(sent.status).toBe(200);
  }
  const answered = () => entries(world, 'question.answered');

  test.each([
    ['a bot’s own message', { bot_id: 'B0CSIGN', user: 'U0CSIGN' }],
    ['another bot’s message with a person’s name', { bot_id: 'B0OTHER' }],
    ['an edit', { subtype: 'message_changed', message: { text: 'It is right', user: 'U0PAM' } }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['a message without a thread', { thread_ts: undefined }],
    ['the parent itself', { ts: undefined }],
    ['a message without words', { text: '' }],
    ['a thread of somebody else’s', { thread_ts: '1760000000.000100' }],
    ['something that is no message', { text: 5 }],
  ])('%s answers nothing, and nothing of it is kept', async (name, more) => {
    const before = await world.db.prisma.delivery.count();
    const parent = name === 'the parent itself' ? { ts: shown.ts } : more;
    await deliver(`Ev${name.replaceAll(/\W/g, '')}`, parent);
    await atRest(world);
    expect(await answered()).toEqual([]);
    expect(await world.db.prisma.delivery.count()).toBe(before);
  });

  test('an event that is delivered again counts once', async () => {
    for (let time = 0; time < 3; time += 1) await deliver('Ev0AGAIN');
    await card(world, 'C0ACME', (text) => text.includes('<@U0PAM> answered'));
    await atRest(world);
    expect(await answered()).toHaveLength(1);
    for (let time = 0; time < 3; time += 1) await deliver('Ev0TYPED', { user: 'U0MEI', text: 'lgtm' });
    await world.slack.waitFor(() => told(world, 'U0MEI').length > 0);
    await atRest(world);
    expect(told(world, 'U0MEI')).toHaveLength(1);
    expect(now(world, shown).ts).toBe(shown.ts);
  });

  test('the log alone tells the question and its answer as the row has them', async () => {
    const rows = await world.db.prisma.logEntry.findMany({ where: { type: { startsWith: 'question.' } } });
    const [asked, answer] = rows
      .sort((a, b) => Number(a.seq - b.seq))
      .map(({ body }) => JSON.parse(body) as { at: string; actor: string; data: { text: string } });
    const said = (one: typeof asked) => ({ by: one?.actor, text: one?.data.text, at: one?.at });
    const { question } = await world.db.prisma.approval.findFirstOrThrow();
    expect(question).toEqual({ ...said(asked), answer: said(answer) });
  });
});
