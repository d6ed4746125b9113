import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addReadyRow,
  approve,
  atRest,
  click,
  drafted,
  now,
  opened,
  told,
  toldThat,
  turns,
} from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

describe('clicks that race each other', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  test('the same two people click fifty times at once; one invoice is posted, each click is answered', async () => {
    const asked = await drafted(world);
    const clicks = Array.from({ length: 50 }, (_, index) =>
      approve(world, index % 2 === 0 ? 'U0FIN' : 'U0RAJ', asked),
    );
    const answers = await Promise.all(clicks);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await expectSound(world, { invoices: 1 });
    await world.slack.waitFor(() => {
      const all = [...told(world, 'U0FIN'), ...told(world, 'U0RAJ')];
      return all.filter((text) => /approved this/.test(text)).length === 49;
    });
  });

  test('the same click repeated by one person posts once and says so to that person alone', async () => {
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    await click(world, 'U0FIN', asked, 'approve', { seen: asked.blocks });
    await atRest(world);
    await click(world, 'U0FIN', asked, 'approve', { seen: asked.blocks });
    await expectSound(world, { invoices: 1 });
    await toldThat(world, 'U0FIN', 'You approved this already');
    expect(told(world, 'U0MEI')).toEqual([]);
  });

  test('two people reject at once; one rejection stands and the other is told in the modal', async () => {
    const asked = await drafted(world);
    const views = await Promise.all([
      opened(world, 'U0FIN', asked, 'reject'),
      opened(world, 'U0RAJ', asked, 'reject'),
    ]);
    const answers = await Promise.all(
      views.map(({ id, user }) =>
        world.slack.submitView({ user, viewId: id, labels: { Reason: `Wrong month, says ${user}` } }),
      ),
    );
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused.length).toBe(1);
    expect(JSON.stringify(refused[0]?.errors)).toContain('rejected this already');
    expect(await world.db.prisma.decision.count()).toBe(1);
    await expectSound(world, { invoices: 0 });
  });

  test('approve and reject at once, six times over: exactly one wins, and the loser is told', async () => {
    let posted = 0;
    for (let round = 0; round < 6; round += 1) {
      if (round > 0) addReadyRow(world, `Round ${round}`);
      const asked = await drafted(world);
      const view = await opened(world, 'U0RAJ', asked, 'reject');
      const reject = () =>
        world.slack.submitView({ user: 'U0RAJ', viewId: view.id, labels: { Reason: 'Not yet agreed' } });
      const order = round % 2 === 0;
      const first = order ? approve(world, 'U0FIN', asked) : reject();
      await turns(round);
      const second = order ? reject() : approve(world, 'U0FIN', asked);
      const answers = await Promise.all([first, second]);
      const rejection = answers[order ? 1 : 0];
      await atRest(world);
      const shown = textOf(now(world, asked));
      if (shown.includes('*Rejected*')) {
        expect(rejection?.errors).toBeUndefined();
        await toldThat(world, 'U0FIN', 'Rajesh rejected this already');
      } else {
        posted += 1;
        expect(JSON.stringify(rejection?.errors)).toContain('Finn approved this already');
        await world.slack.closeView({ user: 'U0RAJ' });
      }
      expect(buttonsOf(now(world, asked))).toEqual(shown.includes('*Rejected*') ? [] : ['Undo']);
      await expectSound(world, { invoices: posted });
    }
  }, 90_000);
});
