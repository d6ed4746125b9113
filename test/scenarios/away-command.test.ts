import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock, worldAt } from '../support/clock.ts';
import { drafted } from '../support/deciding.ts';
import { entries, nothingDue, replied, timesTold } from '../support/waiting.ts';
import { textOf, type World } from '../support/world.ts';

const person = (id: string, name: string, more: object) => ({ id, name, realName: name, title: '', ...more });

describe('/countersign away and back', () => {
  const clock = testClock('2033-03-16 10:00');
  let world: World;
  beforeAll(async () => {
    world = await worldAt(clock, (company) => {
      company.slack.users.push(
        person('U0GUEST', 'greta', { isGuest: true }),
        person('U0GONE', 'gus', { deleted: true }),
        person('U0ROBOT', 'robbie', { isBot: true }),
      );
      const people = ['U0GUEST: { name: Greta }', 'U0GONE: { name: Gus }', 'U0ROBOT: { name: Robbie }'];
      company.projectsYaml = company.projectsYaml.replace(
        'projects:\n',
        `  ${people.join('\n  ')}\nprojects:\n`,
      );
    });
  });
  afterAll(() => world.end());

  const say = async (user: string, text: string) =>
    JSON.stringify((await world.slack.command({ user, channel: 'C0ACME', text })).body);

  test.each([
    ['', 'Until when?'],
    ['until 2033-03-15', 'is past'],
    ['until 2034-03-17', 'more than a year'],
    ['until 2033-03-31 delegate', 'Who decides in your place?'],
    ['until 2033-03-31 delegate @finn', 'You can’t be your own delegate'],
    ['until 2033-03-31 delegate <@U0FIN>', 'You can’t be your own delegate'],
    ['until 2033-03-31 delegate greta', 'is a guest here'],
    ['until 2033-03-31 delegate gus', 'is deactivated'],
    ['until 2033-03-31 delegate robbie', 'is a bot'],
    ['until 2033-03-31 delegate <@U0CSIGN|countersign>', 'is a bot'],
    ['until 2033-03-31 delegate <@U0TOM|tomas>', 'is not among the people of projects.yml'],
    ['until 2033-03-31 delegate <@U0NOBODY>', 'Slack knows nobody'],
    ['until 2033-03-31 delegate mei lin', 'Did you mean Mei-Ling'],
  ])('“away %s” is refused with the reason', async (rest, words) => {
    const answer = await say('U0FIN', `/countersign away ${rest}`);
    expect(answer).toContain(words);
    expect(answer).toContain('Nothing was changed');
    expect(await world.db.prisma.absence.count()).toBe(0);
  });

  test('is not for whom projects.yml does not name', async () => {
    expect(await say('U0AIS', '/countersign away until 2033-03-31')).toContain('does not name you');
  });

  test('takes a handle, says what holds from now on, and back ends it', async () => {
    expect(await say('U0FIN', '/countersign back')).toContain('You had not said that you are away');
    const answer = await say('U0FIN', '/countersign away until 2033-03-31 delegate @mei');
    expect(answer).toContain('You are away until 31 Mar 2033, that day included');
    expect(answer).toContain('Mei-Ling may decide in your place');
    expect(await say('U0FIN', '/countersign away until 2033-04-02')).toContain(
      'This replaces what you had said before',
    );
    expect(await say('U0FIN', '/countersign back')).toContain('Welcome back');
    expect(await entries(world, 'away.set')).toMatchObject([
      { person: 'U0FIN', until: '2033-04-01T05:00:00.000Z', delegate: 'U0MEI', replaced: null },
      { delegate: null, replaced: { delegate: 'U0MEI' } },
    ]);
    expect(await entries(world, 'away.ended')).toMatchObject([{ person: 'U0FIN', by: 'themselves' }]);
    expect(await world.db.prisma.absence.count()).toBe(0);
  });

  test('Slack failing to say who somebody is changes nothing, and says so in time', async () => {
    world.slack.faults.set({ kind: 'hang', match: /users\.info/ });
    const answer = await say('U0FIN', '/countersign away until 2033-03-31 delegate mei-ling');
    world.slack.faults.clear();
    expect(answer).toContain('Slack did not say in time');
    expect(await world.db.prisma.absence.count()).toBe(0);
  });
});

describe('a Slack status that says out of office', () => {
  test('spares that person the reminder, and the thread says so', async () => {
    const clock = testClock('2033-03-16 10:00');
    const world = await worldAt(clock, (company) => {
      for (const user of company.slack.users)
        if (user.id === 'U0MEI') user.status = { emoji: ':palm_tree:', text: 'Vacationing' };
    });
    try {
      const waiting = await drafted(world);
      expect(textOf(waiting)).not.toContain('palm_tree');
      clock.set('2033-03-16 14:01');
      const said = await replied(world, waiting, 'Reminded: Rajesh, Finn.');
      expect(said).toContain('Mei-Ling is out of office by their Slack status (:palm_tree: Vacationing)');
      await nothingDue(world, clock.now());
      expect(timesTold(world, 'U0MEI', 'waits for your decision')).toBe(0);
    } finally {
      await world.end();
    }
  });
});
