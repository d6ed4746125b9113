import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { approve, drafted, now, toldThat } from '../support/deciding.ts';
import { card, startWorld, TODAY, textOf, type World } from '../support/world.ts';

const group = { id: 'S0FINANCE0', name: 'Finance', handle: 'finance', users: ['U0AIS', 'U0GUE', 'U0PAM'] };

function company(id = group.id) {
  const demo = demoCompany(TODAY);
  const guest = { id: 'U0GUE', name: 'gus', realName: 'Gus Guest', title: '', isGuest: true };
  return {
    ...demo,
    slack: {
      ...demo.slack,
      users: [...demo.slack.users, guest],
      userGroups: [{ ...group, users: [...group.users] }],
    },
    projectsYaml: demo.projectsYaml.replace(
      /approvals:\n(?: {2}- .*\n)+/,
      `approvals:\n  - { kind: invoice, approvals: 1, roles: [${id}] }\n`,
    ),
  };
}

describe('a Slack user group as a role', () => {
  let world: World;
  let users: string[];
  beforeEach(async () => {
    const demo = company();
    users = demo.slack.userGroups[0]?.users ?? [];
    world = await startWorld({ company: demo });
  });
  afterEach(() => world.end());

  test('whoever is in it may approve, by name, though projects.yml does not know them', async () => {
    const shown = await drafted(world);
    expect(textOf(shown)).toContain('may approve: <@U0AIS>');
    await approve(world, 'U0FIN', shown);
    await toldThat(world, 'U0FIN', 'member of the user group S0FINANCE0');
    await approve(world, 'U0AIS', shown);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    const note = String(world.quickbooks.entities('Invoice').at(-1)?.PrivateNote);
    expect(note).toContain('approved by Aisha Rahman');
  });

  test('a guest in it approves nothing, and who asked does not count', async () => {
    const shown = await drafted(world);
    await approve(world, 'U0GUE', shown);
    await toldThat(world, 'U0GUE', "You can't approve this");
    await approve(world, 'U0PAM', shown);
    await toldThat(world, 'U0PAM', 'You asked for this draft');
  });

  test('who left it a moment ago does not pass', async () => {
    const shown = await drafted(world);
    users.splice(users.indexOf('U0AIS'), 1);
    await approve(world, 'U0AIS', shown);
    await toldThat(world, 'U0AIS', "You can't approve this");
  });
});

describe('a user group that Slack does not know', () => {
  test('is nobody: the finance managers are told, and may approve in place', async () => {
    const world = await startWorld({ company: company('S0NOWHERE1') });
    const shown = await drafted(world);
    await toldThat(world, 'U0FIN', 'Slack knows no user group S0NOWHERE1');
    await approve(world, 'U0FIN', now(world, shown));
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await world.end();
  });
});

describe('a user group that nobody is in', () => {
  test('lets the bot start; its drafts go to the finance managers with the reason', async () => {
    const demo = company();
    const [empty] = demo.slack.userGroups;
    if (empty) empty.users = [];
    const world = await startWorld({ company: demo });
    const shown = await drafted(world);
    await toldThat(world, 'U0FIN', 'takes 1 approval by member of the user group S0FINANCE0');
    await card(world, 'C0ACME', (text) => text.includes('in place of whoever is missing'));
    await approve(world, 'U0MEI', now(world, shown));
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await world.end();
  });
});
