import { afterEach, describe, expect, test } from 'vitest';
import type { Decimal } from '../../src/core/decimal.ts';
import type { NewInvoice } from '../../src/quickbooks/types.ts';
import { fault, invoiceJson, type Scripted, scripted } from './support.ts';

let quickBooks: Scripted;
afterEach(() => quickBooks.server.stop());

const decimal = (text: string) => text as Decimal;
const draft: NewInvoice = {
  customerId: '7',
  txnDate: '2026-11-20',
  dueDate: '2026-12-20',
  termsId: '3',
  currency: null,
  privateNote: 'Countersign apr_1 v1',
  customerMemo: 'Thank you',
  billEmail: 'pay@acme.test',
  locationId: '2',
  txnTaxCodeId: null,
  lines: [
    {
      description: 'Design',
      itemId: '3',
      quantity: decimal('0.1'),
      unitPrice: decimal('150.05'),
      amountMinor: 1501,
      serviceDate: '2026-11-18',
      classId: '5',
      taxCodeId: 'NON',
    },
  ],
};

describe('creating an invoice', () => {
  test('the invoice is sent as QuickBooks wants it, with its requestid in the address alone', async () => {
    quickBooks = await scripted({ 'POST /invoice': () => ({ body: { Invoice: invoiceJson, time: '' } }) });
    const posted = await quickBooks.client().createInvoice(draft, 'req-1');
    expect(posted).toMatchObject({ id: '145', docNumber: '1045', totalMinor: 123450, syncToken: '0' });
    const request = quickBooks.seen.find(({ path }) => path.endsWith('/invoice'));
    expect(request?.query.get('requestid')).toBe('req-1');
    expect(request?.query.get('minorversion')).toBe('75');
    expect(JSON.parse(String(request?.body))).toEqual({
      CustomerRef: { value: '7' },
      TxnDate: '2026-11-20',
      DueDate: '2026-12-20',
      SalesTermRef: { value: '3' },
      DepartmentRef: { value: '2' },
      CustomerMemo: { value: 'Thank you' },
      BillEmail: { Address: 'pay@acme.test' },
      PrivateNote: 'Countersign apr_1 v1',
      Line: [
        {
          DetailType: 'SalesItemLineDetail',
          Description: 'Design',
          Amount: 15.01,
          SalesItemLineDetail: {
            ItemRef: { value: '3' },
            Qty: 0.1,
            UnitPrice: 150.05,
            ServiceDate: '2026-11-18',
            ClassRef: { value: '5' },
            TaxCodeRef: { value: 'NON' },
          },
        },
      ],
    });
  });

  test('a second try of the same invoice carries the same requestid', async () => {
    quickBooks = await scripted({ 'POST /invoice': () => ({ body: { Invoice: invoiceJson } }) });
    const client = quickBooks.client();
    await client.createInvoice(draft, 'req-1');
    await client.createInvoice(draft, 'req-1');
    const ids = quickBooks.seen
      .filter(({ path }) => path.endsWith('/invoice'))
      .map((r) => r.query.get('requestid'));
    expect(ids).toEqual(['req-1', 'req-1']);
  });

  test.each(['0.12345678901234567', '0.0000001', '123456789012345678901'])(
    'a quantity that JSON cannot carry exactly is refused before anything is sent: %s',
    async (quantity) => {
      quickBooks = await scripted({ 'POST /invoice': () => ({ body: { Invoice: invoiceJson } }) });
      const [line] = draft.lines;
      const lines = line ? [{ ...line, quantity: decimal(quantity) }] : [];
      const failed = quickBooks.client().createInvoice({ ...draft, lines }, 'req-1');
      await expect(failed).rejects.toMatchObject({ kind: 'ours', outcomeUnknown: false });
      expect(quickBooks.seen.filter(({ method, path }) => method === 'POST' && path !== '/token')).toEqual(
        [],
      );
    },
  );

  test('a note longer than QuickBooks keeps is refused before anything is sent', async () => {
    quickBooks = await scripted({});
    const failed = quickBooks.client().createInvoice({ ...draft, privateNote: 'x'.repeat(4001) }, 'req-1');
    await expect(failed).rejects.toMatchObject({ kind: 'ours', outcomeUnknown: false });
  });
});

