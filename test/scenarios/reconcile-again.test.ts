import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runDocument } from '../../src/reconciling/stored.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
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
import { choose } from '../support/talk.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

describe('a reconciliation run again, and what changes while its cards wait', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await reconciled(world);
  });
  afterEach(() => world.end());

  const row = (description: string) => costRow(world, description);
  const form = (card: StoredMessage, action: string) => formOf(world, card, action);
  async function proposed(card: StoredMessage, action: string, labels: Record<string, string> = {}) {
    const view = await form(card, action);
    expect((await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels })).status).toBe(200);
    await atRest(world);
    return structuredClone(now(world, card));
  }
  const decide = async (card: StoredMessage) => {
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    return shownIn(now(world, card));
  };
  const sheetNow = () => JSON.stringify(world.smartsheet.sheet(COST_SHEET).rows.map(({ cells }) => cells));
  const billOf = (number: string) => {
    const found = world.quickbooks.entities('Bill').find(({ DocNumber }) => DocNumber === number);
    if (!found) throw new Error(`no bill ${number}`);
    return found;
  };
  /** Somebody changes the one line of a bill in QuickBooks. */
  const amount = (number: string, to: number) => {
    const { Id, Line } = billOf(number);
    const [line] = Line as Record<string, unknown>[];
    world.quickbooks.edit('Bill', Id, { Line: [{ ...line, Amount: to }] });
  };

  test('nothing changed: no card, no row and no review row is added, and what waits stays as it is', async () => {
    const [cards, sheet, review] = [
      JSON.stringify(varianceCards(world)),
      sheetNow(),
      JSON.stringify(world.smartsheet.sheet(REVIEW_SHEET).rows),
    ];
    const again = await reconciled(world);
    expect(shownIn(again)).toContain('Reconciliation 2');
    expect(shownIn(again)).toContain(
      'Nothing new to decide: the cards of the worst 10 stand further up in this channel.',
    );
    expect(JSON.stringify(varianceCards(world))).toBe(cards);
    expect(sheetNow()).toBe(sheet);
    expect(JSON.stringify(world.smartsheet.sheet(REVIEW_SHEET).rows)).toBe(review);
  });

  test('what was accepted is not asked again, and its row goes on saying Accepted', async () => {
    await decide(cardOf(world, 'NP-117'));
    const again = await reconciled(world);
    expect(shownIn(again)).toContain('1 decided earlier');
    expect(shownIn(again)).toContain(
      'Of the cards of all 10, 9 stand further up in this channel; the others follow.',
    );
    // The eleventh has its card now: one of the ten is decided.
    expect(varianceCards(world).length).toBe(11);
    expect(varianceCards(world).filter((card) => textOf(card).includes('NP-117')).length).toBe(1);
    expect(row('Product photographs, spring range').cells['Reconciliation Status']).toBe('Accepted');
    await reconciled(world);
    expect(varianceCards(world).length).toBe(11);
  });

  test('what was accepted and changed since is another question', async () => {
    await decide(cardOf(world, 'NP-117'));
    amount('NP-117', 900);
    await reconciled(world);
    const cards = varianceCards(world).filter((card) => textOf(card).includes('NP-117'));
    expect(cards.length).toBe(2);
    expect(shownIn(cards[1] ?? { blocks: [] })).toContain('$120.00');
  });

  test('corrected by hand meanwhile: the next run closes its card, and asks nobody', async () => {
    const card = cardOf(world, 'NP-117');
    world.smartsheet.edit(COST_SHEET, row('Product photographs, spring range').id, { 'Actual Cost': 822.5 });
    await reconciled(world);
    expect(shownIn(now(world, card))).toContain('Settled');
    expect(buttonsOf(now(world, card))).toEqual([]);
    expect(row('Product photographs, spring range').cells['Reconciliation Status']).toBe('Matched');
    await click(world, 'U0FIN', card, 'approve', { seen: card.blocks });
    expect(await toldThat(world, 'U0FIN', 'Your click changed nothing')).toContain('Settled');
  });

  test('other figures at the next run: the card gets a version that shows old and new', async () => {
    const card = cardOf(world, 'NP-117');
    amount('NP-117', 900);
    await reconciled(world);
    const v2 = shownIn(now(world, card));
    expect(v2).toContain('*v2*');
    expect(v2).toMatch(/QuickBooks: .*\$822\.50 → .*\$900\.00/);
    expect(varianceCards(world).length).toBe(10);
  });

  test('a posting changed while the card waits: the click changes nothing, v2 shows it, and is then accepted', async () => {
    const card = cardOf(world, 'NP-117');
    amount('NP-117', 900);
    await decide(card);
    expect(shownIn(now(world, card))).toContain('*v2*');
    expect(await toldThat(world, 'U0FIN', 'changed before approval')).toContain('Version 2');
    expect(row('Product photographs, spring range').cells['Reconciliation Status']).toBe('Variance - Review');
    expect(await decide(card)).toContain('*Accepted*');
  });

  test('a row deleted while its card waits: v2 says that, and nothing of what the two had in common', async () => {
    const card = cardOf(world, 'NP-117');
    world.smartsheet.deleteRow(COST_SHEET, row('Product photographs, spring range').id);
    const shown = await decide(card);
    expect(shown).toContain('$822.50 not in the sheet');
    expect(shown).toMatch(/Row 27 .*\$780\.00 → none/);
    expect(shown).not.toMatch(/same invoice number|amounts differ by|Accounts:|sure that they belong/);
  });

  test('a posting deleted while a recoding waits: nothing is posted, and the card says that nothing is left', async () => {
    const card = cardOf(world, 'SC-7718');
    const view = await form(card, 'recode');
    const labels = { Account: optionOf(view, 'Account', '5030') };
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
    await atRest(world);
    expect(buttonsOf(now(world, card))[0]).toContain('Approve: recode');
    world.quickbooks.remove('Bill', billOf('SC-7718').Id);
    const shown = await decide(card);
    expect(shown).toContain('gone from QuickBooks');
    expect(buttonsOf(now(world, card))).toEqual([]);
  });

  /** The bill that a proposal is about, as somebody enters it by hand. */
  async function byHand(kind: 'Bill' | 'Purchase', number: string) {
    const approval = await world.db.prisma.draft.findFirstOrThrow({ where: { version: 2 } });
    const { action } = approval.content as {
      action: { vendor: { id: string }; account: { id: string }; customer: { id: string }; date: string };
    };
    const [card] = world.quickbooks.entities('Purchase');
    const vendor = { value: action.vendor.id };
    world.quickbooks.add(kind, {
      DocNumber: number,
      TxnDate: action.date,
      ...(kind === 'Bill'
        ? { VendorRef: vendor }
        : {
            EntityRef: { ...vendor, type: 'Vendor' },
            PaymentType: card?.PaymentType,
            AccountRef: card?.AccountRef,
          }),
      Line: [
        {
          Amount: 1120,
          DetailType: 'AccountBasedExpenseLineDetail',
          AccountBasedExpenseLineDetail: {
            AccountRef: { value: action.account.id },
            CustomerRef: { value: action.customer.id },
          },
        },
      ],
    });
  }

  test('the missing bill entered by hand while its card waits: the click is held back, and no second bill is made', async () => {
    const card = cardOf(world, 'BL-204');
    await proposed(card, 'bill');
    await byHand('Bill', 'BL-204');
    const bills = world.quickbooks.entities('Bill').length;
    await decide(card);
    expect(shownIn(now(world, card))).toContain('a second bill would be a duplicate');
    expect(world.quickbooks.entities('Bill').length).toBe(bills);
    await reconciled(world);
    expect(shownIn(now(world, card))).toContain('Settled');
    expect(row('Usability lab, two days').cells['Reconciliation Status']).toBe('Matched');
  });

  test.each([
    ['Bill', 'bl 0204', 'a second bill would be a duplicate'],
    ['Purchase', 'BL204', 'a bill would be a duplicate'],
  ] as const)(
    'a %s by hand under the same number written as %s is held back too',
    async (kind, number, says) => {
      const card = cardOf(world, 'BL-204');
      await proposed(card, 'bill');
      await byHand(kind, number);
      const bills = world.quickbooks.entities('Bill').length;
      await decide(card);
      expect(shownIn(now(world, card))).toContain(says);
      expect(world.quickbooks.entities('Bill').length).toBe(bills);
    },
  );

  test('the missing row typed by hand while its card waits: the click is held back, and no second row is added', async () => {
    const card = cardOf(world, 'SC-7718');
    await proposed(card, 'add');
    const bill = billOf('SC-7718');
    world.smartsheet.addRow(COST_SHEET, {
      Vendor: 'Scanwell Devices',
      'Invoice #': 'sc 7718',
      Description: 'Telephones, typed by hand',
      Date: String(bill.TxnDate),
      'Actual Cost': 349,
    });
    const { length } = world.smartsheet.sheet(COST_SHEET).rows;
    expect(await decide(card)).toContain('a second row would count it twice');
    expect(world.smartsheet.sheet(COST_SHEET).rows.length).toBe(length);
    await reconciled(world);
    expect(shownIn(now(world, card))).toContain('Settled');
  });

  test('“not the same” is remembered: the next run looks at each by itself, and never matches them again', async () => {
    const card = cardOf(world, 'NP-117');
    const v2 = await proposed(card, 'different', { Why: 'Two shoots' });
    expect(buttonsOf(v2)[0]).toBe('Approve: they are not the same');
    await decide(card);
    // It has no posting now, and says so; the run says the same, and could call it Matched with another.
    const photographs = () => row('Product photographs, spring range').cells;
    expect(photographs()['Reconciliation Status']).toBe('Missing in QB');
    expect(String(photographs()['Reconciliation Notes'])).toMatch(/^Not the same, decided by hand by Finn/);
    await reconciled(world);
    expect(photographs()['Reconciliation Status']).toBe('Missing in QB');
    const document = await runDocument(world.db.prisma, 2);
    const together = document?.matches.some(
      (match) =>
        match.sheet.some((place) => document.sheetRows[place]?.invoice === 'NP-117') &&
        match.ledger.some((place) => document.ledgerRows[place]?.number === 'NP-117'),
    );
    expect(together).toBe(false);
  });

  test('“not the same” leaves a row that a later run finds the posting of, and then calls Matched', async () => {
    const own = row('Product photographs, spring range');
    await proposed(cardOf(world, 'NP-117'), 'different');
    await decide(cardOf(world, 'NP-117'));
    const { Line } = billOf('NP-117');
    const [line] = Line as Record<string, unknown>[];
    world.quickbooks.add('Bill', {
      DocNumber: 'NP-117-B',
      TxnDate: String(own.cells.Date),
      VendorRef: billOf('NP-117').VendorRef,
      Line: [{ ...line, Id: undefined, Amount: 780 }],
    });
    await reconciled(world);
    expect(row('Product photographs, spring range').cells).toMatchObject({
      'Reconciliation Status': 'Matched',
      'QB Transaction ID': billOf('NP-117-B').Id,
    });
  });

  test('“not the same” leaves the posting’s id where a person typed it beside the row, and the channel is told', async () => {
    const { Id } = billOf('NP-117');
    const { id } = row('Product photographs, spring range');
    world.smartsheet.edit(COST_SHEET, id, { 'QB Transaction ID': Id });
    await reconciled(world);
    await proposed(cardOf(world, 'NP-117'), 'different');
    await decide(cardOf(world, 'NP-117'));
    expect(row('Product photographs, spring range').cells['QB Transaction ID']).toBe(Id);
    const said = world.slack.messages('C0ACME').map(textOf).join();
    expect(said).toContain(`QB Transaction ID: kept “${Id}”, not blank`);
  });

  test('matched by hand is remembered: the next run has them together', async () => {
    const card = cardOf(world, 'BL-204');
    const view = await form(card, 'same');
    const labels = { 'Postings in QuickBooks': optionOf(view, 'Postings in QuickBooks', 'SC-7718') };
    expect((await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels })).status).toBe(200);
    await atRest(world);
    await decide(card);
    await reconciled(world);
    const document = await runDocument(world.db.prisma, 2);
    const match = document?.matches.find((one) =>
      one.sheet.some((place) => document.sheetRows[place]?.invoice === 'BL-204'),
    );
    expect(match?.ledger.map((place) => document?.ledgerRows[place]?.number)).toEqual(['SC-7718']);
  });

  test('“not the same” is never asked again: not by the next run, and not by the one after it', async () => {
    await proposed(cardOf(world, 'NP-117'), 'different');
    await decide(cardOf(world, 'NP-117'));
    await reconciled(world);
    const pairs = async (number: number) => {
      const document = await runDocument(world.db.prisma, number);
      return document?.matches.filter(({ sheet }) =>
        sheet.some((place) => document.sheetRows[place]?.invoice === 'NP-117'),
      ).length;
    };
    expect(await pairs(2)).toBe(0);
    const asked = varianceCards(world).filter((one) => textOf(one).includes('NP-117')).length;
    await reconciled(world);
    expect(await pairs(3)).toBe(0);
    expect(varianceCards(world).filter((one) => textOf(one).includes('NP-117')).length).toBe(asked);
  });

  test('matched by hand stays together over runs although the figures differ, and its difference is one question', async () => {
    const card = cardOf(world, 'BL-204');
    const view = await form(card, 'same');
    const labels = { 'Postings in QuickBooks': optionOf(view, 'Postings in QuickBooks', 'SC-7718') };
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
    await atRest(world);
    expect(shownIn(now(world, card))).toContain(
      'QuickBooks has $771.00 less than the sheet: beyond the tolerance',
    );
    await decide(card);
    for (const number of [2, 3]) {
      await reconciled(world);
      const document = await runDocument(world.db.prisma, number);
      const match = document?.matches.find(({ sheet }) =>
        sheet.some((place) => document.sheetRows[place]?.invoice === 'BL-204'),
      );
      expect(match?.ledger.map((place) => document?.ledgerRows[place]?.number)).toEqual(['SC-7718']);
      expect(match?.differenceMinor).toBe(34_900 - 112_000);
      expect(match?.why.join()).toContain('a person said');
    }
    const asking = varianceCards(world).filter(
      (one) => textOf(one).includes('BL-204') && buttonsOf(one).includes('Accept'),
    );
    expect(asking.length).toBe(1);
  });

  test('snoozed: the card ends, and a run before that day asks nothing', async () => {
    const card = cardOf(world, 'NP-117');
    await choose(world, 'U0FIN', card, 'Snooze until');
    const view = await world.slack.waitFor(() => world.slack.openViews('U0FIN')[0]);
    const past = await world.slack.submitView({
      user: 'U0FIN',
      viewId: view.id,
      labels: { Until: '2020-01-01' },
    });
    expect(JSON.stringify(past)).toContain('after today');
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels: { Until: '2099-01-01' } });
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('Snoozed until 2099-01-01 by Finn');
    const again = await reconciled(world);
    expect(shownIn(again)).toContain('1 snoozed');
    expect(varianceCards(world).filter((one) => textOf(one).includes('NP-117')).length).toBe(1);
  });

  test('a rejected proposal decides nothing: the next run asks again', async () => {
    const card = cardOf(world, 'INV-008790');
    const v2 = await proposed(card, 'correct');
    await click(world, 'U0FIN', v2, 'reject');
    const view = await world.slack.waitFor(() => world.slack.openViews('U0FIN')[0]);
    await world.slack.submitView({
      user: 'U0FIN',
      viewId: view.id,
      labels: { Reason: 'Ask the vendor first' },
    });
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('Ask the vendor first');
    await reconciled(world);
    expect(varianceCards(world).filter((one) => textOf(one).includes('INV-008790')).length).toBe(2);
  });

  test('what a person typed is kept: their status, their note, and our note with their words in it', async () => {
    const [first, second] = [row('Icon set'), row('Launch brochures, 2,000')];
    const ours = String(second.cells['Reconciliation Notes']);
    world.smartsheet.edit(COST_SHEET, first.id, {
      'QB Transaction ID': 'ask Finn',
      'Reconciliation Notes': 'Mine',
    });
    world.smartsheet.edit(COST_SHEET, second.id, {
      'Reconciliation Notes': `${ours} – checked with the printer`,
    });
    await decide(cardOf(world, 'SOL-2240'));
    await decide(cardOf(world, 'ZU-5521'));
    await reconciled(world);
    expect(row('Icon set').cells).toMatchObject({
      'Reconciliation Status': 'Accepted',
      'QB Transaction ID': 'ask Finn',
      'Reconciliation Notes': 'Mine',
    });
    expect(row('Launch brochures, 2,000').cells['Reconciliation Notes']).toBe(
      `${ours} – checked with the printer`,
    );
    const said = world.slack.messages('C0ACME').map(textOf).join('\n');
    expect(said).toContain('kept “ask Finn”');
  });
});
