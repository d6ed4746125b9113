import { describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { approve, atRest, now } from '../support/deciding.ts';
import { inWorld, shownIn, told } from '../support/drafting.ts';
import { QUICK } from '../support/faults.ts';
import { until } from '../support/process.ts';
import { cardOf, finished, REVIEW_SHEET, reconciled, varianceCards } from '../support/reconciling.ts';
import { buttonsOf, TODAY, textOf, type World } from '../support/world.ts';

const SHEET = 7960873114331012;
const ask = (world: World, text: string, channel = 'C0ACME', user = 'U0PAM') =>
  world.slack.command({ user, channel, text });
const sheetNow = (world: World) =>
  JSON.stringify(world.smartsheet.sheet(SHEET).rows.map(({ cells }) => cells));

function companyWith(change: (yaml: string) => string) {
  const company = demoCompany(TODAY);
  return { ...company, projectsYaml: change(company.projectsYaml) };
}

describe('what /reconcile is asked for', () => {
  test('an unclear period, an unknown project, a reversed period: said privately, and nothing is begun', async () => {
    await inWorld({}, async (world) => {
      for (const [text, words] of [
        ['/reconcile ACME-WEB 10/2026', 'is not a period I understand'],
        ['/reconcile ACME-WEB soonish', 'is not a period I understand'],
        ['/reconcile ACNE-WEB', 'The nearest: ACME-WEB'],
        ['/reconcile ACME-WEB 2026-10-31..2026-10-01', 'ends before it begins'],
        ['/reconcile ACME-WEB 2026-13', 'is not a period I understand'],
      ] as const) {
        await ask(world, text);
        await told(world, words);
      }
      expect(await world.db.prisma.reconciliation.count()).toBe(0);
      expect(world.slack.messages('C0ACME')).toEqual([]);
    });
  });

  test('in a channel without a project a picker asks which, and the choice keeps the period', async () => {
    await inWorld({}, async (world) => {
      await ask(world, '/reconcile 2026-10', 'C0FINANCE');
      const picker = await world.slack.waitFor(() => world.slack.ephemerals('U0PAM')[0]);
      expect(shownIn(picker)).toContain('Which project shall I reconcile?');
      const value = 'ACME-WEB 2026-10';
      await world.slack.click({
        user: 'U0PAM',
        channel: 'C0FINANCE',
        ts: picker.ts,
        actionId: 'pick_reconcile',
        selectedOption: value,
      });
      const message = await finished(world);
      expect(message.channel).toBe('C0ACME');
      expect(shownIn(message)).toContain('October 2026');
    });
  });

  test('a period without data says so, and a project whose sheet has no cost is no error', async () => {
    const company = demoCompany(TODAY);
    const costs = company.projects.find(({ code }) => code === 'CAFE-LOYAL')?.costSheet;
    for (const sheet of company.smartsheet.sheets) if (sheet.id === costs) sheet.rows = [];
    await inWorld({ company }, async (world) => {
      const empty = await reconciled(world, '/reconcile ACME-WEB 2019-01');
      expect(shownIn(empty)).toContain('nothing in the sheet and nothing in QuickBooks for January 2019');
      expect(varianceCards(world)).toEqual([]);
      const none = await reconciled(world, '/reconcile CAFE-LOYAL 2019-01', 'U0FIN', 'C0CAFE');
      expect(shownIn(none)).toContain('has no row with a cost');
    });
  });

  test('a project without a cost sheet is refused with what to do', async () => {
    const company = companyWith((yaml) => yaml.replace(/ {4}costs: \{ sheet: 7960873114331012 \}\n/, ''));
    await inWorld({ company }, async (world) => {
      await ask(world, '/reconcile ACME-WEB');
      await told(world, 'has no cost sheet in projects.yml');
    });
  });

  test('a missing required column stops the run with the sheet’s and the column’s name, in its message', async () => {
    const company = demoCompany(TODAY);
    for (const sheet of company.smartsheet.sheets)
      if (sheet.id === SHEET) {
        for (const column of sheet.columns) if (column.title === 'Actual Cost') column.title = 'Costs';
        for (const row of sheet.rows) {
          const { 'Actual Cost': costs, ...cells } = row.cells;
          row.cells = costs === undefined ? cells : { ...cells, Costs: costs };
        }
      }
    await inWorld({ company }, async (world) => {
      const message = await reconciled(world);
      expect(shownIn(message)).toContain('has no column “Actual Cost”');
      expect(shownIn(message)).toContain('Nothing was changed');
      expect(varianceCards(world)).toEqual([]);
    });
  });
});

describe('vendors that fail, switches that are set', () => {
  test('QuickBooks down: the message says that the run waits; once it is back, the run ends as if nothing had been', async () => {
    await inWorld({ overrides: QUICK }, async (world) => {
      world.quickbooks.faults.set({ kind: 'status-503' });
      await ask(world, '/reconcile ACME-WEB', 'C0ACME', 'U0FIN');
      await world.slack.waitFor(
        () => world.slack.messages('C0ACME').find((message) => textOf(message).includes('I keep trying')),
        10_000,
      );
      world.quickbooks.faults.clear();
      const message = await finished(world);
      expect(shownIn(message)).toContain('To decide');
      expect(
        world.slack.messages('C0ACME').filter((one) => textOf(one).includes('Reconciliation of')).length,
      ).toBe(1);
      expect(varianceCards(world).length).toBe(10);
    });
  });

  test('Smartsheet down in the middle of writing: what is left is written once it is back', async () => {
    await inWorld({ overrides: { ...QUICK, sweepMs: 100 } }, async (world) => {
      world.smartsheet.faults.set({ kind: 'status-503', match: /^PUT /, times: 6 });
      await reconciled(world);
      const statuses = world.smartsheet.sheet(SHEET).rows.map(({ cells }) => cells['Reconciliation Status']);
      expect(statuses).toContain('Missing in QB');
      expect(varianceCards(world).length).toBe(10);
    });
  });

  test('observed: told and shown, and nothing is written or asked', async () => {
    const company = companyWith((yaml) => yaml.replace('mode: propose', 'mode: observe'));
    await inWorld({ company }, async (world) => {
      const before = sheetNow(world);
      const message = await reconciled(world);
      expect(shownIn(message)).toContain('only observed');
      expect(sheetNow(world)).toBe(before);
      expect(world.smartsheet.sheet(7960873114331036).rows).toEqual([]);
      for (const card of varianceCards(world)) expect(buttonsOf(card)).toEqual([]);
    });
  });

  test('stopped: cards say so and nothing is written; resumed, the sheet is written and the decision carried out', async () => {
    await inWorld({ overrides: { sweepMs: 100 } }, async (world) => {
      const before = sheetNow(world);
      await ask(world, '/countersign stop because month end', 'C0ACME', 'U0FIN');
      await ask(world, '/reconcile ACME-WEB', 'C0ACME', 'U0FIN');
      await world.slack.waitFor(() => varianceCards(world).length === 10, 15_000);
      const card = cardOf(world, 'NP-117');
      expect(textOf(card)).toContain('is stopped');
      await approve(world, 'U0MEI', card);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(sheetNow(world)).toBe(before);
      await ask(world, '/countersign resume because it is over', 'C0ACME', 'U0FIN');
      await finished(world);
      await atRest(world);
      const row = world.smartsheet.sheet(SHEET).rows.find(({ cells }) => cells['Invoice #'] === 'NP-117');
      expect(row?.cells['Reconciliation Status']).toBe('Accepted');
      const statuses = world.smartsheet.sheet(SHEET).rows.map(({ cells }) => cells['Reconciliation Status']);
      expect(statuses).toContain('Missing in QB');
      expect(shownIn(now(world, card))).toContain('*Accepted*');
    });
  });

  test('the bot ends between the summary and the sheet: the next start goes on, and nothing stands twice', async () => {
    await inWorld({ overrides: { ...QUICK, sweepMs: 100 } }, async (world) => {
      world.smartsheet.faults.set({ kind: 'status-503', match: /^PUT / });
      await ask(world, '/reconcile ACME-WEB', 'C0ACME', 'U0FIN');
      await world.slack.waitFor(() => varianceCards(world).length === 10, 15_000);
      await world.restart();
      world.smartsheet.faults.clear();
      await finished(world);
      expect(varianceCards(world).length).toBe(10);
      expect(await world.db.prisma.reconciliation.count()).toBe(1);
      const statuses = world.smartsheet.sheet(SHEET).rows.map(({ cells }) => cells['Reconciliation Status']);
      expect(statuses).toContain('Missing in QB');
      const references = world.smartsheet.sheet(7960873114331036).rows.map(({ cells }) => cells.Reference);
      expect(new Set(references).size).toBe(references.length);
    });
  });

  test('what is found can not be read again: the message says that the sheet is not written and what to do, and nobody tries for ever', async () => {
    await inWorld({ overrides: { ...QUICK, sweepMs: 100 } }, async (world) => {
      world.smartsheet.faults.set({ kind: 'status-503', match: /^PUT / });
      await ask(world, '/reconcile ACME-WEB', 'C0ACME', 'U0FIN');
      const writes = () => world.smartsheet.requests.filter((line) => line.startsWith('PUT '));
      await until(() => writes().length > 0, 'something was to be written');
      await world.db.prisma.reconciliation.updateMany({ data: { document: new Uint8Array([1, 2, 3]) } });
      const message = await finished(world);
      expect(shownIn(message)).toContain('The sheet was not written to its end');
      const [, command = ''] = /Ask again with (\/reconcile ACME-WEB \S+\d)\./.exec(shownIn(message)) ?? [];
      expect(world.logged.filter(({ msg }) => msg === 'writing failed').length).toBe(3);
      world.smartsheet.faults.clear();
      const again = await reconciled(world, command);
      expect(shownIn(again)).not.toContain('was not written');
      expect(sheetNow(world)).toContain('Missing in QB');
    });
  });

  test('no Finance Review sheet any more: the message names it, and says all the same what a person filled in the cost sheet', async () => {
    const company = demoCompany(TODAY);
    company.smartsheet.sheets = company.smartsheet.sheets.filter(({ id }) => id !== REVIEW_SHEET);
    await inWorld({ company }, async (world) => {
      for (const { id } of world.smartsheet.sheet(SHEET).rows)
        world.smartsheet.edit(SHEET, id, { 'Reconciliation Status': 'Ask Ana' });
      const message = shownIn(await reconciled(world));
      expect(message).toContain(`The Finance Review sheet (${REVIEW_SHEET}) was not written: Smartsheet`);
      expect(message).toContain('so I left them');
      expect(message).not.toContain('The sheet was not written');
    });
  });

  test('decided on before the sheet could be written: the row says what was decided, and no other row says Matched that is not', async () => {
    await inWorld({ overrides: { ...QUICK, sweepMs: 100 } }, async (world) => {
      world.smartsheet.faults.set({ kind: 'status-503', match: /^PUT / });
      await ask(world, '/reconcile ACME-WEB', 'C0ACME', 'U0FIN');
      await world.slack.waitFor(() => varianceCards(world).length === 10, 15_000);
      await approve(world, 'U0FIN', cardOf(world, 'NP-117'));
      await world.slack.waitFor(() => shownIn(cardOf(world, 'NP-117')).includes('*Accepted*'), 15_000);
      await world.restart();
      world.smartsheet.faults.clear();
      await finished(world);
      await atRest(world);
      const saying = (number: string) =>
        world.smartsheet.sheet(SHEET).rows.find(({ cells }) => cells['Invoice #'] === number)?.cells;
      expect(saying('NP-117')?.['Reconciliation Status']).toBe('Accepted');
      expect(String(saying('NP-117')?.['Reconciliation Notes'])).toMatch(/^Accepted by Finn/);
      for (const number of ['SOL-2240', 'ZU-5521', 'KT-0977'])
        expect(saying(number)?.['Reconciliation Status']).toBe('Variance - Review');
    });
  });

  test('a locked column: the other cells are written, and the message says which column is not', async () => {
    const company = demoCompany(TODAY);
    for (const sheet of company.smartsheet.sheets)
      if (sheet.id === SHEET)
        for (const column of sheet.columns)
          if (column.title === 'Reconciliation Notes') Object.assign(column, { locked: true });
    await inWorld({ company }, async (world) => {
      const message = await reconciled(world);
      expect(shownIn(message)).toContain('“Reconciliation Notes” is locked');
      const statuses = world.smartsheet.sheet(SHEET).rows.map(({ cells }) => cells['Reconciliation Status']);
      expect(statuses).toContain('Variance - Review');
    });
  });
});
