import { afterEach, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { exported } from '../log/rebuilding.ts';
import { testClock } from '../support/clock.ts';
import { approve, atRest, now, toldThat } from '../support/deciding.ts';
import { digests, ended, nightOver, worldOnTime } from '../support/digests.ts';
import { shownIn } from '../support/drafting.ts';
import { COST_SHEET, cardOf, costRow, formOf, optionOf, reconciled } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { choose } from '../support/talk.ts';
import { buttonsOf, startWorld, TODAY, textOf, type World } from '../support/world.ts';

let world: World;
afterEach(async () => {
  await expectLog(world);
  await world.end();
});

const form = () => world.slack.waitFor(() => world.slack.openViews('U0FIN')[0]);

test('snoozed over two nights: no digest speaks of it before its day, the one of that day does; the log has it, and who was asked to see to what', async () => {
  const clock = testClock('2033-03-08 17:00');
  world = await worldOnTime(clock);
  await reconciled(world);
  await choose(world, 'U0FIN', cardOf(world, 'SKY-4410'), 'Assign to someone');
  const to = { 'Who is to see to it': 'U0PAM' };
  await world.slack.submitView({ user: 'U0FIN', viewId: (await form()).id, labels: to });
  await choose(world, 'U0FIN', cardOf(world, 'NP-117'), 'Snooze until');
  const until = { Until: '2033-03-10' };
  await world.slack.submitView({ user: 'U0FIN', viewId: (await form()).id, labels: until });
  await atRest(world);
  const told: string[] = [];
  for (const date of ['2033-03-09', '2033-03-10', '2033-03-11']) {
    clock.set(`${date} 02:01`);
    await nightOver(world, date);
    clock.set(`${date} 09:00`);
    await ended(world, date);
    told.push(textOf(digests(world).at(-1) ?? { text: '', blocks: [] }));
  }
  expect(told.map((text) => text.includes('$42.50 more in QuickBooks'))).toEqual([false, true, false]);
  expect(told[1]).toContain('New: 1 variance');
  const entries = await exported(world);
  const [assigned] = entries.filter(({ type }) => type === 'approval.assigned');
  expect(assigned).toMatchObject({ actor: 'U0FIN', data: { assignedTo: 'U0PAM' } });
  const snoozed = entries.filter(({ data }) => JSON.stringify(data).includes('Snoozed until 2033-03-10'));
  expect(snoozed.map(({ actor }) => actor)).toEqual(['U0FIN']);
});

test('a vendor that QuickBooks does not have is asked for among the near ones, and no bill is made without', async () => {
  const company = demoCompany(TODAY);
  const sheet = company.smartsheet.sheets.find(({ id }) => id === COST_SHEET);
  const row = sheet?.rows.find(({ cells }) => cells['Invoice #'] === 'BL-204');
  if (!row) throw new Error('the demo company has changed');
  row.cells.Vendor = 'Brightlyne Usability';
  world = await startWorld({ company });
  await reconciled(world);
  const card = cardOf(world, 'BL-204');
  const before = world.quickbooks.entities('Bill').length;
  const view = await formOf(world, card, 'bill', 'U0FIN');
  expect(JSON.stringify(view.blocks)).toContain(
    'The sheet says “Brightlyne Usability”, and QuickBooks has no vendor of that name: choose which one is meant.',
  );
  const vendor = view.blocks.find(({ label }) => (label as { text?: string } | undefined)?.text === 'Vendor');
  expect(vendor?.element).not.toHaveProperty('initial_option');
  const blank = await world.slack.submitView({ user: 'U0FIN', viewId: view.id });
  expect(Object.values(blank.errors ?? {})).toHaveLength(1);
  const labels = { Vendor: optionOf(view, 'Vendor', 'Brightline Usability Lab') };
  await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
  await atRest(world);
  expect(shownIn(now(world, card))).toContain('Vendor: Brightline Usability Lab');
  expect(world.quickbooks.entities('Bill')).toHaveLength(before);
  expect(buttonsOf(now(world, card))[0]).toBe('Approve: create bill $1,120.00');
  await approve(world, 'U0FIN', now(world, card));
  await atRest(world);
  expect(world.quickbooks.entities('Bill')).toHaveLength(before + 1);
});

test('a note beside a card that proposes something approves that, and says so; beside one that does not it accepts', async () => {
  world = await startWorld();
  await reconciled(world);
  const card = cardOf(world, 'BL-204');
  expect(shownIn(card)).toContain('Accept with a note');
  const view = await formOf(world, card, 'bill', 'U0FIN');
  await world.slack.submitView({ user: 'U0FIN', viewId: view.id });
  await atRest(world);
  expect(shownIn(now(world, card))).toContain('Approve with a note');
  expect(shownIn(now(world, card))).not.toContain('Accept with a note');
});

test('what a digest offered to open and a run has settled since gets no card: the click is told so', async () => {
  const clock = testClock('2033-03-08 17:00');
  world = await worldOnTime(clock, (company) => {
    const sheet = company.smartsheet.sheets.find(({ id }) => id === COST_SHEET);
    // Alone worth a line, so that the digest's first button is its.
    const row = sheet?.rows.find(({ cells }) => cells['Invoice #'] === 'NP-117');
    if (row) row.cells['Actual Cost'] = 9_000;
  });
  clock.set('2033-03-09 02:01');
  await nightOver(world, '2033-03-09');
  clock.set('2033-03-09 09:00');
  await ended(world, '2033-03-09');
  const digest = digests(world).at(-1);
  expect(textOf(digest ?? { text: '', blocks: [] })).toContain('Nakamura Photography');
  const row = costRow(world, 'Product photographs, spring range');
  world.smartsheet.edit(COST_SHEET, row.id, { 'Actual Cost': 822.5 });
  await reconciled(world);
  const before = await world.db.prisma.approval.count();
  await world.slack.click({
    user: 'U0FIN',
    channel: 'C0ACME',
    ts: digest?.ts ?? '',
    actionId: 'open_variance',
    value: `1:row:${row.id}`,
  });
  expect(await toldThat(world, 'U0FIN', 'Nothing is left to decide')).toContain('found that settled');
  expect(await world.db.prisma.approval.count()).toBe(before);
});
