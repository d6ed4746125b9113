import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approve, drafted, toldThat } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { entries } from '../support/talk.ts';
import { card, startWorld, textOf, type World } from '../support/world.ts';

describe('the kill switch', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  const say = (user: string, text: string) => world.slack.command({ user, channel: 'C0ACME', text });

  test('while stopped a decision is recorded and waits; resumed, it is posted once', async () => {
    const waiting = await drafted(world, 'ACME-WEB');
    const stopped = await say('U0FIN', '/countersign stop because the auditors are in');
    expect(JSON.stringify(stopped.body)).toContain('Everything is stopped');
    await card(
      world,
      'C0ACME',
      (text) => text.includes('is stopped') && text.includes('the auditors are in'),
    );
    const writes = () => world.smartsheet.requests.filter((line) => line.startsWith('PUT')).length;
    const before = writes();

    const click = await approve(world, 'U0FIN', waiting);
    expect(click.status).toBe(200);
    const held = await card(
      world,
      'C0ACME',
      (text) => text.includes('Approved by') && text.includes('is stopped'),
    );
    expect(textOf(held)).not.toContain('Posted*');
    expect(world.quickbooks.requests.filter((line) => line.includes('POST /v3'))).toEqual([]);
    expect(writes()).toBe(before);

    await say('U0FIN', '/countersign resume because it is settled');
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await expectSound(world, { invoices: 1 });
  });

  test('lifting the general stop leaves a project’s own in place', async () => {
    await drafted(world, 'ACME-WEB');
    await say('U0FIN', '/countersign stop ACME-WEB because rates change');
    await say('U0MEI', '/countersign stop because month end');
    const resumed = await say('U0FIN', '/countersign resume because it is settled');
    expect(JSON.stringify(resumed.body)).toContain('Still stopped: ACME-WEB');
    await card(world, 'C0ACME', (text) => text.includes('rates change') && !text.includes('month end'));
  });

  test('a missing reason is asked for, and nothing is stopped without one', async () => {
    await say('U0FIN', '/countersign stop');
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length === 1);
    const blank = await world.slack.submitView({ user: 'U0FIN', labels: { Reason: '  ' } });
    expect(JSON.stringify(blank.errors)).toContain('Say why');
    expect(await world.db.prisma.stop.count()).toBe(0);
    await world.slack.submitView({ user: 'U0FIN', labels: { Reason: 'a doubt' } });
    await toldThat(world, 'U0FIN', 'Everything is stopped');
    expect(await world.db.prisma.stop.findFirst()).toMatchObject({
      scope: '*',
      by: 'U0FIN',
      reason: 'a doubt',
    });
  });

  test('to resume takes a reason as well: a missing one is asked for, and stands in the log', async () => {
    expect(JSON.stringify((await say('U0FIN', '/countersign resume')).body)).toContain('is not stopped');
    await say('U0FIN', '/countersign stop because of a doubt');
    await say('U0FIN', '/countersign resume');
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length === 1);
    const blank = await world.slack.submitView({ user: 'U0FIN', labels: { Reason: ' ' } });
    expect(JSON.stringify(blank.errors)).toContain('Say why');
    expect(await world.db.prisma.stop.count()).toBe(1);
    await world.slack.submitView({ user: 'U0FIN', labels: { Reason: 'the doubt is cleared' } });
    await toldThat(world, 'U0FIN', 'Everything goes on where it stood');
    expect(await world.db.prisma.stop.count()).toBe(0);
    const [resumed] = await entries(world, 'switch.resumed');
    expect(resumed).toMatchObject({ actor: 'U0FIN', data: { reason: 'the doubt is cleared' } });
  });

  test('only a finance manager may stop or resume, and a mistyped project changes nothing', async () => {
    expect(JSON.stringify((await say('U0PAM', '/countersign stop because no')).body)).toContain('Only a');
    expect(JSON.stringify((await say('U0FIN', '/countersign stop ACME-WBE because x')).body)).toContain(
      'ACME-WEB',
    );
    expect(JSON.stringify((await say('U0FIN', '/countersign stpo')).body)).toContain('/countersign stop');
    expect(await world.db.prisma.stop.count()).toBe(0);
  });

  test('a card from before a project was only observed posts nothing when it is approved', async () => {
    const waiting = await drafted(world);
    const acme = world.settings.projects.projects.find(({ code }) => code === 'ACME-WEB');
    if (acme) acme.mode = 'observe';
    await world.restart();
    await approve(world, 'U0FIN', waiting);
    await card(
      world,
      'C0ACME',
      (text) => text.includes('its mode is observe now') && text.includes('Approved by'),
    );
    expect(world.quickbooks.requests.filter((line) => line.includes('POST /v3'))).toEqual([]);
  });
});
