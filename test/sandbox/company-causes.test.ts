import { describe, expect, test } from 'vitest';
import { CAUSES } from '../../src/reconciliation/types.ts';
import { incoherences } from '../../src/sandbox/company/coherence.ts';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { cents } from '../../src/sandbox/company/ledger.ts';
import { startQuickBooks } from '../../src/sandbox/quickbooks/stand-in.ts';
import type { SeedRow } from '../../src/sandbox/smartsheet/seed.ts';

const TODAY = '2026-11-22';
const DAYS = [TODAY, '2026-01-01', '2024-02-29', '2027-03-09', '2026-05-10', '2025-12-31', '2026-08-01'];
const MARGIN = { amount: 100, days: 7 };

interface Posted {
  type: string;
  id: string;
  number: string;
  date: string;
  minor: number;
  currency: string;
  account: string;
  vendor: string;
  balance: number;
  note: string;
}

interface Seen {
  rows: { cells: SeedRow['cells']; minor: number; date: string }[];
  postings: Posted[];
}

/** What of each case stands in the sheet and in the books, with only the lines of the first project's customer. */
function seen(company: DemoCompany, cause: string, check?: string): Seen[] {
  const sheet = company.smartsheet.sheets.find(({ id }) => id === company.projects[0]?.costSheet);
  return company.causes
    .filter((one) => one.cause === cause && (check === undefined || one.check === check))
    .map(({ rows, postings }) => ({
      rows: rows.map((id) => {
        const cells = sheet?.rows.find((row) => row.id === id)?.cells ?? {};
        return { cells, minor: cents(cells['Actual Cost']), date: String(cells.Date) };
      }),
      postings: postings.map(({ type, id }) => posted(company, type, id)),
    }));
}

function posted(company: DemoCompany, type: 'Bill' | 'Purchase' | 'JournalEntry', id: string): Posted {
  const record = (company.quickbooks[type] ?? []).find(({ Id }) => Id === id);
  if (!record) throw new Error(`no ${type} ${id}`);
  const line = record.Line[0] as { Amount: number } & Record<string, unknown>;
  const detail = (line.AccountBasedExpenseLineDetail ?? line.JournalEntryLineDetail) as {
    AccountRef: { value: string };
    CustomerRef?: { value: string };
    Entity?: { EntityRef: { value: string } };
    PostingType?: string;
  };
  expect((detail.CustomerRef ?? detail.Entity?.EntityRef)?.value).toBe(company.ids.customer.acmeWebsite);
  const sign = detail.PostingType === 'Credit' ? -1 : 1;
  const ref = (value: unknown) => (value as { value?: string } | undefined)?.value ?? '';
  return {
    type,
    id,
    number: String(record.DocNumber ?? ''),
    date: record.TxnDate,
    minor: sign * cents(line.Amount),
    currency: ref(record.CurrencyRef),
    account: detail.AccountRef.value,
    vendor: ref(record.VendorRef ?? record.EntityRef),
    balance: cents(record.Balance ?? 0),
    note: String(record.PrivateNote ?? ''),
  };
}

const sum = (list: readonly { minor: number }[]) => list.reduce((total, { minor }) => total + minor, 0);
const daysApart = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
const only = (all: readonly Seen[]): Seen => {
  const [one] = all;
  if (!one) throw new Error('there is no such case');
  return one;
};

