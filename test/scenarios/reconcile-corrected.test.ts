import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { varianceNews } from '../../src/reconciling/digest-news.ts';
import { outlinedVariances } from '../../src/reconciling/digest-variances.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, click, now } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import { cardOf, costRow, formOf, optionOf, reconciled, varianceCards } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { startWorld, textOf, type World } from '../support/world.ts';

describe('what a correcting journal entry settled', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await reconciled(world);
  });
  afterEach(async () => {
    await expectLog(world);
    await world.end();
  });

  async function corrected(
    card: StoredMessage,
    debit: string,
    more: Record<string, string> = {},
  ): Promise<string> {
    const view = await formOf(world, card, 'journal');
    const labels = { Debit: optionOf(view, 'Debit', debit), ...more };
    expect((await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels })).status).toBe(200);
    await atRest(world);
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('Journal entry posted in QuickBooks');
    return world.quickbooks.entities('JournalEntry').at(-1)?.Id ?? '';
  }
  const open = async () =>
    (await world.db.prisma.variance.findMany({ where: { status: { in: ['listed', 'open'] } } })).map(
      ({ key }) => key,
    );
  const twice = () => {
    const card = varianceCards(world).find((message) => textOf(message).includes('twice in QuickBooks'));
    if (!card) throw new Error('no card shows a duplicate');
    return card;
  };

  test('is not asked again: neither the posting that it takes back, nor the entry itself, in any later run', async () => {
    const entry = await corrected(twice(), '5010');
    for (let run = 0; run < 2; run += 1) {
      await reconciled(world);
      const cards = varianceCards(world).filter((message) => /SKY-4410|Correction of/.test(textOf(message)));
      expect(cards.length).toBe(1);
      expect((await open()).filter((key) => key.includes('6016') || key.includes(entry))).toEqual([]);
    }
    const kept = await world.db.prisma.variance.findMany({ where: { key: { contains: '6016' } } });
    expect(kept.map(({ status }) => status)).toEqual(['decided']);
  });

  test.each([
    ['the bill that it takes back whole', () => twice(), '5010', {}],
    ['the bill that it takes most of back', () => twice(), '5010', { 'Amount (USD)': '600' }],
    ['a bill that it takes a part of back', () => cardOf(world, 'NP-117'), '5040', {}],
  ] as const)(
    'is one decision in the digest: %s, and the entry itself, are not counted as another',
    async (_what, card, debit, more) => {
      await corrected(card(), debit, more);
      const told = new Map<string, string>();
      const decided: number[] = [];
      for (let run = 0; run < 2; run += 1) {
        if (run > 0) await reconciled(world);
        const news = varianceNews(await outlinedVariances(world.db.prisma, 'ACME-WEB'), told);
        for (const { key, saidAs } of news.said) told.set(key, saidAs);
        decided.push(news.decided);
      }
      expect(decided).toEqual([1, 0]);
    },
  );

  test('is asked again once somebody changes the entry in QuickBooks, and not once they delete it', async () => {
    const card = twice();
    const entry = await corrected(card, '5010');
    await reconciled(world);
    const lines = world.quickbooks.get('JournalEntry', entry)?.Line as Record<string, unknown>[];
    const other = lines.map((line) => ({ ...line, Amount: 600 }));
    world.quickbooks.edit('JournalEntry', entry, { Line: other });
    await reconciled(world);
    expect((await open()).some((key) => key.includes(entry))).toBe(true);
    world.quickbooks.remove('JournalEntry', entry);
    await reconciled(world);
    expect((await open()).some((key) => key.includes(entry))).toBe(false);
  });

  test('undone, the posting that it took back is asked about again, once', async () => {
    const card = twice();
    await corrected(card, '5010');
    await reconciled(world);
    await click(world, 'U0FIN', now(world, card), 'undo');
    await atRest(world);
    await reconciled(world);
    expect((await open()).filter((key) => key.includes('6016')).length).toBe(1);
  });

  test('the row that it explains names the entry as well as the bill, and so does the comment', async () => {
    const entry = await corrected(cardOf(world, 'NP-117'), '5030');
    const { cells, comments } = costRow(world, 'Product photographs, spring range');
    expect(cells['QB Transaction ID']).toBe(`6007, ${entry}`);
    expect(String(cells['Reconciliation Notes'])).toContain(
      `Journal entry Id ${entry} posted in QuickBooks by Finn`,
    );
    expect(comments.some(({ text }) => text.includes(`Journal entry Id ${entry} posted`))).toBe(true);
    await reconciled(world);
    expect((await open()).some((key) => key.includes(entry) || key.includes('6007'))).toBe(false);
    expect(costRow(world, 'Product photographs, spring range').cells).toEqual(cells);
  });
});
