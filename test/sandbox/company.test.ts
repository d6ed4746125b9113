import { describe, expect, test } from 'vitest';
import { companyDay } from '../../src/sandbox/company/calendar.ts';
import { incoherences } from '../../src/sandbox/company/coherence.ts';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { centsOf } from '../../src/sandbox/company/ledger.ts';
import {
  AWKWARD,
  billingOf,
  plainRows,
  readyRows,
  withCells,
  withColumn,
  withInvoice,
  withoutColumn,
  withReadyRows,
  withRecord,
  withSetting,
} from '../../src/sandbox/company/vary.ts';
import { startQuickBooks } from '../../src/sandbox/quickbooks/stand-in.ts';
import { startSmartsheet } from '../../src/sandbox/smartsheet/server.ts';
import { parseProjects } from '../../src/settings/projects.ts';

const TODAY = '2026-11-22';
const DAYS = [TODAY, '2026-01-01', '2024-02-29', '2027-03-09', '2026-05-10', '2025-12-31'];

function invoiceTotals(company: DemoCompany, customer: string): number[] {
  return (company.quickbooks.Invoice ?? [])
    .filter(({ CustomerRef }) => CustomerRef.value === customer)
    .map(({ TotalAmt }) => centsOf(1, Number(TotalAmt)));
}

function readyTotal(company: DemoCompany, code: string): number {
  const price = company.projects.find((project) => project.code === code)?.item.price ?? 0;
  return readyRows(company, code).reduce(
    (sum, { cells }) =>
      sum +
      centsOf(Number(cells.Hours ?? 0), Number(cells.Rate ?? price)) +
      centsOf(1, Number(cells.Expenses ?? 0)),
    0,
  );
}

