import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addReadyRow, click, drafted, now, told, turns } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { startWorld, textOf, type World } from '../support/world.ts';

describe('several people decide in the same moment', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  test('two people click Approve at once, twenty times over; each time one invoice is posted', async () => {
    for (let round = 0; round < 20; round += 1) {
      if (round > 0) addReadyRow(world, `Round ${round}`);
      const asked = await drafted(world);
      const [first, second] = round % 2 === 0 ? ['U0FIN', 'U0RAJ'] : ['U0RAJ', 'U0FIN'];
      const one = click(world, first ?? '', asked, 'approve', { seen: asked.blocks });
      await turns(round * 3);
      const two = click(world, second ?? '', asked, 'approve', { seen: asked.blocks });
      expect((await Promise.all([one, two])).map(({ status }) => status)).toEqual([200, 200]);
      await expectSound(world, { invoices: round + 1 });
      expect(textOf(now(world, asked))).toContain('The sheet is updated');
    }
    const losers = [...told(world, 'U0FIN'), ...told(world, 'U0RAJ')];
    expect(losers.filter((text) => text.includes('approved this already')).length).toBe(20);
  }, 120_000);
});
