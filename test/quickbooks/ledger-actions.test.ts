import { describe, expect, test } from 'vitest';
import { VendorFailure } from '../../src/core/failure.ts';
import type { NewBill, NewJournalEntry } from '../../src/quickbooks/ledger-transaction-types.ts';
import type { Entity } from '../../src/sandbox/quickbooks/entity.ts';
import { bill, cost, type Ledgered, ledgered, side } from './ledger.support.ts';

const three = [
  cost(120.1, '21', { Description: 'Paper <b>', ClassRef: { value: '5' }, BillableStatus: 'NotBillable' }),
  cost(80, '29'),
  cost(0.3, '22', { AccountRef: { value: '44' } }),
];
const withBill = () =>
  ledgered({ Bill: [bill('100', three, { DocNumber: 'PM-77', PrivateNote: 'x', Balance: 0 })] });
const line2 = { type: 'Bill', txnId: '100', lineId: '2', syncToken: '0' } as const;

const newBill: NewBill = {
  vendorId: '30',
  txnDate: '2026-10-12',
  dueDate: null,
  termsId: null,
  number: 'PM-90',
  currency: null,
  privateNote: 'Countersign var_1 v1',
  lines: [
    { accountId: '42', amountMinor: 123_450, description: 'Paper', customerId: '21', classId: '5' },
    { accountId: '44', amountMinor: 1, description: '', customerId: null, classId: null },
  ],
};
const entry: NewJournalEntry = {
  txnDate: '2026-10-31',
  number: null,
  currency: null,
  privateNote: 'Countersign var_2 v1',
  lines: [
    {
      posting: 'Debit',
      accountId: '43',
      amountMinor: 4250,
      description: 'Moved',
      customerId: '21',
      vendorId: null,
      classId: null,
    },
    {
      posting: 'Credit',
      accountId: '42',
      amountMinor: 4250,
      description: 'Moved',
      customerId: '21',
      vendorId: null,
      classId: null,
    },
  ],
};
const posted = { txnDate: '2026-10-12', createdSince: '2026-11-20T11:00:00Z' };

const code = (failure: Promise<unknown>) =>
  failure.then(
    () => 'nothing',
    (error: unknown) => (error instanceof VendorFailure ? error.code : String(error)),
  );
const linesOf = (standIn: Ledgered['standIn'], id = '100') =>
  (standIn.get('Bill', id) as Entity).Line as object[];

describe('looking at a transaction', () => {
  test('it is read as it stands, with its lines and SyncToken', async () => {
    const { quickBooks, standIn } = await withBill();
    standIn.edit('Bill', '100', { PrivateNote: 'changed' });
    expect(await quickBooks.getTransaction('Bill', '100')).toMatchObject({
      syncToken: '1',
      number: 'PM-77',
      vendor: 'Paper Mill',
      totalMinor: 20_040,
      balanceMinor: 0,
      privateNote: 'changed',
      url: 'https://app.sandbox.qbo.intuit.com/app/bill?txnId=100',
      lines: [
        { lineId: '1', kind: 'account', amountMinor: 12_010, account: '5000 Materials', class: 'Web' },
        { lineId: '2', customer: 'Bluewater' },
        { lineId: '3', account: 'Travel' },
      ],
    });
  });

  test('one that was deleted is null', async () => {
    const { quickBooks, standIn } = await withBill();
    standIn.remove('Bill', '100');
    expect(await quickBooks.getTransaction('Bill', '100')).toBeNull();
  });
});

