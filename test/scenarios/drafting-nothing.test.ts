import { expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import {
  AWKWARD,
  billingOf,
  plainRows,
  withColumn,
  withoutColumn,
  withReadyRows,
  withSetting,
} from '../../src/sandbox/company/vary.ts';
import { atRest } from '../support/deciding.ts';
import { ask, cardsIn, draft, inWorld, refusedFrom, shownIn, tableOf, told } from '../support/drafting.ts';
import { card, TODAY } from '../support/world.ts';

const company = demoCompany(TODAY);
const rows = (...sketches: Parameters<typeof withReadyRows>[2]) =>
  withReadyRows(company, 'ACME-WEB', sketches, { replacing: true });

test('no ready rows: said privately, with how a row becomes ready', async () => {
  const text = await refusedFrom(rows(), 'is ready to bill');
  expect(text).toContain('“Acme website – billing”');
  expect(text).toContain('“Ready to Bill” or “Ready for Billing”');
  expect(text).toContain('Billable is not unticked');
});

test('ready rows that all stand on an open draft are said to', () =>
  inWorld({ company }, async (world) => {
    await draft(world);
    await ask(world);
    expect(await told(world, 'is ready to bill')).toContain('6 rows are ready, but on another draft');
    expect(cardsIn(world)).toHaveLength(1);
  }));

test('rows that stand ready and cannot be billed are named where they are all there is', async () => {
  const text = await refusedFrom(rows(AWKWARD.textHours, AWKWARD.negativeExpenses), 'is ready to bill');
  expect(text).toMatch(/Row \d+ is left out: Hours is “eight”, which is not a number/);
  expect(text).toMatch(/Row \d+ is left out: Expenses is “-25.5”, which is negative/);
});

test.each([
  ['Task', '“Task”'],
  ['Status', '“Status”'],
])('a sheet without the column %s stops the draft, naming sheet and column', async (title, named) => {
  const text = await refusedFrom(withoutColumn(company, 'ACME-WEB', title), 'has no column');
  expect(text).toContain('“Acme website – billing” (4583173393803140)');
  expect(text).toContain(named);
  expect(text).toContain('projects.yml');
});

test('a sheet with neither Hours nor Expenses stops the draft; either one is enough', async () => {
  const without = withoutColumn(company, 'ACME-WEB', 'Hours');
  const text = await refusedFrom(withoutColumn(without, 'ACME-WEB', 'Expenses'), 'has no column');
  expect(text).toContain('“Hours or Expenses”');
  await inWorld({ company: without }, async (world) => {
    expect(tableOf(await draft(world)).map(([, , , amount]) => amount)).toEqual(['$312.48', '$189.00']);
  });
});

test('a missing optional column is skipped, and said in the channel once and not again at the next draft', () =>
  inWorld({ company: withoutColumn(company, 'ACME-WEB', 'Notes') }, async (world) => {
    const said = () =>
      world.slack.messages('C0ACME').filter((one) => one.text.includes('has no column “Notes”'));
    const first = await draft(world);
    await world.slack.waitFor(() => said().length === 1);
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts: first.ts, actionId: 'reject' });
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length > 0);
    await world.slack.submitView({ user: 'U0FIN', labels: { Reason: 'Again, please' } });
    await card(world, 'C0ACME', (text) => text.includes('*Rejected*'));
    await ask(world);
    await world.slack.waitFor(() => cardsIn(world).length === 2, 10_000);
    await ask(world);
    await told(world, 'on another draft');
    expect(said()).toHaveLength(1);
    expect(shownIn(said()[0] ?? { blocks: [] })).toContain('“Acme website – billing”');
  }));

test('columns are found by the titles that the project gives them', () => {
  const renamed = withColumn(company, 'ACME-WEB', 'Status', { title: 'Billing state' });
  const settings = 'billing: { sheet: 4583173393803140';
  return inWorld(
    { company: withSetting(renamed, settings, `${settings}, columns: { status: billing STATE }`) },
    async (world) => {
      expect(tableOf(await draft(world))).toHaveLength(7);
    },
  );
});

test('a sheet that Smartsheet does not show is named, with the setting to correct', async () => {
  const text = await refusedFrom(
    withSetting(company, 'sheet: 4583173393803140', 'sheet: 4583173393809999'),
    'does not show me the sheet',
  );
  expect(text).toContain('4583173393809999');
  expect(text).toContain('billing.sheet of ACME-WEB');
});

test('of two people who ask at once, one gets the rows and the other is told who has them', () =>
  inWorld({ company: rows(...plainRows(5)) }, async (world) => {
    await Promise.all([ask(world), ask(world, '/invoice-draft', { user: 'U0RAJ' })]);
    await world.slack.waitFor(() => {
      const said = [...world.slack.ephemerals('U0PAM'), ...world.slack.ephemerals('U0RAJ')].map(shownIn);
      return (
        said.filter((text) => text.includes('on another draft')).length === 1 && cardsIn(world).length > 0
      );
    }, 15_000);
    await atRest(world);
    expect(cardsIn(world)).toHaveLength(1);
    expect(billingOf(company, 'ACME-WEB').name).toBe('Acme website – billing');
  }));
