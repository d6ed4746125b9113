import { expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import type { SeedColumn } from '../../src/sandbox/smartsheet/seed.ts';
import { approve, atRest, click, now } from '../support/deciding.ts';
import { inWorld, shownIn } from '../support/drafting.ts';
import { COST_SHEET, cardOf, formOf, reconciled } from '../support/reconciling.ts';
import { TODAY, textOf } from '../support/world.ts';

const OURS = ['Reconciliation Status', 'QB Transaction ID', 'Reconciliation Notes'];

/** The demo company, its cost sheet with other columns in the place of those that are written; null: none. */
function withColumns(change: (title: string) => Partial<SeedColumn> | null) {
  const company = demoCompany(TODAY);
  const sheet = company.smartsheet.sheets.find(({ id }) => id === COST_SHEET);
  if (!sheet) throw new Error('the demo company has no cost sheet');
  sheet.columns = sheet.columns.flatMap((column) => {
    const other = OURS.includes(column.title) ? change(column.title) : {};
    return other === null ? [] : [{ ...column, ...other }];
  });
  for (const { cells } of sheet.rows) for (const title of OURS) delete cells[title];
  return company;
}

test('a sheet without the columns that are written: said once, and no card says that the sheet says so', async () => {
  await inWorld({ company: withColumns(() => null) }, async (world) => {
    const message = await reconciled(world);
    expect(shownIn(message)).toContain('has no column “QB Transaction ID”, “Reconciliation Status” and');
    const card = cardOf(world, 'NP-117');
    await approve(world, 'U0FIN', card);
    await atRest(world);
    const shown = shownIn(now(world, card));
    expect(shown).toContain('*Accepted* by');
    expect(shown).toContain('The sheet does not say Accepted: it has no column “Reconciliation Status”.');
    expect(
      world.slack.messages('C0ACME').filter((one) => textOf(one).includes('has no column')),
    ).toHaveLength(2);
  });
});

test('columns of another type: what each does not take is said truly, and what to change', async () => {
  const company = withColumns((title) =>
    title === 'Reconciliation Status'
      ? { type: 'PICKLIST', options: ['OK', 'Not OK'], validation: true }
      : { type: 'DATE', validation: true },
  );
  await inWorld({ company }, async (world) => {
    const message = shownIn(await reconciled(world));
    expect(message).toContain(
      '“Reconciliation Status” is restricted to a list without my words; add Matched,',
    );
    expect(message).toMatch(/“QB Transaction ID” is restricted to values that mine is not among; make it/);
    const card = cardOf(world, 'NP-117');
    await approve(world, 'U0FIN', card);
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('The sheet does not say Accepted: it did not take the word');
    const [said] = world.slack.messages('C0ACME').filter((one) => textOf(one).includes('row 27: '));
    expect(said && textOf(said)).toContain('or change the column');
  });
});

test('a word that a person typed stays, and the card does not say that the sheet was updated', async () => {
  await inWorld({}, async (world) => {
    await reconciled(world);
    const card = cardOf(world, 'NP-117');
    const row = world.smartsheet.sheet(COST_SHEET).rows.find(({ cells }) => cells['Invoice #'] === 'NP-117');
    world.smartsheet.edit(COST_SHEET, row?.id ?? 0, { 'Reconciliation Status': 'Ask Ana' });
    await approve(world, 'U0FIN', card);
    await atRest(world);
    expect(shownIn(now(world, card))).toContain(
      'The sheet does not say Accepted: somebody’s own word stands in “Reconciliation Status”.',
    );
  });
});

test('a cost that its cell computes keeps its formula: the card says what to do, and is settled once somebody corrected it', async () => {
  const company = demoCompany(TODAY);
  const seed = company.smartsheet.sheets
    .find(({ id }) => id === COST_SHEET)
    ?.rows.find(({ cells }) => cells['Invoice #'] === 'NP-117');
  if (!seed) throw new Error('the demo company has changed');
  seed.formulas = { 'Actual Cost': '=12 * 65', 'Reconciliation Status': '=""' };
  await inWorld({ company }, async (world) => {
    const number = ({ cells }: { cells: object }) => (cells as Record<string, unknown>)['Invoice #'];
    const row = () => world.smartsheet.sheet(COST_SHEET).rows.find((one) => number(one) === 'NP-117');
    const id = row()?.id ?? 0;
    const message = shownIn(await reconciled(world));
    expect(message).toContain('row 27, Reconciliation Status: kept its formula, not “Variance - Review”');
    const card = cardOf(world, 'NP-117');
    const view = await formOf(world, card, 'correct');
    await world.slack.submitView({ user: 'U0FIN', viewId: view.id });
    await atRest(world);
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('Row 27, Actual Cost is computed by a formula or linked');
    expect(row()?.cells['Actual Cost']).toBe(780);
    world.smartsheet.edit(COST_SHEET, id, { 'Actual Cost': 822.5 });
    await click(world, 'U0FIN', now(world, card), 'retry');
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('Settled: the sheet and QuickBooks agree now');
  });
});

test('a sheet that may only be read: the message and the card say whom to share it with', async () => {
  const company = demoCompany(TODAY);
  const seed = company.smartsheet.sheets.find(({ id }) => id === COST_SHEET);
  if (seed) seed.accessLevel = 'VIEWER';
  await inWorld({ company }, async (world) => {
    const what = 'share the sheet, as an editor, with the owner of Countersign’s Smartsheet token';
    expect(shownIn(await reconciled(world))).toContain(what);
    const card = cardOf(world, 'NP-117');
    await approve(world, 'U0FIN', card);
    await atRest(world);
    expect(shownIn(now(world, card))).toContain(what);
  });
});

test('QuickBooks’ access ended: said once, with what to do and what to type then', async () => {
  await inWorld({}, async (world) => {
    world.quickbooks.faults.set({ kind: 'expired-token' });
    const message = shownIn(await reconciled(world));
    expect(message).toContain('Connect QuickBooks again');
    expect(message).toContain('Then ask again with /reconcile ACME-WEB. Nothing was changed.');
    expect(message).not.toContain('QuickBooks: QuickBooks');
  });
});
