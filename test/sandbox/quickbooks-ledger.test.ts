import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { code, connect } from './quickbooks.support.ts';

const accounts = [
  { Id: '40', Name: 'Supplies', AccountType: 'Expense' },
  { Id: '41', Name: 'Payables', AccountType: 'Accounts Payable' },
  { Id: '42', Name: 'Bank', AccountType: 'Bank' },
];
const detail = { AccountRef: { value: '40' }, CustomerRef: { value: '21' } };
const expense = (Amount: number, more: object = {}) => ({
  Amount,
  DetailType: 'AccountBasedExpenseLineDetail',
  AccountBasedExpenseLineDetail: { ...detail, ...more },
});
const bill = (more: object = {}) => ({
  VendorRef: { value: '30' },
  Line: [expense(10), expense(20)],
  ...more,
});
const side = (Amount: number, PostingType: string, account: string, more: object = {}) => ({
  Amount,
  DetailType: 'JournalEntryLineDetail',
  JournalEntryLineDetail: { PostingType, AccountRef: { value: account }, ...more },
});
const vendor = { Entity: { Type: 'Vendor', EntityRef: { value: '30' } } };
const books = () => connect({ Account: accounts, Employee: [{ Id: '35', DisplayName: 'Ingrid' }] });

const withLines = z.looseObject({ Line: z.array(z.looseObject({ Id: z.string() })) });

describe('bills in the QuickBooks stand-in', () => {
  it('lose every line that an update leaves out, sparse or not', async () => {
    const { call, entity } = await books();
    const made = await entity('createBill', bill({ PrivateNote: 'x' }));
    const update = { Id: made.Id, SyncToken: '0', VendorRef: { value: '30' }, sparse: true };
    const [, second] = made.Line ?? [];
    const changed = await entity('updateBill', { ...update, Line: [second] });
    expect(changed).toMatchObject({ TotalAmt: 20, PrivateNote: 'x', Line: [{ Id: '2' }] });
    const grown = await call('updateBill', { ...update, SyncToken: '1', Line: [second, expense(5)] });
    expect(withLines.parse(grown).Line.map(({ Id }) => Id)).toEqual(['2', '3']);
  });

  it('must name the vendor even in a sparse update, and a purchase its payment type', async () => {
    const { call, entity } = await books();
    const made = await entity('createBill', bill());
    expect(await code(call('updateBill', { Id: made.Id, SyncToken: '0', PrivateNote: 'x' }))).toBe('2020');
    const paid = { AccountRef: { value: '42' }, PaymentType: 'Cash', Line: [expense(1)] };
    const purchase = await entity('createPurchase', paid);
    expect(await code(call('updatePurchase', { Id: purchase.Id, SyncToken: '0' }))).toBe('2020');
  });

  it('are refused with unknown fields, lines without an account, negative totals and long numbers', async () => {
    const { call } = await books();
    const refused = (more: object) => code(call('createBill', bill(more)));
    expect(await refused({ Colour: 'red' })).toBe('2010');
    expect(await refused({ Line: [expense(1, { AccountRef: undefined })] })).toBe('2020');
    expect(await refused({ Line: [{ Amount: 5 }] })).toBe('2020');
    expect(await refused({ Line: [{ ...expense(5), DetailType: 'SalesItemLineDetail' }] })).toBe('2170');
    expect(await refused({ Line: [expense(-5)] })).toBe('6000');
    expect(
      await refused({ Line: [expense(5, { BillableStatus: 'Billable', CustomerRef: undefined })] }),
    ).toBe('6000');
    expect(await refused({ CurrencyRef: { value: 'EUR' } })).toBe('6000');
    expect(await refused({ DocNumber: 'x'.repeat(22) })).toBe('2050');
    expect(await refused({ LinkedTxn: [{ TxnId: '999', TxnType: 'PurchaseOrder' }] })).toBe('2500');
  });

  it('close the purchase order they are made from', async () => {
    const { entity, standIn } = await books();
    const order = await entity('createPurchaseOrder', bill({ DocNumber: 'PO-1' }));
    await entity('createBill', bill({ LinkedTxn: [{ TxnId: order.Id, TxnType: 'PurchaseOrder' }] }));
    expect(standIn.get('PurchaseOrder', order.Id)).toMatchObject({ POStatus: 'Closed' });
  });

  it('cannot be made, changed or deleted in closed books', async () => {
    const { call, entity, standIn } = await books();
    const made = await entity('createBill', bill({ TxnDate: '2026-09-30' }));
    standIn.settings.closingDate = '2026-09-30';
    expect(await code(call('createBill', bill({ TxnDate: '2026-09-30' })))).toBe('6210');
    const moved = { ...bill({ TxnDate: '2026-10-01' }), Id: made.Id, SyncToken: '0' };
    expect(await code(call('updateBill', moved))).toBe('6210');
    expect(await code(call('deleteBill', { Id: made.Id, SyncToken: '0' }))).toBe('6210');
    expect(standIn.get('Bill', made.Id)).not.toBeNull();
  });
});

