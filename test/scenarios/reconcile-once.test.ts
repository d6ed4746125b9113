import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runDocument } from '../../src/reconciling/stored.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, click, now, told, toldThat } from '../support/deciding.ts';
import { inWorld, shownIn } from '../support/drafting.ts';
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
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

const POSTINGS = 'Postings in QuickBooks';
const ROWS = 'Rows of the sheet';

describe('a row and a posting are accounted for by one decision, whichever cards they stand on', () => {
  let world: World;
  let summary: StoredMessage;
  beforeEach(async () => {
    world = await startWorld();
    summary = await reconciled(world);
  });
  afterEach(async () => {
    await expectLog(world);
    await world.end();
  });

  async function proposed(card: StoredMessage, action: string, match?: [label: string, words: string]) {
    const view = await formOf(world, now(world, card), action);
    const labels = match ? { [match[0]]: optionOf(view, ...match) } : {};
    expect((await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels })).status).toBe(200);
    await atRest(world);
    return structuredClone(now(world, card));
  }
  async function decided(card: StoredMessage, user = 'U0FIN') {
    await approve(world, user, now(world, card));
    await atRest(world);
    return shownIn(now(world, card));
  }
  const cards = () => ({ row: cardOf(world, 'BL-204'), posting: cardOf(world, 'SC-7718') });
  const rows = () => world.smartsheet.sheet(COST_SHEET).rows;
  const added = () => rows().filter(({ cells }) => cells['Actual Cost'] === 349).length;
  const bills = () => world.quickbooks.entities('Bill').length;
  const matched = () => costRow(world, 'Usability lab, two days').cells;

  test('matched by hand, the posting’s own card is settled and says by what: it cannot be added to the sheet as well', async () => {
    const { row, posting } = cards();
    const seen = structuredClone(now(world, posting));
    await proposed(row, 'same', [POSTINGS, 'SC-7718']);
    expect(buttonsOf(now(world, posting))).toContain('Add to the sheet');
    expect(await decided(row)).toContain('Matched by hand');
    expect(shownIn(now(world, posting))).toMatch(
      /Settled: Bill SC-7718 .*\$349\.00 was decided on with approval \d+ \(Match by hand\)/,
    );
    expect(buttonsOf(now(world, posting))).toEqual([]);
    await click(world, 'U0FIN', seen, 'act:add', { seen: seen.blocks });
    await click(world, 'U0FIN', seen, 'approve', { seen: seen.blocks });
    const refusals = () => told(world, 'U0FIN').filter((text) => text.includes('Your click changed nothing'));
    await world.slack.waitFor(() => refusals().length === 2);
    await atRest(world);
    expect(added()).toBe(0);
    await reconciled(world);
    expect(varianceCards(world).filter((one) => /posting:.*SC-7718/.test(textOf(one))).length).toBe(0);
    expect(added()).toBe(0);
  });

  test('the match undone, the posting is asked about again by the next run', async () => {
    const { row, posting } = cards();
    await proposed(row, 'same', [POSTINGS, 'SC-7718']);
    await decided(row);
    await click(world, 'U0FIN', now(world, row), 'undo');
    await atRest(world);
    await reconciled(world);
    const asked = varianceCards(world).filter((one) => buttonsOf(one).includes('Add to the sheet'));
    expect(asked.some((one) => one.ts !== posting.ts && textOf(one).includes('SC-7718'))).toBe(true);
  });

  test.each([
    ['its row is billed', 'row', 'bill', 'posting', [ROWS, 'BL-204'], 'Create bill'],
    ['its posting is added to the sheet', 'posting', 'add', 'row', [POSTINGS, 'SC-7718'], 'Add to the sheet'],
    [
      'a journal entry corrects its posting',
      'posting',
      'journal',
      'row',
      [POSTINGS, 'SC-7718'],
      'Journal entry',
    ],
    ['its posting is accepted', 'posting', 'accept', 'row', [POSTINGS, 'SC-7718'], 'Accept'],
  ] as const)(
    'a match by hand that waits is dropped where %s: the card says why, and offers what is left',
    async (_what, first, action, second, match, by) => {
      const both = cards();
      if (action === 'journal') {
        const view = await formOf(world, both[first], 'journal');
        const labels = { Debit: optionOf(view, 'Debit', '5030'), Credit: optionOf(view, 'Credit', '5010') };
        await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
        await atRest(world);
      } else if (action !== 'accept') await proposed(both[first], action);
      const waiting = await proposed(both[second], 'same', [...match]);
      await decided(both[first]);
      const dropped = shownIn(now(world, both[second]));
      expect(dropped).toMatch(new RegExp(`dropped: .* was decided on with approval \\d+ \\(${by}\\)`));
      expect(buttonsOf(now(world, both[second]))[0]).toBe('Accept');
      // Who still sees the version with the match, approves nothing; and the form does not offer it any more.
      await click(world, 'U0FIN', waiting, 'approve', { seen: waiting.blocks });
      await atRest(world);
      expect(shownIn(now(world, both[second]))).toBe(dropped);
      if (buttonsOf(now(world, both[second])).includes('Match by hand')) {
        const view = await formOf(world, now(world, both[second]), 'same');
        expect(() => optionOf(view, ...(match as [string, string]))).toThrow('no option');
      }
      const taught = (
        await world.db.prisma.draft.findMany({ where: { approval: { status: { in: ['posted', 'done'] } } } })
      ).filter(({ content }) => JSON.stringify(content).includes('"do":"same"'));
      expect(taught.length).toBe(0);
    },
  );

  test('what was decided on since the card was read is not matched by hand afterwards either', async () => {
    const { row, posting } = cards();
    const view = await formOf(world, row, 'same', 'U0MEI');
    const labels = { [POSTINGS]: optionOf(view, POSTINGS, 'SC-7718') };
    await proposed(posting, 'add');
    await decided(posting);
    expect(added()).toBe(1);
    expect((await world.slack.submitView({ user: 'U0MEI', viewId: view.id, labels })).status).toBe(200);
    await atRest(world);
    expect(await decided(row)).toMatch(/dropped: .*SC-7718.* was decided on with approval/);
    expect(told(world, 'U0FIN').some((text) => text.includes('another decision took part of it'))).toBe(true);
    expect(matched()['Reconciliation Status']).toBe('Missing in QB');
  });

  test('both approved in the same moment, or both while stopped: one is carried out, the other is held back', async () => {
    const { row, posting } = cards();
    await proposed(row, 'same', [POSTINGS, 'SC-7718']);
    await proposed(posting, 'add');
    await world.slack.command({
      user: 'U0FIN',
      channel: 'C0ACME',
      text: '/countersign stop because checking',
    });
    await Promise.all([
      approve(world, 'U0FIN', now(world, row)),
      approve(world, 'U0MEI', now(world, posting)),
    ]);
    await atRest(world);
    expect(added()).toBe(0);
    await world.slack.command({
      user: 'U0FIN',
      channel: 'C0ACME',
      text: '/countersign resume because checked',
    });
    await atRest(world);
    const wasMatched = matched()['Reconciliation Status'] === 'Resolved';
    expect([wasMatched, added()]).toEqual(wasMatched ? [true, 0] : [false, 1]);
    const loser = shownIn(now(world, wasMatched ? posting : row));
    expect(loser).toContain('was decided on with approval');
  });

  test('a bill that failed for the row holds back a match of it, until that is rejected', async () => {
    const { row, posting } = cards();
    const before = bills();
    await proposed(row, 'bill');
    world.quickbooks.settings.closingDate = '2099-12-31';
    expect(await decided(row)).toContain('The books are closed');
    world.quickbooks.settings.closingDate = null;
    await proposed(posting, 'same', [ROWS, 'BL-204']);
    expect(await decided(posting)).toMatch(/dropped: .*BL-204/);
    expect(bills()).toBe(before);
  });

  test('a bill whose answer was lost holds back a match of its row, and is one bill once it is found', async () => {
    const { row, posting } = cards();
    const before = bills();
    await proposed(row, 'bill');
    const waiting = await proposed(posting, 'same', [ROWS, 'BL-204']);
    world.quickbooks.faults.set({ kind: 'drop-after', match: /^POST .*\/bill\?/, times: 1 });
    world.quickbooks.faults.set({ kind: 'expired-token', match: /^GET .*\/query.*TxnDate.*/i, times: 2 });
    expect(await decided(row)).toContain('whether');
    expect(buttonsOf(now(world, row))).toEqual(['Retry']);
    expect(shownIn(now(world, posting))).toMatch(/dropped: .*BL-204.* was decided on with approval/);
    await click(world, 'U0MEI', waiting, 'approve', { seen: waiting.blocks });
    await click(world, 'U0FIN', now(world, row), 'retry');
    await atRest(world);
    expect(bills()).toBe(before + 1);
    expect(matched()['Reconciliation Status']).toBe('Resolved');
  });

  test('what has no card yet gets none once a match by hand took it, and the list says why', async () => {
    const { row } = cards();
    const view = await formOf(world, row, 'same');
    const listed = await world.db.prisma.variance.findMany({ where: { status: 'listed' } });
    const { options } = (view.blocks.find(({ label }) => (label as { text?: string })?.text === POSTINGS)
      ?.element ?? {}) as { options: { text: { text: string }; value: string }[] };
    const option = options.find(({ value }) => listed.some(({ key }) => key === `posting:${value}`));
    if (!option) throw new Error('every posting that may be matched has a card');
    const labels = { [POSTINGS]: option.value };
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
    await atRest(world);
    expect(await decided(row)).toContain('Matched by hand');
    const before = varianceCards(world).length;
    await click(world, 'U0FIN', now(world, summary), 'all_variances');
    const list = await world.slack.waitFor(() =>
      world.slack.openViews('U0FIN').find(({ blocks }) => JSON.stringify(blocks).includes('worst first')),
    );
    const at = list.blocks.find((one) => JSON.stringify(one).includes(`"1:posting:${option.value}"`));
    const gesture = { viewId: list.id, actionId: 'open_variance', blockId: String(at?.block_id) };
    await world.slack.click({ user: 'U0FIN', ...gesture });
    expect(await toldThat(world, 'U0FIN', 'since it was found')).toContain('was decided on with approval');
    expect(varianceCards(world).length).toBe(before);
  });

  test('matched from the posting’s card, the row says so with its transaction, and its own card is settled', async () => {
    const { row, posting } = cards();
    await proposed(posting, 'same', [ROWS, 'BL-204']);
    expect(await decided(posting)).toContain('The sheet is updated: Resolved.');
    expect(matched()['Reconciliation Status']).toBe('Resolved');
    expect(String(matched()['Reconciliation Notes'])).toMatch(/^Matched by hand by Finn/);
    expect(shownIn(now(world, row))).toContain('Settled');
    await click(world, 'U0FIN', now(world, posting), 'undo');
    await atRest(world);
    expect(matched()['Reconciliation Status']).toBe('Missing in QB');
    expect(matched()['QB Transaction ID'] ?? '').toBe('');
    const document = await runDocument(world.db.prisma, 1);
    expect(document?.sheetRows.some(({ invoice }) => invoice === 'BL-204')).toBe(true);
  });
});

