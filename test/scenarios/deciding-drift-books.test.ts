import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { approve, drafted, everything, now, toldThat, version } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

const WEBSITE = '2';
const CONSULTING = '1';

describe('the books change after the card', () => {
  let world: World;
  let asked: StoredMessage;
  beforeEach(async () => {
    world = await startWorld();
    asked = await drafted(world);
  });
  afterEach(() => world.end());

  const changes: [string, Record<string, unknown>, string][] = [
    [
      'e-mail',
      { PrimaryEmailAddr: { Address: 'new@acme.example' } },
      'E-mail: ap@acme.example → new@acme.example',
    ],
    ['terms', { SalesTermRef: { value: '2' } }, 'Terms: Net 30 → Net 15'],
    ['name', { DisplayName: 'Website 2', FullyQualifiedName: 'Acme Corp:Website 2' }, 'Website 2'],
  ];
  for (const [what, patch, words] of changes)
    test(`the customer’s ${what} changed: nothing is posted, v2 says so, and approved again it posts`, async () => {
      world.quickbooks.edit('Customer', WEBSITE, patch);
      await approve(world, 'U0FIN', asked);
      const v2 = await version(world, asked, 2);
      expect(textOf(v2)).toContain(words);
      await expectSound(world, { invoices: 0 });
      await approve(world, 'U0FIN', v2);
      await expectSound(world, { invoices: 1 });
    });

  test('the item’s price changed: the line without a rate of its own follows it', async () => {
    world.quickbooks.edit('Item', CONSULTING, { UnitPrice: 155 });
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('Line 3 rate: $150.00 → $155.00');
    await approve(world, 'U0FIN', v2);
    await expectSound(world, { invoices: 1 });
  });

  test('the customer made inactive blocks it, in clear words; active again, it is approved and posted', async () => {
    world.quickbooks.edit('Customer', WEBSITE, { Active: false });
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('is inactive in QuickBooks');
    expect(textOf(v2)).toContain('Can’t be approved yet');
    await approve(world, 'U0FIN', v2);
    const said = await toldThat(world, 'U0FIN', 'can');
    expect(said).toContain('is inactive in QuickBooks');
    expect(said).toContain('Make Acme Corp:Website active in QuickBooks and press Approve');
    await expectSound(world, { invoices: 0 });
    expect(textOf(now(world, asked))).toContain('*v2*');

    world.quickbooks.edit('Customer', WEBSITE, { Active: true });
    await approve(world, 'U0FIN', v2);
    const v3 = await version(world, asked, 3);
    expect(textOf(v3)).toContain('waiting for approval');
    await approve(world, 'U0FIN', v3);
    await expectSound(world, { invoices: 1 });
  });
});

describe('a draft that is blocked', () => {
  test('is refused privately with how to clear it, makes no version while it stands, and posts once cleared', async () => {
    const world = await startWorld();
    const sheet = 4583173393803140;
    const row = world.smartsheet
      .sheet(sheet)
      .rows.findLast(({ cells }) => cells.Task === 'Checkout redesign');
    const id = row?.id ?? 0;
    world.smartsheet.edit(sheet, id, { 'QuickBooks Invoice #': '1042', 'QB Transaction ID': '77' });
    const asked = await drafted(world);
    expect(textOf(asked)).toContain('cannot be approved yet');
    expect(buttonsOf(asked)).toEqual(['Approve', 'Edit', 'Reject']);
    const before = JSON.parse(await everything(world));

    for (let click = 0; click < 3; click += 1) {
      await approve(world, 'U0FIN', asked);
      const said = await toldThat(world, 'U0FIN', 'approved yet');
      expect(said).toContain('Billed before');
      expect(said).toContain('Clear QuickBooks Invoice #');
    }
    const after = JSON.parse(await everything(world));
    expect([after.drafts, after.decisions, after.entries]).toEqual([
      before.drafts,
      before.decisions,
      before.entries,
    ]);

    world.smartsheet.edit(sheet, id, { 'QuickBooks Invoice #': null, 'QB Transaction ID': null });
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('waiting for approval');
    expect(textOf(v2)).not.toContain('Billed before');
    await approve(world, 'U0FIN', v2);
    await expectSound(world, { invoices: 1 });
    await world.end();
  });
});