describe('recoding a line', () => {
  test('the line has the new account, class and customer, and all else stays as it was', async () => {
    const { quickBooks, standIn } = await withBill();
    const before = standIn.get('Bill', '100');
    const after = await quickBooks.recodeLine(
      { ...line2, accountId: '43', classId: '6', customerId: '22' },
      'recode-1',
    );
    expect(after.lines[1]).toMatchObject({ account: 'Subcontractors', class: 'Print', customerId: '22' });
    const [first, second, third] = (before?.Line ?? []) as object[];
    expect(linesOf(standIn)).toEqual([
      first,
      {
        ...second,
        AccountBasedExpenseLineDetail: {
          AccountRef: { value: '43', name: 'Subcontractors' },
          CustomerRef: { value: '22', name: 'Acme Corp:Website:Shop' },
          ClassRef: { value: '6', name: 'Print' },
        },
      },
      third,
    ]);
    const { Line: _, SyncToken: __, MetaData: ___, ...rest } = standIn.get('Bill', '100') as Entity;
    expect(before).toMatchObject(rest);
    expect(rest).toMatchObject({ PrivateNote: 'x', DocNumber: 'PM-77', Balance: 0, TotalAmt: 200.4 });
  });

  test('a class can be taken away, and what is not named stays', async () => {
    const { quickBooks, standIn } = await withBill();
    await quickBooks.recodeLine({ ...line2, lineId: '1', classId: null }, 'recode-1');
    const [line] = linesOf(standIn);
    expect(line).toMatchObject({
      AccountBasedExpenseLineDetail: { AccountRef: { value: '42' }, CustomerRef: { value: '21' } },
    });
    expect(JSON.stringify(line)).not.toContain('ClassRef');
  });

  test('asked again after an answer that never came, it is done once', async () => {
    const { quickBooks, standIn, calls } = await withBill();
    const recoding = { ...line2, accountId: '43' };
    standIn.faults.set({ kind: 'drop-after', match: /POST .*\/bill\?/, times: 1 });
    await expect(quickBooks.recodeLine(recoding, 'recode-1')).rejects.toMatchObject({ outcomeUnknown: true });
    calls();
    const after = await quickBooks.recodeLine(recoding, 'recode-1');
    expect(after).toMatchObject({ syncToken: '1' });
    expect(calls()).toEqual(['GET /bill/100']);
  });

  test('a purchase, a vendor credit and a side of a journal entry can be recoded too', async () => {
    const acme = { Type: 'Customer', id: '21' };
    const { quickBooks, standIn } = await ledgered({
      Purchase: [
        {
          Id: '110',
          AccountRef: { value: '40' },
          TxnDate: '2026-10-02',
          PaymentType: 'Cash',
          Line: [cost(40, '20')],
        },
      ],
      VendorCredit: [bill('111', [cost(7, '20')])],
      JournalEntry: [
        {
          Id: '112',
          TxnDate: '2026-10-31',
          Line: [side(3, 'Debit', '43', acme), side(3, 'Credit', '41', { Type: 'Vendor', id: '31' })],
        },
      ],
    });
    const of = (type: 'Purchase' | 'VendorCredit' | 'JournalEntry', txnId: string, lineId: string) => ({
      type,
      txnId,
      lineId,
      syncToken: '0',
    });
    await quickBooks.recodeLine({ ...of('Purchase', '110', '1'), accountId: '44' }, 'a');
    await quickBooks.recodeLine({ ...of('VendorCredit', '111', '1'), customerId: '29' }, 'b');
    await quickBooks.recodeLine(
      { ...of('JournalEntry', '112', '0'), accountId: '42', customerId: '29' },
      'c',
    );
    expect(standIn.get('Purchase', '110')).toMatchObject({
      SyncToken: '1',
      PaymentType: 'Cash',
      TotalAmt: 40,
    });
    expect(standIn.get('VendorCredit', '111')).toMatchObject({ SyncToken: '1', TotalAmt: 7 });
    expect(await quickBooks.getTransaction('JournalEntry', '112')).toMatchObject({
      totalMinor: 300,
      lines: [
        { accountId: '42', customerId: '29', amountMinor: 300 },
        { accountId: '41', customerId: '', amountMinor: -300 },
      ],
    });
    const vendorSide = { ...of('JournalEntry', '112', '1'), syncToken: '1', customerId: '29' };
    await expect(quickBooks.recodeLine(vendorSide, 'd')).rejects.toThrow(/names a vendor/);
  });

  test('over someone else’s change nothing is written (5010), and in closed books nothing is (6210)', async () => {
    const { quickBooks, standIn, calls } = await withBill();
    standIn.edit('Bill', '100', { PrivateNote: 'mine' });
    calls();
    const stale = quickBooks.recodeLine({ ...line2, accountId: '43' }, 'r-1');
    await expect(stale).rejects.toMatchObject({ kind: 'refused', code: '5010', outcomeUnknown: false });
    await expect(stale).rejects.toThrow(/Someone changed this in QuickBooks .* decide again/);
    expect(calls()).not.toContain('POST /bill');
    standIn.settings.closingDate = '2026-10-31';
    const closed = quickBooks.recodeLine({ ...line2, syncToken: '1', accountId: '43' }, 'r-2');
    await expect(closed).rejects.toMatchObject({ kind: 'refused', code: '6210', status: 400 });
    await expect(closed).rejects.toThrow(/books are closed .* QuickBooks says: /);
    expect(linesOf(standIn)[1]).toMatchObject({
      AccountBasedExpenseLineDetail: { AccountRef: { value: '42' } },
    });
  });

  test('a line or transaction that is gone is 610, an inactive account 2500', async () => {
    const { quickBooks, standIn } = await withBill();
    expect(await code(quickBooks.recodeLine({ ...line2, lineId: '9', accountId: '43' }, 'a'))).toBe('610');
    const inactive = quickBooks.recodeLine({ ...line2, accountId: '45' }, 'b');
    await expect(inactive).rejects.toMatchObject({ code: '2500' });
    await expect(inactive).rejects.toThrow(/inactive in QuickBooks/);
    standIn.remove('Bill', '100');
    expect(await code(quickBooks.recodeLine({ ...line2, accountId: '43' }, 'c'))).toBe('610');
  });

  test('the account of a line for an item is not changed: it follows from the item', async () => {
    const item = {
      Amount: 12,
      DetailType: 'ItemBasedExpenseLineDetail',
      ItemBasedExpenseLineDetail: { ItemRef: { value: '10' }, CustomerRef: { value: '20' } },
    };
    const { quickBooks } = await ledgered({
      Bill: [{ Id: '100', TxnDate: '2026-10-10', VendorRef: { value: '30' }, Line: [item] }],
    });
    const line1 = { ...line2, lineId: '1' };
    await expect(quickBooks.recodeLine({ ...line1, accountId: '43' }, 'a')).rejects.toThrow(
      /follows from the item/,
    );
    const after = await quickBooks.recodeLine({ ...line1, customerId: '22' }, 'b');
    expect(after.lines[0]).toMatchObject({ kind: 'item', itemId: '10', customerId: '22' });
    const read = await quickBooks.getTransaction('Bill', '100');
    expect(read?.lines[0]).toMatchObject({ accountId: '42', account: '5000 Materials' });
  });
});

