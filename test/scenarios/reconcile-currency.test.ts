import { describe, expect, test } from 'vitest';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { approve, atRest, click, now } from '../support/deciding.ts';
import { inWorld, shownIn } from '../support/drafting.ts';
import { COST_SHEET, cardOf, formOf, reconciled } from '../support/reconciling.ts';
import { TODAY, textOf, type World } from '../support/world.ts';

const CURRENCY = { id: 4_400_000_000_000_001, title: 'Currency', type: 'TEXT_NUMBER' } as const;

/** A bill in euros that the sheet of a project in dollars does not have. */
function abroad(change: (sheet: DemoCompany['smartsheet']['sheets'][number]) => void = () => {}) {
  const company = demoCompany(TODAY);
  const sheet = company.smartsheet.sheets.find(({ id }) => id === COST_SHEET);
  if (!sheet) throw new Error('the demo company has no cost sheet');
  sheet.rows = sheet.rows.filter(({ cells }) => cells['Invoice #'] !== 'KT-0977');
  change(sheet);
  return company;
}

async function added(world: World) {
  await reconciled(world);
  const card = cardOf(world, 'KT-0977');
  expect(textOf(card)).toContain('€1,250.00 not in the sheet');
  const view = await formOf(world, card, 'add');
  expect((await world.slack.submitView({ user: 'U0FIN', viewId: view.id })).status).toBe(200);
  await atRest(world);
  await approve(world, 'U0FIN', now(world, card));
  await atRest(world);
  return now(world, card);
}
const rowsOf = (world: World, number: string) =>
  world.smartsheet.sheet(COST_SHEET).rows.filter(({ cells }) => cells['Invoice #'] === number);

test('a posting of another currency is not added to a sheet that has no column for it: it would count as dollars', async () => {
  await inWorld({ company: abroad() }, async (world) => {
    const card = await added(world);
    expect(shownIn(card)).toContain(
      'has no column “Currency” that I may write, so a row of €1,250.00 would count as USD in every figure',
    );
    expect(rowsOf(world, 'KT-0977')).toEqual([]);
  });
});

test('where there is that column the new row says its currency, the next run finds nothing left, and Undo takes it away', async () => {
  const company = abroad((sheet) => {
    sheet.columns.push(CURRENCY);
  });
  await inWorld({ company }, async (world) => {
    const card = await added(world);
    expect(shownIn(card)).toContain('Added to the sheet');
    expect(rowsOf(world, 'KT-0977').map(({ cells }) => [cells['Actual Cost'], cells.Currency])).toEqual([
      [1250, 'EUR'],
    ]);
    const message = await reconciled(world);
    expect(shownIn(message)).toContain('In EUR\nSheet €1,250.00, QuickBooks €1,250.00');
    await click(world, 'U0FIN', now(world, card), 'undo');
    await atRest(world);
    expect(rowsOf(world, 'KT-0977')).toEqual([]);
  });
});

describe('a row and a bill in two currencies', () => {
  test('the form says in which one the amount is to be written, where the sheet cannot say another', async () => {
    await inWorld({}, async (world) => {
      await reconciled(world);
      const view = await formOf(world, cardOf(world, 'KT-0977'), 'correct');
      expect(shownIn(view)).toContain('an amount in EUR would count as USD');
      expect(shownIn(view)).toContain('where $1,356.25 is that, press Accept on the card instead');
    });
  });

  test('are corrected together with the currency, agree in the next run, and go back as they were', async () => {
    const company = demoCompany(TODAY);
    company.smartsheet.sheets.find(({ id }) => id === COST_SHEET)?.columns.push(CURRENCY);
    await inWorld({ company }, async (world) => {
      await reconciled(world);
      const card = cardOf(world, 'KT-0977');
      const view = await formOf(world, card, 'correct');
      const wrong = await world.slack.submitView({
        user: 'U0FIN',
        viewId: view.id,
        labels: { Currency: 'XQZ' },
      });
      expect(JSON.stringify(wrong.errors)).toContain('such as EUR');
      expect(
        (await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels: { Currency: 'EUR' } }))
          .status,
      ).toBe(200);
      await atRest(world);
      expect(shownIn(now(world, card))).toContain('Actual Cost: 1356.25 → 1250');
      expect(shownIn(now(world, card))).toContain('Currency: USD → EUR');
      await approve(world, 'U0FIN', now(world, card));
      await atRest(world);
      const cells = () => rowsOf(world, 'KT-0977')[0]?.cells;
      expect([cells()?.['Actual Cost'], cells()?.Currency]).toEqual([1250, 'EUR']);
      await click(world, 'U0FIN', now(world, card), 'undo');
      await atRest(world);
      expect(shownIn(now(world, card))).toContain('*Undone*');
      expect([cells()?.['Actual Cost'], cells()?.Currency]).toEqual([1356.25, 'USD']);
      world.smartsheet.edit(COST_SHEET, rowsOf(world, 'KT-0977')[0]?.id ?? 0, {
        'Actual Cost': 1250,
        Currency: 'EUR',
      });
      expect(shownIn(await reconciled(world))).toContain('In EUR\nSheet €1,250.00, QuickBooks €1,250.00');
    });
  });
});
