import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { atRest, now } from '../support/deciding.ts';
import {
  expectDone,
  newestApproval,
  press,
  quietWorld,
  readyRow,
  shows,
  untilDone,
  waitingCard,
} from '../support/faults.ts';
import { newInvoices } from '../support/sound.ts';
import { buttonsOf, textOf } from '../support/world.ts';

const CREATE = /^POST .*\/invoice\?/;
const SEND = /^POST .*\/invoice\/\d+\/send/;
const READ = /^GET .*\/invoice\/\d+/;
const LOOK = /^GET .*\/query.*Invoice/i;
const BOOKS = /^GET .*\/(customer|item|query)\b/;

describe('what was asked of QuickBooks and got no answer', () => {
  let world: Awaited<ReturnType<typeof quietWorld>>;
  let card: StoredMessage;
  let id: string;
  let row: number;
  beforeEach(async () => {
    world = await quietWorld();
    row = readyRow(world, 'In doubt');
    card = await waitingCard(world, 'In doubt');
    id = (await newestApproval(world)).id;
  });
  afterEach(() => world.end());

  test('an invoice whose answer was lost is not posted again, although the look for it is refused for good', async () => {
    world.quickbooks.faults.set({ kind: 'drop-after', match: CREATE, times: 1 });
    world.quickbooks.faults.set({ kind: 'expired-token', match: LOOK, times: 2 });
    await press(world, card, 'approve');
    const stopped = await shows(world, 'whether QuickBooks has the invoice is not known yet');
    await atRest(world);
    expect(buttonsOf(now(world, stopped))).toEqual(['Retry']);
    expect(textOf(now(world, stopped))).not.toContain('Nothing has been posted');
    // The sources drift meanwhile: a new version must not be made beside what may be posted.
    world.smartsheet.edit(4583173393803156, row, { Hours: 3 });
    await press(world, card, 'retry');
    await untilDone(world, id);
    await expectDone(world, id, row);
    expect(newInvoices(world).length).toBe(1);
  });

  test('a doubt outlives a second failure of the look', async () => {
    world.quickbooks.faults.set({ kind: 'drop-after', match: CREATE, times: 1 });
    world.quickbooks.faults.set({ kind: 'status-503', match: LOOK, times: 2 });
    await press(world, card, 'approve');
    await untilDone(world, id);
    await expectDone(world, id, row);
    expect(world.quickbooks.requests.filter((request) => CREATE.test(request)).length).toBe(1);
  });

  test('where the look does not find yet what is there, the same requestid keeps it to one invoice', async () => {
    world.quickbooks.faults.set({ kind: 'drop-after', match: CREATE, times: 1 });
    let makeFindable = () => {};
    const stopListening = world.quickbooks.onChange(({ entity, operation, id: made }) => {
      if (entity !== 'Invoice' || operation !== 'Create') return;
      stopListening();
      const PrivateNote = world.quickbooks.get('Invoice', made)?.PrivateNote;
      world.quickbooks.edit('Invoice', made, { PrivateNote: 'not to be found yet' });
      makeFindable = () => void world.quickbooks.edit('Invoice', made, { PrivateNote });
    });
    await press(world, card, 'approve');
    await shows(world, 'The sheet is updated');
    makeFindable();
    await untilDone(world, id);
    await expectDone(world, id, row);
    const created = world.quickbooks.requests.filter((request) => CREATE.test(request));
    expect(created.length).toBe(2);
    expect(
      new Set(
        created.map((request) =>
          new URL(request.split(' ')[1] ?? '', 'http://x').searchParams.get('requestid'),
        ),
      ).size,
    ).toBe(1);
    expect(newInvoices(world).length).toBe(1);
  });

  test('a mail whose answer was lost is not sent again, although the look for it fails too', async () => {
    world.quickbooks.faults.set({ kind: 'drop-after', match: SEND, times: 1 });
    world.quickbooks.onChange(({ operation }) => {
      if (operation === 'Emailed') world.quickbooks.faults.set({ kind: 'status-503', match: READ, times: 3 });
    });
    await press(world, card, 'approve');
    await untilDone(world, id);
    await expectDone(world, id, row);
  });

  test('a card whose posting got no answer is found, not posted twice', async () => {
    for (const [index, kind] of (
      ['drop-after', 'drop-before', 'hang', 'status-429', 'status-503', 'expired-token'] as const
    ).entries()) {
      const task = `Card ${kind}`;
      const another = readyRow(world, task);
      world.slack.faults.set({ kind, match: /chat\.postMessage/, times: 2, retryAfter: 0 });
      world.slack.faults.set({
        kind: 'status-429',
        match: /conversations\.history/,
        times: 1,
        retryAfter: 0,
      });
      const shown = await waitingCard(world, task);
      world.slack.faults.clear();
      const approval = await newestApproval(world);
      expect(approval.number).toBe(index + 2);
      await press(world, shown, 'approve');
      await untilDone(world, approval.id);
      await expectDone(world, approval.id, another);
    }
  });

  test('reading the books fails, and the card says which vendor, that nothing was posted, and what happens next', async () => {
    world.quickbooks.faults.set({ kind: 'status-503', match: BOOKS });
    await press(world, card, 'approve');
    const told = await shows(world, 'It is tried again by itself');
    expect(textOf(told)).toContain('QuickBooks');
    expect(textOf(told)).toContain('Nothing has been posted yet');
    expect(buttonsOf(told)).toEqual(['Retry']);
    world.quickbooks.faults.clear();
    await untilDone(world, id);
    await expectDone(world, id, row);
  });
});