describe('creating a bill', () => {
  test('it is posted as it was said, never billable, and found again by its note', async () => {
    const { quickBooks, standIn } = await ledgered();
    const made = await quickBooks.createBill(newBill, 'bill-1');
    expect(made).toMatchObject({ number: 'PM-90', totalMinor: 123_451, date: '2026-10-12', vendorId: '30' });
    expect(standIn.get('Bill', made.id)).toMatchObject({
      TotalAmt: 1234.51,
      PrivateNote: 'Countersign var_1 v1',
      Line: [
        {
          Amount: 1234.5,
          AccountBasedExpenseLineDetail: {
            AccountRef: { value: '42' },
            CustomerRef: { value: '21' },
            ClassRef: { value: '5' },
            BillableStatus: 'NotBillable',
          },
        },
        { Amount: 0.01 },
      ],
    });
    expect(await quickBooks.findBillByNote('var_1 v1', posted)).toMatchObject({ id: made.id });
    expect(await quickBooks.findBillByNote('var_7', posted)).toBeNull();
    standIn.edit('Bill', made.id, { TxnDate: '2026-10-15' });
    expect(await quickBooks.findBillByNote('var_1 v1', posted)).toMatchObject({ id: made.id });
  });

  test('three tries with the same requestid post one bill, though the first answer was lost', async () => {
    const { quickBooks, standIn } = await ledgered();
    standIn.faults.set({ kind: 'drop-after', match: /POST .*\/bill\?/, times: 1 });
    await expect(quickBooks.createBill(newBill, 'bill-1')).rejects.toMatchObject({ outcomeUnknown: true });
    const second = await quickBooks.createBill(newBill, 'bill-1');
    const third = await quickBooks.createBill(newBill, 'bill-1');
    expect(second).toEqual(third);
    expect(standIn.entities('Bill')).toHaveLength(1);
  });

  test('a bill that QuickBooks could not hold is not sent', async () => {
    const { quickBooks, calls } = await ledgered();
    const [line] = newBill.lines;
    const wrong: Partial<NewBill>[] = [
      { lines: [] },
      { lines: line ? [{ ...line, amountMinor: -5 }] : [] },
      { lines: line ? [{ ...line, amountMinor: 1.5 }] : [] },
      { number: 'x'.repeat(22) },
      { privateNote: 'x'.repeat(4001) },
      { txnDate: '2026-02-30' },
    ];
    for (const change of wrong) {
      const failed = quickBooks.createBill({ ...newBill, ...change }, 'bill-1');
      await expect(failed).rejects.toMatchObject({ kind: 'ours', outcomeUnknown: false });
    }
    await expect(quickBooks.createBill(newBill, 'x'.repeat(51))).rejects.toMatchObject({ kind: 'ours' });
    expect(calls()).toEqual(['GET /preferences']);
  });

  test('in closed books, for an inactive vendor and in another currency it is refused in words', async () => {
    const { quickBooks, standIn } = await ledgered();
    expect(await code(quickBooks.createBill({ ...newBill, vendorId: '32' }, 'a'))).toBe('2500');
    expect(await code(quickBooks.createBill({ ...newBill, currency: 'EUR' }, 'b'))).toBe('6000');
    standIn.settings.closingDate = '2026-10-31';
    expect(await code(quickBooks.createBill(newBill, 'c'))).toBe('6210');
    expect(standIn.entities('Bill')).toEqual([]);
  });
});

