import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { APP_TOKEN } from '../../src/sandbox/sandbox.ts';
import { expectSound } from '../support/sound.ts';
import { buttonsOf, card, startWorld, textOf, type World } from '../support/world.ts';

describe('Socket Mode', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({
      env: { SLACK_APP_TOKEN: APP_TOKEN, SLACK_SIGNING_SECRET: '' },
      socketMode: true,
    });
    await connected();
  });
  afterEach(() => world.end());

  const connected = () =>
    expect.poll(() => world.slack.socketMode.connected(), { timeout: 15_000 }).toBe(true);
  const draft = async () => {
    const ack = await world.slack.command({
      user: 'U0PAM',
      channel: 'C0ACME',
      text: '/invoice-draft ACME-WEB',
    });
    expect(ack.status).toBe(200);
    return card(world, 'C0ACME', (text) => text.includes('waiting for approval'));
  };

  test('the main way works without a public address: command, card, edit form, click, invoice', async () => {
    const waiting = await draft();
    const before = world.quickbooks.entities('Invoice').length;
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts: waiting.ts, actionId: 'reject' });
    const form = await world.slack.waitFor(() => world.slack.openViews('U0FIN').at(-1));
    const blank = await world.slack.submitView({ user: 'U0FIN', viewId: form?.id, labels: { Reason: ' ' } });
    expect(JSON.stringify(blank.body)).toContain('errors'); // what an answer carries comes back through the socket
    await world.slack.closeView({ user: 'U0FIN', viewId: form?.id });
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts: waiting.ts, actionId: 'approve' });
    const posted = await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    expect(buttonsOf(posted)).toEqual(['Undo']);
    expect(world.quickbooks.entities('Invoice').length).toBe(before + 1);
    const answer = await fetch(`http://127.0.0.1:${world.app.port}/slack/events`, {
      method: 'POST',
      body: '{}',
    });
    expect(answer.status).toBe(404);
    await expectSound(world, { invoices: 1 });
  });

  test('a connection that Slack cuts is opened again, and the card that waited is decided once', async () => {
    const waiting = await draft();
    world.slack.socketMode.cut();
    await connected();
    const click = { user: 'U0FIN', channel: 'C0ACME', ts: waiting.ts, actionId: 'approve' };
    await Promise.all([world.slack.click(click), world.slack.click(click)]);
    const posted = await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    expect(textOf(posted)).toContain('6,666.48');
    await expectSound(world, { invoices: 1 });
  });

  test('SIGTERM’s way out closes the connection, and a start opens it again', async () => {
    await world.restart();
    await connected();
    await draft();
  });
});
