import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, now, toldThat } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import { formOf, optionOf, reconciled, varianceCards } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { startWorld, textOf, type World } from '../support/world.ts';

/** Of both bills the one that came second, and is not paid. */
const SECOND = '6016';

describe('a journal entry that is to take back what was entered twice', () => {
  let world: World;
  let card: StoredMessage;
  beforeEach(async () => {
    world = await startWorld();
    await reconciled(world);
    const found = varianceCards(world).find((message) => textOf(message).includes('twice in QuickBooks'));
    if (!found) throw new Error('no card shows a duplicate');
    card = structuredClone(found);
    const view = await formOf(world, card, 'journal');
    const labels = { Debit: optionOf(view, 'Debit', 'Accounts Payable') };
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
    await atRest(world);
  });
  afterEach(async () => {
    await expectLog(world);
    await world.end();
  });

  const entries = () => world.quickbooks.entities('JournalEntry').length;
  async function decided(): Promise<string> {
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    return shownIn(now(world, card));
  }

  test('is held back once somebody deleted the other one: nothing of the cost would be left', async () => {
    world.quickbooks.remove('Bill', twin().Id);
    const before = entries();
    const shown = await decided();
    expect(shown).toContain('which this repeats, is deleted or changed in QuickBooks');
    expect(shown).toContain('would leave nothing of the cost');
    await approve(world, 'U0FIN', now(world, card));
    expect(await toldThat(world, 'U0FIN', "can't be approved yet")).toContain('Run /reconcile again');
    expect(entries()).toBe(before);
    await reconciled(world);
    expect(shownIn(now(world, card))).toContain('Settled');
  });

  test.each(['VendorCredit', 'JournalEntry'] as const)(
    'is held back once somebody corrected it by hand, with a %s; what is of another amount holds nothing back',
    async (kind) => {
      byHand(kind, 684.29);
      byHand(kind, 684.3);
      const before = entries();
      const shown = await decided();
      expect(shown).toContain('entered or changed since this was found');
      expect(shown).toContain('-$684.30');
      expect(shown).not.toContain('684.29');
      expect(entries()).toBe(before);
    },
  );

  function twin() {
    const bills = world.quickbooks.entities('Bill').filter(({ DocNumber }) => DocNumber === 'SKY-4410');
    const first = bills.find(({ Id }) => Id !== SECOND);
    if (bills.length !== 2 || !first) throw new Error('the demo company has changed');
    return first;
  }

  /** The cost taken back, as a bookkeeper does it. */
  function byHand(kind: 'VendorCredit' | 'JournalEntry', amount: number): void {
    const [line] = twin().Line as {
      AccountBasedExpenseLineDetail: { AccountRef: object; CustomerRef: object };
    }[];
    const { AccountRef, CustomerRef } = line?.AccountBasedExpenseLineDetail ?? {};
    const side = (PostingType: string, more: object) => ({
      Amount: amount,
      DetailType: 'JournalEntryLineDetail',
      JournalEntryLineDetail: { PostingType, ...more },
    });
    if (kind === 'VendorCredit')
      world.quickbooks.add('VendorCredit', {
        TxnDate: String(twin().TxnDate),
        VendorRef: twin().VendorRef,
        Line: [{ ...line, Id: undefined, Amount: amount }],
      });
    else
      world.quickbooks.add('JournalEntry', {
        TxnDate: String(twin().TxnDate),
        Line: [
          side('Debit', { AccountRef: { value: '20' } }),
          side('Credit', { AccountRef, Entity: { Type: 'Customer', EntityRef: CustomerRef } }),
        ],
      });
  }
});
