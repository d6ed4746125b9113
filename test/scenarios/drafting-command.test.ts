import { expect, test } from 'vitest';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { withReadyRows, withSetting } from '../../src/sandbox/company/vary.ts';
import { parseProjects } from '../../src/settings/projects.ts';
import type { Project } from '../../src/settings/types.ts';
import { parseDraftCommand } from '../../src/slack/listeners/commands/invoice-draft.ts';
import { ask, cardsIn, inWorld, shownIn, tableOf, told, waitingCard } from '../support/drafting.ts';
import { TODAY, type World } from '../support/world.ts';

const company = demoCompany(TODAY);

test('a wrong project code is answered with the nearest ones, privately', () =>
  inWorld({ company }, async (world) => {
    await ask(world, '/invoice-draft ACM-WEB');
    expect(await told(world, 'There is no project “ACM-WEB”')).toContain('The nearest: ACME-WEB');
    await ask(world, '/invoice-draft qqqqqq');
    expect(await told(world, '“qqqqqq”')).toContain('ACME-WEB, CAFE-LOYAL, HARBOR-WMS');
    await ask(world, '/invoice-draft <!channel>');
    const last = world.slack.ephemerals('U0PAM').at(-1);
    expect(last?.text).not.toContain('<!');
    expect(world.slack.messages('C0ACME')).toEqual([]);
  }));

test('without a code the project of the channel is drafted, in its own channel', () =>
  inWorld({ company }, async (world) => {
    await ask(world, '/invoice-draft', { channel: 'C0HARBOR' });
    const found = await waitingCard(world, 'C0HARBOR');
    expect(found.text).toContain('Harborline');
    expect(cardsIn(world, 'C0ACME')).toEqual([]);
  }));

/** The options of the newest picker that the person was shown. */
function picker(world: World, user = 'U0PAM') {
  const message = world.slack.ephemerals(user).at(-1);
  const elements =
    message?.blocks.flatMap(({ elements = [] }) => elements as Record<string, unknown>[]) ?? [];
  const options = (elements.find(({ type }) => type === 'static_select')?.options ?? []) as {
    value: string;
  }[];
  return { ts: message?.ts ?? '', values: options.map(({ value }) => value) };
}

test('in a channel with two projects a picker offers those two, and picking drafts', () =>
  inWorld({ company: withSetting(company, 'channel: C0CAFE', 'channel: C0ACME') }, async (world) => {
    await ask(world);
    await told(world, 'Which project');
    const { ts, values } = picker(world);
    expect(values).toEqual(['ACME-WEB', 'CAFE-LOYAL']);
    await world.slack.click({
      user: 'U0PAM',
      channel: 'C0ACME',
      ts,
      actionId: 'pick_project',
      selectedOption: 'CAFE-LOYAL',
    });
    expect((await waitingCard(world)).text).toContain('Café Noura');
  }));

test('in a channel with no project a picker offers all, keeps the date, and the card comes where it belongs', () =>
  inWorld({ company }, async (world) => {
    const where = { channel: 'C0FINANCE' };
    await ask(world, `/invoice-draft since ${TODAY.slice(0, 4)}-01-01`, where);
    await told(world, 'Which project');
    const { ts, values } = picker(world);
    const since = ` ${TODAY.slice(0, 4)}-01-01`;
    expect(values).toEqual([`ACME-WEB${since}`, `CAFE-LOYAL${since}`, `HARBOR-WMS${since}`]);
    await world.slack.click({
      user: 'U0PAM',
      ...where,
      ts,
      actionId: 'pick_project',
      selectedOption: `ACME-WEB${since}`,
    });
    await waitingCard(world, 'C0ACME');
    expect(await told(world, 'in the project’s channel')).toContain('Acme website');
    expect(world.slack.messages('C0FINANCE')).toEqual([]);
  }));

test('an option that names no project any more is answered, not met with silence', () =>
  inWorld({ company }, async (world) => {
    await ask(world, '/invoice-draft', { channel: 'C0FINANCE' });
    await told(world, 'Which project');
    const seen = JSON.parse(
      JSON.stringify(world.slack.ephemerals('U0PAM').at(-1)?.blocks).replaceAll('"ACME-WEB"', '"GONE-1"'),
    );
    const { ts } = picker(world);
    const choice = { actionId: 'pick_project', selectedOption: 'GONE-1', seen };
    await world.slack.click({ user: 'U0PAM', channel: 'C0FINANCE', ts, ...choice });
    await told(world, 'no longer among those of projects.yml');
  }));

test('somebody whom projects.yml does not name may ask in the project’s channel and not from elsewhere', () =>
  inWorld({ company }, async (world) => {
    await ask(world, '/invoice-draft ACME-WEB', { user: 'U0TOM', channel: 'C0GENERAL' });
    await told(world, 'Ask in the project’s own channel', 'U0TOM');
    await ask(world, '/invoice-draft', { user: 'U0TOM' });
    await waitingCard(world);
  }));

const dated = withReadyRows(
  company,
  'ACME-WEB',
  [
    { cells: { Task: 'September', Date: '2026-09-30', Hours: 1, Rate: 150 } },
    { cells: { Task: 'October', Date: '2026-10-01', Hours: 2, Rate: 150 } },
    { cells: { Task: 'No date', Date: null, Hours: 4, Rate: 150 } },
  ],
  { replacing: true },
);

test.each(['2026/10/1', 'October 1, 2026'])(
  '“since %s” takes the rows of that day and later, and names the row without a date',
  (date) =>
    inWorld({ company: dated }, async (world) => {
      await ask(world, `/invoice-draft ACME-WEB since ${date}`);
      const found = await waitingCard(world);
      expect(tableOf(found).map(([, quantity]) => quantity)).toEqual(['2']);
      expect(shownIn(found)).toContain('Date is blank, so nothing says that it is of 2026-10-01');
    }),
);

test('what is no date, or could be two, is answered with the form that is one', () =>
  inWorld({ company }, async (world) => {
    for (const [text, named] of [
      ['since 2026-02-30', '2026-02-30'],
      ['ACME-WEB since 10/01/2026', '10/01/2026'],
      ['ACME-WEB since tomorrow', 'tomorrow'],
      ['2026-13-01', '2026-13-01'],
    ]) {
      await ask(world, `/invoice-draft ${text}`);
      expect(await told(world, `“${named}” is not a date`)).toContain('2026-10-01');
    }
    await ask(world, '/invoice-draft the acme project please');
    await told(world, 'Write /invoice-draft');
    await ask(world, '/invoice-draft ACME-WEB since');
    await told(world, 'Since when?');
    expect(world.slack.messages('C0ACME')).toEqual([]);
  }));

test.each([
  ['ACME-WEB since 2026-10-01'],
  ['acme-web 2026.10.1'],
  ['since 2026-10-01 ACME-WEB'],
  ['ACME-WEB since 1 Oct 2026'],
  ['ACME-WEB since 1st October 2026'],
  ['ACME-WEB since Oct. 1, 2026'],
])('“%s” means the first of October', (text) => {
  const parsed = parseDraftCommand(text, 'C0FINANCE', projectsOf(company));
  expect(parsed).toMatchObject({ project: { code: 'ACME-WEB' }, since: '2026-10-01' });
});

function projectsOf({ projectsYaml }: DemoCompany): readonly Project[] {
  const settings = parseProjects(projectsYaml, 'projects.yml');
  if (!settings.ok) throw new Error('the demo company’s projects.yml is wrong');
  return settings.value.projects;
}
