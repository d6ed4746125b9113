import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock, worldAt } from '../support/clock.ts';
import { approve, drafted, edit, now, told, toldThat, version } from '../support/deciding.ts';
import { entries, nothingDue, replied, timesTold } from '../support/waiting.ts';
import { card, textOf, type World } from '../support/world.ts';

/** Tom and Aisha hold no role here; they are named under people, so that they may be somebody’s delegates. */
const WITH_TOM = `  U0TOM: { name: Tom, roles: [] }
  U0AIS: { name: Aisha }
projects:
`;
const TWO = '- { kind: invoice, approvals: 2, roles: [finance_manager] }\n  - { kind: invoice, over: 50000';

describe('while somebody is away', () => {
  let clock: TestClock;
  let world: World;
  beforeEach(async () => {
    clock = testClock('2033-03-16 10:00');
    world = await worldAt(clock, (company) => {
      company.projectsYaml = company.projectsYaml
        .replace('projects:\n', WITH_TOM)
        .replace('- { kind: invoice, over: 50000', TWO);
    });
  });
  afterEach(() => world.end());

  const say = async (user: string, text: string) =>
    JSON.stringify((await world.slack.command({ user, channel: 'C0ACME', text })).body);
  const status = async () => (await world.db.prisma.approval.findFirstOrThrow()).status;

  test('their delegate is reminded in their place, and told for whom', async () => {
    await say('U0MEI', '/countersign away until 2033-03-31 delegate <@U0TOM|tomas>');
    await toldThat(world, 'U0TOM', 'Mei-Ling is away until 31 Mar 2033 and named you as delegate');
    const waiting = await drafted(world);
    expect(textOf(waiting)).toContain('<@U0TOM> (for Mei-Ling, away until 31 Mar 2033)');
    expect(textOf(waiting)).toContain('<@U0MEI> (away until 31 Mar 2033)');
    clock.set('2033-03-16 14:01');
    const said = await replied(world, waiting, 'has waited 4 working hours');
    expect(said).toContain('Reminded: Finn, Tom (for Mei-Ling).');
    expect(said).toContain('Mei-Ling is away until 31 Mar 2033 and is not reminded; Tom is told instead.');
    await toldThat(world, 'U0TOM', 'waits for your decision, in the place of Mei-Ling, who is away');
    await nothingDue(world, clock.now());
    expect(timesTold(world, 'U0MEI', 'waits for your decision')).toBe(0);
    const [reminded] = await entries(world, 'reminder.sent');
    expect(reminded).toMatchObject({
      tell: [{ who: 'U0FIN' }, { who: 'U0TOM', own: false, for: ['U0MEI'] }],
      absent: [{ who: 'U0MEI', delegate: 'U0TOM' }],
    });
  });

  test('their delegate decides in their place, the two of them count once, and the card and the log say so', async () => {
    const waiting = await drafted(world);
    await approve(world, 'U0TOM', waiting);
    await toldThat(world, 'U0TOM', 'it takes a finance manager, and you hold no role');
    await say('U0MEI', '/countersign away until 2033-03-31 delegate tom');
    await card(world, 'C0ACME', (text) => text.includes('<@U0TOM> (for Mei-Ling'));
    await approve(world, 'U0TOM', now(world, waiting));
    await card(world, 'C0ACME', (text) =>
      text.includes('*1 of 2* by <@U0TOM> (for Mei-Ling, away until 31 Mar 2033)'),
    );
    await approve(world, 'U0MEI', now(world, waiting));
    await toldThat(world, 'U0MEI', 'Your place counts already');
    await approve(world, 'U0TOM', now(world, waiting));
    await toldThat(world, 'U0TOM', 'Nobody counts twice');
    expect(await status()).toBe('waiting');

    await say('U0MEI', '/countersign back');
    await card(world, 'C0ACME', (text) => text.includes('by <@U0TOM> (for Mei-Ling) ·'));
    await approve(world, 'U0MEI', now(world, waiting));
    expect(await status()).toBe('waiting');
    await approve(world, 'U0FIN', now(world, waiting));
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    const given = await entries(world, 'approval.given');
    expect(given.map(({ standsFor, have }) => [standsFor, have])).toEqual([
      [['U0MEI'], 1],
      [undefined, 2],
    ]);
  });

  test('nobody approves what they asked for, nor what the absent one asked for', async () => {
    const waiting = await drafted(world, 'ACME-WEB', 'U0TOM');
    await say('U0MEI', '/countersign away until 2033-03-31 delegate tom');
    await approve(world, 'U0TOM', waiting);
    await toldThat(world, 'U0TOM', 'You asked for this draft');
    expect(await world.db.prisma.decision.count()).toBe(0);
  });

  test('an absence ends by itself, in the log too, and the delegate’s right with it', async () => {
    await say('U0MEI', '/countersign away until 2033-03-16 delegate tom');
    const waiting = await drafted(world);
    clock.set('2033-03-16 23:59');
    await nothingDue(world, clock.now());
    expect(await entries(world, 'away.ended')).toEqual([]);
    clock.set('2033-03-17 00:01');
    await approve(world, 'U0TOM', waiting);
    await toldThat(world, 'U0TOM', 'it takes a finance manager');
    await card(world, 'C0ACME', (text) => !text.includes('for Mei-Ling'));
    expect(await entries(world, 'away.ended')).toMatchObject([
      { person: 'U0MEI', by: 'time', delegate: 'U0TOM' },
    ]);
    expect(await world.db.prisma.absence.count()).toBe(0);
  });

  test('a delegate of a delegate decides nothing', async () => {
    await say('U0MEI', '/countersign away until 2033-03-31 delegate tom');
    await say('U0TOM', '/countersign away until 2033-03-31 delegate pam');
    const waiting = await drafted(world, 'ACME-WEB', 'U0RAJ');
    await approve(world, 'U0PAM', waiting);
    await toldThat(world, 'U0PAM', 'it takes a finance manager');
    expect(told(world, 'U0PAM').join()).not.toContain('for Mei-Ling');
  });

  test('a delegate may edit and reject in their place, and what they edited is theirs', async () => {
    await say('U0MEI', '/countersign away until 2033-03-31 delegate tom');
    const waiting = await drafted(world);
    await edit(world, 'U0TOM', waiting, { 'Line 1 rate': '180' });
    const next = await version(world, waiting, 2);
    expect(textOf(next)).toContain('Changed by <@U0TOM>');
  });

  test('a delegate who is not in the channel learns that it waits, and nothing else of it', async () => {
    await say('U0MEI', '/countersign away until 2033-03-31 delegate aisha');
    await drafted(world, 'CAFE-LOYAL', 'U0RAJ');
    await drafted(world, 'ACME-WEB');
    await world.slack.openHome('U0AIS');
    const home = await world.slack.waitFor(() => world.slack.home('U0AIS'));
    expect(JSON.stringify(home.blocks)).toContain('Acme');
    expect(JSON.stringify(home.blocks)).not.toContain('CAFE-LOYAL');
    clock.set('2033-03-16 14:01');
    const direct = await toldThat(world, 'U0AIS', 'You are not in the channel of CAFE-LOYAL');
    expect(direct).not.toContain('Open the card');
    expect(direct).toContain('Approval 1 waits for your decision, in the place of Mei-Ling');
    expect(direct).not.toMatch(/Noura|\$/);
    await toldThat(world, 'U0AIS', 'Invoice for Acme');
  });
});
