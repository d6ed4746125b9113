import { afterEach, describe, expect, test } from 'vitest';
import { ask, companyIn, holdAll, plainRow } from '../support/auto.ts';
import { atRest, click } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { buttonsOf, card, startWorld, textOf, type World } from '../support/world.ts';

const CAN = '{ kind: invoice, up_to: 8000, auto: true, daily_cap: 12000, sample: 0 }';

describe('a project of mode auto', () => {
  let world: World;
  afterEach(() => world.end());
  const start = async (rule = CAN) => {
    world = await startWorld({ company: companyIn('auto', [rule]) });
    holdAll(world);
  };
  const shows = (words: string) => card(world, 'C0ACME', (text) => text.includes(words));

  test('posts by itself what a rule lets through, says so, and can be undone', async () => {
    await start();
    plainRow(world, 40);
    await ask(world);
    const done = await shows('The sheet is updated');
    expect(textOf(done)).toContain('Posted by itself under rule');
    const [invoice] = await expectSound(world, { invoices: 1 });
    expect(invoice?.PrivateNote).toContain('posted automatically under rule “invoice up to $8,000.00');
    await click(world, 'U0RAJ', done, 'undo');
    await shows('*Undone* by <@U0RAJ>');
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(buttonsOf(await shows('*Undone*'))).toEqual([]);
  });

  test('asks people once the day’s cap would be passed, and says why', async () => {
    await start();
    plainRow(world, 40);
    await ask(world);
    await shows('The sheet is updated');
    plainRow(world, 45, 'Design of the shop');
    await ask(world);
    const asked = await shows('not posted by itself: the day’s cap of $12,000.00');
    expect(buttonsOf(asked)).toEqual(['Approve', 'Edit', 'Reject']);
    await atRest(world);
    await expectSound(world, { invoices: 1 });
  });
});
