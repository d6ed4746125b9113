import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { approve, click, drafted, everything, now, reject, told, toldThat } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { startWorld, TODAY, textOf, type World } from '../support/world.ts';

/** The demo company, with one person more who is named and holds no role that counts here. */
function company() {
  const demo = demoCompany(TODAY);
  const projectsYaml = demo.projectsYaml.replace(
    'people:\n',
    'people:\n  U0AIS: { name: Aisha, roles: [] }\n',
  );
  return { ...demo, projectsYaml };
}

describe('who may not decide is told so privately, and nothing changes', () => {
  let world: World;
  let acme: StoredMessage;
  let harbor: StoredMessage;
  beforeAll(async () => {
    world = await startWorld({ company: company() });
    acme = await drafted(world);
    harbor = await drafted(world, 'HARBOR-WMS', 'U0FIN');
  });
  afterAll(() => world.end());
  afterEach(() => expectSound(world, { invoices: 0 }));

  const people: [string, string, string][] = [
    ['a person whom projects.yml does not name', 'U0TOM', 'not set up'],
    ['a person without a role', 'U0AIS', 'no role'],
    ['a project manager, where finance decides', 'U0RAJ', 'you are project manager'],
  ];
  for (const [name, user, words] of people)
    for (const verb of ['approve', 'edit', 'reject'])
      test(`${name} clicks ${verb}`, async () => {
        const before = await everything(world);
        const heard = told(world, user).length;
        expect((await click(world, user, harbor, verb)).status).toBe(200);
        await world.slack.waitFor(() => told(world, user).length === heard + 1);
        const said = told(world, user).at(-1) ?? '';
        expect(said).toContain(`${verb} this`);
        expect(said).toContain(words);
        expect(said).toContain('finance manager');
        expect(said).not.toContain('_manager');
        expect(world.slack.openViews(user)).toEqual([]);
        expect(await everything(world)).toBe(before);
      });

  test('who asked for the draft cannot approve it, and is told that someone else has to', async () => {
    const before = await everything(world);
    await approve(world, 'U0PAM', acme);
    await toldThat(world, 'U0PAM', 'You asked for this draft');
    expect(textOf(acme)).not.toContain('may approve: <@U0PAM>');
    expect(await everything(world)).toBe(before);
    expect(told(world, 'U0MEI').filter((text) => !text.includes('HARBOR-WMS'))).toEqual([]);
  });

  test('someone who lost their role while the modal was open is refused when they save', async () => {
    const before = await everything(world);
    const people = world.settings.projects.people;
    const raj = people.find(({ id }) => id === 'U0RAJ');
    const view = await world.slack.click({
      user: 'U0RAJ',
      channel: acme.channel,
      ts: acme.ts,
      actionId: 'reject',
    });
    expect(view.status).toBe(200);
    await world.slack.waitFor(() => world.slack.openViews('U0RAJ').length === 1);
    raj?.roles.splice(0);
    const saved = await world.slack.submitView({ user: 'U0RAJ', labels: { Reason: 'Mine no more' } });
    raj?.roles.push('project_manager');
    expect(JSON.stringify(saved.errors)).toContain('no role');
    expect(await everything(world)).toBe(before);
  });
});

describe('who asked may still say no', () => {
  test('the one who asked rejects with a reason', async () => {
    const world = await startWorld();
    const asked = await drafted(world);
    await reject(world, 'U0PAM', asked, 'I asked for the wrong month');
    await expectSound(world, { invoices: 0 });
    expect(textOf(now(world, asked))).toContain('I asked for the wrong month');
    await world.end();
  });
});
