import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAUSE_WORDS } from '../../src/proposals/variance/words.ts';
import { runDocument } from '../../src/reconciling/stored.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { shownIn } from '../support/drafting.ts';
import { reconciled, varianceCards } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

describe('/reconcile of the demo company', () => {
  let world: World;
  let message: StoredMessage;
  beforeAll(async () => {
    world = await startWorld();
    message = await reconciled(world);
  });
  afterAll(() => world.end());

  const costRow = (id: number) => {
    const sheet = world.company.projects.find(({ code }) => code === 'ACME-WEB')?.costSheet ?? 0;
    return world.smartsheet.row(sheet, id);
  };

  test('one message tells both totals, the difference, what matches, the causes and the budget', async () => {
    const shown = shownIn(message);
    expect(shown).toContain('Reconciliation of Acme website');
    for (const title of ['Sheet', 'QuickBooks', 'Difference', 'Matched', 'To decide', 'At completion'])
      expect(shown).toContain(title);
    expect(shown).toContain('last month and this month to date');
    expect(message.blocks.map(({ type }) => type)).toContain('data_visualization');
    const run = await world.db.prisma.reconciliation.findFirstOrThrow();
    expect(await world.db.prisma.reconciliation.count()).toBe(1);
    const document = await runDocument(world.db.prisma, run.number);
    const { totals } = document ?? { totals: null };
    const causes = totals?.byCause.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(causes).toBe(totals?.differenceMinor);
    expect(totals?.differenceMinor).toBe((totals?.ledgerMinor ?? 0) - (totals?.sheetMinor ?? 0));
  });

  test('as many rows agree in full by the message as the sheet calls Matched', async () => {
    const { periodFrom } = await world.db.prisma.reconciliation.findFirstOrThrow();
    const { rows } = world.smartsheet.sheet(
      world.company.projects.find(({ code }) => code === 'ACME-WEB')?.costSheet ?? 0,
    );
    const said = rows.filter(
      ({ cells }) => cells['Reconciliation Status'] === 'Matched' && String(cells.Date) >= periodFrom,
    ).length;
    expect(said).toBeGreaterThan(5);
    expect(shownIn(message)).toMatch(
      new RegExp(`Matched\\n\\d+ of \\d+ rows \\(.*\\), ${said} agree in full`),
    );
  });

  test('every cause that was put into the books and the sheet is found under its name', async () => {
    const document = await runDocument(world.db.prisma, 1);
    if (!document) throw new Error('the run has no document');
    const { matches, unmatched, sheetRows, ledgerRows } = document;
    const found = new Map<string, string>();
    for (const match of matches) {
      for (const place of match.sheet) found.set(sheetRows[place]?.id ?? '', match.cause);
      for (const place of match.ledger) found.set(ledgerRows[place]?.txnId ?? '', match.cause);
    }
    for (const { row, cause } of unmatched.sheet) found.set(sheetRows[row]?.id ?? '', cause);
    for (const { row, cause } of unmatched.ledger) found.set(ledgerRows[row]?.txnId ?? '', cause);
    const wrong = world.company.causes.flatMap(({ cause, what, rows, postings }) => {
      const is = [...rows.map(String), ...postings.map(({ id }) => id)].map((id) => found.get(id));
      return is.includes(cause) ? [] : [`${what}: ${cause}, found as ${is.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test('the worst ten stand as cards under it, worst first, each with its figures, cause and buttons', async () => {
    const cards = varianceCards(world);
    expect(cards.length).toBe(10);
    expect(buttonsOf(message)).toEqual(['Show all']);
    const kept = await world.db.prisma.variance.findMany({ where: { approvalId: { not: null } } });
    const order = cards.map(({ ts }) => ts);
    expect(order).toEqual([...order].sort());
    const weights = await Promise.all(
      cards.map(async ({ ts }) => {
        const { id } = await world.db.prisma.approval.findFirstOrThrow({ where: { messageTs: ts } });
        return Number(kept.find(({ approvalId }) => approvalId === id)?.weightMinor);
      }),
    );
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    for (const card of cards) {
      expect(buttonsOf(card)[0]).toBe('Accept');
      expect(buttonsOf(card).length).toBeGreaterThan(1);
      expect(Object.values(CAUSE_WORDS).some((words) => textOf(card).includes(words))).toBe(true);
    }
  });

  test('Show all has the rest, and opens a card for it once', async () => {
    await world.slack.click({
      user: 'U0FIN',
      channel: message.channel,
      ts: message.ts,
      actionId: 'all_variances',
    });
    const view = await world.slack.waitFor(() => world.slack.openViews('U0FIN')[0]);
    expect(JSON.stringify(view.blocks)).toContain('to decide, worst first');
    for (let time = 0; time < 2; time += 1) {
      const again = time === 0 ? {} : { seen: view.blocks };
      await world.slack.click({ user: 'U0FIN', viewId: view.id, actionId: 'open_variance', ...again });
    }
    await world.slack.waitFor(() => varianceCards(world).length === 11);
    expect(await world.db.prisma.approval.count()).toBe(11);
  });

  test('rows say what they are: matched with their transactions, a split and a combined bill too, or what is to be decided', () => {
    const rowsOf = (cause: string) =>
      world.company.causes.filter((one) => one.cause === cause).flatMap(({ rows }) => rows.map(costRow));
    for (const cause of ['split', 'combined', 'none'])
      for (const { cells } of rowsOf(cause)) {
        expect(cells['Reconciliation Status']).toBe('Matched');
        expect(cells['QB Transaction ID']).toMatch(/^\d+(, \d+)*$/);
      }
    for (const { cells } of rowsOf('missing-in-ledger'))
      expect(cells['Reconciliation Status']).toBe('Missing in QB');
    for (const cause of ['amount', 'tax', 'timing', 'coding', 'currency'])
      for (const { cells } of rowsOf(cause)) expect(cells['Reconciliation Status']).toBe('Variance - Review');
  });

  test('what is above the limit stands in the Finance Review sheet, each once', () => {
    const review = world.smartsheet.sheet(7960873114331036);
    const references = review.rows.map(({ cells }) => cells.Reference);
    expect(references.length).toBeGreaterThan(0);
    expect(new Set(references).size).toBe(references.length);
    for (const { cells } of review.rows)
      expect(
        Math.max(Number(cells['Sheet Amount'] ?? 0), Number(cells['QuickBooks Amount'] ?? 0)),
      ).toBeGreaterThan(1000);
  });

  test('the log verifies, and names the run and its approvals', async () => {
    await expectLog(world);
    const types = (await world.db.prisma.logEntry.findMany({ select: { type: true } })).map(
      ({ type }) => type,
    );
    expect(types).toContain('reconciliation.made');
  });
});
