import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage, StoredView } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, click, now, toldThat } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import {
  COST_SHEET,
  cardOf,
  costRow,
  formOf,
  optionOf,
  REVIEW_SHEET,
  reconciled,
  varianceCards,
} from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

describe('undoing what was decided on a variance', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await reconciled(world);
  });
  afterEach(async () => {
    await expectLog(world);
    await world.end();
  });

  const row = (description: string) => costRow(world, description);
  const statusOf = (description: string) => row(description).cells['Reconciliation Status'];
  const form = (card: StoredMessage, action: string) => formOf(world, card, action);
  /** Proposed as the form has it, and approved. */
  async function done(
    card: StoredMessage,
    action: string,
    labels: (view: StoredView) => Record<string, string> = () => ({}),
  ) {
    const view = await form(card, action);
    const sent = await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels: labels(view) });
    expect(sent.status).toBe(200);
    await atRest(world);
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    expect(buttonsOf(now(world, card))).toEqual(['Undo']);
  }
  async function undo(card: StoredMessage): Promise<string> {
    await click(world, 'U0FIN', now(world, card), 'undo');
    await atRest(world);
    return shownIn(now(world, card));
  }
  const bills = () => world.quickbooks.entities('Bill');

  test('a created bill is deleted, its row is missing again, and the next run asks again, once', async () => {
    const card = cardOf(world, 'BL-204');
    const before = bills().length;
    await done(card, 'bill');
    expect(bills().length).toBe(before + 1);
    const shown = await undo(card);
    expect(shown).toContain('*Undone* by <@U0FIN>');
    expect(shown).toContain('Bill BL-204 is deleted in QuickBooks');
    expect(buttonsOf(now(world, card))).toEqual([]);
    expect(bills().length).toBe(before);
    const { number } = await world.db.prisma.approval.findFirstOrThrow({ where: { messageTs: card.ts } });
    const story = await world.slack.command({
      ...{ user: 'U0FIN', channel: 'C0ACME', text: `/countersign log ${number}` },
    });
    expect(JSON.stringify(story.body)).toContain('done: delete the bill in QuickBooks');
    expect(JSON.stringify(story.body)).not.toContain('void');
    expect(row('Usability lab, two days').cells).toMatchObject({ 'Reconciliation Status': 'Missing in QB' });
    expect(row('Usability lab, two days').cells['QB Transaction ID'] ?? '').toBe('');
    await reconciled(world);
    const cards = varianceCards(world).filter((one) => textOf(one).includes('BL-204'));
    expect(cards.length).toBe(2);
    await reconciled(world);
    expect(varianceCards(world).filter((one) => textOf(one).includes('BL-204')).length).toBe(2);
  });

  test('a bill that was paid meanwhile stays, and the card says why', async () => {
    const card = cardOf(world, 'BL-204');
    await done(card, 'bill');
    const bill = bills().at(-1);
    world.quickbooks.edit('Bill', bill?.Id ?? '', { Balance: 0 });
    const count = bills().length;
    const shown = await undo(card);
    expect(shown).toContain('Not undone, although Finn asked: Bill BL-204 was paid, in part or whole');
    expect(await toldThat(world, 'U0FIN', 'It was not undone')).toContain('paid');
    expect(bills().length).toBe(count);
    expect(statusOf('Usability lab, two days')).toBe('Resolved');
    expect(buttonsOf(now(world, card))).toEqual([]);
  });

  test('a bill that somebody changed meanwhile stays', async () => {
    const card = cardOf(world, 'BL-204');
    await done(card, 'bill');
    world.quickbooks.edit('Bill', bills().at(-1)?.Id ?? '', { PrivateNote: 'checked by Dana' });
    expect(await undo(card)).toContain('was changed in QuickBooks since it was posted');
  });

  test('a bill is deleted once though QuickBooks’ answer is lost', async () => {
    const card = cardOf(world, 'BL-204');
    const before = bills().length;
    await done(card, 'bill');
    world.quickbooks.faults.set({ kind: 'drop-after', match: /^POST .*\/bill/, times: 1 });
    expect(await undo(card)).toContain('*Undone*');
    expect(bills().length).toBe(before);
  });

  test('a journal entry is deleted', async () => {
    const entries = world.quickbooks.entities('JournalEntry').length;
    const card = cardOf(world, 'ZU-5521');
    await done(card, 'journal', (view) => ({ Debit: optionOf(view, 'Debit', '5030') }));
    expect(world.quickbooks.entities('JournalEntry').length).toBe(entries + 1);
    expect(await undo(card)).toMatch(/Journal entry .+ is deleted in QuickBooks/);
    expect(world.quickbooks.entities('JournalEntry').length).toBe(entries);
    expect(statusOf('Launch brochures, 2,000')).toBe('Variance - Review');
  });

  test('a recoding is coded back, and nothing else of the bill changes', async () => {
    const before = structuredClone(world.quickbooks.get('Bill', '6013')?.Line);
    const card = cardOf(world, 'SOL-2240');
    await done(card, 'recode');
    expect(world.quickbooks.get('Bill', '6013')?.Line).not.toEqual(before);
    expect(await undo(card)).toContain('coded in QuickBooks as it was before');
    expect(world.quickbooks.get('Bill', '6013')?.Line).toEqual(before);
  });

  test('a corrected cell is put back as long as it says what was approved', async () => {
    const card = cardOf(world, 'INV-008790');
    await done(card, 'correct');
    expect(row('Servers for the load test').cells['Actual Cost']).toBe(364);
    expect(await undo(card)).toContain('says again what it said before');
    expect(row('Servers for the load test').cells['Actual Cost']).toBe(310);
    expect(statusOf('Servers for the load test')).toBe('Variance - Review');
  });

  test('a corrected cell that a person changed since stays theirs, and nothing is undone', async () => {
    const card = cardOf(world, 'INV-008790');
    await done(card, 'correct');
    world.smartsheet.edit(COST_SHEET, row('Servers for the load test').id, { 'Actual Cost': 370 });
    expect(await undo(card)).toContain('Actual Cost says “$370.00”');
    expect(row('Servers for the load test').cells['Actual Cost']).toBe(370);
  });

  const TAXI = { Description: 'Taxi to the client' };
  const rowsNow = () => world.smartsheet.sheet(COST_SHEET).rows.length;

  test('an added row is deleted, and the next run asks again', async () => {
    const before = rowsNow();
    const card = cardOf(world, 'Purchase Id 6019');
    await done(card, 'add', () => TAXI);
    expect(rowsNow()).toBe(before + 1);
    expect(await undo(card)).toContain('The row that was added to the sheet is deleted');
    expect(rowsNow()).toBe(before);
    expect(() => row('Taxi to the client')).toThrow('no row');
    await reconciled(world);
    expect(varianceCards(world).filter((one) => textOf(one).includes('Purchase Id 6019')).length).toBe(2);
  });

  test('an added row is deleted once though Smartsheet’s answer is lost, and no other row with it', async () => {
    const before = rowsNow();
    const card = cardOf(world, 'Purchase Id 6019');
    await done(card, 'add', () => TAXI);
    world.smartsheet.faults.set({ kind: 'drop-after', match: /^DELETE .*\/rows/, times: 1 });
    expect(await undo(card)).toContain('*Undone*');
    expect(rowsNow()).toBe(before);
  });

  test.each<[string, (id: number) => void, string]>([
    [
      'a cell that says something else now',
      (id) => world.smartsheet.edit(COST_SHEET, id, { 'Actual Cost': 190 }),
      'Actual Cost says “190”',
    ],
    [
      'a cell that we left blank',
      (id) => world.smartsheet.edit(COST_SHEET, id, { 'PO #': 'PO-9' }),
      'PO # says “PO-9”',
    ],
    [
      'a comment',
      (id) => world.smartsheet.comment(COST_SHEET, id, { author: 'Pam', text: 'receipt follows' }),
      'it has a comment',
    ],
    [
      'a row indented beneath it',
      () => world.smartsheet.indent(COST_SHEET, world.smartsheet.addRow(COST_SHEET, { Description: 'Tip' })),
      'rows are indented beneath it',
    ],
  ])('%s is a reason not to delete an added row, and stays', async (_what, work, reason) => {
    const card = cardOf(world, 'Purchase Id 6019');
    await done(card, 'add', () => TAXI);
    const { id } = row('Taxi to the client');
    work(id);
    const before = structuredClone(world.smartsheet.sheet(COST_SHEET).rows);
    const shown = await undo(card);
    expect(shown).toContain('Not undone, although Finn asked: somebody worked on row');
    expect(shown).toContain(reason);
    expect(world.smartsheet.sheet(COST_SHEET).rows.length).toBe(before.length);
    const { modifiedAt: _, ...now } = world.smartsheet.row(COST_SHEET, id);
    expect(before.find((one) => one.id === id)).toMatchObject(now);
  });

  test('an acceptance by a slip of the thumb is taken back: the sheet and the review say so, the next run asks again', async () => {
    const card = cardOf(world, 'BL-204');
    const inReview = () =>
      world.smartsheet
        .sheet(REVIEW_SHEET)
        .rows.find(({ cells }) => String(cells.Vendor).includes('Brightline'))?.cells.Status;
    expect(inReview()).toBe('Variance - Review');
    await approve(world, 'U0FIN', card);
    await atRest(world);
    expect(inReview()).toBe('Accepted');
    expect(statusOf('Usability lab, two days')).toBe('Accepted');
    expect(await undo(card)).toContain('The acceptance no longer counts');
    expect(inReview()).toBe('Variance - Review');
    expect(statusOf('Usability lab, two days')).toBe('Missing in QB');
    await reconciled(world);
    expect(varianceCards(world).filter((one) => textOf(one).includes('BL-204')).length).toBe(2);
  });

  test('a word of a person’s own in the Finance Review sheet stays', async () => {
    const review = world.smartsheet
      .sheet(REVIEW_SHEET)
      .rows.find(({ cells }) => String(cells.Vendor).includes('Brightline'));
    world.smartsheet.edit(REVIEW_SHEET, review?.id ?? 0, { Status: 'With the auditors' });
    await approve(world, 'U0FIN', cardOf(world, 'BL-204'));
    await atRest(world);
    expect(world.smartsheet.row(REVIEW_SHEET, review?.id ?? 0).cells.Status).toBe('With the auditors');
  });
});
