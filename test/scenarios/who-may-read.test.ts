import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { approve, atRest, drafted, now, reject } from '../support/deciding.ts';
import { chosen } from '../support/talk.ts';
import { card, startWorld, TODAY, textOf, type World } from '../support/world.ts';

/** Aisha is not in #cafe-noura-app; Tom is. Neither holds a role. */
function company(change: (yaml: string) => string = (yaml) => yaml) {
  const demo = demoCompany(TODAY);
  const named = '  U0TOM: { name: Tom }\n  U0AIS: { name: Aisha }\nprojects:\n';
  return { ...demo, projectsYaml: change(demo.projectsYaml.replace('projects:\n', named)) };
}

describe('the story of one approval', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ company: company() });
    await drafted(world, 'CAFE-LOYAL', 'U0RAJ');
  });
  afterEach(() => world.end());

  const log = async (user: string, channel = 'C0GENERAL') =>
    JSON.stringify((await world.slack.command({ user, channel, text: '/countersign log 1' })).body);
  const refused = 'for those in the channel of CAFE-LOYAL';

  test('is told to whoever is in its channel, its approvers by rule and finance managers, wherever they ask', async () => {
    for (const user of ['U0TOM', 'U0PAM', 'U0FIN']) expect(await log(user)).toContain('drafted v1 with');
  });

  test('is not told to somebody of projects.yml who is in none of these, whatever channel they type it in', async () => {
    for (const channel of ['C0GENERAL', 'C0CAFE']) {
      const answer = await log('U0AIS', channel);
      expect(answer).toContain(refused);
      expect(answer).not.toContain('drafted v1');
    }
  });

  test('is not told to a delegate because of the one they stand in for', async () => {
    const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const text = `/countersign away until ${until} delegate <@U0AIS|aisha>`;
    await world.slack.command({ user: 'U0FIN', channel: 'C0GENERAL', text });
    expect(await world.db.prisma.absence.findFirst()).toMatchObject({ delegate: 'U0AIS' });
    expect(await log('U0AIS')).toContain(refused);
  });

  test('is told to whom a finance manager added, and no more to whom they took off, unless they see its card', async () => {
    const on = world.slack.messages('C0CAFE')[0];
    if (!on) throw new Error('no card');
    await chosen(world, 'U0FIN', structuredClone(on), 'Change who approves');
    const labels = { Add: 'U0AIS', 'Take off': 'U0PAM', Reason: 'Aisha did the work' };
    await world.slack.submitView({ user: 'U0FIN', labels });
    await atRest(world);
    expect(await log('U0AIS')).toContain('drafted v1 with');
    expect(await log('U0PAM')).toContain(refused);
  });

  test('where Slack does not say who is in the channel, nobody is let in by it', async () => {
    world.slack.faults.set({ kind: 'status-500', match: /conversations.members/ });
    expect(await log('U0TOM')).toContain(refused);
    expect(await log('U0FIN')).toContain('drafted v1 with');
  });
});

describe('what people said of a customer’s drafts', () => {
  const sameCustomer = (yaml: string) =>
    yaml.replace('"Café Noura ☕ قهوة نورا:Loyalty app"', '"Acme Corp:Website"');

  test('is not shown to those of another project’s channel', async () => {
    const world = await startWorld({ company: company(sameCustomer) });
    await reject(world, 'U0FIN', await drafted(world), 'they are about to leave us');
    expect(textOf(await drafted(world))).toContain('about to leave us');
    expect(textOf(await drafted(world, 'CAFE-LOYAL', 'U0RAJ'))).not.toContain('about to leave us');
    await world.end();
  });

  test('is shown to a project of the same channel', async () => {
    const oneChannel = (yaml: string) => sameCustomer(yaml).replace('channel: C0CAFE', 'channel: C0ACME');
    const world = await startWorld({ company: company(oneChannel) });
    await reject(world, 'U0FIN', await drafted(world), 'they are about to leave us');
    await world.slack.command({ user: 'U0RAJ', channel: 'C0ACME', text: '/invoice-draft CAFE-LOYAL' });
    await card(
      world,
      'C0ACME',
      (text) => text.includes('asked by <@U0RAJ>') && text.includes('about to leave us'),
    );
    await atRest(world);
    await world.end();
  });
});

describe('an absence is shown on the cards', () => {
  const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const away = (world: World) =>
    world.slack.command({ user: 'U0AIS', channel: 'C0ACME', text: `/countersign away until ${until}` });
  const back = (world: World) =>
    world.slack.command({ user: 'U0AIS', channel: 'C0ACME', text: '/countersign back' });
  const says = (world: World, absent: boolean) =>
    card(world, 'C0ACME', (text) => text.includes('<@U0AIS>') && text.includes('away until') === absent);

  test('of one who may approve by a user group', async () => {
    const demo = company((yaml) =>
      yaml.replace(/approvals:\n(?: {2}- .*\n)+/, 'approvals:\n  - { kind: invoice, roles: [S0FINANCE0] }\n'),
    );
    const group = { id: 'S0FINANCE0', name: 'Finance', handle: 'finance', users: ['U0AIS', 'U0TOM'] };
    const world = await startWorld({
      company: { ...demo, slack: { ...demo.slack, userGroups: [group] } } as typeof demo,
    });
    await drafted(world);
    await away(world);
    await says(world, true);
    await back(world);
    await says(world, false);
    await world.end();
  });

  test('of one whom a finance manager added', async () => {
    const world = await startWorld({ company: company() });
    const shown = await drafted(world);
    await chosen(world, 'U0FIN', now(world, shown), 'Change who approves');
    await world.slack.submitView({ user: 'U0FIN', labels: { Add: 'U0AIS', Reason: 'she knows it' } });
    await says(world, false);
    await away(world);
    await says(world, true);
    await back(world);
    await says(world, false);
    await approve(world, 'U0AIS', now(world, shown));
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await world.end();
  });
});
