import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { SHEET } from '../support/auto.ts';
import { approve, atRest, now as cardNow, click, drafted } from '../support/deciding.ts';
import { expectLog, expectSound, newInvoices } from '../support/sound.ts';
import { card, startWorld, textOf, type World } from '../support/world.ts';

const DAY_MS = 86_400_000;

describe('what became of an invoice after it was posted', () => {
  let world: World;
  let offset = 0;
  let posted: StoredMessage;
  beforeEach(async () => {
    offset = 0;
    const now = () => new Date(Date.now() + offset);
    world = await startWorld({ overrides: { now, sweepMs: 100, watchEveryMs: 100 } });
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await atRest(world);
    posted = cardNow(world, asked);
  });
  afterEach(() => world.end());

  const invoice = () => newInvoices(world)[0] ?? { Id: '', SyncToken: '', DocNumber: '' };
  const thread = () => world.slack.threads(posted.channel, posted.ts).slice(1).map(textOf);
  const said = (words: string) =>
    world.slack.waitFor(() => {
      const found = thread().find((text) => text.includes(words));
      if (found === undefined) throw new Error(`not said: ${words}; but ${thread().join('\n')}`);
      return found;
    }, 10_000);
  /** Whole looks, begun after now. */
  const looks = async (count: number) => {
    const seen = () => world.quickbooks.requests.filter((line) => line.includes('/cdc')).length;
    const before = seen();
    await vi.waitFor(() => expect(seen()).toBeGreaterThan(before + count), 10_000);
  };
  const entries = (type: string) => world.db.prisma.logEntry.count({ where: { type } });

  test('our own writing and mailing, a payment and a look are no news', async () => {
    world.quickbooks.edit('Invoice', invoice().Id, { Balance: 0 });
    await looks(3);
    expect(thread()).toEqual([]);
    expect((await entries('posting.changed')) + (await entries('rows.changed'))).toBe(0);
    await expectSound(world, { invoices: 1 });
  });

  test('a change in QuickBooks is told in the thread once, with what was approved and what it is', async () => {
    world.quickbooks.edit('Invoice', invoice().Id, { DueDate: '2030-01-31' });
    const text = await said('was changed in QuickBooks after it was posted');
    expect(text).toMatch(/the due date was approved as \d{4}-\d\d-\d\d and is 2030-01-31/);
    await looks(3);
    expect(thread().length).toBe(1);
    expect(await entries('posting.changed')).toBe(1);
    await expectLog(world);
  });

  test('a change that is taken back is told as well', async () => {
    const { Id } = invoice();
    const DueDate = newInvoices(world)[0]?.DueDate;
    world.quickbooks.edit('Invoice', Id, { DueDate: '2030-01-31' });
    await said('was changed in QuickBooks');
    world.quickbooks.edit('Invoice', Id, { DueDate });
    await said('is again as it was approved');
    await looks(2);
    expect(thread().length).toBe(2);
    await expectSound(world, { invoices: 1 });
  });

  test('an invoice that somebody deletes in QuickBooks is missed', async () => {
    world.quickbooks.remove('Invoice', invoice().Id);
    await said('is deleted now');
    await looks(2);
    expect(thread().length).toBe(1);
    await expectSound(world, { invoices: 0 });
  });

  test('changed hours, rates and notes of billed rows are told in one message a look', async () => {
    const claim = await world.db.prisma.rowClaim.findFirstOrThrow();
    world.smartsheet.edit(SHEET, Number(claim.rowId), { Hours: 99.5, Notes: 'More than billed' });
    const text = await said('were changed after they were billed');
    expect(text).toMatch(/row \d+, Hours was “[\d.]+” when it was billed and is “99.5”/);
    expect(text).toContain('is “More than billed”');
    await looks(3);
    expect(thread().length).toBe(1);
    expect(await entries('rows.changed')).toBe(1);
    await expectSound(world, { invoices: 1 });
  });

  test('a billed row that somebody deletes is missed, and told once', async () => {
    const claim = await world.db.prisma.rowClaim.findFirstOrThrow();
    await looks(1);
    world.smartsheet.deleteRow(SHEET, Number(claim.rowId));
    const text = await said('were changed after they were billed');
    expect(text).toMatch(/row \d+, which was billed \(“.+”\), was deleted/);
    await looks(3);
    expect(thread().length).toBe(1);
    expect(await entries('rows.changed')).toBe(1);
    await expectSound(world, { invoices: 1 });
  });

  test('a sheet that did not change is not read again row by row', async () => {
    await looks(2);
    const read = () => world.smartsheet.requests.filter((line) => line.includes('rowIds=')).length;
    const before = read();
    await looks(3);
    expect(read()).toBe(before);
  });

  test('our own undo is no news', async () => {
    await click(world, 'U0FIN', posted, 'undo');
    await card(world, 'C0ACME', (text) => text.includes('*Undone*'));
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(thread()).toEqual([]);
    expect(await entries('posting.changed')).toBe(0);
  });

  test('what Slack did not take is said at a later look, once', async () => {
    world.slack.faults.set({ kind: 'status-500', match: /chat.postMessage/, times: 2 });
    world.quickbooks.edit('Invoice', invoice().Id, { DueDate: '2030-01-31' });
    await said('was changed in QuickBooks');
    await looks(2);
    expect(thread().length).toBe(1);
    expect(await entries('posting.changed')).toBe(1);
    await expectLog(world);
  });

  test('after sixty days nobody looks any more', async () => {
    // A look that began before is over, so that none of that day sees the change.
    await world.app.stop();
    offset = 61 * DAY_MS;
    world.quickbooks.edit('Invoice', invoice().Id, { DueDate: '2030-01-31' });
    await world.restart();
    const seen = () => world.quickbooks.requests.filter((line) => line.includes('/cdc')).length;
    const before = seen();
    await card(world, 'C0ACME', (text) => !text.includes('Undo is possible'));
    expect(seen()).toBe(before);
    expect(thread()).toEqual([]);
  });
});
