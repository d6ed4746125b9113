import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLimit, INTUIT_LIMITS } from '../../src/quickbooks/limits.ts';
import { fault, invoiceJson, type Scripted, scripted } from './support.ts';

let quickBooks: Scripted | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await quickBooks?.server.stop();
  quickBooks = null;
});

type Rows = Record<string, unknown>[];
const rows = (entity: string, found: Rows) => ({
  body: { QueryResponse: found.length ? { [entity]: found } : {} },
});
const invoice = (Id: string, more: object) => ({ ...invoiceJson, Id, ...more });

describe('a customer’s invoices', () => {
  test('only the customer’s own since the date count, newest first, whatever the server sends', async () => {
    quickBooks = await scripted({
      'GET /query:invoice': () =>
        rows('Invoice', [
          invoice('1', { TxnDate: '2026-10-01' }),
          invoice('2', { TxnDate: '2026-11-01' }),
          invoice('3', { TxnDate: '2025-01-01' }),
          invoice('4', { TxnDate: '2026-11-02', CustomerRef: { value: '8' } }),
          invoice('10', { TxnDate: '2026-11-01' }),
        ]),
    });
    const client = quickBooks.client();
    const ids = async (limit?: number) =>
      (await client.recentInvoices('7', '2026-01-01', limit)).map(({ id }) => id);
    expect(await ids()).toEqual(['10', '2', '1']);
    expect(await ids(2)).toEqual(['10', '2']);
    expect(quickBooks.queries()[0]).toBe(
      "select * from invoice where CustomerRef = '7' and TxnDate >= '2026-01-01' ORDERBY TxnDate DESC STARTPOSITION 1 MAXRESULTS 1000",
    );
  });

  test('a query that is refused is asked again more plainly', async () => {
    quickBooks = await scripted({
      'GET /query:invoice': ({ query }) =>
        / and /i.test(query.get('query') ?? '')
          ? { status: 400, body: fault('4001', 'Invalid query', 'QueryValidationError') }
          : rows('Invoice', [invoice('1', {})]),
    });
    expect(await quickBooks.client().recentInvoices('7', '2026-01-01')).toHaveLength(1);
    expect(
      await quickBooks.client().findInvoiceByNote('7', 'apr_1 v1', '2026-11-20T12:00:00Z'),
    ).toMatchObject({
      id: '1',
    });
  });

  test('an invoice is found again by its note, asked for from ten minutes before', async () => {
    quickBooks = await scripted({
      'GET /query:invoice': () =>
        rows('Invoice', [
          invoice('12', { PrivateNote: 'Voided\nCountersign apr_1 v2' }),
          invoice('9', { PrivateNote: 'Countersign apr_1 v2' }),
          invoice('8', { PrivateNote: 'Countersign apr_1 v1' }),
          invoice('7', { PrivateNote: null }),
          invoice('6', { PrivateNote: 'Countersign apr_1 v2', CustomerRef: { value: '70' } }),
        ]),
    });
    const client = quickBooks.client();
    expect(await client.findInvoiceByNote('7', 'apr_1 v2', '2026-11-20T12:00:00.500Z')).toMatchObject({
      id: '9',
    });
    expect(await client.findInvoiceByNote('7', 'apr_2', '2026-11-20T12:00:00Z')).toBeNull();
    expect(quickBooks.queries()[0]).toContain("MetaData.CreateTime >= '2026-11-20T11:50:00Z'");
  });
});

