import { expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { AWKWARD, withCells, withReadyRows } from '../../src/sandbox/company/vary.ts';
import { approve, draft, draftedFrom, inWorld, shownIn, tableOf, told } from '../support/drafting.ts';
import { TODAY } from '../support/world.ts';

const company = demoCompany(TODAY);
const rows = (...sketches: Parameters<typeof withReadyRows>[2]) =>
  withReadyRows(company, 'ACME-WEB', sketches, { replacing: true });
const row = (Task: string, cells: Record<string, string | number | boolean | null>) => ({
  cells: { Task, ...cells },
});

test('a row with text or a negative number where a figure belongs is left out, and named with its reason', async () => {
  const found = await draftedFrom(
    rows(
      AWKWARD.textHours,
      AWKWARD.hoursWithUnit,
      AWKWARD.negativeHours,
      AWKWARD.textExpenses,
      AWKWARD.negativeExpenses,
      AWKWARD.nothingToBill,
      row('Rate in words', { Hours: 1, Rate: 'as agreed' }),
      row('Comma', { Hours: '1,5', Rate: 150 }),
      row('Right', { Hours: 2, Rate: 150 }),
    ),
  );
  expect(tableOf(found)).toEqual([['Right', '2', '$150.00', '$300.00']]);
  const text = shownIn(found);
  expect(text).toContain('🟡 8 ready rows left out');
  for (const reason of [
    '(Typed in words): Hours is “eight”, which is not a number',
    '(Typed with a unit): Hours is “8h”, which is not a number',
    '(Taken back): Hours is “-2”, which is negative',
    '(Taxi): Expenses is “about 40”, which is not a number',
    '(Refund): Expenses is “-25.5”, which is negative',
    'neither Hours nor Expenses',
    '(Rate in words): Rate is “as agreed”, which is not a number',
    '(Comma): Hours is “1,5”, which is not a number',
  ])
    expect(text).toContain(reason);
});

test('amounts are exact: numbers as text, long fractions, half cents, blank and zero rates, time and expenses', async () => {
  const found = await draftedFrom(
    rows(
      row('Number as text', { Hours: '8', Rate: '150' }),
      row('A third', { Hours: 7.3333333333, Rate: 150 }),
      row('Half a cent', { Hours: 0.125, Rate: 1 }),
      row('Binary trap', { Hours: 1.005, Rate: 1 }),
      row('Blank rate', { Hours: 2, Rate: null }),
      row('Zero rate', { Hours: 3, Rate: 0 }),
      row('Expenses alone', { Expenses: 12.345 }),
      row('Both', { Hours: 0.1, Rate: 0.2, Expenses: 0.3 }),
      row('Not billable', { Hours: 9, Rate: 150, Billable: false }),
      row('Large', { Hours: 500_000, Rate: 150 }),
      row('Too large', { Hours: 1e12, Rate: 1e9 }),
    ),
  );
  expect(tableOf(found).map(([, quantity, rate, amount]) => [quantity, rate, amount])).toEqual([
    ['8', '$150.00', '$1,200.00'],
    ['7.3333333333', '$150.00', '$1,100.00'],
    ['0.125', '$1.00', '$0.13'],
    ['1.005', '$1.00', '$1.01'],
    ['2', '$150.00', '$300.00'],
    ['3', '$0.00', '$0.00'],
    ['1', '$12.345', '$12.35'],
    ['0.1', '$0.20', '$0.02'],
    ['1', '$0.30', '$0.30'],
    ['500000', '$150.00', '$75,000,000.00'],
  ]);
  expect(found.text).toContain('$75,002,613.81');
  expect(shownIn(found)).toMatch(/Rate is blank, so the price of Consulting is used, \$150\.00/);
  expect(shownIn(found)).toContain('the rate is zero, so 1 line would be billed at nothing');
  expect(shownIn(found)).toContain('(Too large): Hours is “1000000000000”, which is too large to bill');
});

test('a fraction that QuickBooks keeps shorter is posted at the amount that was approved', () =>
  inWorld(
    {
      company: rows(
        row('A third', { Hours: 7.3333333333, Rate: 150 }),
        row('Half', { Hours: 0.125, Rate: 1 }),
      ),
    },
    async (world) => {
      const done = await approve(world, await draft(world));
      expect(shownIn(done)).toContain('*Posted*');
      const posted = world.quickbooks.entities('Invoice').at(-1);
      expect(posted?.TotalAmt).toBe(1100.13);
    },
  ));

test('a row that was billed before blocks until the sheet no longer says so', () =>
  inWorld({ company: rows(AWKWARD.billedBefore) }, async (world) => {
    const blocked = await draft(world);
    expect(shownIn(blocked)).toMatch(/🔴 Billed before: row \d+ carries “1001 \/ 2001”/);
    const approveIt = { user: 'U0FIN', channel: 'C0ACME', ts: blocked.ts, actionId: 'approve' };
    await world.slack.click(approveIt);
    await told(world, 'be approved yet', 'U0FIN');
    const { id, rows: sheetRows } = world.smartsheet.sheet(4583173393803140);
    const last = sheetRows.at(-1);
    expect(last?.cells['QuickBooks Invoice #']).toBe('1001');
    world.smartsheet.edit(id, last?.id ?? 0, { 'QuickBooks Invoice #': null, 'QB Transaction ID': null });
    await world.slack.click(approveIt);
    await world.slack.waitFor(
      () => world.slack.messages('C0ACME').some(({ text }) => text.includes('v2, waiting for approval')),
      10_000,
    );
  }));

test('a total of zero blocks', async () => {
  const found = await draftedFrom(rows(AWKWARD.zeroRate));
  expect(shownIn(found)).toContain('🔴 The total is $0.00.');
  expect(found.text).toContain('cannot be approved yet');
});

test('a new version of a draft still names the rows that were left out', () =>
  inWorld({ company: rows(AWKWARD.textHours, row('Right', { Hours: 2, Rate: 150 })) }, async (world) => {
    const first = await draft(world);
    const { id, rows: sheetRows } = world.smartsheet.sheet(4583173393803140);
    world.smartsheet.edit(id, sheetRows.at(-1)?.id ?? 0, { Hours: 3 });
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts: first.ts, actionId: 'approve' });
    const second = await world.slack.waitFor(
      () => world.slack.messages('C0ACME').find(({ text }) => text.includes('v2, waiting')),
      10_000,
    );
    expect(tableOf(second)).toEqual([['Right', '3', '$150.00', '$450.00']]);
    expect(shownIn(second)).toContain('1 ready row left out');
    expect(shownIn(second)).toContain('Total: $300.00 → $450.00');
    expect(world.quickbooks.entities('Invoice')).toHaveLength(company.quickbooks.Invoice?.length ?? 0);
  }));

test('a date that is none, and work of long ago, are said and the row is billed', async () => {
  const found = await draftedFrom(
    withCells(rows(AWKWARD.oldDate, AWKWARD.noDate), 'ACME-WEB', 'Some day', { Date: null }),
  );
  expect(tableOf(found)).toHaveLength(2);
  expect(shownIn(found)).toContain('(2019-03-04): the date is more than 90 days before today');
});
