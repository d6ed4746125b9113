import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  approve,
  click,
  drafted,
  edit,
  everything,
  now,
  opened,
  told,
  toldThat,
  version,
} from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

describe('a button belongs to one version', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  test('an edit makes v2 with old and new values and by whom, and v2 is what is posted', async () => {
    const asked = await drafted(world);
    const saved = await edit(world, 'U0FIN', asked, {
      'Line 2 description': 'Checkout redesign, guest flow included',
      'Line 2 quantity': '5.25',
      'Line 2 rate': '$170',
      Memo: 'Thank you, Acme',
    });
    expect(saved.errors).toBeUndefined();
    const v2 = await version(world, asked, 2);
    expect(v2.ts).toBe(asked.ts);
    for (const words of [
      'Changed by <@U0FIN>',
      'Line 2 quantity: 6 → 5.25',
      'Line 2 rate: $165.00 → $170.00',
      'Line 2 amount: $990.00 → $892.50',
      'guest flow included',
      'Total: $6,666.48 → $6,568.98',
      '0 of 1',
    ])
      expect(textOf(v2)).toContain(words);
    await approve(world, 'U0RAJ', v2);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(posted?.TotalAmt).toBe(6568.98);
    expect(String(posted?.PrivateNote)).toContain(' v2 ');
  });

  test('a click on the old version’s button after an edit changes nothing and says why, privately', async () => {
    const asked = await drafted(world);
    await edit(world, 'U0FIN', asked, { 'Line 1 quantity': '7' });
    await version(world, asked, 2);
    const before = await everything(world);
    for (const action of ['approve', 'edit', 'reject']) {
      await click(world, 'U0RAJ', asked, action, { seen: asked.blocks });
      await world.slack.waitFor(
        () => told(world, 'U0RAJ').length >= ['approve', 'edit', 'reject'].indexOf(action) + 1,
      );
    }
    expect(
      told(world, 'U0RAJ').every((text) => text.includes('version 1') && text.includes('version 2')),
    ).toBe(true);
    expect(world.slack.openViews('U0RAJ')).toEqual([]);
    expect(told(world, 'U0MEI')).toEqual([]);
    expect(await everything(world)).toBe(before);
    await expectSound(world, { invoices: 0 });
  });

  test('a modal opened on an older version is refused with the reason when it is saved', async () => {
    const asked = await drafted(world);
    const mine = await opened(world, 'U0RAJ', asked, 'edit');
    const rejecting = await opened(world, 'U0MEI', asked, 'reject');
    await edit(world, 'U0FIN', asked, { 'Line 1 quantity': '7' });
    await version(world, asked, 2);
    const before = await everything(world);
    const saved = await world.slack.submitView({
      user: 'U0RAJ',
      viewId: mine.id,
      labels: { 'Line 1 quantity': '100' },
    });
    expect(JSON.stringify(saved.errors)).toContain('draft is at version 2 by now');
    const rejected = await world.slack.submitView({
      user: 'U0MEI',
      viewId: rejecting.id,
      labels: { Reason: 'Too early' },
    });
    expect(JSON.stringify(rejected.errors)).toContain('draft is at version 2 by now');
    expect(await everything(world)).toBe(before);
    await expectSound(world, { invoices: 0 });
  });

  test('a modal still open when the draft is approved is refused with the reason', async () => {
    const asked = await drafted(world);
    const mine = await opened(world, 'U0RAJ', asked, 'edit');
    await approve(world, 'U0FIN', asked);
    const saved = await world.slack.submitView({ user: 'U0RAJ', viewId: mine.id, labels: { Memo: 'Late' } });
    expect(JSON.stringify(saved.errors)).toContain('Finn approved this already');
    await expectSound(world, { invoices: 1 });
  });

  test('two of two must approve; the card says 1 of 2, and nobody counts twice', async () => {
    const asked = await drafted(world, 'HARBOR-WMS');
    expect(textOf(asked)).toContain('*0 of 2*');
    await approve(world, 'U0FIN', asked);
    const half = await version(world, asked, 1);
    expect(textOf(half)).toContain('*1 of 2*');
    expect(textOf(half)).toContain('<@U0FIN>');
    const before = await everything(world);
    await approve(world, 'U0FIN', asked);
    await toldThat(world, 'U0FIN', 'You have approved this version already');
    expect(await everything(world)).toBe(before);
    await expectSound(world, { invoices: 0 });
    await approve(world, 'U0MEI', asked);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(String(posted?.PrivateNote)).toMatch(/approved by Finn and Mei-Ling$/);
    expect(textOf(now(world, asked))).toContain('Approved by <@U0FIN> and <@U0MEI>');
  });

  test('an edit takes approvals back: one approved, another edited, then two must approve again', async () => {
    const asked = await drafted(world, 'HARBOR-WMS');
    await approve(world, 'U0FIN', asked);
    await version(world, asked, 1);
    await edit(world, 'U0MEI', asked, { 'Line 1 quantity': '80' });
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('*0 of 2*');
    await approve(world, 'U0MEI', v2);
    await expectSound(world, { invoices: 0 });
    await approve(world, 'U0FIN', v2);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(String(posted?.PrivateNote)).toContain('approved by Mei-Ling and Finn');
  });

  test('an edit that raises the amount above 50,000 makes two approvals necessary, by finance', async () => {
    const asked = await drafted(world);
    await edit(world, 'U0RAJ', asked, { 'Line 1 quantity': '330' });
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('*0 of 2*');
    expect(textOf(v2)).toContain('Approve this invoice?');
    await approve(world, 'U0RAJ', v2);
    await toldThat(world, 'U0RAJ', 'finance manager');
    await approve(world, 'U0FIN', v2);
    await expectSound(world, { invoices: 0 });
    await approve(world, 'U0MEI', v2);
    await expectSound(world, { invoices: 1 });
    expect(buttonsOf(now(world, asked))).toEqual(['Undo']);
  });
});
