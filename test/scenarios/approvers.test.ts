import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { approve, atRest, drafted, edit, now, toldThat, version } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { choose, chosen, entries } from '../support/talk.ts';
import { card, startWorld, TODAY, textOf, type World } from '../support/world.ts';

function company() {
  const demo = demoCompany(TODAY);
  const more = [
    { id: 'U0GUE', name: 'gus', realName: 'Gus Guest', title: '', isGuest: true },
    { id: 'U0GON', name: 'gone', realName: 'Greta Gone', title: '', deleted: true },
    { id: 'U0BOT', name: 'bot', realName: 'Some Bot', title: '', isBot: true },
  ];
  return { ...demo, slack: { ...demo.slack, users: [...demo.slack.users, ...more] } };
}

describe('who approves is changed while the card waits', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ company: company() });
  });
  afterEach(() => world.end());

  async function change(
    user: string,
    on: Awaited<ReturnType<typeof drafted>>,
    labels: Record<string, string>,
  ) {
    await chosen(world, user, now(world, on), 'Change who approves');
    return world.slack.submitView({ user, labels });
  }

  test('an added person may approve this version and later ones; card and log say why', async () => {
    const shown = await drafted(world);
    expect((await change('U0FIN', shown, { Add: 'U0AIS', Reason: 'Raj is ill' })).errors).toBeUndefined();
    const changed = await card(world, 'C0ACME', (text) => text.includes('<@U0AIS> may approve too'));
    expect(textOf(changed)).toContain('Raj is ill');
    await edit(world, 'U0MEI', now(world, shown), { 'Line 1 quantity': '8' });
    const second = await version(world, shown, 2);
    await approve(world, 'U0AIS', second);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    expect(await entries(world, 'approver.changed')).toMatchObject([
      { actor: 'U0FIN', data: { add: 'U0AIS', remove: null, reason: 'Raj is ill', version: 1 } },
    ]);
    const [invoice] = world.quickbooks.entities('Invoice').slice(-1);
    expect(String(invoice?.PrivateNote)).toContain('Aisha Rahman');
  });

  test('a person taken off may not decide, and what they had approved does not count any more', async () => {
    const shown = await drafted(world, 'HARBOR-WMS');
    await approve(world, 'U0MEI', shown);
    await card(world, 'C0HARBOR', (text) => text.includes('1 of 2'));
    await change('U0FIN', shown, { 'Take off': 'U0MEI', Add: 'U0AIS', Reason: 'Mei knows the customer' });
    await card(
      world,
      'C0HARBOR',
      (text) => text.includes('0 of 2') && text.includes('<@U0MEI> may not approve'),
    );
    await approve(world, 'U0MEI', now(world, shown));
    await toldThat(world, 'U0MEI', 'Finn took you off its approvers, because: Mei knows the customer');
    await approve(world, 'U0AIS', now(world, shown));
    await approve(world, 'U0FIN', now(world, shown));
    await card(world, 'C0HARBOR', (text) => text.includes('The sheet is updated'));
    const [decision] = await world.db.prisma.decision.findMany({ where: { who: 'U0AIS' } });
    expect(decision?.verb).toBe('approve');
  });

  test('who replaces somebody may do what they could, and no more', async () => {
    const shown = await drafted(world);
    await change('U0FIN', shown, { 'Take off': 'U0RAJ', Add: 'U0AIS', Reason: 'Raj moved on' });
    await card(world, 'C0ACME', (text) => text.includes('<@U0RAJ> may not approve'));
    const { approvers } = await world.db.prisma.approval.findFirstOrThrow();
    expect(approvers).toMatchObject({
      added: [{ id: 'U0AIS', as: ['project_manager'] }],
      removed: [{ id: 'U0RAJ' }],
    });
    await approve(world, 'U0AIS', now(world, shown));
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
  });

  test('a guest, a bot, somebody who left and who asked cannot be added, and a reason is asked', async () => {
    const shown = await drafted(world);
    const refused = async (labels: Record<string, string>) => {
      const answer = JSON.stringify((await change('U0FIN', shown, { Reason: 'x', ...labels })).errors);
      await world.slack.closeView({ user: 'U0FIN' });
      return answer;
    };
    expect(await refused({ Add: 'U0GUE' })).toContain('guest');
    expect(await refused({ Add: 'U0BOT' })).toContain('bot');
    expect(await refused({ Add: 'U0GON' })).toContain('deactivated');
    expect(await refused({ Add: 'U0PAM' })).toContain('asked for this draft');
    expect(await refused({ 'Take off': 'U0TOM' })).toContain('not among those who may approve');
    expect(await refused({})).toContain('Choose whom');
    expect(await refused({ Add: 'U0AIS', Reason: ' ' })).toContain('Say why');
    expect(await entries(world, 'approver.changed')).toEqual([]);
  });

  test('a finance manager who asked for the draft cannot add themselves', async () => {
    const shown = await drafted(world, 'ACME-WEB', 'U0FIN');
    const { errors } = await change('U0FIN', shown, { Add: 'U0FIN', Reason: 'it is urgent' });
    expect(JSON.stringify(errors)).toContain('asked for this draft');
    await world.slack.closeView({ user: 'U0FIN' });
    await approve(world, 'U0FIN', now(world, shown));
    await toldThat(world, 'U0FIN', 'You asked for this draft');
    expect(await entries(world, 'approver.changed')).toEqual([]);
    await expectSound(world, { invoices: 0 });
  });

  test('a finance manager may add themselves beside others, and the log says who did it and why', async () => {
    const shown = await drafted(world);
    expect((await change('U0FIN', shown, { Add: 'U0FIN', Reason: 'Raj is ill' })).errors).toBeUndefined();
    expect(await entries(world, 'approver.changed')).toMatchObject([
      { actor: 'U0FIN', data: { add: 'U0FIN', reason: 'Raj is ill' } },
    ]);
  });

  test('is for finance managers alone', async () => {
    const shown = await drafted(world);
    await choose(world, 'U0RAJ', shown, 'Change who approves');
    await toldThat(world, 'U0RAJ', 'Only a finance_manager');
    expect(world.slack.openViews('U0RAJ')).toEqual([]);
  });
});

