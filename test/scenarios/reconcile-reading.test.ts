import { afterEach, expect, test } from 'vitest';
import type { DemoCompany } from '../../src/sandbox/company/company.ts';
import { shownIn } from '../support/drafting.ts';
import { QUICK } from '../support/faults.ts';
import { BULK_CHANNEL, manyCosts } from '../support/many-costs.ts';
import { until } from '../support/process.ts';
import { finished } from '../support/reconciling.ts';
import { type SlowVendor, slowVendor } from '../support/slow.ts';
import { startWorld, TODAY, textOf, type World } from '../support/world.ts';

/** What is seen of a run while both lists are read. */
let world: World;
let books: SlowVendor;
let sheets: SlowVendor;
afterEach(async () => {
  await world.end();
  await books.end();
  await sheets.end();
});

const MINUTE = 60_000;
const secondPage = /^GET .*\/sheets\/7960873114400000\?.*\bpage=2/;
const firstPage = /^GET .*\/sheets\/7960873114400000\?.*\bpage=1/;

async function begun(change: (company: DemoCompany) => void = () => {}, costs = 5_400): Promise<void> {
  const company = manyCosts(TODAY, costs);
  change(company);
  [books, sheets] = [await slowVendor(), await slowVendor()];
  world = await startWorld({
    company,
    overrides: { ...QUICK, timeoutMs: 15_000 },
    env: { QUICKBOOKS_API_URL: books.url.slice(0, -1), SMARTSHEET_API_URL: `${sheets.url}2.0/` },
    behind: { books, sheets },
  });
}

const ask = () =>
  world.slack.command({ user: 'U0FIN', channel: BULK_CHANNEL, text: '/reconcile BULK last-month' });
const saying = (words: string | RegExp) =>
  world.slack.waitFor(() => {
    const found = world.slack.messages(BULK_CHANNEL).find((message) => shownIn(message).match(words));
    if (!found) throw new Error(`nothing says ${words}: ${world.slack.messages(BULK_CHANNEL).map(textOf)}`);
    return found;
  }, 20_000);
const shareIn = (text: string) => Number(/(\d+) %/.exec(text)?.[1]);

test(
  'the message says how many rows and records are read, of how many, and its bar goes forward with them',
  async () => {
    await begun();
    const held = sheets.hold(secondPage);
    await ask();
    await held.reached;
    const reading = await saying('Reading the sheet \\(5,000 of 5,346 rows\\)');
    expect(shareIn(shownIn(reading))).toBeGreaterThan(15);
    expect(shownIn(await saying(/QuickBooks \(\d,\d{3} of \d,\d{3} records\)/))).toContain('⏳ Reading');
    held.release();
    const summary = await finished(world, 0, MINUTE);
    expect(summary.ts).toBe(reading.ts);
    expect(shownIn(summary)).toContain('To decide');
    expect(shownIn(summary)).not.toContain('Reading');
  },
  2 * MINUTE,
);

test(
  'QuickBooks is read while the sheet is: neither waits for the other',
  async () => {
    await begun();
    const held = sheets.hold(firstPage);
    world.quickbooks.requests.length = 0;
    await ask();
    await held.reached;
    await until(
      () => world.quickbooks.requests.some((line) => line.startsWith('POST ') && line.includes('/batch')),
      'the books were asked while the sheet had not answered',
    );
    held.release();
    expect(shownIn(await finished(world, 0, MINUTE))).toContain('To decide');
  },
  2 * MINUTE,
);

test('a sheet without its columns is said so though QuickBooks does not answer for its lines, and stays said', async () => {
  await begun((company) => {
    for (const { name, columns } of company.smartsheet.sheets)
      for (const column of name === 'Bulk – costs' ? columns : [])
        if (column.title === 'Actual Cost') column.title = 'Costs';
  }, 0);
  world.quickbooks.faults.set({ kind: 'status-503', match: /\/batch/ });
  await ask();
  const message = await finished(world);
  expect(shownIn(message)).toContain('has no column “Actual Cost”');
  expect(shownIn(message)).toContain('Nothing was changed');
  expect(world.slack.messages(BULK_CHANNEL).map(textOf).join()).not.toContain('I keep trying');
});
