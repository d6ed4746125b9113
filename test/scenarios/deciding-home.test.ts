import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredView } from '../../src/sandbox/slack/types.ts';
import { drafted, now, told, toldThat } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { startWorld, textOf, type World } from '../support/world.ts';

describe('from App Home', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  async function home(user: string): Promise<StoredView> {
    await world.slack.openHome(user);
    return world.slack.waitFor(() => world.slack.home(user));
  }
  const click = (view: StoredView, actionId: string, seen?: StoredView['blocks']) =>
    world.slack.click({ user: view.user, viewId: view.id, actionId, ...(seen ? { seen } : {}) });

  test('a draft is approved; it is posted, the card says so, and Home no longer asks', async () => {
    const asked = await drafted(world);
    const view = await home('U0FIN');
    expect(JSON.stringify(view.blocks)).toContain('6,666.48');
    const seen = structuredClone(view.blocks);
    await click(view, 'approve');
    await expectSound(world, { invoices: 1 });
    expect(textOf(now(world, asked))).toContain('Approved by <@U0FIN>');
    await world.slack.waitFor(() =>
      JSON.stringify(world.slack.home('U0FIN')?.blocks).includes('Nothing waits for your decision'),
    );
    await click(view, 'approve', seen);
    await toldThat(world, 'U0FIN', 'You approved this already');
    await expectSound(world, { invoices: 1 });
  });

  test('who asked sees it among their own, without a button; who has no role sees nothing to decide', async () => {
    await drafted(world);
    const pam = await home('U0PAM');
    expect(JSON.stringify(pam.blocks)).toContain('6,666.48');
    expect(JSON.stringify(pam.blocks)).not.toContain('"action_id":"approve"');
    const tom = await home('U0TOM');
    expect(JSON.stringify(tom.blocks)).not.toContain('6,666.48');
  });

  test('a large one asks once more before it is approved, as its card does', async () => {
    await drafted(world, 'HARBOR-WMS');
    const view = await home('U0FIN');
    expect(JSON.stringify(view.blocks)).toContain('Approve this invoice?');
    await click(view, 'approve');
    await expectSound(world, { invoices: 0 });
    const mei = await home('U0MEI');
    await click(mei, 'approve');
    await expectSound(world, { invoices: 1 });
  });

  test('it is edited and rejected in the same modals', async () => {
    await drafted(world);
    const view = await home('U0FIN');
    await click(view, 'edit');
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length === 1);
    const saved = await world.slack.submitView({ user: 'U0FIN', labels: { 'Line 1 quantity': '8' } });
    expect(saved.errors).toBeUndefined();
    const fresh = await home('U0FIN');
    await world.slack.waitFor(() => JSON.stringify(world.slack.home('U0FIN')?.blocks).includes('v2'));
    await click(fresh, 'reject');
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length === 1);
    await world.slack.submitView({ user: 'U0FIN', labels: { Reason: 'Not this month' } });
    await expectSound(world, { invoices: 0 });
    expect(told(world, 'U0FIN')).toEqual([]);
    const [decision] = await world.db.prisma.decision.findMany();
    expect(decision).toMatchObject({ verb: 'reject', version: 2, who: 'U0FIN' });
  });
});