describe('reading and changing an invoice', () => {
  test('an invoice is read exactly, without its subtotal lines', async () => {
    quickBooks = await scripted({
      'GET /invoice/145': () => ({
        body: {
          Invoice: {
            ...invoiceJson,
            TxnTaxDetail: { TotalTax: 0.29 },
            CustomField: [{ DefinitionId: '1', Name: 'P.O. Number', StringValue: 'PO-77' }],
          },
        },
      }),
    });
    const invoice = await quickBooks.client().getInvoice('145');
    expect(invoice).toMatchObject({ taxMinor: 29, purchaseOrder: 'PO-77', currency: 'USD' });
    expect(invoice?.lines).toEqual([
      {
        description: 'Design',
        itemId: '3',
        quantity: '8.23',
        unitPrice: '150',
        amountMinor: 123450,
        serviceDate: '2026-11-18',
        classId: null,
        taxCodeId: 'NON',
      },
    ]);
  });

  test('an invoice that does not exist is null, and so is a deleted one', async () => {
    quickBooks = await scripted({
      'GET /invoice/1': () => ({ status: 400, body: fault('610', 'Object Not Found', 'Object 1 not found') }),
      'GET /invoice/2': () => ({ body: { Invoice: { status: 'Deleted', Id: '2' } } }),
    });
    expect(await quickBooks.client().getInvoice('1')).toBeNull();
    expect(await quickBooks.client().getInvoice('2')).toBeNull();
  });

  test('an address with a plus reaches QuickBooks as it was written', async () => {
    quickBooks = await scripted({
      'POST /invoice/145/send': () => ({ body: { Invoice: { ...invoiceJson, EmailStatus: 'EmailSent' } } }),
    });
    const sent = await quickBooks.client().sendInvoice('145', 'pay+acme&co@acme.test');
    expect(sent.emailStatus).toBe('EmailSent');
    const request = quickBooks.seen.at(-1);
    expect(request?.query.get('sendTo')).toBe('pay+acme&co@acme.test');
    expect(request?.headers['content-type']).toBe('application/octet-stream');
    expect(request?.body).toHaveLength(0);
  });

  test('without an address the invoice goes to its own', async () => {
    quickBooks = await scripted({ 'POST /invoice/145/send': () => ({ body: { Invoice: invoiceJson } }) });
    await quickBooks.client().sendInvoice('145', null);
    expect(quickBooks.seen.at(-1)?.query.has('sendTo')).toBe(false);
  });

  test('a void keeps the SyncToken it was asked with', async () => {
    quickBooks = await scripted({ 'POST /invoice': () => ({ body: { Invoice: invoiceJson } }) });
    await quickBooks.client().voidInvoice('145', '4', 'req-void');
    const request = quickBooks.seen.at(-1);
    expect(request?.query.get('operation')).toBe('void');
    expect(request?.query.get('requestid')).toBe('req-void');
    expect(JSON.parse(String(request?.body))).toEqual({ Id: '145', SyncToken: '4' });
  });

  test('an id that would change the address is never sent', async () => {
    quickBooks = await scripted({});
    await expect(quickBooks.client().getInvoice('1/../../2?x=')).rejects.toMatchObject({ kind: 'ours' });
    expect(quickBooks.seen).toEqual([]);
  });

  test('the link is the one a person opens, with the Id', async () => {
    quickBooks = await scripted({});
    expect(quickBooks.client().invoiceUrl('145')).toBe(
      'https://app.sandbox.qbo.intuit.com/app/invoice?txnId=145',
    );
    expect(quickBooks.client({ environment: 'production' }).invoiceUrl('145')).toBe(
      'https://app.qbo.intuit.com/app/invoice?txnId=145',
    );
  });
});
