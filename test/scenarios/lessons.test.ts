import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approve, drafted, edit, reject, version } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { startWorld, textOf, type World } from '../support/world.ts';

describe('what people corrected', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  test('is shown in the next draft for that customer, with who and when; so is a rejection’s reason', async () => {
    const first = await drafted(world);
    await edit(world, 'U0FIN', first, { 'Line 1 rate': '180' });
    const second = await version(world, first, 2);
    await reject(world, 'U0MEI', second, 'wrong month');
    const next = await drafted(world);
    expect(textOf(next)).toMatch(
      /Last time the rate was corrected from \$[\d.]+ to \$180\.00 by Finn, \d+ \w{3}/,
    );
    expect(textOf(next)).toMatch(/A draft was rejected by Mei-Ling, \d+ \w{3}: “wrong month”/);
    expect(await world.db.prisma.lesson.findMany({ orderBy: { at: 'asc' } })).toMatchObject([
      { verb: 'edit', who: 'U0FIN', project: 'ACME-WEB' },
      { verb: 'reject', who: 'U0MEI', text: 'wrong month' },
    ]);
    await approve(world, 'U0FIN', next);
    await expectSound(world, { invoices: 1 });
  });

  test('is not shown to another customer, and at most three of them', async () => {
    for (const reason of ['one', 'two', 'three', 'four'])
      await reject(world, 'U0FIN', await drafted(world), reason);
    const next = textOf(await drafted(world));
    for (const reason of ['two', 'three', 'four']) expect(next).toContain(`“${reason}”`);
    expect(next).not.toContain('“one”');
    expect(textOf(await drafted(world, 'CAFE-LOYAL', 'U0RAJ'))).not.toContain('was rejected');
  });

  test('stays with the draft through an edit, and a refused edit teaches nothing', async () => {
    await reject(world, 'U0FIN', await drafted(world), 'too early');
    const next = await drafted(world);
    await edit(world, 'U0FIN', next, { 'Line 1 rate': 'abc' });
    await edit(world, 'U0FIN', next, { 'Line 1 quantity': '8' });
    expect(textOf(await version(world, next, 2))).toContain('“too early”');
    expect(await world.db.prisma.lesson.count()).toBe(2);
  });
});