const RULES = (rule: string) => {
  const demo = demoCompany(TODAY);
  return {
    ...demo,
    projectsYaml: demo.projectsYaml.replace(/approvals:\n(?: {2}- .*\n)+/, `approvals:\n  - ${rule}\n`),
  };
};

describe('a finance manager never ends alone by their own change', () => {
  test('neither by taking the others off nor by adding themselves; leaving somebody else is enough', async () => {
    const company = RULES('{ kind: invoice, approvals: 1, roles: [project_manager] }');
    const world = await startWorld({ company });
    const shown = await drafted(world);
    const change = async (user: string, labels: Record<string, string>) => {
      await chosen(world, user, now(world, shown), 'Change who approves');
      const { errors } = await world.slack.submitView({
        user,
        labels: { Reason: 'he is on leave', ...labels },
      });
      if (errors) await world.slack.closeView({ user });
      return JSON.stringify(errors ?? 'changed');
    };
    expect(await change('U0FIN', { 'Take off': 'U0RAJ', Add: 'U0FIN' })).toContain('you alone could approve');
    await approve(world, 'U0FIN', now(world, shown));
    await toldThat(world, 'U0FIN', 'it takes a project manager');
    expect(await entries(world, 'approver.changed')).toEqual([]);
    expect(await change('U0FIN', { 'Take off': 'U0RAJ', Add: 'U0AIS' })).toBe('"changed"');
    expect(await change('U0MEI', { Add: 'U0FIN' })).toBe('"changed"');
    await approve(world, 'U0FIN', now(world, shown));
    await expectSound(world, { invoices: 1 });
    await world.end();
  });

  test('where they are the only finance manager, they cannot make themselves the stand-in', async () => {
    const company = RULES('{ kind: invoice, approvals: 1, roles: [project_manager] }');
    const projectsYaml = company.projectsYaml.replace(
      '  U0MEI: { name: Mei-Ling, roles: [finance_manager] }\n',
      '',
    );
    const world = await startWorld({ company: { ...company, projectsYaml } });
    const shown = await drafted(world);
    await chosen(world, 'U0FIN', now(world, shown), 'Change who approves');
    const labels = { 'Take off': 'U0RAJ', Reason: 'he is on leave' };
    const { errors } = await world.slack.submitView({ user: 'U0FIN', labels });
    expect(JSON.stringify(errors)).toContain('you alone could approve');
    await world.end();
  });
});

