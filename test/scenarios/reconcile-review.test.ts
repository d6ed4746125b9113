import { afterEach, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { approve, atRest } from '../support/deciding.ts';
import { COST_SHEET, cardOf, REVIEW_SHEET, reconciled } from '../support/reconciling.ts';
import { startWorld, TODAY, type World } from '../support/world.ts';

/** Cost rows that QuickBooks has nothing of, and what they are worth: the limit is 5,000 unless another is written. */
const EDGES: readonly (readonly [string, number])[] = [
  ['Just under', 4_999.99],
  ['At the limit', 5_000],
  ['A cent over', 5_000.01],
  ['A credit at the limit', -5_000],
  ['A credit a cent over', -5_000.01],
];

describe('the Finance Review sheet', () => {
  let world: World;
  afterEach(() => world.end());

  const begin = async (limit: string) => {
    const company = demoCompany(TODAY);
    company.projectsYaml = company.projectsYaml.replace(
      /(review: \{ sheet: \d+)(, over: 1000)/,
      `$1${limit}`,
    );
    world = await startWorld({ company });
  };
  /** In the months that /reconcile looks at without being told. */
  const dated = () => {
    const row = world.smartsheet.sheet(COST_SHEET).rows.find(({ cells }) => cells['Invoice #'] === 'BL-204');
    return String(row?.cells.Date);
  };
  const cost = (vendor: string, amount: number) =>
    world.smartsheet.addRow(COST_SHEET, {
      Vendor: `${vendor} Ltd`,
      Description: vendor,
      Date: dated(),
      'Actual Cost': amount,
    });
  const reviewed = (vendor: string) =>
    world.smartsheet
      .sheet(REVIEW_SHEET)
      .rows.filter(({ cells }) => cells.Vendor === `${vendor} Ltd`)
      .map(({ cells }) => cells.Status);

  test('has a row for what is strictly above 5,000 where nothing else is written, credits too', async () => {
    await begin('');
    for (const [vendor, amount] of EDGES) cost(vendor, amount);
    await reconciled(world);
    expect(EDGES.map(([vendor]) => [vendor, reviewed(vendor).length])).toEqual([
      ['Just under', 0],
      ['At the limit', 0],
      ['A cent over', 1],
      ['A credit at the limit', 0],
      ['A credit a cent over', 1],
    ]);
  });

  test('has each side’s amount in its own currency, to that currency’s last digit', async () => {
    await begin('');
    const bill = world.quickbooks.entities('Bill').find(({ DocNumber }) => DocNumber === 'NP-117');
    const [line] = (bill?.Line ?? []) as Record<string, unknown>[];
    world.quickbooks.edit('Bill', bill?.Id ?? '', {
      CurrencyRef: { value: 'JPY' },
      Line: [{ ...line, Amount: 1_200_000 }],
    });
    const row = world.smartsheet.sheet(COST_SHEET).rows.find(({ cells }) => cells['Invoice #'] === 'NP-117');
    world.smartsheet.edit(COST_SHEET, row?.id ?? 0, { 'Actual Cost': 8_040 });
    await reconciled(world);
    const [said] = world.smartsheet
      .sheet(REVIEW_SHEET)
      .rows.filter(({ cells }) => cells.Vendor === 'Nakamura Photography');
    expect(said?.cells).toMatchObject({ 'Sheet Amount': 8_040, 'QuickBooks Amount': 1_200_000 });
    expect(said?.cells.Difference ?? '').toBe('');
  });

  test('has a row for everything above the limit, however many they are, each once', async () => {
    await begin(', over: 5000');
    for (let index = 0; index < 201; index += 1) cost(`Nobody ${index}`, 5_001 + index);
    await reconciled(world);
    const rows = () =>
      world.smartsheet
        .sheet(REVIEW_SHEET)
        .rows.filter(({ cells }) => /^Nobody \d+ Ltd$/.test(String(cells.Vendor)));
    expect(rows()).toHaveLength(201);
    await reconciled(world);
    expect(rows()).toHaveLength(201);
    expect(new Set(rows().map(({ cells }) => cells.Reference)).size).toBe(201);
  });

  test('says of a row what became of it: settled, changed, open again, decided; never over a person’s own word', async () => {
    await begin('');
    const settled = cost('Acorn', 6_000);
    const changed = cost('Birch', 7_000);
    const own = cost('Cedar', 8_000);
    cost('Dogwood', 9_000);
    await reconciled(world);
    const state = () =>
      Object.fromEntries(['Acorn', 'Birch', 'Cedar', 'Dogwood'].map((one) => [one, reviewed(one)]));
    const open = 'Variance - Review';
    expect(state()).toEqual({ Acorn: [open], Birch: [open], Cedar: [open], Dogwood: [open] });

    const words = world.smartsheet.sheet(REVIEW_SHEET).rows.find(({ cells }) => cells.Vendor === 'Cedar Ltd');
    world.smartsheet.edit(REVIEW_SHEET, words?.id ?? 0, { Status: 'With the auditors' });
    world.smartsheet.edit(COST_SHEET, settled, { 'Actual Cost': null });
    world.smartsheet.edit(COST_SHEET, changed, { 'Actual Cost': 7_500 });
    world.smartsheet.edit(COST_SHEET, own, { 'Actual Cost': null });
    await approve(world, 'U0FIN', cardOf(world, 'Dogwood'));
    await atRest(world);
    await reconciled(world);
    const after = {
      Acorn: ['Matched'],
      Birch: ['Changed since', open],
      Cedar: ['With the auditors'],
      Dogwood: ['Accepted'],
    };
    expect(state()).toEqual(after);
    await reconciled(world);
    expect(state()).toEqual(after);

    world.smartsheet.edit(COST_SHEET, settled, { 'Actual Cost': 6_000 });
    world.smartsheet.edit(COST_SHEET, changed, { 'Actual Cost': 7_000 });
    await reconciled(world);
    expect(state()).toEqual({ ...after, Acorn: [open], Birch: [open, 'Changed since'] });
  });

  test('says of figures that changed under a waiting card what was decided on them', async () => {
    await begin('');
    const row = cost('Elder', 6_000);
    await reconciled(world);
    world.smartsheet.edit(COST_SHEET, row, { 'Actual Cost': 6_500 });
    await approve(world, 'U0FIN', cardOf(world, 'Elder'));
    await atRest(world);
    await approve(world, 'U0FIN', cardOf(world, 'Elder'));
    await atRest(world);
    expect(reviewed('Elder')).toEqual(['Accepted']);
  });
});
