import { expect, test } from 'vitest';
import { z } from 'zod';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { AWKWARD, plainRows, withReadyRows } from '../../src/sandbox/company/vary.ts';
import {
  approve,
  buttonsOf,
  draft,
  draftedFrom,
  inWorld,
  shownIn,
  tableOf,
  textsIn,
} from '../support/drafting.ts';
import { card, TODAY, type World } from '../support/world.ts';

const byteLength = (blocks: unknown) => Buffer.byteLength(JSON.stringify(blocks));
const SHEET = 4583173393803140;
const company = demoCompany(TODAY);
const many = (count: number, rows = plainRows(count)) =>
  withReadyRows(company, 'ACME-WEB', rows, { replacing: true });

test(
  '800 rows are one legal card, every line in reach, one invoice of 800 lines, and 800 rows written',
  () =>
    inWorld({ company: many(800) }, async (world) => {
      const first = await draft(world);
      expect(first.blocks.length).toBeLessThanOrEqual(50);
      expect(byteLength(first.blocks)).toBeLessThan(12_000);
      expect(tableOf(first)).toHaveLength(10);
      expect(shownIn(first)).toContain('and 790 more lines');
      expect(buttonsOf(first)).toEqual(['Approve', 'Edit', 'Reject', 'Show all']);
      await expectAllShown(world, first.ts);
      await expectPages(world, first.ts);

      const at = { channel: 'C0ACME', ts: first.ts, actionId: 'approve' };
      await world.slack.click({ user: 'U0FIN', ...at });
      await card(world, 'C0ACME', (text) => text.includes('1 of 2'));
      const done = await approve(world, first, { user: 'U0MEI' }, 40_000);
      expect(buttonsOf(done)).toEqual(['Undo']);
      const posted = world.quickbooks.entities('Invoice').at(-1);
      expect(posted?.TotalAmt).toBe(345_000);
      const lines = z.array(z.looseObject({ DetailType: z.string() })).parse(posted?.Line);
      expect(lines.filter(({ DetailType }) => DetailType === 'SalesItemLineDetail')).toHaveLength(800);
      expect(world.quickbooks.requests.filter((line) => /^POST .*\/invoice\?/.test(line))).toHaveLength(1);
      await expectWritten(world, String(posted?.DocNumber), first.ts);
    }),
  60_000,
);

async function expectAllShown(world: World, ts: string): Promise<void> {
  await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts, actionId: 'show_all' });
  const view = await world.slack.waitFor(() => world.slack.openViews('U0FIN').at(-1));
  const text = textsIn(view.blocks).join('\n');
  for (let line = 1; line <= 800; line += 1) expect(text).toContain(`${line}. Ticket ${line}\n`);
  await world.slack.closeView({ user: 'U0FIN' });
}

async function expectPages(world: World, ts: string): Promise<void> {
  await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts, actionId: 'edit' });
  const opened = await world.slack.waitFor(() => world.slack.openViews('U0FIN').at(-1));
  expect(textsIn(opened.blocks)).toContain('Line 1 description');
  await world.slack.click({ user: 'U0FIN', viewId: opened.id, actionId: 'edit_page', selectedOption: '26' });
  await world.slack.waitFor(() =>
    textsIn(world.slack.openViews('U0FIN').at(-1)?.blocks).includes('Line 800 rate'),
  );
  await world.slack.closeView({ user: 'U0FIN' });
}

/** Every row carries the number; the comment stands once, and says for how many rows. */
async function expectWritten(world: World, number: string, ts: string): Promise<void> {
  const rows = world.smartsheet
    .sheet(SHEET)
    .rows.filter(({ cells }) => String(cells.Task).startsWith('Ticket '));
  expect(rows).toHaveLength(800);
  expect(rows.filter(({ cells }) => cells['QuickBooks Invoice #'] === number)).toHaveLength(800);
  expect(rows.filter(({ cells }) => cells['Invoice Status'] === 'Invoiced')).toHaveLength(800);
  const commented = () =>
    world.smartsheet
      .sheet(SHEET)
      .rows.filter(({ comments }) => comments.some(({ text }) => text.includes(number)));
  await world.slack.waitFor(
    () => world.slack.threads('C0ACME', ts).some((one) => shownIn(one).includes('too many to comment')),
    15_000,
  );
  expect(commented().map(({ comments }) => comments.at(-1)?.text)).toEqual([
    `Invoiced as QuickBooks invoice ${number} (approval 1). So are the 799 rows below.`,
  ]);
  expect(world.smartsheet.requests.length).toBeLessThan(40);
}

test('an ordinary invoice has its number in a comment on every row', () =>
  inWorld({ company: many(16) }, async (world) => {
    await approve(world, await draft(world));
    const commented = () =>
      world.smartsheet
        .sheet(SHEET)
        .rows.filter(({ comments }) =>
          comments.some(({ text }) => text.startsWith('Invoiced as QuickBooks invoice')),
        );
    await world.slack.waitFor(() => commented().length === 16 || null, 10_000).catch(() => null);
    expect(commented()).toHaveLength(16);
  }));

test('fifteen lines all show; at sixteen the first ten do, with Show all', async () => {
  const fifteen = await draftedFrom(many(15));
  expect(tableOf(fifteen)).toHaveLength(15);
  expect(buttonsOf(fifteen)).not.toContain('Show all');
  const sixteen = await draftedFrom(many(16));
  expect(tableOf(sixteen)).toHaveLength(10);
  expect(buttonsOf(sixteen)).toContain('Show all');
});

test('fifteen rows with notes of 4,000 characters in Arabic and emoji still make a card that Slack takes', () => {
  const notes = 'ملاحظة طويلة جدا 🧾 '.repeat(180);
  const rows = plainRows(15).map(({ cells }) => ({
    cells: { ...cells, Notes: notes, Task: `${cells.Task} ${notes.slice(0, 900)}` },
  }));
  return inWorld(
    { company: many(15, [...rows, ...Object.values(AWKWARD).slice(0, 6)]), env: { OPENAI_API_KEY: '' } },
    async (world) => {
      const found = await draft(world);
      expect(byteLength(found.blocks)).toBeLessThan(12_000);
      expect(tableOf(found)).toHaveLength(15);
    },
  );
});
