import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Overrides } from '../../src/overrides.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { drafted } from '../support/deciding.ts';
import { digests, ended, looksPass, nothingToSay, worldOnTime } from '../support/digests.ts';
import { textOf, type World } from '../support/world.ts';

/** Quick to give up and to try again. */
const IMPATIENT: Overrides = { timeoutMs: 600, backoffMs: [100, 200] };
const POST = /chat\.postMessage/;

describe('a digest is posted once', () => {
  let world: World;
  afterEach(() => world.end());

  const begin = async (time: string, overrides: Overrides = {}): Promise<TestClock> => {
    const clock = testClock(time);
    world = await worldOnTime(clock, nothingToSay, { overrides });
    await drafted(world);
    return clock;
  };
  const logged = async () =>
    (await world.db.prisma.logEntry.findMany({ where: { type: { startsWith: 'digest.' } } })).flatMap(
      ({ type, body }) => (body.includes('"channel":"C0ACME"') ? type : []),
    );
  const claimed = () => world.db.prisma.occasion.count({ where: { what: 'digest', whose: 'C0ACME' } });

  test('by two bots on one database that see nine o’clock in the same moment', async () => {
    const clock = await begin('2033-03-15 17:00');
    const other = await createApp(world.settings, pino({ level: 'silent' }), {
      ...{ now: clock.now, scheduleMs: 25, sweepMs: 100, rhythm: null },
    });
    try {
      for (const date of ['2033-03-16', '2033-03-17', '2033-03-18']) {
        clock.set(`${date} 09:00`);
        await ended(world, date);
        await looksPass(world);
      }
    } finally {
      await other.stop();
    }
    expect(digests(world)).toHaveLength(3);
    expect(await claimed()).toBe(3);
    expect(await logged()).toEqual(['digest.posted', 'digest.posted', 'digest.posted']);
  });

  test('where the bot went down after the day was claimed and before Slack took the message', async () => {
    const clock = await begin('2033-03-15 17:00', IMPATIENT);
    world.slack.faults.set({ kind: 'drop-before', match: POST });
    clock.set('2033-03-16 09:00');
    await expect.poll(claimed, { timeout: 10_000 }).toBe(1);
    await world.app.stop();
    expect(digests(world)).toEqual([]);
    world.slack.faults.clear();
    await world.restart();
    expect(await ended(world, '2033-03-16')).toBe('sent');
    await looksPass(world);
    expect(digests(world)).toHaveLength(1);
  });

  test('where Slack took it and its answer was lost: it is found again by what it carries', async () => {
    const clock = await begin('2033-03-15 17:00', IMPATIENT);
    world.slack.faults.set({ kind: 'drop-after', match: POST, times: 1 });
    clock.set('2033-03-16 09:00');
    expect(await ended(world, '2033-03-16')).toBe('sent');
    await world.restart();
    await looksPass(world);
    expect(digests(world)).toHaveLength(1);
    expect(await logged()).toEqual(['digest.posted']);
  });

  test('and not at all where Slack took none all day: its news are left for the next', async () => {
    const clock = await begin('2033-03-15 17:00', IMPATIENT);
    world.slack.faults.set({ kind: 'drop-before', match: POST });
    clock.set('2033-03-16 23:50');
    await expect.poll(claimed, { timeout: 10_000 }).toBe(1);
    await world.app.stop();
    clock.set('2033-03-17 09:00');
    world.slack.faults.clear();
    await world.restart();
    expect(await ended(world, '2033-03-17')).toBe('sent');
    expect(await ended(world, '2033-03-16')).toBe('missed');
    const [digest, ...others] = digests(world);
    expect(others).toEqual([]);
    expect(textOf(digest ?? { text: '', blocks: [] })).toContain('Thursday');
    expect((await logged()).sort()).toEqual(['digest.missed', 'digest.posted']);
  });

  test('in spring, on the day that skips its time, and the day after at its time', async () => {
    const clock = testClock('2033-03-12 17:00');
    world = await worldOnTime(clock, (company) => {
      nothingToSay(company);
      company.projectsYaml = company.projectsYaml.replace(
        'at: "09:00", days: mon-fri',
        'at: "02:30", days: mon-sun',
      );
    });
    await drafted(world);
    clock.set('2033-03-13T07:59:00Z'); // 01:59, the last minute of winter time
    await looksPass(world);
    expect(digests(world)).toEqual([]);
    clock.set('2033-03-13T08:00:00Z'); // 03:00
    expect(await ended(world, '2033-03-13')).toBe('sent');
    clock.set('2033-03-13T20:00:00Z');
    await looksPass(world);
    clock.set('2033-03-14T07:29:00Z');
    await looksPass(world);
    expect(digests(world)).toHaveLength(1);
    clock.set('2033-03-14T07:30:00Z'); // 02:30, summer time
    expect(await ended(world, '2033-03-14')).toBe('sent');
    expect(digests(world)).toHaveLength(2);
  });

  test('in autumn, on the day that has its time twice', async () => {
    const clock = testClock('2033-11-05 17:00');
    world = await worldOnTime(clock, (company) => {
      nothingToSay(company);
      company.projectsYaml = company.projectsYaml.replace(
        'at: "09:00", days: mon-fri',
        'at: "01:30", days: mon-sun',
      );
    });
    await drafted(world);
    clock.set('2033-11-06T06:30:00Z'); // 01:30, summer time
    expect(await ended(world, '2033-11-06')).toBe('sent');
    await world.restart();
    clock.set('2033-11-06T07:30:00Z'); // 01:30 again, winter time
    await looksPass(world);
    clock.set('2033-11-06T07:45:00Z');
    await looksPass(world);
    expect(digests(world)).toHaveLength(1);
  });
});
