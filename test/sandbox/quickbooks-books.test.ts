import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Change } from '../../src/sandbox/quickbooks/store.ts';
import { code, connect, invoice, NOW, REALM, seed } from './quickbooks.support.ts';

const found = z.object({ QueryResponse: z.record(z.string(), z.unknown()) });
type Call = Awaited<ReturnType<typeof connect>>['call'];

async function ids(call: Call, method: string, criteria: unknown): Promise<unknown[]> {
  const { QueryResponse } = found.parse(await call(method, criteria));
  const list = Object.values(QueryResponse).find(Array.isArray) ?? [];
  return list.map((entity: { Id: string }) => entity.Id);
}

describe('a query to the QuickBooks stand-in', () => {
  it('finds active list entries only, unless Active is asked about', async () => {
    const { call } = await connect();
    expect(await ids(call, 'findCustomers', {})).toEqual(['20', '21', '23']);
    const every = [{ field: 'Active', operator: 'IN', value: [true, false] }];
    expect(await ids(call, 'findCustomers', every)).toEqual(['20', '21', '22', '23']);
    expect(await ids(call, 'findItems', { Active: false })).toEqual(['11']);
  });

  it('answers with an empty QueryResponse where nothing fits', async () => {
    const { call } = await connect();
    const { QueryResponse } = found.parse(await call('findCustomers', { DisplayName: 'Nobody' }));
    expect(QueryResponse).toEqual({});
  });

  it('understands quotes in names, LIKE, references, nested fields and amounts', async () => {
    const { call } = await connect();
    const hara = [
      { field: 'DisplayName', value: "O'Hara & Sons" },
      { field: 'Active', value: false },
    ];
    expect(await ids(call, 'findCustomers', hara)).toEqual(['22']);
    expect(
      await ids(call, 'findCustomers', [{ field: 'DisplayName', operator: 'LIKE', value: '%site' }]),
    ).toEqual(['21']);
    expect(await ids(call, 'findInvoices', { CustomerRef: '21' })).toEqual(['60']);
    const recent = { field: 'MetaData.CreateTime', operator: '>=' };
    expect(await ids(call, 'findInvoices', [{ ...recent, value: '2026-09-10T15:59:59Z' }])).toEqual(['60']);
    expect(await ids(call, 'findInvoices', [{ ...recent, value: '2026-09-10T16:00:01Z' }])).toEqual([]);
    expect(await ids(call, 'findInvoices', [{ field: 'Balance', operator: '>', value: '0' }])).toEqual([
      '60',
    ]);
  });

  it('counts, sorts and pages', async () => {
    const { call } = await connect();
    const counted = found.parse(await call('findCustomers', { count: true }));
    expect(counted.QueryResponse).toEqual({ totalCount: 3 });
    expect(await ids(call, 'findCustomers', { desc: 'DisplayName', limit: 2 })).toEqual(['21', '23']);
    expect(await ids(call, 'findCustomers', { asc: 'DisplayName', limit: 1, offset: 2 })).toEqual(['23']);
    expect(await ids(call, 'findCustomers', { fetchAll: true, limit: 2 })).toEqual(['20', '21', '23']);
  });

  it('is refused for OR, unknown entities, unknown fields, fields that are not queryable and 1001 rows', async () => {
    const { call } = await connect();
    const refused = (criteria: unknown) => code(call('findInvoices', criteria));
    expect(await refused("where Id = '1' OR Id = '2'")).toBe('4000');
    expect(await refused("where DocNumber = 'it's'")).toBe('4000');
    expect(await code(call('findCompanyCurrencies', {}))).toBe('4000');
    expect(await refused({ Colour: 'red' })).toBe('4001');
    expect(await refused({ DepartmentRef: '7' })).toBe('4001');
    expect(await refused([{ field: 'PrivateNote', operator: 'LIKE', value: '%apr%' }])).toBe('4001');
    expect(await refused({ limit: 1001 })).toBe('4001');
  });

  it('gives 100 rows where no limit is named', async () => {
    const many = Array.from({ length: 120 }, (_, n) => ({ Id: String(1000 + n), DisplayName: `V${n}` }));
    const { standIn, token } = await connect({ Vendor: many });
    const query = encodeURIComponent('select * from Vendor');
    const response = await fetch(`${standIn.url}/v3/company/${REALM}/query?query=${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(found.parse(await response.json()).QueryResponse).toMatchObject({
      maxResults: 100,
      startPosition: 1,
    });
  });
});

describe('the books of the QuickBooks stand-in', () => {
  it('hold a name once among customers, vendors and employees', async () => {
    const { call, entity } = await connect();
    expect(await code(call('createCustomer', { DisplayName: 'paper mill' }))).toBe('6240');
    expect(await code(call('createCustomer', { DisplayName: 'A:B' }))).toBe('2040');
    const made = await entity('createCustomer', { DisplayName: 'Shop', ParentRef: { value: '20' } });
    expect(made).toMatchObject({
      FullyQualifiedName: 'Acme Corp:Shop',
      Active: true,
      CurrencyRef: { value: 'USD' },
    });
    expect(await code(call('createItem', { Name: 'Consulting', Type: 'Service' }))).toBe('6240');
  });

  it('show the company and its preferences', async () => {
    const { entity } = await connect();
    expect(await entity('getCompanyInfo', REALM)).toMatchObject({ CompanyName: 'Northwind Studio' });
    expect(await entity('getPreferences')).toMatchObject({ CurrencyPrefs: { MultiCurrencyEnabled: true } });
  });

  it('let a payment reduce what is owed, and refuse more than that', async () => {
    const { call, entity, standIn } = await connect();
    const pay = (amount: number) => ({
      CustomerRef: { value: '21' },
      TotalAmt: amount,
      Line: [{ Amount: amount, LinkedTxn: [{ TxnId: '60', TxnType: 'Invoice' }] }],
    });
    expect(standIn.get('Customer', '20')).toMatchObject({ Balance: 0, BalanceWithJobs: 300 });
    expect(await code(call('createPayment', pay(301)))).toBe('6000');
    expect(standIn.entities('Payment')).toHaveLength(0);
    const paid = await entity('createPayment', pay(100.1));
    expect(standIn.get('Invoice', '60')).toMatchObject({ Balance: 199.9, TotalAmt: 300 });
    expect(standIn.get('Customer', '20')?.BalanceWithJobs).toBe(199.9);
    await call('deletePayment', { Id: paid.Id, SyncToken: '0' });
    expect(standIn.get('Invoice', '60')?.Balance).toBe(300);
    const second = await entity('createPayment', pay(300));
    await call('updatePayment', { Id: second.Id, SyncToken: '0', void: true });
    expect(standIn.get('Payment', second.Id)).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
    expect(standIn.get('Invoice', '60')?.Balance).toBe(300);
  });

  it('take bills and purchases with what they require', async () => {
    const { call, entity } = await connect();
    const detail = { AccountRef: { value: '40' }, CustomerRef: { value: '21' } };
    const lines = [
      { Amount: 10.1, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: detail },
      { Amount: 20.2, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: detail },
    ];
    const bill = await entity('createBill', { VendorRef: { value: '30' }, Line: lines });
    expect(bill).toMatchObject({ TotalAmt: 30.3, Balance: 30.3, VendorRef: { name: 'Paper Mill' } });
    expect(await code(call('createBill', { Line: lines }))).toBe('2020');
    expect(await code(call('createPurchase', { AccountRef: { value: '40' }, Line: lines }))).toBe('2020');
    expect(
      await code(call('createPurchase', { AccountRef: { value: '41' }, PaymentType: 'Cash', Line: lines })),
    ).toBe('2500');
  });

  it('tell what changed since, deleted records too', async () => {
    const { call, entity } = await connect();
    const kept = await entity('createInvoice', invoice());
    const gone = await entity('createInvoice', invoice());
    await call('deleteInvoice', { Id: gone.Id, SyncToken: '0' });
    const changes = await call('changeDataCapture', ['Invoice', 'Item'], '2026-10-14T00:00:00Z');
    expect(changes).toMatchObject({
      CDCResponse: [
        { QueryResponse: [{ Invoice: [{ Id: kept.Id }, { Id: gone.Id, status: 'Deleted' }] }, {}] },
      ],
    });
    expect(await code(call('changeDataCapture', ['Invoice'], '2026-01-01T00:00:00Z'))).toBe('2010');
  });

  it('carry out a batch item by item, each with its own answer', async () => {
    const { call } = await connect();
    const answer = await call('batch', [
      { bId: 'a', operation: 'create', Invoice: invoice() },
      { bId: 'b', operation: 'create', Invoice: invoice({ CustomerRef: { value: '22' } }) },
      { bId: 'c', Query: 'select count(*) from Invoice' },
    ]);
    expect(answer).toMatchObject({
      BatchItemResponse: [
        { bId: 'a', Invoice: { DocNumber: '1002' } },
        { bId: 'b', Fault: { Error: [{ code: '2500' }] } },
        { bId: 'c', QueryResponse: { totalCount: 2 } },
      ],
    });
  });

  it('tell a listener of each change and whose it was', async () => {
    const { call, entity, standIn } = await connect();
    const changes: Change[] = [];
    const stopListening = standIn.onChange((change) => changes.push(change));
    const made = await entity('createInvoice', invoice());
    standIn.edit('Invoice', made.Id, { PrivateNote: 'x' });
    await call('sendInvoicePdf', made.Id, 'a@b.example');
    stopListening();
    standIn.remove('Invoice', made.Id);
    expect(changes.map(({ operation, by }) => `${operation} ${by}`)).toEqual([
      'Create api',
      'Update person',
      'Emailed api',
    ]);
  });

  it('let a person record, change and settle things by hand', async () => {
    const { standIn } = await connect();
    const bill = standIn.add('Bill', {
      VendorRef: { value: '30' },
      Line: [{ Amount: 5, DetailType: 'AccountBasedExpenseLineDetail' }],
    });
    expect(bill).toMatchObject({ TotalAmt: 5, TxnDate: NOW.slice(0, 10), VendorRef: { name: 'Paper Mill' } });
    expect(standIn.edit('Invoice', '60', { Balance: 0 })).toMatchObject({ Balance: 0, SyncToken: '1' });
    expect(standIn.edit('Customer', '20', { Active: false })).toMatchObject({ Active: false });
    expect(() => standIn.edit('Invoice', '999', {})).toThrow('There is no Invoice 999');
  });

  it('refuse a seed that QuickBooks could not hold', async () => {
    const wrong = { ...seed.CompanyInfo, CompanyName: 5 as unknown as string };
    await expect(connect({ CompanyInfo: wrong })).rejects.toThrow('CompanyName');
  });
});
