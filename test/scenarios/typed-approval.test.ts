import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { atRest, drafted, edit, everything, told, toldThat, version } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { write } from '../support/talk.ts';
import { buttonsOf, startWorld, type World } from '../support/world.ts';

describe('words that read like an approval', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  const offered = (user: string) =>
    world.slack.waitFor(() =>
      world.slack.ephemerals(user).find((one) => buttonsOf(one).includes('Make it count')),
    );

  test('never count themselves; a private button makes them count', async () => {
    const shown = await drafted(world);
    await write(world, 'U0FIN', shown, 'Looks good to me!');
    const offer = await offered('U0FIN');
    expect(offer.threadTs).toBe(shown.ts);
    await expectSound(world, { invoices: 0 });
    await world.slack.click({ user: 'U0FIN', channel: offer.channel, ts: offer.ts, actionId: 'approve' });
    await expectSound(world, { invoices: 1 });
  });

  test('the button is bound to the version that was up', async () => {
    const shown = await drafted(world);
    await write(world, 'U0FIN', shown, '+1');
    const offer = await offered('U0FIN');
    await edit(world, 'U0MEI', shown, { 'Line 1 quantity': '8' });
    await version(world, shown, 2);
    await world.slack.click({ user: 'U0FIN', channel: offer.channel, ts: offer.ts, actionId: 'approve' });
    await toldThat(world, 'U0FIN', 'This is version 1');
    await expectSound(world, { invoices: 0 });
  });

  test('by somebody who may not approve are answered with the reason, privately', async () => {
    const shown = await drafted(world);
    const before = await everything(world);
    await write(world, 'U0PAM', shown, 'approved');
    await toldThat(world, 'U0PAM', 'You asked for this draft');
    await write(world, 'U0TOM', shown, 'lgtm');
    await toldThat(world, 'U0TOM', 'not set up');
    expect(buttonsOf(world.slack.ephemerals('U0PAM')[0] ?? { blocks: [] })).toEqual([]);
    const after = JSON.parse(await everything(world));
    expect({ ...after, cards: 0 }).toEqual({ ...JSON.parse(before), cards: 0 });
  });

  test('a no, a question or a condition gets nothing, and neither does the channel itself', async () => {
    const shown = await drafted(world);
    for (const text of ['not approved', "don't approve", 'approved?'])
      await write(world, 'U0FIN', shown, text);
    await world.slack.say({ user: 'U0FIN', channel: shown.channel, text: 'approved' });
    await write(world, 'U0MEI', shown, 'approved');
    await offered('U0MEI');
    await atRest(world);
    expect(told(world, 'U0FIN')).toEqual([]);
  });
});
