import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredView } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, drafted, reject, toldThat } from '../support/deciding.ts';
import { copiesOf } from '../support/many-waiting.ts';
import { cardOf, reconciled } from '../support/reconciling.ts';
import { expectSound } from '../support/sound.ts';
import { startWorld, type World } from '../support/world.ts';

describe('App Home', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  async function home(user: string): Promise<StoredView> {
    await world.slack.openHome(user);
    return world.slack.waitFor(() => world.slack.home(user));
  }
  const shows = (user: string, words: string) =>
    world.slack.waitFor(() => {
      const text = JSON.stringify(world.slack.home(user)?.blocks);
      if (!text.includes(words)) throw new Error(`Home does not show “${words}”: ${text}`);
      return text;
    });
  const press = (user: string, actionId: string, blockId?: string) =>
    world.slack.click({
      user,
      viewId: world.slack.home(user)?.id ?? '',
      actionId,
      ...(blockId ? { blockId } : {}),
    });

  test('with 500 waiting it is made within a second, fits Slack’s limits, and the last page shows the newest', async () => {
    const { number } = await manyWaiting(world, 500);
    const begun = performance.now();
    const view = await home('U0FIN');
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    const text = JSON.stringify(view.blocks);
    expect(text).toContain('Waiting for you: 500');
    expect(text).toContain('1 to 8 of 500, oldest first. ACME-WEB: 500');
    expect(text).toContain(`approval ${number} `);
    await press('U0FIN', 'home_next');
    await shows('U0FIN', '9 to 16 of 500');
    await press('U0FIN', 'home_before');
    await shows('U0FIN', '1 to 8 of 500');
    for (let page = 1; page < 63; page += 1) {
      await press('U0FIN', 'home_next');
      await shows('U0FIN', `${page * 8 + 1} to`);
    }
    const last = await shows('U0FIN', '497 to 500 of 500');
    expect(last).not.toContain('home_next');
    const pam = JSON.stringify((await home('U0PAM')).blocks);
    expect(pam).toContain('and 492 more');
  }, 60_000);

  test('a finance manager stops a project with a reason and resumes it, and everybody’s Home says so meanwhile', async () => {
    await drafted(world);
    await home('U0FIN');
    await press('U0FIN', 'home_stop', 'switch:ACME-WEB');
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length === 1);
    expect(await world.db.prisma.stop.count()).toBe(0);
    await world.slack.submitView({ user: 'U0FIN', labels: { Reason: 'rates change' } });
    await shows('U0FIN', 'ACME-WEB is stopped by Finn');
    expect(await world.db.prisma.stop.findFirst()).toMatchObject({ scope: 'ACME-WEB', by: 'U0FIN' });
    expect(JSON.stringify((await home('U0PAM')).blocks)).toContain('rates change');
    await press('U0FIN', 'home_resume', 'switch:ACME-WEB');
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length === 1);
    expect(await world.db.prisma.stop.count()).toBe(1);
    await world.slack.submitView({ user: 'U0FIN', labels: { Reason: 'they are agreed' } });
    await toldThat(world, 'U0FIN', 'ACME-WEB goes on');
    expect(await world.db.prisma.stop.count()).toBe(0);
    await atRest(world);
  });

  test('the switch, the projects and the log’s key are shown to finance managers alone', async () => {
    const finance = JSON.stringify((await home('U0FIN')).blocks);
    expect(finance).toContain('mode propose');
    expect(finance).toContain('home_stop');
    expect(finance).toContain('signed with this key');
    const pam = JSON.stringify((await home('U0PAM')).blocks);
    for (const words of ['mode propose', 'home_stop', 'signed with this key'])
      expect(pam).not.toContain(words);
  });

  test('finance managers see each project’s last reconciliation, and what of it is still to decide', async () => {
    expect(JSON.stringify((await home('U0FIN')).blocks)).toContain('not reconciled yet: /reconcile');
    await reconciled(world);
    await approve(world, 'U0FIN', cardOf(world, 'NP-117'));
    await atRest(world);
    await home('U0FIN');
    const text = await shows('U0FIN', '10 to decide');
    expect(text).toMatch(
      /reconciled on \d{4}-\d{2}-\d{2}, \S+ to \S+: \$[\d,.]+ less in QuickBooks, 10 to decide/,
    );
    expect(world.slack.home('U0FIN')?.blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify((await home('U0PAM')).blocks)).not.toContain('reconciled on');
  });

  test('a step that stands still is named, and what was decided is shown to who asked and who decided', async () => {
    world.quickbooks.settings.closingDate = '2099-12-31';
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    await atRest(world);
    const failed = JSON.stringify((await home('U0MEI')).blocks);
    expect(failed).toMatch(/Standing still until somebody presses Retry on the card: 1/);
    expect(failed).toContain('Account Period Closed');
    await reject(world, 'U0FIN', asked, 'The books are closed');
    await expectSound(world, { invoices: 0 });
    for (const user of ['U0PAM', 'U0FIN']) {
      const text = JSON.stringify((await home(user)).blocks);
      expect(text).toContain('Recently decided');
      expect(text).toContain('The books are closed');
    }
    expect(JSON.stringify((await home('U0RAJ')).blocks)).not.toContain('Recently decided');
  });
});

/** One real draft of Pam's and copies of it, as they would stand after a busy week. */
async function manyWaiting(world: World, count: number): Promise<{ number: number }> {
  await drafted(world);
  const { prisma } = world.db;
  const oldest = await prisma.approval.findFirstOrThrow({ select: { number: true } });
  await copiesOf(world, oldest.number, count - 1);
  return oldest;
}