describe('the demo company', () => {
  test.each(DAYS)(
    'hangs together on %s: references, totals, payments, invoiced rows, matched costs',
    (today) => {
      expect(incoherences(demoCompany(today))).toEqual([]);
    },
  );

  test('is the same on the same day, fresh each time, and moves with the day without changing amounts', () => {
    const company = demoCompany(TODAY);
    expect(demoCompany(TODAY)).toEqual(company);
    expect(demoCompany(TODAY).quickbooks.Customer).not.toBe(company.quickbooks.Customer);
    for (const { customer } of company.projects) {
      expect(invoiceTotals(demoCompany('2024-02-29'), customer)).toEqual(invoiceTotals(company, customer));
    }
  });

  test('has a year behind it: twelve invoices a project, most of them paid, and none dated after today', () => {
    for (const today of DAYS) {
      const { quickbooks, projects } = demoCompany(today);
      const invoices = quickbooks.Invoice ?? [];
      for (const { customer } of projects) {
        expect(invoices.filter(({ CustomerRef }) => CustomerRef.value === customer)).toHaveLength(12);
      }
      const paid = invoices.filter(({ Balance }) => Balance === 0);
      expect(paid.length).toBeGreaterThan(invoices.length / 2);
      expect(paid.length).toBeLessThan(invoices.length - 3);
      expect(invoices.every(({ TxnDate }) => TxnDate <= today)).toBe(true);
      expect((quickbooks.Payment ?? []).every(({ TxnDate }) => TxnDate <= today)).toBe(true);
      expect((quickbooks.Bill ?? []).every(({ TxnDate }) => TxnDate <= today)).toBe(true);
    }
  });

  test('has four to eight rows ready in each project, dated within 45 days up to today', () => {
    for (const today of DAYS) {
      const company = demoCompany(today);
      for (const { code } of company.projects) {
        const rows = readyRows(company, code);
        expect(rows.length).toBeGreaterThanOrEqual(4);
        expect(rows.length).toBeLessThanOrEqual(8);
        for (const { cells } of rows) {
          expect(String(cells.Date) <= today).toBe(true);
          expect(Date.parse(today) - Date.parse(String(cells.Date))).toBeLessThanOrEqual(45 * 86_400_000);
        }
      }
    }
  });

  test('has on the first project a rate that differs, a blank rate, expenses alone and beside time', () => {
    const rows = readyRows(demoCompany(TODAY), 'ACME-WEB').map(({ cells }) => cells);
    expect(rows.some(({ Rate }) => Rate !== undefined && Rate !== 150)).toBe(true);
    expect(rows.some(({ Hours, Rate }) => Hours !== undefined && Rate === undefined)).toBe(true);
    expect(rows.some(({ Hours, Expenses }) => Hours === undefined && Expenses !== undefined)).toBe(true);
    expect(rows.some(({ Hours, Expenses }) => Hours !== undefined && Expenses !== undefined)).toBe(true);
    expect(readyTotal(demoCompany(TODAY), 'ACME-WEB')).toBe(666_648);
  });

  test('has one draft over 50,000 that wants two approvals, and the others below', () => {
    const company = demoCompany(TODAY);
    expect(readyTotal(company, 'HARBOR-WMS')).toBeGreaterThan(5_000_000);
    expect(readyTotal(company, 'ACME-WEB')).toBeLessThan(5_000_000);
    expect(readyTotal(company, 'CAFE-LOYAL')).toBeLessThan(5_000_000);
  });

  test('bills nothing now that is within a tenth of one of the latest three invoices', () => {
    const company = demoCompany(TODAY);
    for (const { code, customer } of company.projects) {
      const total = readyTotal(company, code);
      for (const past of invoiceTotals(company, customer).slice(-3)) {
        expect(Math.abs(past - total) / total).toBeGreaterThan(0.1);
      }
    }
  });

  test('stays within its limits: the café owes less than its credit, the projects have hours left', () => {
    const company = demoCompany(TODAY);
    const settings = parseProjects(company.projectsYaml, 'projects.yml');
    if (!settings.ok) throw new Error(settings.errors.join('\n'));
    for (const { code, customer } of company.projects) {
      const owed = (company.quickbooks.Invoice ?? [])
        .filter(({ CustomerRef }) => CustomerRef.value === customer)
        .reduce((sum, { Balance }) => sum + centsOf(1, Balance ?? 0), readyTotal(company, code));
      const hours = billingOf(company, code).rows.reduce(
        (sum, { cells }) => sum + Number(cells.Hours ?? 0),
        0,
      );
      const project = settings.value.projects.find((one) => one.code === code);
      expect(owed).toBeLessThan(project?.creditLimitMinor ?? Number.POSITIVE_INFINITY);
      expect(hours).toBeLessThan(Number(project?.budgetHours ?? Number.POSITIVE_INFINITY));
    }
  });

  test('its projects.yml is read without an error or a warning, and names the people, channels and sheets', () => {
    const company = demoCompany(TODAY);
    const result = parseProjects(company.projectsYaml, 'projects.yml');
    expect(result).toMatchObject({ ok: true, warnings: [] });
    if (!result.ok) return;
    expect(result.value.people.map(({ id }) => id)).toEqual(company.roles.map(({ id }) => id));
    expect(
      result.value.projects.map(({ code, channel, billing }) => [code, channel, Number(billing?.sheet)]),
    ).toEqual(company.projects.map(({ code, channel, billingSheet }) => [code, channel, billingSheet]));
    expect(result.value.projects.map(({ deliver }) => deliver)).toEqual(['none', 'none', 'email']);
  });

  test('its books open in the QuickBooks stand-in, with the same totals and balances and no sales tax', async () => {
    const { quickbooks, realmId } = demoCompany(TODAY);
    const credentials = { clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh' };
    const standIn = await startQuickBooks({ seed: quickbooks, realmId, ...credentials });
    const opened = standIn.entities('Invoice').map(({ Id, TotalAmt, Balance }) => [Id, TotalAmt, Balance]);
    const website = standIn.get('Customer', '2');
    await standIn.stop();
    expect(opened).toEqual(
      (quickbooks.Invoice ?? []).map(({ Id, TotalAmt, Balance }) => [Id, TotalAmt, Balance]),
    );
    expect(website).toMatchObject({
      FullyQualifiedName: 'Acme Corp:Website',
      ParentRef: { name: 'Acme Corp' },
    });
  });

  test('its sheets open in the Smartsheet stand-in', async () => {
    const standIn = await startSmartsheet({ seed: demoCompany(TODAY).smartsheet, accessToken: 'token' });
    const acme = standIn.sheet(4583173393803140);
    await standIn.stop();
    expect(acme.rows.at(-1)?.cells).toMatchObject({ Task: 'Launch checklist', Status: 'Not Started' });
    expect(acme.rows.find(({ cells }) => cells.Task === 'Homepage wireframes')).toMatchObject({
      display: { Employee: 'Ingrid Solberg', Rate: '$150.00' },
      comments: [{ author: 'Pam Okafor' }],
    });
  });
});

describe('a company that a test varies', () => {
  const company = demoCompany(TODAY);
  const before = structuredClone(company);

  test('takes 800 rows more, or in place of those that are ready, and leaves the original alone', () => {
    const more = withReadyRows(company, 'ACME-WEB', plainRows(800));
    expect(readyRows(more, 'ACME-WEB')).toHaveLength(806);
    const instead = withReadyRows(company, 'ACME-WEB', plainRows(800), { replacing: true });
    expect(readyRows(instead, 'ACME-WEB')).toHaveLength(800);
    expect(incoherences(instead)).toEqual([]);
    expect(company).toEqual(before);
  });

  test('takes every awkward row that a sheet can hold', async () => {
    const awkward = withReadyRows(company, 'CAFE-LOYAL', Object.values(AWKWARD), { replacing: true });
    const standIn = await startSmartsheet({ seed: awkward.smartsheet, accessToken: 'token' });
    const rows = standIn.sheet(billingOf(awkward, 'CAFE-LOYAL').id).rows.slice(-Object.keys(AWKWARD).length);
    await standIn.stop();
    expect(rows.find(({ cells }) => cells.Task === 'Minutes of the meeting')?.cells.Notes).toHaveLength(4000);
    expect(rows.map(({ cells }) => cells.Hours)).toEqual(expect.arrayContaining(['eight', -2, undefined]));
  });

  test('changes a cell, a column, a record, an invoice and a setting', () => {
    const changed = withCells(company, 'ACME-WEB', 'Checkout redesign', { Hours: 9, Rate: null });
    const row = readyRows(changed, 'ACME-WEB').find(({ cells }) => cells.Task === 'Checkout redesign');
    expect([row?.cells.Hours, row?.cells.Rate]).toEqual([9, undefined]);
    const narrow = withoutColumn(company, 'ACME-WEB', 'Notes');
    expect(billingOf(narrow, 'ACME-WEB').columns.some(({ title }) => title === 'Notes')).toBe(false);
    expect(incoherences(narrow)).toEqual([]);
    const renamed = withColumn(company, 'ACME-WEB', 'Status', { title: 'Stage', locked: true });
    expect(billingOf(renamed, 'ACME-WEB').rows.at(-1)?.cells).toMatchObject({ Stage: 'Not Started' });
    const inactive = withRecord(company, 'Customer', company.ids.customer.acmeWebsite, { Active: false });
    expect(inactive.quickbooks.Customer.find(({ Id }) => Id === '2')?.Active).toBe(false);
    const [invoice] = company.quickbooks.Invoice ?? [];
    if (!invoice) throw new Error('no invoice');
    expect(incoherences(withInvoice(company, invoice))).toContain('invoice numbers are not unique');
    expect(withSetting(company, 'mode: propose', 'mode: observe').projectsYaml).toContain('mode: observe');
    expect(company).toEqual(before);
  });
});

test('the company’s day is Chicago’s, of an evening too, when UTC is a day ahead', () => {
  expect(companyDay(new Date('2026-12-01T03:00:00Z'))).toBe('2026-11-30');
  expect(companyDay(new Date('2026-12-01T06:00:00Z'))).toBe('2026-12-01');
});
