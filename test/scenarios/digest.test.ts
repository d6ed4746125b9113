import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectSame, exported } from '../log/rebuilding.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { approve, drafted } from '../support/deciding.ts';
import { digests, ended, looksPass, nightOver, nothingToSay, worldOnTime } from '../support/digests.ts';
import { reconciled, varianceCards } from '../support/reconciling.ts';
import { card, textOf, type World } from '../support/world.ts';

/** at: "09:00", days: mon-fri; reconcile at 02:00; the company is in Chicago. 2033-03-16 is a Wednesday. */
describe('the daily digest', () => {
  let clock: TestClock;
  let world: World;
  beforeEach(async () => {
    clock = testClock('2033-03-15 17:00');
    world = await worldOnTime(clock);
  });
  afterEach(() => world.end());

  test('says what the night found, what waits for whom, budgets in danger and invoices overdue, one message a channel', async () => {
    const waiting = await drafted(world);
    const before = world.slack.messages('C0ACME').length;
    clock.set('2033-03-16 02:01');
    await nightOver(world, '2033-03-16');
    expect(world.slack.messages('C0ACME')).toHaveLength(before);
    expect(varianceCards(world)).toEqual([]);

    clock.set('2033-03-16 09:00');
    expect(await ended(world, '2033-03-16')).toBe('sent');
    const [digest, ...others] = digests(world);
    expect(others).toEqual([]);
    const text = textOf(digest ?? waiting);
    for (const words of [
      'Daily digest, Wednesday',
      'New: 2 variances',
      '$349.00',
      'Scanwell Devices Inc.',
      'Waiting for a decision: 1',
      'Approval 1: Invoice for Acme Corp:Website',
      '0 of 1 approved, since 15 Mar 2033, 17:00 (0 working minutes), for Rajesh, Finn and Mei-Ling',
      '2 variances without a card yet',
      '5010 Subcontractors is about to go over its budget',
      'Invoices overdue: 1',
    ])
      expect(text).toContain(words);
    for (const channel of ['C0CAFE', 'C0HARBOR']) {
      expect(await ended(world, '2033-03-16', channel)).toBe('sent');
      expect(digests(world, channel)).toHaveLength(1);
    }
  });

  test('says the same news once: the next day it names what waits, and what was decided', async () => {
    const waiting = await drafted(world);
    clock.set('2033-03-16 02:01');
    await nightOver(world, '2033-03-16');
    clock.set('2033-03-16 09:00');
    await ended(world, '2033-03-16');
    await world.slack.click({
      user: 'U0FIN',
      channel: 'C0ACME',
      ts: digests(world)[0]?.ts ?? '',
      actionId: 'open_variance',
    });
    const variance = await card(world, 'C0ACME', (text) => text.includes('"Variance: '));
    await approve(world, 'U0FIN', variance);
    await approve(world, 'U0FIN', waiting);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await card(world, 'C0ACME', (text) => text.includes('Variance: ') && text.includes('Accepted'));

    clock.set('2033-03-17 02:01');
    await nightOver(world, '2033-03-17');
    clock.set('2033-03-17 09:00');
    expect(await ended(world, '2033-03-17')).toBe('sent');
    const text = textOf(digests(world)[1] ?? waiting);
    expect(text).toContain('Settled since the last digest: 1 decided');
    expect(text).toContain('1 variance without a card yet');
    expect(text).not.toContain('New: ');
    expect(text).not.toContain('Waiting for a decision:');
  });

  test('stands in the log: in which channel, what it said by count and by id, and as which message', async () => {
    await drafted(world);
    clock.set('2033-03-16 02:01');
    await nightOver(world, '2033-03-16');
    clock.set('2033-03-16 09:00');
    for (const channel of ['C0ACME', 'C0CAFE', 'C0HARBOR']) await ended(world, '2033-03-16', channel);
    const entries = await exported(world);
    const logged = entries.filter(({ type }) => type.startsWith('digest.'));
    expect(logged.map(({ type, data }) => [type, data.channel, data.date]).sort()).toEqual([
      ['digest.posted', 'C0ACME', '2033-03-16'],
      ['digest.posted', 'C0CAFE', '2033-03-16'],
      ['digest.posted', 'C0HARBOR', '2033-03-16'],
    ]);
    const acme = logged.find(({ data }) => data.channel === 'C0ACME');
    expect(acme).toMatchObject({
      project: 'ACME-WEB',
      approvalId: null,
      actor: 'countersign',
      data: {
        ts: digests(world)[0]?.ts,
        told: [
          {
            project: 'ACME-WEB',
            counts: { fresh: 2, withoutCard: 2, waiting: 1, overdue: 1 },
            approvals: [1],
            ids: expect.arrayContaining([
              expect.stringMatching(/^variance:/),
              expect.stringMatching(/^invoice:/),
            ]),
          },
        ],
      },
    });
    await expectSame(world);
  });

  test('asks for the cards that /reconcile posted by their approvals, and for nothing twice', async () => {
    await reconciled(world, '/reconcile ACME-WEB this-month');
    const cards = varianceCards(world).length;
    clock.set('2033-03-16 02:01');
    await nightOver(world, '2033-03-16');
    expect(varianceCards(world)).toHaveLength(cards);
    clock.set('2033-03-16 09:00');
    await ended(world, '2033-03-16');
    const text = textOf(digests(world)[0] ?? { text: '', blocks: [] });
    expect(text).toContain(`Waiting for a decision: ${cards}`);
    expect(text).toContain('for Finn and Mei-Ling');
    expect(text).not.toContain('without a card yet');
  });

  test('missed at nine is sent late on its day, once, over restarts; and never for the day before', async () => {
    await drafted(world);
    await world.app.stop();
    clock.set('2033-03-16 11:00');
    await world.restart();
    expect(await ended(world, '2033-03-16')).toBe('sent');
    await world.restart();
    await looksPass(world);
    expect(digests(world)).toHaveLength(1);

    await world.app.stop();
    clock.set('2033-03-18 08:00');
    await world.restart();
    await looksPass(world);
    expect(digests(world)).toHaveLength(1);
    expect(await world.db.prisma.occasion.count({ where: { what: 'digest', date: '2033-03-17' } })).toBe(0);
  });

  test('waits while everything is stopped, and comes late once it goes on', async () => {
    await drafted(world);
    const say = (text: string) => world.slack.command({ user: 'U0FIN', channel: 'C0ACME', text });
    await say('/countersign stop because the auditors are in');
    clock.set('2033-03-16 09:30');
    await looksPass(world);
    expect(digests(world)).toEqual([]);
    expect(await world.db.prisma.reconciliation.count()).toBe(0);
    await say('/countersign resume because they are gone');
    expect(await ended(world, '2033-03-16')).toBe('sent');
    expect(digests(world)).toHaveLength(1);
  });

  test('goes without overdue invoices where QuickBooks stays away for half an hour, and says so', async () => {
    await drafted(world);
    world.quickbooks.faults.set({ kind: 'status-503', match: /query/ });
    clock.set('2033-03-16 09:00');
    await looksPass(world);
    expect(digests(world)).toEqual([]);
    clock.set('2033-03-16 09:31');
    expect(await ended(world, '2033-03-16')).toBe('sent');
    expect(textOf(digests(world)[0] ?? { text: '', blocks: [] })).toContain(
      'overdue invoices are not in here',
    );
  });
});

