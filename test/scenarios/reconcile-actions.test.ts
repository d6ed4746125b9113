import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredMessage, StoredView } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, click, now, opened, toldThat } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import {
  COST_SHEET,
  cardOf,
  costRow,
  formOf,
  optionOf,
  reconciled,
  varianceCards,
} from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { choose } from '../support/talk.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

describe('what is approved on a variance is done, exactly and once', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await reconciled(world);
  });
  afterAll(async () => {
    await expectLog(world);
    await world.end();
  });

  const row = (description: string) => costRow(world, description);
  const form = (card: StoredMessage, action: string, user = 'U0PAM') => formOf(world, card, action, user);
  async function saved(
    card: StoredMessage,
    view: StoredView,
    labels: Record<string, string> = {},
    user = 'U0PAM',
  ) {
    const answer = await world.slack.submitView({ user, viewId: view.id, labels });
    expect(answer).toMatchObject({ status: 200 });
    await atRest(world);
    return structuredClone(now(world, card));
  }
  async function settled(card: StoredMessage, user = 'U0FIN'): Promise<string> {
    await approve(world, user, now(world, card));
    await atRest(world);
    return shownIn(now(world, card));
  }
  test('Accept is one click: the sheet says Accepted, nothing is changed in QuickBooks, and a comment names the run', async () => {
    const bills = JSON.stringify(world.quickbooks.entities('Bill'));
    const card = cardOf(world, 'NP-117');
    const shown = await settled(card);
    expect(shown).toContain('*Accepted* by <@U0FIN>');
    const { cells, comments } = row('Product photographs, spring range');
    expect(cells).toMatchObject({
      'Reconciliation Status': 'Accepted',
      'QB Transaction ID': '6007',
      'Actual Cost': 780,
    });
    expect(String(cells['Reconciliation Notes'])).toMatch(/^Accepted by Finn/);
    expect(comments.filter(({ text }) => text.includes('Reconciliation 1: Accepted by Finn')).length).toBe(1);
    expect(JSON.stringify(world.quickbooks.entities('Bill'))).toBe(bills);
    expect(buttonsOf(now(world, card))).toEqual(['Undo']);
  });

  test('Accept with a note: the note stands on the card, in the sheet and in the log', async () => {
    const card = cardOf(world, 'DE-3071');
    await choose(world, 'U0FIN', card, 'Accept with a note');
    const view = await world.slack.waitFor(() => world.slack.openViews('U0FIN')[0]);
    await world.slack.submitView({
      user: 'U0FIN',
      viewId: view.id,
      labels: { Note: 'Invoiced late, agreed with Dana' },
    });
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('Invoiced late, agreed with Dana');
    expect(String(row('Lighting for the video day').cells['Reconciliation Notes'])).toContain(
      'agreed with Dana',
    );
    const given = await world.db.prisma.logEntry.findMany({ where: { type: 'approval.given' } });
    expect(given.some(({ body }) => body.includes('agreed with Dana'))).toBe(true);
  });

  test('correct the sheet: the form has QuickBooks’ value, the card old and new, and only that cell is written', async () => {
    const card = cardOf(world, 'INV-008790');
    const refused = await click(world, 'U0PAM', card, 'act:correct');
    expect(refused.status).toBe(200);
    expect(await toldThat(world, 'U0PAM', 'finance manager')).toContain("You can't edit this");
    const view = await form(card, 'correct', 'U0MEI');
    expect(JSON.stringify(view.blocks)).toContain('The sheet: $310.00. QuickBooks: $364.00.');
    const v2 = await saved(card, view, {}, 'U0MEI');
    expect(buttonsOf(v2)[0]).toMatch(/^Approve: correct row \d+ of the sheet$/);
    expect(shownIn(v2)).toContain('Actual Cost: $310.00 → $364.00');
    expect(row('Servers for the load test').cells['Actual Cost']).toBe(310);
    const shown = await settled(card);
    expect(shown).toContain('Sheet corrected');
    expect(row('Servers for the load test').cells).toMatchObject({
      'Actual Cost': 364,
      'Reconciliation Status': 'Resolved',
      'QB Transaction ID': '6008',
    });
    const note = String(row('Servers for the load test').cells['Reconciliation Notes']);
    expect(note).toMatch(/^Sheet corrected: Actual Cost \$310\.00 → \$364\.00 by Finn/);
  });

  test('correct the sheet: an amount that cannot be counted is refused in the form, with the reason', async () => {
    const card = cardOf(world, 'KT-0977');
    const view = await form(card, 'correct', 'U0FIN');
    const labels = { 'Actual Cost': '99999999999999999999' };
    const { errors } = await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
    expect(Object.values(errors ?? {})).toEqual(['That is larger than Countersign handles.']);
  });

  test('recode: the account chosen from QuickBooks’ own list is the line’s account, and nothing else of it changes', async () => {
    const card = cardOf(world, 'SOL-2240');
    const before = world.quickbooks.get('Bill', '6013');
    const v2 = await saved(card, await form(card, 'recode', 'U0FIN'), {}, 'U0FIN');
    expect(buttonsOf(v2)[0]).toBe('Approve: recode Bill SOL-2240');
    expect(shownIn(v2)).toContain('Account: 5020 Software & Hosting → 5010 Subcontractors');
    expect(await settled(card, 'U0MEI')).toContain('Recoded in QuickBooks');
    const after = world.quickbooks.get('Bill', '6013');
    expect(Number(after?.SyncToken)).toBe(Number(before?.SyncToken) + 1);
    expect(after?.TotalAmt).toBe(before?.TotalAmt);
    expect(JSON.stringify(after?.Line)).not.toBe(JSON.stringify(before?.Line));
    expect(row('Icon set').cells['Reconciliation Status']).toBe('Resolved');
  });

  test('create the missing bill: drafted from the row, approved with its amount on the button, posted once by two clicks at once, its answer lost', async () => {
    const card = cardOf(world, 'BL-204');
    const before = world.quickbooks.entities('Bill').length;
    const view = await form(card, 'bill', 'U0FIN');
    const v2 = await saved(card, view, {}, 'U0FIN');
    expect(buttonsOf(v2)[0]).toBe('Approve: create bill $1,120.00');
    // And QuickBooks’ answer is lost: the bill is looked for before anything is tried again.
    world.quickbooks.faults.set({ kind: 'drop-after', match: /^POST .*\/bill/, times: 1 });
    await Promise.all([approve(world, 'U0FIN', v2), approve(world, 'U0MEI', v2)]);
    await atRest(world);
    const bills = world.quickbooks.entities('Bill');
    expect(bills.length).toBe(before + 1);
    const bill = bills.at(-1);
    expect(bill).toMatchObject({ DocNumber: 'BL-204', TotalAmt: 1120 });
    expect(String(bill?.PrivateNote)).toMatch(
      /^Countersign apr_\w+ v2 \(approval \d+\), approved by (Finn|Mei-Ling)$/,
    );
    expect(row('Usability lab, two days').cells).toMatchObject({
      'Reconciliation Status': 'Resolved',
      'QB Transaction ID': bill?.Id,
    });
    expect(shownIn(now(world, card))).toMatch(/Bill <\S+\|BL-204> created in QuickBooks/);
  });

  test('a journal entry balances, and asks two people above $10,000 whatever the rule says', async () => {
    const card = cardOf(world, 'ZU-5521');
    const view = await form(card, 'journal', 'U0FIN');
    const labels = { 'Amount (USD)': '12000', Debit: optionOf(view, 'Debit', '5030') };
    const v2 = await saved(card, view, labels, 'U0FIN');
    expect(buttonsOf(v2)[0]).toBe('Approve: post journal entry $12,000.00');
    expect(textOf(v2)).toContain('*0 of 2*');
    const entries = world.quickbooks.entities('JournalEntry').length;
    await approve(world, 'U0FIN', v2);
    await atRest(world);
    expect(world.quickbooks.entities('JournalEntry').length).toBe(entries);
    await approve(world, 'U0FIN', now(world, card));
    expect(await toldThat(world, 'U0FIN', 'Nobody counts twice')).toBeTruthy();
    await approve(world, 'U0MEI', now(world, card));
    await atRest(world);
    const made = world.quickbooks.entities('JournalEntry');
    expect(made.length).toBe(entries + 1);
    const lines = made.at(-1)?.Line as { Amount: number; JournalEntryLineDetail: { PostingType: string } }[];
    expect(lines.map(({ Amount, JournalEntryLineDetail: { PostingType } }) => [PostingType, Amount])).toEqual(
      [
        ['Debit', 12000],
        ['Credit', 12000],
      ],
    );
  });

  test('an edited proposal belongs to its version: the button of the one before does nothing', async () => {
    const card = cardOf(world, 'KT-0977');
    const seen = card.blocks;
    await saved(card, await form(card, 'correct', 'U0FIN'), { 'Actual Cost': '1360.00' }, 'U0FIN');
    await click(world, 'U0MEI', now(world, card), 'approve', { seen });
    expect(await toldThat(world, 'U0MEI', 'This is version 1')).toContain('version 2');
    expect(row('German and French texts').cells['Actual Cost']).toBe(1356.25);
  });

  test('books closed: the reason stands on the card in words, and nothing was posted', async () => {
    world.quickbooks.settings.closingDate = '2099-12-31';
    const card = cardOf(world, 'SC-7718');
    const view = await form(card, 'recode', 'U0FIN');
    await saved(card, view, { Account: optionOf(view, 'Account', '5030') }, 'U0FIN');
    const before = JSON.stringify(world.quickbooks.get('Bill', '6020'));
    const shown = await settled(card);
    world.quickbooks.settings.closingDate = null;
    expect(shown).toContain('The books are closed for that date');
    expect(shown).toContain('press Reject, run /reconcile again');
    expect(JSON.stringify(world.quickbooks.get('Bill', '6020'))).toBe(before);
    expect(buttonsOf(now(world, card))).toEqual(['Retry', 'Reject']);
    await click(world, 'U0FIN', now(world, card), 'retry');
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('Recoded in QuickBooks');
  });

  test('missing in the sheet: its row is added once, though Smartsheet’s answer is lost', async () => {
    const card = cardOf(world, 'Purchase Id 6019');
    const rows = world.smartsheet.sheet(COST_SHEET).rows.length;
    const v2 = await saved(
      card,
      await form(card, 'add', 'U0FIN'),
      { Description: 'Taxi to the client' },
      'U0FIN',
    );
    expect(buttonsOf(v2)[0]).toBe('Approve: add $187.40 to the sheet');
    world.smartsheet.faults.set({ kind: 'drop-after', match: /^POST .*\/rows/, times: 1 });
    expect(await settled(card)).toContain('Added to the sheet');
    const added = world.smartsheet
      .sheet(COST_SHEET)
      .rows.filter(({ cells }) => cells.Description === 'Taxi to the client');
    expect(world.smartsheet.sheet(COST_SHEET).rows.length).toBe(rows + 1);
    expect(added[0]?.cells).toMatchObject({ 'Actual Cost': 187.4, 'QB Transaction ID': '6019' });
  });

  test('assigned to somebody: they are told, the card says so, and everybody may still decide', async () => {
    const card = cardOf(world, 'SKY-4410');
    await choose(world, 'U0FIN', card, 'Assign to someone');
    const view = await world.slack.waitFor(() => world.slack.openViews('U0FIN')[0]);
    await world.slack.submitView({
      user: 'U0FIN',
      viewId: view.id,
      labels: { 'Who is to see to it': 'U0PAM' },
    });
    await atRest(world);
    expect(textOf(now(world, card))).toContain('Assigned to <@U0PAM>');
    expect(await toldThat(world, 'U0PAM', 'assigned approval')).toBeTruthy();
    expect(varianceCards(world).length).toBe(10);
  });

  test('an account made inactive meanwhile: the card says to choose another, and where, and offers exactly what it says', async () => {
    const card = cardOf(world, 'SKY-4410');
    const view = await form(card, 'journal', 'U0FIN');
    const labels = { Debit: optionOf(view, 'Debit', '5040') };
    await saved(card, view, labels, 'U0FIN');
    world.quickbooks.edit('Account', labels.Debit, { Active: false });
    const shown = await settled(card, 'U0MEI');
    expect(shown).toContain('Make it active in QuickBooks, or choose another.');
    expect(shown).toContain(
      'then press Retry; or press Reject, run /reconcile again, and choose anew on its new card',
    );
    expect(buttonsOf(now(world, card))).toEqual(['Retry', 'Reject']);
    world.quickbooks.edit('Account', labels.Debit, { Active: true });
    const rejecting = await opened(world, 'U0FIN', now(world, card), 'reject');
    await world.slack.submitView({
      user: 'U0FIN',
      viewId: rejecting.id,
      labels: { Reason: 'Another account' },
    });
    await atRest(world);
    await reconciled(world);
    const anew = varianceCards(world).filter(
      (one) => one.ts !== card.ts && buttonsOf(one).includes('Journal entry'),
    );
    expect(anew.some((one) => textOf(one).includes('SKY-4410'))).toBe(true);
  });
});
