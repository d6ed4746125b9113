import { expect, test, vi } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { withColumn, withReadyRows } from '../../src/sandbox/company/vary.ts';
import { approve, ask, draft, inWorld, shownIn, waitingCard } from '../support/drafting.ts';
import { card, TODAY, type World } from '../support/world.ts';

const SHEET = 4583173393803140;
const company = withReadyRows(
  demoCompany(TODAY),
  'ACME-WEB',
  [{ cells: { Task: 'First', Hours: 1, Rate: 150 } }, { cells: { Task: 'Second', Hours: 2, Rate: 150 } }],
  { replacing: true },
);

function cellsOf(world: World, task: string) {
  const row = world.smartsheet.sheet(SHEET).rows.find(({ cells }) => cells.Task === task);
  return { id: row?.id ?? 0, ...row?.cells };
}

/** What the channel was told beside the card. */
function said(world: World): string[] {
  return world.slack
    .messages('C0ACME')
    .filter(({ metadata }) => metadata === undefined)
    .map(shownIn);
}

const status = (world: World, task: string, word: string) =>
  world.smartsheet
    .sheet(SHEET)
    .rows.some(({ cells }) => cells.Task === task && cells['Invoice Status'] === word) || null;

test('the words are those of the contract: In Review, Approved while it is posted, Invoiced with number, id and date', () =>
  inWorld({ company }, async (world) => {
    const { ts } = await draft(world);
    await until(() => status(world, 'First', 'In Review') !== null);
    world.quickbooks.faults.set({ kind: 'status-503', match: /^POST .*\/invoice/ });
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts, actionId: 'approve' });
    await until(() => status(world, 'Second', 'Approved') !== null);
    world.quickbooks.faults.clear();
    await until(() => status(world, 'First', 'Invoiced') !== null);
    const posted = world.quickbooks.entities('Invoice').at(-1);
    expect(cellsOf(world, 'Second')).toMatchObject({
      'QuickBooks Invoice #': posted?.DocNumber,
      'QB Transaction ID': posted?.Id,
      'Invoice Date': posted?.TxnDate,
    });
    expect(said(world)).toEqual([]);
  }));

const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), 15_000);

test('a mailed invoice ends as Sent, a rejected draft as Rejected', () =>
  inWorld({ company }, async (world) => {
    await ask(world, '/invoice-draft', { channel: 'C0HARBOR' });
    const mailed = await waitingCard(world, 'C0HARBOR');
    await world.slack.click({ user: 'U0FIN', channel: 'C0HARBOR', ts: mailed.ts, actionId: 'approve' });
    await world.slack.click({ user: 'U0MEI', channel: 'C0HARBOR', ts: mailed.ts, actionId: 'approve' });
    await card(
      world,
      'C0HARBOR',
      (text) => text.includes('The sheet is updated') && text.includes('mailed it'),
    );
    await world.slack.waitFor(() => {
      const rows = world.smartsheet.sheet(4583173393803156).rows;
      return rows.some(
        ({ cells }) => cells.Task === 'Cut-over rehearsal' && cells['Invoice Status'] === 'Sent',
      );
    }, 10_000);

    const { ts } = await draft(world);
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts, actionId: 'reject' });
    await world.slack.waitFor(() => world.slack.openViews('U0FIN').length > 0);
    await world.slack.submitView({ user: 'U0FIN', labels: { Reason: 'Not yet' } });
    await card(world, 'C0ACME', (text) => text.includes('*Rejected*'));
    await world.slack.waitFor(
      () => status(world, 'First', 'Rejected') && status(world, 'Second', 'Rejected'),
      10_000,
    );
  }));

test('a cell that a person changed since it was read is kept, the channel is told once, and the rest is written', () =>
  inWorld({ company }, async (world) => {
    const waiting = await draft(world);
    await until(() => status(world, 'First', 'In Review') !== null);
    world.smartsheet.edit(SHEET, cellsOf(world, 'First').id, {
      'Invoice Date': '2020-01-01',
      'Invoice Status': 'Ask Dana first',
    });
    await approve(world, waiting);
    await world.slack.waitFor(() => said(world).length > 0);
    expect(cellsOf(world, 'First')).toMatchObject({
      'Invoice Date': '2020-01-01',
      'Invoice Status': 'Ask Dana first',
      'QB Transaction ID': expect.stringMatching(/^\d+$/),
    });
    expect(cellsOf(world, 'Second')).toMatchObject({ 'Invoice Status': 'Invoiced' });
    const kept = said(world).filter((text) => text.includes('Somebody changed cells'));
    expect(kept.at(-1)).toMatch(/row \d+, Invoice Status: kept “Ask Dana first”/);
    expect(kept.at(-1)).toMatch(/row \d+, Invoice Date: kept “2020-01-01”, not “2\d{3}-\d\d-\d\d”/);
    expect(kept.filter((text) => text.includes('“2020-01-01”'))).toHaveLength(1);
  }));

test('what the sheet does not let us write is said once in the channel, and the other cells are written', () => {
  const restricted = withColumn(company, 'ACME-WEB', 'Invoice Status', { options: ['Open', 'Closed'] });
  const locked = withColumn(restricted, 'ACME-WEB', 'QB Transaction ID', { locked: true });
  const closed = withColumn(locked, 'ACME-WEB', 'Invoice Date', { formula: '=TODAY()' });
  return inWorld({ company: closed }, async (world) => {
    await approve(world, await draft(world));
    const posted = world.quickbooks.entities('Invoice').at(-1);
    expect(cellsOf(world, 'First')).toMatchObject({ 'QuickBooks Invoice #': posted?.DocNumber });
    expect(cellsOf(world, 'Second')).not.toHaveProperty('Invoice Status');
    await world.slack.waitFor(() => said(world).length === 2);
    const [first, second] = said(world);
    expect(first).toContain('“Invoice Status” is restricted to values that mine are not among');
    expect(first).toContain('In Review, Approved, Invoiced, Sent, Rejected, Failed');
    expect(second).toContain('the column “QB Transaction ID” is locked');
    expect(second).toContain('the column “Invoice Date” is filled by a formula');
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    expect(said(world)).toHaveLength(2);
  });
});

test('a locked Invoice Status is said once, not at every status', () =>
  inWorld({ company: withColumn(company, 'ACME-WEB', 'Invoice Status', { locked: true }) }, async (world) => {
    await approve(world, await draft(world));
    await world.slack.waitFor(() => said(world).length > 0);
    expect(said(world)).toEqual([expect.stringContaining('the column “Invoice Status” is locked')]);
    expect(cellsOf(world, 'First')).toHaveProperty('Invoice Date');
  }));

test('a row that is deleted after the approval was asked leaves the draft before anything is posted', () =>
  inWorld({ company }, async (world) => {
    const first = await draft(world);
    await until(() => status(world, 'First', 'In Review') !== null);
    world.smartsheet.deleteRow(SHEET, cellsOf(world, 'First').id);
    await world.slack.click({ user: 'U0FIN', channel: 'C0ACME', ts: first.ts, actionId: 'approve' });
    const second = await card(world, 'C0ACME', (text) => text.includes('v2, waiting'));
    expect(shownIn(second)).toContain('Line 1 removed');
    expect(second.text).toContain('$300.00');
  }));
