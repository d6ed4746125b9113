import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, click, now, toldThat } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import { COST_SHEET, cardOf, costRow, formOf, reconciled } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { buttonsOf, startWorld, type World } from '../support/world.ts';

describe('a bill is not created beside one that looks like it, unless a person says that it is another', () => {
  let world: World;
  let card: StoredMessage;
  beforeEach(async () => {
    world = await startWorld();
    await reconciled(world);
    card = cardOf(world, 'BL-204');
    const view = await formOf(world, card, 'bill');
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id });
    await atRest(world);
  });
  afterEach(async () => {
    await expectLog(world);
    await world.end();
  });

  interface ByHand {
    /** Id; '' is none. Default: the project's. */
    customer?: string;
    number?: string;
    days?: number;
    amounts?: number[];
  }
  /** A posting of the same vendor, as somebody enters it by hand: its Id. */
  async function byHand(
    kind: 'Bill' | 'Purchase',
    { number = '', days = 0, amounts = [1120], customer }: ByHand,
  ) {
    const { content } = await world.db.prisma.draft.findFirstOrThrow({ where: { version: 2 } });
    const { action } = content as {
      action: { vendor: { id: string }; account: { id: string }; customer: { id: string }; date: string };
    };
    const [paid] = world.quickbooks.entities('Purchase');
    const vendor = { value: action.vendor.id };
    const onCard = { PaymentType: paid?.PaymentType, AccountRef: paid?.AccountRef };
    const date = new Date(Date.parse(action.date) + days * 86_400_000).toISOString().slice(0, 10);
    const whose = customer ?? action.customer.id;
    const refs = {
      AccountRef: { value: action.account.id },
      ...(whose === '' ? {} : { CustomerRef: { value: whose } }),
    };
    world.quickbooks.add(kind, {
      ...(number === '' ? {} : { DocNumber: number }),
      TxnDate: date,
      ...(kind === 'Bill' ? { VendorRef: vendor } : { EntityRef: { ...vendor, type: 'Vendor' }, ...onCard }),
      Line: amounts.map((amount) => ({
        Amount: amount,
        DetailType: 'AccountBasedExpenseLineDetail',
        AccountBasedExpenseLineDetail: refs,
      })),
    });
    return String(world.quickbooks.entities(kind).at(-1)?.Id);
  }
  async function customerIds() {
    const all = world.quickbooks.entities('Customer');
    const own = all.find(({ FullyQualifiedName }) => FullyQualifiedName === 'Acme Corp:Website');
    const other = all.find(({ FullyQualifiedName }) => !String(FullyQualifiedName).startsWith('Acme'));
    return { own: String(own?.Id), other: String(other?.Id) };
  }
  const bills = () => world.quickbooks.entities('Bill').length;
  async function decided() {
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    return shownIn(now(world, card));
  }

  test.each([
    ['a bill under another number', 'Bill', { number: '2026/77', days: 3 }],
    ['a bill without a number', 'Bill', {}],
    ['an expense without a number', 'Purchase', { days: -6 }],
    ['a bill in two lines', 'Bill', { number: '2026/77', amounts: [1000, 120] }],
  ] as const)(
    '%s, same vendor and amount, about the same date: the click is held back',
    async (_what, kind, how) => {
      await byHand(kind, { ...how, amounts: [...('amounts' in how ? how.amounts : [1120])] });
      const before = bills();
      const shown = await decided();
      expect(shown).toContain('a bill would count it twice if that is this cost');
      expect(buttonsOf(now(world, card)).slice(0, 2)).toEqual([
        'Approve: create bill $1,120.00',
        'Create it anyway',
      ]);
      await approve(world, 'U0FIN', now(world, card));
      expect(await toldThat(world, 'U0FIN', "can't be approved yet")).toContain('press Create it anyway');
      await atRest(world);
      expect(bills()).toBe(before);
    },
  );

  test.each([
    ['three weeks later', { number: '2026/77', days: 21 }],
    ['with another amount', { number: '2026/77', amounts: [1121] }],
  ])('a bill under another number %s is another bill: the one approved is created', async (_what, how) => {
    await byHand('Bill', how);
    const before = bills();
    expect(await decided()).toContain('created in QuickBooks');
    expect(bills()).toBe(before + 1);
  });

  test('a bill of the same number that somebody entered without its customer is that bill: the card says what to do', async () => {
    await byHand('Bill', { number: 'BL 204', customer: '' });
    const before = bills();
    const shown = await decided();
    expect(shown).toContain('coded to no customer, so a second bill would be a duplicate');
    expect(shown).toContain('Code its line to Acme Corp:Website in QuickBooks. Run /reconcile again');
    expect(bills()).toBe(before);
    const id = String(world.quickbooks.entities('Bill').at(-1)?.Id);
    const lines = structuredClone(world.quickbooks.get('Bill', id)?.Line) as {
      AccountBasedExpenseLineDetail: object;
    }[];
    for (const line of lines)
      Object.assign(line.AccountBasedExpenseLineDetail, {
        CustomerRef: { value: (await customerIds()).own },
      });
    world.quickbooks.edit('Bill', id, { Line: lines });
    await reconciled(world);
    expect(shownIn(now(world, card))).toContain('Settled');
    expect(costRow(world, 'Usability lab, two days').cells['Reconciliation Status']).toBe('Matched');
  });

  test('a bill without number and customer, of the same amount at about the same date, holds the click back too', async () => {
    await byHand('Bill', { customer: '' });
    const before = bills();
    const shown = await decided();
    expect(shown).toContain('coded to no customer, of');
    expect(shown).toContain('If it is, code its line to Acme Corp:Website in QuickBooks');
    expect(buttonsOf(now(world, card))).toContain('Create it anyway');
    expect(bills()).toBe(before);
  });

  test('another customer’s bill of the same amount holds nothing back', async () => {
    await byHand('Bill', { number: '2026/77', customer: (await customerIds()).other });
    const before = bills();
    expect(await decided()).toContain('created in QuickBooks');
    expect(bills()).toBe(before + 1);
  });

  test('a bill that another row with that amount names as its own holds nothing back', async () => {
    const id = await byHand('Bill', { number: '2026/77' });
    world.smartsheet.addRow(COST_SHEET, {
      Vendor: 'Somebody',
      Description: 'Usability lab, the week before',
      Date: '2026-10-01',
      'Actual Cost': 1120,
      'QB Transaction ID': id,
    });
    const before = bills();
    expect(await decided()).toContain('created in QuickBooks');
    expect(bills()).toBe(before + 1);
  });

  test('a person who may decide says that it is another one: the card and the log have the reason, and it is created once', async () => {
    await byHand('Bill', { number: '2026/77' });
    const before = bills();
    await decided();
    const held = structuredClone(now(world, card));
    await click(world, 'U0PAM', held, 'act:anyway');
    expect(await toldThat(world, 'U0PAM', 'finance manager')).toContain("You can't edit this");
    const view = await formOf(world, held, 'anyway', 'U0MEI');
    expect(JSON.stringify(view.blocks)).toContain('Bill 2026/77');
    const blank = await world.slack.submitView({ user: 'U0MEI', viewId: view.id, labels: { Why: '  ' } });
    expect(Object.values(blank.errors ?? {}).join()).toContain('Say why');
    const labels = { Why: 'The lab was booked twice' };
    await world.slack.submitView({ user: 'U0MEI', viewId: view.id, labels });
    await atRest(world);
    expect(shownIn(now(world, card))).toMatch(
      /Another one than Bill 2026\/77 .*\$1,120\.00, because: The lab was booked twice/,
    );
    expect(bills()).toBe(before);
    expect(await decided()).toContain('created in QuickBooks');
    expect(bills()).toBe(before + 1);
    expect(costRow(world, 'Usability lab, two days').cells['Reconciliation Status']).toBe('Resolved');
    const said = await world.db.prisma.logEntry.findMany({ where: { type: 'draft.edited', actor: 'U0MEI' } });
    expect(said.some(({ body }) => body.includes('The lab was booked twice'))).toBe(true);
  });

  test('said of one bill, it is not said of the next that looks like it', async () => {
    await byHand('Bill', { number: '2026/77' });
    await decided();
    const view = await formOf(world, now(world, card), 'anyway');
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels: { Why: 'Booked twice' } });
    await atRest(world);
    await byHand('Purchase', {});
    const before = bills();
    expect(await decided()).toContain('a bill would count it twice');
    expect(bills()).toBe(before);
  });

  test('once QuickBooks has a bill of the same number, nobody can say any more that it is another one', async () => {
    await byHand('Bill', { number: '2026/77' });
    await decided();
    await byHand('Bill', { number: 'bl 0204' });
    const before = bills();
    await click(world, 'U0FIN', now(world, card), 'act:anyway');
    await world.slack.waitFor(() =>
      world.slack
        .openViews('U0FIN')
        .find(({ blocks }) => JSON.stringify(blocks).includes('another bill would be a duplicate')),
    );
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    expect(buttonsOf(now(world, card))).not.toContain('Create it anyway');
    expect(bills()).toBe(before);
  });
});