describe('journal entries in the QuickBooks stand-in', () => {
  it('must balance, and name a vendor on payables', async () => {
    const { call } = await books();
    const post = (...Line: object[]) => call('createJournalEntry', { Line });
    expect(await code(post(side(5, 'Debit', '40'), side(4.99, 'Credit', '42')))).toBe('6000');
    expect(await code(post(side(5, 'Debit', '40'), side(5, 'Credit', '41')))).toBe('6000');
    expect(await code(post(side(5, 'Debit', '40'), side(5, 'Left', '42')))).toBe('2170');
    const inactive = { Entity: { Type: 'Customer', EntityRef: { value: '22' } } };
    expect(await code(post(side(5, 'Debit', '40', inactive), side(5, 'Credit', '42')))).toBe('2500');
    const made = withLines.parse(
      await post(side(0.1, 'Debit', '40'), side(0.2, 'Debit', '40'), side(0.3, 'Credit', '41', vendor)),
    );
    expect(made).toMatchObject({ TotalAmt: 0.3 });
    expect(made.Line.map(({ Id }) => Id)).toEqual(['0', '1', '2']);
    expect(made.Line[2]).toMatchObject({
      JournalEntryLineDetail: { Entity: { EntityRef: { name: 'Paper Mill' } } },
    });
  });
});

describe('time and attachments in the QuickBooks stand-in', () => {
  it('take time with a person and a length, and let nobody say it was billed', async () => {
    const { call, entity } = await books();
    const time = { NameOf: 'Employee', EmployeeRef: { value: '35' }, Hours: 2 };
    expect(await entity('createTimeActivity', time)).toMatchObject({
      BillableStatus: 'NotBillable',
      TxnDate: '2026-10-14',
      EmployeeRef: { name: 'Ingrid' },
    });
    const refused = (more: object) => code(call('createTimeActivity', { ...time, ...more }));
    expect(await refused({ NameOf: undefined })).toBe('2020');
    expect(await refused({ EmployeeRef: undefined })).toBe('2020');
    expect(await refused({ Hours: undefined })).toBe('2020');
    expect(await refused({ BillableStatus: 'HasBeenBilled' })).toBe('2170');
  });

  it('find an attachment by the transaction it hangs on, both conditions about the same one', async () => {
    const ref = (type: string, value: string) => ({ EntityRef: { type, value } });
    const { call } = await connect({
      Attachable: [
        { Id: '1', AttachableRef: [ref('Bill', '5'), ref('Invoice', '6')] },
        { Id: '2', AttachableRef: [ref('Invoice', '5')] },
      ],
    });
    const found = async (type: string, values: string) => {
      const where = `where AttachableRef.EntityRef.Type = '${type}' and AttachableRef.EntityRef.value ${values}`;
      const answer = z
        .object({
          QueryResponse: z.object({ Attachable: z.array(z.object({ Id: z.string() })).default([]) }),
        })
        .parse(await call('findAttachables', where));
      return answer.QueryResponse.Attachable.map(({ Id }) => Id);
    };
    expect(await found('bill', "= '5'")).toEqual(['1']);
    expect(await found('Bill', "= '6'")).toEqual([]);
    expect(await found('Invoice', "IN ('5','6')")).toEqual(['1', '2']);
  });
});

describe('changes in the QuickBooks stand-in', () => {
  it('are told up to a thousand over all entities, without a word of the rest', async () => {
    const { call, standIn } = await books();
    for (let n = 0; n < 600; n += 1) standIn.add('Bill', bill());
    for (let n = 0; n < 600; n += 1) standIn.add('VendorCredit', bill());
    const list = z.array(z.unknown()).default([]);
    const { CDCResponse } = z
      .object({
        CDCResponse: z.array(
          z.object({ QueryResponse: z.array(z.object({ Bill: list, VendorCredit: list })) }),
        ),
      })
      .parse(await call('changeDataCapture', ['Bill', 'VendorCredit'], '2026-10-14T00:00:00Z'));
    const [bills, credits] = CDCResponse[0]?.QueryResponse ?? [];
    expect([bills?.Bill.length, credits?.VendorCredit.length]).toEqual([600, 400]);
  });
});
