import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { BACKOFF_MS } from '../../src/wire-way.ts';
import { atRest, now, reject } from '../support/deciding.ts';
import {
  expectDone,
  newestApproval,
  press,
  quietWorld,
  readyRow,
  SHEET,
  shows,
  untilDone,
  waitingCard,
} from '../support/faults.ts';
import { expectSound, newInvoices } from '../support/sound.ts';
import { buttonsOf, textOf } from '../support/world.ts';

const CUSTOMER = '7';
const CREATE = /^POST .*\/invoice\?/;

describe('what QuickBooks refuses', () => {
  let world: Awaited<ReturnType<typeof quietWorld>>;
  let card: StoredMessage;
  let id: string;
  let row: number;
  beforeEach(async () => {
    world = await quietWorld();
    row = readyRow(world, 'Refused');
    card = await waitingCard(world, 'Refused');
    id = (await newestApproval(world)).id;
  });
  afterEach(() => world.end());

  const requestIds = () =>
    world.quickbooks.requests
      .filter((request) => CREATE.test(request))
      .map((request) => /requestid=([^&]+)/.exec(request)?.[1]);

  test('closed books stop the posting with their reason, and Retry posts once when they are open again', async () => {
    world.quickbooks.settings.closingDate = '2099-12-31';
    await press(world, card, 'approve');
    const failed = await shows(world, 'Failed: nothing was posted');
    await atRest(world);
    expect(textOf(now(world, failed))).toContain('Account Period Closed');
    expect(textOf(now(world, failed))).toContain('Clear the cause, then press Retry');
    expect(buttonsOf(now(world, failed))).toEqual(['Retry', 'Reject']);
    expect(world.smartsheet.cell(SHEET, row, 'Invoice Status')).toBe('Failed');

    await press(world, card, 'retry');
    await atRest(world);
    expect(newInvoices(world)).toEqual([]);

    world.quickbooks.settings.closingDate = null;
    await press(world, card, 'retry');
    await untilDone(world, id);
    await expectDone(world, id, row);
    expect(new Set(requestIds()).size, 'a certain refusal is not replayed').toBe(3);
    await expectSound(world, { invoices: 1 });
  });

  test('what failed for certain can be rejected, and its rows may be drafted again', async () => {
    world.quickbooks.settings.closingDate = '2099-12-31';
    await press(world, card, 'approve');
    const failed = await shows(world, 'Failed: nothing was posted');
    await atRest(world);
    await reject(world, 'U0FIN', now(world, failed), 'Not this month');
    await shows(world, 'Rejected');
    await atRest(world);
    expect(world.smartsheet.cell(SHEET, row, 'Invoice Status')).toBe('Rejected');
    world.quickbooks.settings.closingDate = null;
    world.smartsheet.edit(SHEET, row, { Task: 'Refused, again' });
    const again = await waitingCard(world, 'Refused, again');
    const second = await newestApproval(world);
    await press(world, again, 'approve');
    await untilDone(world, second.id);
    await expectDone(world, second.id, row);
    await expectSound(world, { invoices: 1 });
  });

  test('a customer made inactive between the last look and the posting is refused, and nothing else happens', async () => {
    // The first create is lost before it is read; the customer is inactive when the next one comes.
    world.quickbooks.faults.set({ kind: 'status-429', match: CREATE, times: 1, retryAfter: 1 });
    await press(world, card, 'approve');
    await shows(world, 'limits how often it is asked');
    world.quickbooks.edit('Customer', CUSTOMER, { Active: false });
    const failed = await shows(world, 'Failed: nothing was posted');
    await atRest(world);
    expect(textOf(now(world, failed))).toContain('made inactive');
    expect(newInvoices(world)).toEqual([]);

    // Retry while it is still inactive: the sources have drifted, and a new version says what blocks.
    await press(world, card, 'retry');
    await shows(world, '*v2*');
    await atRest(world);
    expect(textOf(now(world, card))).toContain('inactive');
    world.quickbooks.edit('Customer', CUSTOMER, { Active: true });
    await press(world, card, 'approve');
    await shows(world, '*v3*');
    await atRest(world);
    await press(world, card, 'approve');
    await untilDone(world, id);
    await expectDone(world, id, row);
    await expectSound(world, { invoices: 1 });
  });

  test('an invoice that QuickBooks stored otherwise is shown, not mailed, and goes on once it is corrected', async () => {
    world.quickbooks.tamper((invoice) => {
      const [line] = invoice.Line as { Description?: string }[];
      if (line) line.Description = 'Something else';
    });
    await press(world, card, 'approve');
    const differs = await shows(world, 'is not the one that was approved');
    await atRest(world);
    const shown = textOf(now(world, differs));
    expect(shown).toContain('Something else');
    expect(shown).toContain('Posted, but it needs a look');
    expect(buttonsOf(now(world, differs))).toEqual(['Retry']);
    expect(world.smartsheet.cell(SHEET, row, 'Invoice Status')).toBe('Failed');
    expect(world.mails).toEqual([]);

    await press(world, card, 'retry');
    await shows(world, 'is not the one that was approved');
    await atRest(world);
    expect(world.mails).toEqual([]);

    world.quickbooks.tamper(null);
    const [invoice] = newInvoices(world);
    const lines = invoice?.Line as { Description?: string }[];
    const approved = String(
      (await world.db.prisma.draft
        .findFirstOrThrow({ where: { approvalId: id } })
        .then(({ content }) => (content as { lines: { description: string }[] }).lines[0]?.description)) ??
        '',
    );
    world.quickbooks.edit('Invoice', invoice?.Id ?? '', {
      Line: lines.map((line, index) => (index === 0 ? { ...line, Description: approved } : line)),
    });
    await press(world, card, 'retry');
    await untilDone(world, id);
    await expectDone(world, id, row);
    expect(newInvoices(world).length).toBe(1);
  });
});

test('the waits between tries bring every return of a vendor to notice well within 75 seconds', () => {
  const slowestTryMs = 15_000;
  const pollMs = 1_000;
  expect(Math.max(...BACKOFF_MS) + 2 * slowestTryMs + pollMs).toBeLessThan(75_000);
  expect([...BACKOFF_MS].sort((a, b) => a - b)).toEqual(BACKOFF_MS);
});