describe('what else a draft needs', () => {
  test('estimates that are pending or accepted are open', async () => {
    const estimate = (Id: string, TxnStatus?: string) => ({
      Id,
      TxnStatus,
      CustomerRef: { value: '7' },
      TxnDate: '2026-09-01',
      TotalAmt: 99.99,
    });
    const found = [
      estimate('1', 'Pending'),
      estimate('2', 'Closed'),
      estimate('3', 'Accepted'),
      estimate('4'),
    ];
    quickBooks = await scripted({ 'GET /query:estimate': () => rows('Estimate', found) });
    const open = await quickBooks.client().openEstimates('7');
    expect(open.map(({ id }) => id)).toEqual(['1', '3', '4']);
    expect(open[0]).toMatchObject({ totalMinor: 9999, currency: 'USD', docNumber: null });
  });

  test('what a customer owes is its balance, or the sum of its invoices’ where QuickBooks tells none', async () => {
    const customer = { Id: '7', DisplayName: 'Acme' };
    let balance: object = { Balance: 200.3 };
    quickBooks = await scripted({
      'GET /customer/7': () => ({ body: { Customer: { ...customer, ...balance } } }),
      'GET /query:invoice': () =>
        rows('Invoice', [invoice('1', { Balance: 0.1 }), invoice('2', { Balance: 0.2 })]),
    });
    expect(await quickBooks.client().openBalance('7')).toBe(20030);
    balance = {};
    expect(await quickBooks.client().openBalance('7')).toBe(30);
  });

  test('a term and a tax code are read by id; the two US codes need no reading', async () => {
    quickBooks = await scripted({
      'GET /term/3': () => ({ body: { Term: { Id: '3', Name: 'Net 30', DueDays: 30 } } }),
      'GET /term/4': () => ({ status: 400, body: fault('610', 'Object Not Found', '') }),
      'GET /query:taxcode': () => rows('TaxCode', [{ Id: '2', Name: 'CA', Taxable: true }]),
    });
    const client = quickBooks.client();
    expect(await client.getTerm('3')).toEqual({
      id: '3',
      name: 'Net 30',
      active: true,
      dueDays: 30,
      dayOfMonthDue: null,
    });
    expect(await client.getTerm('4')).toBeNull();
    expect(await client.getTaxCode('NON')).toMatchObject({ id: 'NON', taxable: false });
    expect(await client.taxCodes()).toEqual([{ id: '2', name: 'CA', active: true, taxable: true }]);
  });

  test('preferences that are hidden are assumed; preferences of a company that is down are not', async () => {
    let answer: { status?: number; body: object } = {
      body: {
        Preferences: {
          CurrencyPrefs: { HomeCurrency: { value: 'CAD' }, MultiCurrencyEnabled: true },
          AccountingInfoPrefs: {
            ClassTrackingPerTxnLine: false,
            ClassTrackingPerTxn: true,
            TrackDepartments: true,
          },
          TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true },
        },
      },
    };
    quickBooks = await scripted({ 'GET /preferences': () => answer });
    const client = quickBooks.client();
    expect(await client.preferences()).toEqual({
      homeCurrency: 'CAD',
      multiCurrency: true,
      classTracking: 'transaction',
      locationTracking: true,
      automatedSalesTax: true,
      salesTax: true,
    });
    answer = { status: 403, body: fault('120', 'Authorization Failure', '', 'AuthorizationFault') };
    expect(await client.preferences()).toMatchObject({ homeCurrency: 'USD', classTracking: 'line' });
    answer = { status: 503, body: {} };
    await expect(client.preferences()).rejects.toMatchObject({ kind: 'retry' });
  });

  test('the company is read by its realm', async () => {
    quickBooks = await scripted({
      'GET /companyinfo/91': () => ({
        body: { CompanyInfo: { CompanyName: 'Sandbox & Co', Country: 'CA' } },
      }),
    });
    expect(await quickBooks.client().company()).toEqual({ name: 'Sandbox & Co', country: 'CA' });
  });
});

test('no more than eight requests run at once, ten start in a second and 450 in a minute', async () => {
  vi.useFakeTimers();
  const limit = createLimit(INTUIT_LIMITS);
  const startedAt: number[] = [];
  let running = 0;
  let most = 0;
  const begin = Date.now();
  const all = Array.from({ length: 500 }, () =>
    limit(async () => {
      startedAt.push(Date.now() - begin);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 50));
      running -= 1;
    }),
  );
  await vi.advanceTimersByTimeAsync(180_000);
  await Promise.all(all);
  const within = (from: number, ms: number) => startedAt.filter((at) => at >= from && at < from + ms).length;
  expect(most).toBe(8);
  for (const at of startedAt) expect(within(at, 1000)).toBeLessThanOrEqual(10);
  expect(within(0, 60_000)).toBeLessThanOrEqual(450);
  expect(startedAt).toHaveLength(500);
});
