import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approve, drafted, now, told, toldThat } from '../support/deciding.ts';
import { type TestClock, testClock, worldAt } from '../support/clock.ts';
import { buttonsOf, card, textOf, type World } from '../support/world.ts';

/** remind: 4h, escalate: 8h, expire: 5d; the company works from nine to five, Monday to Friday. */
describe('an approval that waits', () => {
  let clock: TestClock;
  let world: World;
  beforeEach(async () => {
    clock = testClock('2033-03-16 10:00'); // a Wednesday
    world = await worldAt(clock);
  });
  afterEach(() => world.end());

  const thread = (ts: string) => world.slack.threads('C0ACME', ts).slice(1).map(textOf);
  const inThread = (ts: string, words: string) =>
    world.slack.waitFor(() => thread(ts).find((text) => text.includes(words)), 10_000);

  test('is reminded of, goes on to the next role, and expires; each once, in the thread and directly', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-16 14:01');
    await inThread(waiting.ts, 'has waited 4 working hours, 0 of 1 approved');
    await toldThat(world, 'U0FIN', 'waits for your decision');
    await toldThat(world, 'U0RAJ', 'waits for your decision');
    expect(told(world, 'U0PAM').join()).not.toContain('waits for your decision');

    clock.set('2033-03-17 10:01');
    await inThread(waiting.ts, 'it goes on to finance manager');
    await toldThat(world, 'U0MEI', 'you may approve it as well');
    await card(world, 'C0ACME', (text) => text.includes('Escalated to finance manager'));

    clock.set('2033-03-23 10:01');
    const expired = await card(world, 'C0ACME', (text) =>
      text.includes('*Expired after 5 working days without a decision*') && text.includes('says again what it said before'),
    );
    expect(buttonsOf(expired)).toEqual([]);
    await toldThat(world, 'U0PAM', 'expired after 5 working days without a decision');
    expect(thread(waiting.ts).map((text) => text.slice(0, 1))).toHaveLength(3);

    await approve(world, 'U0FIN', waiting);
  });

  test('that is gone through by a click after it expired says so, and changes nothing', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-23 10:01');
    await card(world, 'C0ACME', (text) => text.includes('*Expired after'));
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts: waiting.ts, actionId: 'approve', seen: waiting.blocks });
    await toldThat(world, 'U0FIN', 'This expired');
    expect(await world.db.prisma.rowClaim.count()).toBe(0);
    expect(buttonsOf(now(world, waiting))).toEqual([]);
  });
});
