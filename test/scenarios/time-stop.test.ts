import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock, worldAt } from '../support/clock.ts';
import { drafted } from '../support/deciding.ts';
import { entries, nothingDue, replied, replies } from '../support/waiting.ts';
import { card, type World } from '../support/world.ts';

describe('while everything is stopped', () => {
  let clock: TestClock;
  let world: World;
  beforeEach(async () => {
    clock = testClock('2033-03-16 10:00');
    world = await worldAt(clock);
  });
  afterEach(() => world.end());
  const say = (text: string) => world.slack.command({ user: 'U0FIN', channel: 'C0ACME', text });

  test('nothing reminds and nothing expires, and the pause does not count', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-16 12:00');
    await say('/countersign stop because of the audit');
    await card(world, 'C0ACME', (text) => text.includes('is stopped'));
    clock.set('2033-03-30 12:00');
    await nothingDue(world, clock.now());
    await world.restart();
    await nothingDue(world, clock.now());
    expect(replies(world, waiting)).toEqual([]);

    await say('/countersign resume because it is settled');
    await card(world, 'C0ACME', (text) => !text.includes('is stopped'));
    clock.set('2033-03-30 13:59');
    await nothingDue(world, clock.now());
    expect(replies(world, waiting)).toEqual([]);
    clock.set('2033-03-30 14:01');
    await replied(world, waiting, 'has waited 4 working hours');
    const [resumed] = await entries(world, 'switch.resumed');
    expect(resumed).toMatchObject({ waits: [{ waitingSince: '2033-03-30T15:00:00.000Z' }] });
  });

  test('another project’s deadlines go on', async () => {
    const acme = await drafted(world);
    const cafe = await drafted(world, 'CAFE-LOYAL', 'U0RAJ');
    await say('/countersign stop ACME-WEB because rates change');
    clock.set('2033-03-16 14:01');
    await replied(world, cafe, 'has waited 4 working hours');
    await nothingDue(world, clock.now());
    expect(replies(world, acme)).toEqual([]);
  });

  test('a draft that expired just before is cleaned up once it goes on', async () => {
    await drafted(world);
    const free = world.smartsheet.occupy(4583173393803140);
    clock.set('2033-03-23 10:01');
    await card(world, 'C0ACME', (text) => text.includes('*Expired after'));
    await say('/countersign stop because of the audit');
    free();
    clock.set('2033-03-23 11:00');
    await say('/countersign resume because it is settled');
    await card(world, 'C0ACME', (text) => text.includes('says again what it said before'), 20_000);
  });
});