describe('a journal entry', () => {
  test('it is posted balanced, found by its note, and deleted once, however often that is asked', async () => {
    const { quickBooks, standIn } = await ledgered();
    const made = await quickBooks.createJournalEntry(entry, 'je-1');
    expect(made).toMatchObject({
      totalMinor: 4250,
      lines: [{ amountMinor: 4250 }, { amountMinor: -4250 }],
    });
    const found = await quickBooks.findJournalEntryByNote('var_2 v1', { ...posted, txnDate: '2026-10-31' });
    expect(found?.id).toBe(made.id);
    await quickBooks.deleteTransaction('JournalEntry', made.id, made.syncToken, 'undo-1');
    await quickBooks.deleteTransaction('JournalEntry', made.id, made.syncToken, 'undo-1');
    await quickBooks.deleteTransaction('JournalEntry', made.id, made.syncToken, 'undo-2');
    expect(standIn.entities('JournalEntry')).toEqual([]);
  });

  test('one that does not balance, or names nothing to post, is not sent', async () => {
    const { quickBooks, calls } = await ledgered();
    const [debit, credit] = entry.lines;
    if (!debit || !credit) throw new Error('two sides');
    const wrong = [
      [debit],
      [debit, { ...credit, amountMinor: 4249 }],
      [debit, { ...credit, amountMinor: 0 }],
      [debit, { ...credit, amountMinor: 42.5 }],
      [debit, { ...credit, vendorId: '30' }],
    ];
    for (const lines of wrong) {
      await expect(quickBooks.createJournalEntry({ ...entry, lines }, 'je')).rejects.toMatchObject({
        kind: 'ours',
      });
    }
    expect(calls()).toEqual(['GET /preferences']);
  });

  test('what was changed since is not deleted', async () => {
    const { quickBooks, standIn } = await withBill();
    standIn.edit('Bill', '100', { PrivateNote: 'mine' });
    expect(await code(quickBooks.deleteTransaction('Bill', '100', '0', 'undo'))).toBe('5010');
    expect(standIn.entities('Bill')).toHaveLength(1);
  });
});

describe('what people choose from', () => {
  test('active cost accounts by number and name, active classes and customers by full name', async () => {
    const { quickBooks } = await ledgered();
    const accounts = await quickBooks.activeAccounts();
    expect(accounts.map(({ id, label }) => `${id} ${label}`)).toEqual([
      '42 5000 Materials',
      '43 5100 Subcontractors',
      '44 Travel',
    ]);
    const counter = await quickBooks.counterAccounts();
    expect(counter).toEqual(expect.arrayContaining(accounts));
    expect(counter.every(({ active, type }) => active && type !== 'Accounts Receivable')).toBe(true);
    expect(counter.length).toBeGreaterThan(accounts.length);
    expect((await quickBooks.activeClasses()).map(({ name }) => name)).toEqual(['Print', 'Web']);
    expect((await quickBooks.activeCustomers()).map(({ name }) => name)).toEqual([
      'Acme Corp',
      'Acme Corp:Website',
      'Acme Corp:Website:Shop',
      'Bluewater',
    ]);
  });

  test('a vendor is found by name or id, inactive ones too, and suggested where the name is near', async () => {
    const { quickBooks } = await ledgered();
    expect(await quickBooks.findVendors('paper mill')).toEqual([
      { id: '30', displayName: 'Paper Mill', active: true, currency: 'USD', termsId: null },
    ]);
    expect(await quickBooks.findVendors('32')).toMatchObject([{ displayName: 'Old Press', active: false }]);
    expect(await quickBooks.findVendors('Nobody')).toEqual([]);
    expect(await quickBooks.suggestVendors('Delgdo and Sons')).toMatchObject([{ id: '31' }]);
    expect(await quickBooks.suggestVendors('Old Pres')).toEqual([]);
  });
});
