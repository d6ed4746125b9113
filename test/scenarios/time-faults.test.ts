import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock, worldAt } from '../support/clock.ts';
import { drafted } from '../support/deciding.ts';
import { entries, nothingDue, replied, replies, timesTold } from '../support/waiting.ts';
import type { World } from '../support/world.ts';

const WORDS = 'waits for your decision';

describe('a reminder while Slack is unwell', () => {
  let clock: TestClock;
  let world: World;
  beforeEach(async () => {
    clock = testClock('2033-03-16 10:00');
    world = await worldAt(clock, () => {}, { overrides: { timeoutMs: 500, backoffMs: [100, 200] } });
  });
  afterEach(() => world.end());

  /** The clock goes on, so that what is tried again later becomes due. */
  async function goOn(until: () => boolean): Promise<void> {
    for (let minute = 2; !until() && minute < 50; minute += 1) {
      clock.set(`2033-03-16 14:${String(minute).padStart(2, '0')}`);
      await new Promise((resolve) => setImmediate(resolve));
      await nothingDue(world, clock.now()).catch(() => {});
    }
  }

  test('is sent once Slack takes it again, and once alone', async () => {
    const waiting = await drafted(world);
    world.slack.faults.set({ kind: 'status-429', match: /chat\.postMessage/, times: 3 });
    clock.set('2033-03-16 14:01');
    await goOn(() => replies(world, waiting).length > 0 && timesTold(world, 'U0FIN', WORDS) > 0);
    await replied(world, waiting, 'has waited 4 working hours');
    for (const who of ['U0RAJ', 'U0FIN', 'U0MEI']) expect(timesTold(world, who, WORDS)).toBe(1);
    expect(replies(world, waiting)).toHaveLength(1);
    expect(await entries(world, 'reminder.sent')).toHaveLength(1);
  });

  test('whose answer was lost is not sent again', async () => {
    const waiting = await drafted(world);
    world.slack.faults.set({ kind: 'drop-after', match: /chat\.postMessage/ });
    clock.set('2033-03-16 14:01');
    await nothingDue(world, clock.now());
    world.slack.faults.clear();
    await world.restart();
    clock.set('2033-03-16 14:30');
    await nothingDue(world, clock.now());
    expect(replies(world, waiting)).toHaveLength(1);
    for (const who of ['U0RAJ', 'U0FIN', 'U0MEI']) expect(timesTold(world, who, WORDS)).toBe(1);
  });

  test('goes to everybody where Slack does not say who is out of office', async () => {
    const waiting = await drafted(world);
    world.slack.faults.set({ kind: 'status-500', match: /users\.info/ });
    clock.set('2033-03-16 14:01');
    await replied(world, waiting, 'Reminded: Rajesh, Finn, Mei-Ling.');
    await nothingDue(world, clock.now());
    expect(timesTold(world, 'U0MEI', WORDS)).toBe(1);
  });
});

describe('a person who left the company', () => {
  test('keeps nobody else from being reminded', async () => {
    const clock = testClock('2033-03-16 10:00');
    const world = await worldAt(clock, (company) => {
      for (const user of company.slack.users) if (user.id === 'U0RAJ') user.deleted = true;
    });
    try {
      await drafted(world);
      clock.set('2033-03-16 14:01');
      await expect.poll(() => timesTold(world, 'U0FIN', WORDS), { timeout: 10_000 }).toBe(1);
      await nothingDue(world, clock.now());
      expect(timesTold(world, 'U0MEI', WORDS)).toBe(1);
    } finally {
      await world.end();
    }
  });
});