test('of a bill with two lines alike both become rows, one after the other, and a third is not added', async () => {
  await inWorld({}, async (world) => {
    const bill = world.quickbooks.entities('Bill').find(({ DocNumber }) => DocNumber === 'SC-7718');
    const [line] = (bill?.Line ?? []) as { Id: string; Amount: number }[];
    world.quickbooks.edit('Bill', bill?.Id ?? '', {
      Line: [
        { ...line, Id: '1', Amount: 174.5 },
        { ...line, Id: '2', Amount: 174.5 },
      ],
    });
    const rows = () =>
      world.smartsheet.sheet(COST_SHEET).rows.filter(({ cells }) => cells['Actual Cost'] === 174.5);
    for (const count of [1, 2]) {
      await reconciled(world);
      const card = varianceCards(world).find((one) => {
        const text = shownIn(one);
        return text.includes('SC-7718') && text.includes('Add to the sheet');
      });
      if (!card) throw new Error('no card offers to add it');
      const view = await formOf(world, card, 'add');
      await world.slack.submitView({ user: 'U0FIN', viewId: view.id });
      await atRest(world);
      await approve(world, 'U0FIN', now(world, card));
      await atRest(world);
      expect(shownIn(now(world, card))).toContain('Added to the sheet');
      expect(rows()).toHaveLength(count);
    }
    await reconciled(world);
    const left = varianceCards(world).filter((one) => shownIn(one).includes('SC-7718'));
    expect(left.filter((one) => buttonsOf(one).includes('Add to the sheet'))).toEqual([]);
  });
});
