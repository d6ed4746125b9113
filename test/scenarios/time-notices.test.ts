import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock, worldAt } from '../support/clock.ts';
import { approve, click, drafted, edit, now, told, toldThat, version } from '../support/deciding.ts';
import { entries, nothingDue, replied, replies, sheetOf, timesTold } from '../support/waiting.ts';
import { buttonsOf, card, type World } from '../support/world.ts';

/** remind: 4h, escalate: 8h, expire: 5d; the company works from nine to five, Monday to Friday. */
describe('an approval that waits', () => {
  let clock: TestClock;
  let world: World;
  beforeEach(async () => {
    clock = testClock('2033-03-16 10:00'); // a Wednesday
    world = await worldAt(clock);
  });
  afterEach(() => world.end());

  const expired = () => card(world, 'C0ACME', (text) => text.includes('says again what it said before'));

  test('is reminded of, goes on to the next role and expires, each in the thread, directly, and once', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-16 14:01');
    await replied(
      world,
      waiting,
      'has waited 4 working hours, 0 of 1 approved. Reminded: Rajesh, Finn, Mei-Ling.',
    );
    for (const who of ['U0RAJ', 'U0FIN', 'U0MEI']) await toldThat(world, who, 'waits for your decision');
    expect(told(world, 'U0PAM').join()).not.toContain('waits for your decision');
    const link = `/archives/C0ACME/p${waiting.ts.replace('.', '')}|Open the card>`;
    expect(await toldThat(world, 'U0FIN', 'waits for your decision')).toContain(link);

    clock.set('2033-03-17 10:01');
    await replied(world, waiting, 'goes on to finance manager');
    for (const who of ['U0FIN', 'U0MEI'])
      expect(await toldThat(world, who, 'you may approve it as well')).toContain(link);
    await card(world, 'C0ACME', (text) => text.includes('Escalated to finance manager'));
    expect(timesTold(world, 'U0RAJ', 'may approve it as well')).toBe(0);

    clock.set('2033-03-23 10:01');
    await expired();
    await replied(world, waiting, 'expired after 5 working days without a decision');
    expect(await toldThat(world, 'U0PAM', 'expired after 5 working days without a decision')).toContain(link);
    await nothingDue(world, clock.now());
    await world.restart();
    await nothingDue(world, clock.now());
    expect(replies(world, waiting)).toHaveLength(3);
    expect(timesTold(world, 'U0FIN', 'waits for your decision')).toBe(1);
    expect(timesTold(world, 'U0PAM', 'expired after')).toBe(1);
    const logged = await Promise.all(
      ['reminder.sent', 'approval.escalated', 'approval.expired'].map((type) => entries(world, type)),
    );
    expect(logged.map((list) => list.length)).toEqual([1, 1, 1]);
    expect(logged[2]?.[0]).toMatchObject({ version: 1, from: 'waiting', to: 'expired', have: 0, need: 1 });
  });

  test('says once it expired that it did, frees its rows and leaves the sheet as it was', async () => {
    const before = sheetOf(world);
    const waiting = await drafted(world);
    expect(sheetOf(world)).not.toBe(before);
    clock.set('2033-03-23 10:01');
    const card = await expired();
    expect(JSON.stringify(card.blocks)).toContain('*Expired after 5 working days without a decision*');
    expect(buttonsOf(card)).toEqual([]);
    expect(sheetOf(world)).toBe(before);
    expect(await world.db.prisma.rowClaim.count()).toBe(0);

    for (const action of ['approve', 'edit', 'reject'])
      await click(world, 'U0FIN', waiting, action, { seen: waiting.blocks });
    await world.slack.waitFor(
      () => told(world, 'U0FIN').filter((text) => text.includes('This expired')).length === 3,
    );
    expect(buttonsOf(now(world, waiting))).toEqual([]);
    await drafted(world);
  });

  test('is reminded of all the same where Slack gives no link to its card', async () => {
    await drafted(world);
    world.slack.faults.set({ kind: 'status-500', match: /chat\.getPermalink/ });
    clock.set('2033-03-16 14:01');
    expect(await toldThat(world, 'U0FIN', 'waits for your decision')).not.toContain('Open the card');
    await nothingDue(world, clock.now());
    expect(timesTold(world, 'U0FIN', 'waits for your decision')).toBe(1);
  });

  test('after a long outage is given the strongest notice alone', async () => {
    const waiting = await drafted(world);
    await world.app.stop();
    clock.set('2033-03-17 16:00');
    await world.restart();
    await replied(world, waiting, 'goes on to finance manager');
    await nothingDue(world, clock.now());
    expect(replies(world, waiting)).toHaveLength(1);
  });

  test('begins anew with every version', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-16 13:30');
    await edit(world, 'U0FIN', waiting, { 'Line 1 rate': '180' });
    const next = await version(world, waiting, 2);
    clock.set('2033-03-16 16:00');
    await nothingDue(world, clock.now());
    expect(replies(world, next)).toEqual([]);
    clock.set('2033-03-17 09:31');
    await replied(world, next, 'v2) has waited 4 working hours');
  });

  test('is not reminded of once it is decided', async () => {
    const waiting = await drafted(world);
    await approve(world, 'U0FIN', waiting);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    clock.set('2033-04-16 16:00');
    await nothingDue(world, clock.now());
    expect(replies(world, waiting).filter((text) => /waited|expired/.test(text))).toEqual([]);
    expect(timesTold(world, 'U0MEI', 'waits for your decision')).toBe(0);
  });

  test('is decided by a click in the second of its reminder: the click counts, and nothing fails', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-16 14:01');
    const answer = await approve(world, 'U0FIN', waiting);
    expect(answer.status).toBe(200);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await nothingDue(world, clock.now());
    expect((await entries(world, 'reminder.sent')).length).toBeLessThanOrEqual(1);
    expect(await entries(world, 'approval.given')).toHaveLength(1);
    expect(world.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  test('is decided or expires in one second, never both', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-23 10:01');
    await approve(world, 'U0FIN', waiting);
    await nothingDue(world, clock.now());
    const [given, over] = await Promise.all([
      entries(world, 'approval.given'),
      entries(world, 'approval.expired'),
    ]);
    expect(given.length + over.length).toBe(1);
    const row = await world.db.prisma.approval.findFirstOrThrow();
    expect(['expired', 'posted', 'done', 'approved', 'posting']).toContain(row.status);
    expect(row.status === 'expired').toBe(over.length === 1);
  });
});

describe('a project that is only observed', () => {
  test('is never reminded of, and never expires', async () => {
    const clock = testClock('2033-03-16 10:00');
    const world = await worldAt(clock, (company) => {
      company.projectsYaml = company.projectsYaml.replaceAll('mode: propose', 'mode: observe');
    });
    try {
      await world.slack.command({ user: 'U0PAM', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
      await card(world, 'C0ACME', (text) => text.includes('only observed'));
      clock.set('2033-04-16 10:00');
      await nothingDue(world, clock.now());
      expect(await world.db.prisma.approval.findFirst()).toMatchObject({ status: 'observed' });
      expect(await entries(world, 'reminder.sent')).toEqual([]);
    } finally {
      await world.end();
    }
  });
});
