import { afterEach, describe, expect, test } from 'vitest';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { companyIn, holdAll, plainRow, SHEET } from '../support/auto.ts';
import { atRest, now, told, toldThat } from '../support/deciding.ts';
import { chosen, entries, replies, write } from '../support/talk.ts';
import { nothingDue, replied, timesTold } from '../support/waiting.ts';
import { card, startWorld, TODAY, textOf, type World } from '../support/world.ts';

const DAY_MS = 86_400_000;

describe('a draft that nobody asked for, of rows that turned ready', () => {
  let world: World;
  let offset = 0;
  afterEach(() => world.end());

  const start = async (company?: DemoCompany) => {
    offset = 0;
    world = await startWorld({
      ...(company ? { company } : {}),
      overrides: {
        now: () => new Date(Date.now() + offset),
        ...{ sweepMs: 100, rhythm: { lookMs: 150, repairMs: 3_600_000 }, quiet: { ms: 50, atMostMs: 500 } },
      },
    });
    holdAll(world);
    const looked = () =>
      world.db.prisma.sheetWatch.count({ where: { sheetId: String(SHEET), checkedAt: { not: null } } });
    await expect.poll(looked, { timeout: 15_000, interval: 25 }).toBe(1);
  };
  const turned = async (): Promise<StoredMessage> => {
    plainRow(world, 40);
    const shown = await card(world, 'C0ACME', (text) => text.includes('drafted by itself'));
    await atRest(world);
    return structuredClone(now(world, shown));
  };
  const nobodyIsCalledCountersign = () => {
    const called = world.slack.calls.flatMap(({ args }) => [args.user, args.users, args.channel]);
    expect(called).not.toContain('countersign');
    expect(JSON.stringify(world.slack.calls.map(({ args }) => args))).not.toContain('<@countersign>');
  };

  test('a question about it is answered in the thread by whoever knows, a role or not, but the asker', async () => {
    await start();
    const shown = await turned();
    const form = await chosen(world, 'U0FIN', shown, 'Ask a question');
    expect(JSON.stringify(form.blocks)).toContain('where whoever knows answers');
    await world.slack.submitView({ user: 'U0FIN', labels: { Question: 'Was all of it agreed?' } });
    const asked = await card(world, 'C0ACME', (text) => text.includes('waiting for an answer in the thread'));
    await replied(world, shown, 'Whoever knows may answer');
    expect(replies(world, asked).join()).not.toContain('<@');

    await write(world, 'U0FIN', shown, 'I mean the last row');
    await write(world, 'U0TOM', shown, 'Yes, all of it');
    await card(world, 'C0ACME', (text) => text.includes('<@U0TOM> answered'));
    await toldThat(world, 'U0FIN', 'answered your question');
    await atRest(world);
    expect(await entries(world, 'question.answered')).toMatchObject([{ actor: 'U0TOM' }]);
    nobodyIsCalledCountersign();
  });

  test('its expiry is said in its thread, and directly to those who could have approved it, once', async () => {
    await start();
    const shown = await turned();
    offset = 30 * DAY_MS;
    await replied(world, shown, 'expired after');
    await nothingDue(world, world.now());
    for (const who of ['U0RAJ', 'U0FIN', 'U0MEI']) {
      const words = await toldThat(world, who, 'which was drafted by itself and waited for your decision');
      expect(words).toContain('its rows may be drafted again with /invoice-draft');
      expect(words).toContain(`/archives/C0ACME/p${shown.ts.replace('.', '')}|Open the card>`);
      expect(timesTold(world, who, 'expired after')).toBe(1);
    }
    expect(told(world, 'U0TOM').join()).not.toContain('expired');
    const [logged] = await entries(world, 'approval.expired');
    expect(logged?.data.told).toEqual(expect.arrayContaining(['U0RAJ', 'U0FIN', 'U0MEI']));
    expect(textOf(now(world, shown))).toContain('Expired after');
    nobodyIsCalledCountersign();
  });

  test('a channel that does not let its card in is told to the finance managers', async () => {
    const company = demoCompany(TODAY);
    const channel = company.slack.channels.find(({ id }) => id === 'C0ACME');
    channel?.members.splice(channel.members.indexOf(company.slack.botUser.id), 1);
    await start(company);
    plainRow(world, 40);
    for (const who of ['U0FIN', 'U0MEI']) await toldThat(world, who, 'Slack does not let me post');
    for (const who of ['U0PAM', 'U0RAJ']) expect(told(world, who)).toEqual([]);
    nobodyIsCalledCountersign();
  });

  test('where nobody can complete its approvals and there is no finance manager, its thread says so', async () => {
    const company = companyIn('observe');
    const projectsYaml = company.projectsYaml
      .replace('mode: observe', 'mode: propose')
      .replaceAll('[finance_manager] }\nprojects', '[bookkeeper] }\nprojects')
      .replace('Finn, roles: [finance_manager]', 'Finn, roles: [bookkeeper]')
      .replace('Mei-Ling, roles: [finance_manager]', 'Mei-Ling, roles: [bookkeeper]')
      .replace(
        /approvals:\n(?: {2}- .*\n)+/,
        'approvals:\n  - { kind: invoice, approvals: 3, roles: [project_manager] }\n',
      )
      .replaceAll('[finance_manager]', '[bookkeeper]');
    await start({ ...company, projectsYaml });
    const shown = await turned();
    await replied(world, shown, "can't be completed as it stands");
    expect(await entries(world, 'approval.stuck')).toHaveLength(1);
    nobodyIsCalledCountersign();
  });
});
