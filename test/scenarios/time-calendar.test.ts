import { afterEach, describe, expect, test } from 'vitest';
import { testClock, worldAt } from '../support/clock.ts';
import { drafted } from '../support/deciding.ts';
import { nothingDue, replied, replies } from '../support/waiting.ts';
import type { World } from '../support/world.ts';

describe('the company’s calendar', () => {
  let world: World;
  afterEach(() => world.end());

  test('nobody is reminded in a weekend, nor in the one in which the clock goes forward', async () => {
    const clock = testClock('2033-03-11 16:00'); // a Friday; the clock changes on the 13th
    world = await worldAt(clock);
    const waiting = await drafted(world);
    for (const time of ['2033-03-12 12:00', '2033-03-13 03:30', '2033-03-14 11:59']) {
      clock.set(time);
      await nothingDue(world, clock.now());
    }
    expect(replies(world, waiting)).toEqual([]);
    clock.set('2033-03-14 12:01');
    await replied(world, waiting, 'has waited 4 working hours');
  });

  test('a holiday is no working day', async () => {
    const clock = testClock('2033-12-22 16:00'); // a Thursday
    world = await worldAt(clock, (company) => {
      company.projectsYaml = company.projectsYaml.replace(
        /holidays: \[.*?\]/,
        'holidays: [2033-12-23, 2033-12-26]',
      );
    });
    const waiting = await drafted(world);
    clock.set('2033-12-26 15:00');
    await nothingDue(world, clock.now());
    expect(replies(world, waiting)).toEqual([]);
    clock.set('2033-12-27 12:01');
    await replied(world, waiting, 'has waited 4 working hours');
  });

  test('who works around the clock is reminded after hours that passed, not after those the clock skipped', async () => {
    const clock = testClock('2033-03-12 23:00');
    world = await worldAt(clock, (company) => {
      company.projectsYaml = company.projectsYaml.replace(
        '"09:00-17:00", days: mon-fri',
        '"00:00-24:00", days: mon-sun',
      );
    });
    const waiting = await drafted(world);
    clock.set('2033-03-13 03:59'); // 23:00 to 02:00, then 03:00 to 03:59: three hours and 59 minutes
    await nothingDue(world, clock.now());
    expect(replies(world, waiting)).toEqual([]);
    clock.set('2033-03-13 04:01');
    await replied(world, waiting, 'has waited 4 working hours');
  });
});
