import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredView } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, click, now } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import { cardOf, formOf, optionOf, reconciled, varianceCards } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await reconciled(world);
});
afterEach(async () => {
  await expectLog(world);
  await world.end();
});

const twice = () => {
  const card = varianceCards(world).find((message) => textOf(message).includes('twice in QuickBooks'));
  if (!card) throw new Error('no card shows a duplicate');
  return card;
};
const offered = (view: StoredView, label: string) =>
  JSON.stringify(view.blocks.find((one) => (one.label as { text?: string } | undefined)?.text === label));

test('a cost that was entered twice is taken back against what is owed to its vendor, who is named on that side', async () => {
  const card = twice();
  const view = await formOf(world, card, 'journal', 'U0FIN');
  const labels = { Debit: optionOf(view, 'Debit', 'Accounts Payable') };
  expect((await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels })).status).toBe(200);
  await atRest(world);
  expect(shownIn(now(world, card))).toContain(
    'Debit 2000 Accounts Payable: $684.30 · vendor: Skyline Travel',
  );
  await approve(world, 'U0FIN', now(world, card));
  await atRest(world);
  expect(shownIn(now(world, card))).toContain('Journal entry posted in QuickBooks');
  const lines = world.quickbooks.entities('JournalEntry').at(-1)?.Line as {
    Amount: number;
    JournalEntryLineDetail: {
      PostingType: string;
      AccountRef: { name?: string };
      Entity?: { Type: string; EntityRef: { name?: string } };
    };
  }[];
  expect(
    lines.map(({ Amount, JournalEntryLineDetail: side }) => [side.PostingType, Amount, side.Entity?.Type]),
  ).toEqual([
    ['Debit', 684.3, 'Vendor'],
    ['Credit', 684.3, 'Customer'],
  ]);
  await reconciled(world);
  expect(varianceCards(world).filter((one) => textOf(one).includes('twice in QuickBooks'))).toHaveLength(1);
});

test('an entry that is stored against another vendor than the approved one is said so, by name, and goes on once it is corrected', async () => {
  const other = world.quickbooks
    .entities('Vendor')
    .find(({ DisplayName }) => DisplayName !== 'Skyline Travel');
  const asVendor = (id: string) => ({ Type: 'Vendor', EntityRef: { value: id } });
  type Side = { JournalEntryLineDetail: { Entity?: { Type: string; EntityRef: { value: string } } } };
  const isOwed = ({ JournalEntryLineDetail: side }: Side) => side.Entity?.Type === 'Vendor';
  const owedTo = (id: string, vendor: string) => {
    const lines = structuredClone(world.quickbooks.get('JournalEntry', id)?.Line) as Side[];
    const before = lines.find(isOwed)?.JournalEntryLineDetail.Entity?.EntityRef.value ?? '';
    for (const line of lines.filter(isOwed)) line.JournalEntryLineDetail.Entity = asVendor(vendor);
    world.quickbooks.edit('JournalEntry', id, { Line: lines });
    return before;
  };
  let [entry, vendor] = ['', ''];
  const stop = world.quickbooks.onChange(({ entity, id }) => {
    if (entity !== 'JournalEntry') return;
    stop();
    entry = id;
    vendor = owedTo(id, other?.Id ?? '');
  });
  const card = twice();
  const view = await formOf(world, card, 'journal', 'U0FIN');
  const labels = { Debit: optionOf(view, 'Debit', 'Accounts Payable') };
  await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
  await atRest(world);
  await approve(world, 'U0FIN', now(world, card));
  await atRest(world);
  expect(shownIn(now(world, card))).toContain(
    `the vendor was approved as Skyline Travel and is ${other?.DisplayName}`,
  );
  expect(buttonsOf(now(world, card))).toContain('Retry');
  owedTo(entry, vendor);
  await click(world, 'U0FIN', now(world, card), 'retry');
  await atRest(world);
  expect(shownIn(now(world, card))).toContain('Journal entry posted in QuickBooks');
  expect(world.quickbooks.entities('JournalEntry').filter(({ Id }) => Id === entry)).toHaveLength(1);
});

test('the side that is the project’s cost offers costs alone, the other one what was owed or paid from as well', async () => {
  const more = await formOf(world, twice(), 'journal', 'U0FIN');
  expect(offered(more, 'Credit')).not.toContain('Accounts Payable');
  for (const account of ['2000 Accounts Payable', '2050 Accrued Expenses', '5010 Subcontractors'])
    expect(offered(more, 'Debit')).toContain(account);
  expect(offered(more, 'Debit')).not.toContain('Accounts Receivable');
  const [card] = [cardOf(world, 'NP-117')];
  const other = await formOf(world, card, 'journal', 'U0MEI');
  expect(offered(other, 'Debit')).toContain('2000 Accounts Payable');
});