describe('the demo company’s costs', () => {
  test.each(DAYS)('show every cause on %s, hang together, and lie in last month and this one', (today) => {
    const company = demoCompany(today);
    expect(incoherences(company)).toEqual([]);
    expect([...new Set(company.causes.map(({ cause }) => cause))].sort()).toEqual(CAUSES.toSorted());
    const dates = CAUSES.flatMap((cause) => seen(company, cause)).flatMap(({ rows, postings }) =>
      [...rows, ...postings].map(({ date }) => date),
    );
    const [year, month] = today.split('-').map(Number);
    const lastMonth = new Date(Date.UTC(year ?? 0, (month ?? 1) - 2, 1)).toISOString().slice(0, 10);
    expect(dates.every((date) => date >= lastMonth && date <= today)).toBe(true);
    expect(dates.filter((date) => date < today.slice(0, 7)).length).toBeGreaterThan(20);
  });

  test('have all causes in last month alone, so that one question shows them', () => {
    const company = demoCompany(TODAY);
    for (const cause of CAUSES) {
      const inMonth = seen(company, cause).filter(({ rows, postings }) =>
        [...rows, ...postings].every(({ date }) => date.startsWith('2026-10')),
      );
      expect(inMonth, cause).not.toEqual([]);
    }
  });

  test('agree, or differ, as each cause says', () => {
    const company = demoCompany(TODAY);
    for (const { rows, postings } of seen(company, 'none')) {
      expect(sum(postings)).toBe(sum(rows));
      expect(daysApart(rows[0]?.date ?? '', postings[0]?.date ?? '')).toBeLessThanOrEqual(MARGIN.days);
    }
    const currency = only(seen(company, 'currency'));
    expect([currency.postings[0]?.currency, currency.postings[0]?.minor]).toEqual(['EUR', 125_000]);
    expect(sum(currency.rows)).toBe(Math.round(125_000 * 1.085));
    const tax = only(seen(company, 'tax'));
    expect(sum(tax.postings)).toBe(Math.round(sum(tax.rows) * 1.1025));
    for (const { rows, postings } of seen(company, 'amount')) {
      expect(Math.abs(sum(postings) - sum(rows))).toBeGreaterThan(MARGIN.amount);
      expect(rows[0]?.cells['Invoice #']).toBe(postings[0]?.number);
    }
    const timing = only(seen(company, 'timing'));
    expect(sum(timing.postings)).toBe(sum(timing.rows));
    expect(daysApart(timing.rows[0]?.date ?? '', timing.postings[0]?.date ?? '')).toBeGreaterThan(
      MARGIN.days,
    );
    expect(sum(only(seen(company, 'reversal')).postings)).toBe(0);
  });

  test('come in parts and together, and add up', () => {
    const company = demoCompany(TODAY);
    const split = only(seen(company, 'split'));
    const combined = only(seen(company, 'combined'));
    expect([split.rows.length, split.postings.length]).toEqual([1, 3]);
    expect([combined.rows.length, combined.postings.length]).toEqual([2, 1]);
    expect(sum(split.postings)).toBe(sum(split.rows));
    expect(sum(combined.postings)).toBe(sum(combined.rows));
  });

  test('lack one side where they are said to', () => {
    const company = demoCompany(TODAY);
    for (const { rows, postings } of seen(company, 'missing-in-ledger')) {
      expect([rows.length, postings.length]).toEqual([1, 0]);
      const number = rows[0]?.cells['Invoice #'];
      expect((company.quickbooks.Bill ?? []).some(({ DocNumber }) => DocNumber === number)).toBe(false);
    }
    for (const { rows, postings } of seen(company, 'missing-in-sheet')) {
      expect([rows.length, postings.length]).toEqual([0, 1]);
    }
  });
});