describe('the daily digest of a company with nothing to say', () => {
  let clock: TestClock;
  let world: World;
  afterEach(() => world.end());

  test('stays silent, every day, and has its say on the first day with something', async () => {
    clock = testClock('2033-03-15 17:00');
    world = await worldOnTime(clock, nothingToSay);
    for (const date of ['2033-03-16', '2033-03-17']) {
      clock.set(`${date} 09:00`);
      for (const channel of ['C0ACME', 'C0CAFE', 'C0HARBOR'])
        expect(await ended(world, date, channel)).toBe('silent');
    }
    expect(world.slack.messages('C0ACME')).toEqual([]);
    await looksPass(world);
    const logged = (await exported(world)).filter(({ type }) => type.startsWith('digest.'));
    const silent = (date: string) =>
      ['C0ACME', 'C0CAFE', 'C0HARBOR'].map((channel) => ['digest.silent', channel, date]);
    expect(logged.map(({ type, data }) => [type, data.channel, data.date]).sort()).toEqual(
      [...silent('2033-03-16'), ...silent('2033-03-17')].sort(),
    );
    await drafted(world);
    await looksPass(world);
    expect(digests(world)).toEqual([]);
    clock.set('2033-03-18 09:00');
    expect(await ended(world, '2033-03-18')).toBe('sent');
    expect(digests(world, 'C0CAFE')).toEqual([]);
  });

  test('leaves out the weekend, and any day that is not among its days', async () => {
    clock = testClock('2033-03-18 17:00');
    world = await worldOnTime(clock, (company) => {
      nothingToSay(company);
      company.projectsYaml = company.projectsYaml.replace(
        'days: mon-fri }\nreconcile',
        'days: [mon, wed] }\nreconcile',
      );
    });
    await drafted(world);
    const due = ['2033-03-21', '2033-03-23'];
    for (const date of ['2033-03-19', '2033-03-20', '2033-03-21', '2033-03-22', '2033-03-23']) {
      clock.set(`${date} 12:00`);
      await (due.includes(date) ? ended(world, date) : looksPass(world));
    }
    const kept = await world.db.prisma.occasion.findMany({
      where: { whose: 'C0ACME' },
      orderBy: { date: 'asc' },
    });
    expect(kept.map(({ date }) => date)).toEqual(due);
  });

  test('does not take what was due before its first start for missed', async () => {
    clock = testClock('2033-03-16 11:00');
    world = await worldOnTime(clock);
    await drafted(world);
    await looksPass(world);
    expect(digests(world)).toEqual([]);
    expect(await world.db.prisma.reconciliation.count()).toBe(0);
  });
});