describe('where nobody can complete the approvals', () => {
  test('the finance managers are told once with the reason, and one of them may approve in place', async () => {
    const company = RULES('{ kind: invoice, approvals: 1, roles: [controller] }');
    const projectsYaml = company.projectsYaml.replace(
      'U0PAM: { name: Pam, roles: [project_manager] }',
      'U0PAM: { name: Pam, roles: [project_manager, controller] }',
    );
    const world = await startWorld({ company: { ...company, projectsYaml } });
    const shown = await drafted(world);
    await toldThat(world, 'U0FIN', 'Pam asked for it');
    expect(textOf(now(world, shown))).toContain('may approve in place of whoever is missing');
    await approve(world, 'U0RAJ', shown);
    await toldThat(world, 'U0RAJ', "You can't approve this");
    await approve(world, 'U0MEI', now(world, shown));
    await expectSound(world, { invoices: 1 });
    expect(world.slack.directMessages('U0FIN')).toHaveLength(1);
    const [given] = await entries(world, 'approval.given');
    expect(JSON.stringify(given?.data)).toContain('nobody else can: finance_manager');
    expect(await entries(world, 'approval.stuck')).toHaveLength(1);
    await world.end();
  });

  test('and the only finance manager asked for it: they are told what to change', async () => {
    const demo = demoCompany(TODAY);
    const projectsYaml = demo.projectsYaml.replace(
      'U0MEI: { name: Mei-Ling, roles: [finance_manager] }',
      'U0MEI: { name: Mei-Ling, roles: [project_manager] }',
    );
    const world = await startWorld({ company: { ...demo, projectsYaml } });
    const shown = await drafted(world, 'HARBOR-WMS', 'U0FIN');
    const said = await toldThat(world, 'U0FIN', 'only finance_manager and asked for it');
    expect(said).toContain('projects.yml');
    await approve(world, 'U0FIN', shown);
    await approve(world, 'U0MEI', shown);
    await atRest(world);
    await expectSound(world, { invoices: 0 });
    await world.end();
  });
});

describe('a role with a user whom Slack does not know', () => {
  test('counts for nobody: the finance managers are told who is missing', async () => {
    const company = RULES('{ kind: invoice, approvals: 1, roles: [controller] }');
    const projectsYaml = company.projectsYaml.replace(
      'people:\n',
      'people:\n  U0NOBODY: { name: Nora, roles: [controller] }\n',
    );
    const world = await startWorld({ company: { ...company, projectsYaml } });
    const shown = await drafted(world);
    const said = await toldThat(world, 'U0FIN', 'Nora (U0NOBODY) is not in Slack');
    expect(said).toContain('may approve in place');
    await card(world, 'C0ACME', (text) => text.includes('in place of whoever is missing'));
    await approve(world, 'U0FIN', now(world, shown));
    await expectSound(world, { invoices: 1 });
    await world.end();
  });
});

describe('editor_counts: false', () => {
  test('whoever edited any version does not approve a later one', async () => {
    const world = await startWorld({
      company: RULES('{ kind: invoice, approvals: 1, roles: [finance_manager], editor_counts: false }'),
    });
    const shown = await drafted(world);
    await edit(world, 'U0FIN', shown, { 'Line 1 quantity': '8' });
    await edit(world, 'U0MEI', await version(world, shown, 2), { 'Line 1 quantity': '9' });
    const third = await version(world, shown, 3);
    await approve(world, 'U0FIN', third);
    await toldThat(world, 'U0FIN', 'You changed an earlier version');
    await approve(world, 'U0MEI', third);
    await toldThat(world, 'U0MEI', 'You changed this version');
    await expectSound(world, { invoices: 0 });
    await world.end();
  });
});