describe('what the checks after matching find in the demo', () => {
  const company = demoCompany(TODAY);

  test('a duplicate bill that is not paid yet, beside one that is', () => {
    const { postings } = only(seen(company, 'duplicate', 'duplicate-before-paid'));
    const [first, second] = postings;
    expect(second).toMatchObject({ number: first?.number, vendor: first?.vendor, minor: first?.minor });
    expect([first?.balance, (second?.balance ?? 0) > 0]).toEqual([0, true]);
  });

  test('an account that its vendor never had before', () => {
    const { rows, postings } = only(seen(company, 'coding', 'coding-against-history'));
    const [wrong] = postings;
    const others = (company.quickbooks.Bill ?? [])
      .filter(({ Id, VendorRef }) => Id !== wrong?.id && VendorRef.value === wrong?.vendor)
      .map(({ Line }) => JSON.stringify(Line[0]).includes(`"AccountRef":{"value":"${wrong?.account}"}`));
    expect(others.length).toBeGreaterThan(3);
    expect(others).not.toContain(true);
    expect(rows[0]?.cells['GL Code']).toBe('5010 Subcontractors');
  });

  test('one bill above the limit without a purchase order, and no other', () => {
    const { rows, postings } = only(seen(company, 'none', 'missing-purchase-order'));
    expect(rows[0]?.cells['PO #']).toBeUndefined();
    const large = (company.quickbooks.Bill ?? []).filter(({ TotalAmt }) => cents(TotalAmt) > 250_000);
    const without = large.filter(({ PrivateNote }) => !String(PrivateNote ?? '').startsWith('PO '));
    expect(without.map(({ Id }) => Id)).toEqual([postings[0]?.id]);
  });

  test('one posting above the limit without a receipt, and no other', () => {
    const { postings } = only(seen(company, 'missing-in-sheet', 'missing-receipt'));
    const scanned = new Set(
      (company.quickbooks.Attachable ?? []).flatMap(({ AttachableRef }) =>
        AttachableRef.map(({ EntityRef: { type, value } }) => `${type} ${value}`),
      ),
    );
    const all = (['Bill', 'Purchase', 'JournalEntry'] as const).flatMap((type) =>
      (company.quickbooks[type] ?? []).map(({ Id }) => `${type} ${Id}`),
    );
    expect(all.filter((one) => !scanned.has(one))).toEqual([`Purchase ${postings[0]?.id}`]);
    expect(sum(postings)).toBeGreaterThan(7_500);
  });

  test('labour that is billable and on no invoice', () => {
    const times = company.quickbooks.TimeActivity ?? [];
    const unbilled = times.filter(({ BillableStatus }) => BillableStatus === 'Billable');
    expect(unbilled).toHaveLength(2);
    const ids = new Set(unbilled.map(({ Id }) => Id));
    const billed = JSON.stringify(company.quickbooks.Invoice).match(/"TxnType":"TimeActivity"/g) ?? [];
    expect([ids.size, billed]).toEqual([2, []]);
  });

  test('a budget that still holds and will not at completion', () => {
    const sheet = company.smartsheet.sheets.find(({ id }) => id === company.projects[0]?.costSheet);
    const rows = (sheet?.rows ?? []).filter(({ cells }) => cells['GL Code'] === '5010 Subcontractors');
    const amount = (row: SeedRow, title: string) => cents(row.cells[title] ?? 0);
    const budget = rows.reduce((total, row) => total + amount(row, 'Budget'), 0);
    const actual = rows.reduce((total, row) => total + amount(row, 'Actual Cost'), 0);
    const planned = rows.filter(({ cells }) => cells['Actual Cost'] === undefined);
    const forecast = actual + planned.reduce((total, row) => total + amount(row, 'Budget'), 0);
    expect(actual).toBeLessThan(budget);
    expect(actual).toBeGreaterThan(budget * 0.9);
    expect(forecast).toBeGreaterThan(budget);
  });

  test('an invoice of the project that is overdue', () => {
    for (const today of DAYS) {
      const overdue = (demoCompany(today).quickbooks.Invoice ?? []).filter(
        ({ Balance, DueDate, CustomerRef }) =>
          CustomerRef.value === company.ids.customer.acmeWebsite &&
          (Balance ?? 0) > 0 &&
          String(DueDate) < today,
      );
      expect(overdue.length).toBeGreaterThan(0);
    }
  });
});

test('the demo’s costs open in the QuickBooks stand-in, each with its vendor, account and currency', async () => {
  const { quickbooks, realmId, causes } = demoCompany(TODAY);
  const standIn = await startQuickBooks({
    seed: quickbooks,
    realmId,
    clientId: 'id',
    clientSecret: 'secret',
    refreshToken: 'refresh',
  });
  const records = causes.flatMap(({ postings }) => postings.map(({ type, id }) => standIn.get(type, id)));
  const [currency] = causes.find(({ cause }) => cause === 'currency')?.postings ?? [];
  const euros = standIn.get('Bill', currency?.id ?? '');
  await standIn.stop();
  expect(records.every((record) => record !== null && record !== undefined)).toBe(true);
  expect(euros).toMatchObject({
    VendorRef: { name: 'Kestrel Übersetzungen GmbH' },
    CurrencyRef: { value: 'EUR' },
    TotalAmt: 1250,
  });
});
