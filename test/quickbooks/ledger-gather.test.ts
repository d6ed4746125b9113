import { describe, expect, test } from 'vitest';
import { bill, cost, ledgered, lineAt, OCTOBER, side } from './ledger.support.ts';

const wide = { ...OCTOBER, attachmentsFromMinor: 50_000 };

describe('the cost lines of a project', () => {
  test('bills are split by the customer of each line, with account, class, number, memo and what is still owed', async () => {
    const { quickBooks } = await ledgered({
      Bill: [
        bill(
          '100',
          [
            cost(120.1, '21', { Description: 'Paper', ClassRef: { value: '5' } }),
            cost(80, '29'),
            cost(0.3, '22', { AccountRef: { value: '44' } }),
          ],
          { DocNumber: 'PM-77', PrivateNote: 'Delivered to site', Balance: 10 },
        ),
        bill('101', [cost(9, null)]),
      ],
    });
    const { lines, customerIds } = await quickBooks.expenseLines(OCTOBER);
    expect(lines.id).toEqual(['Bill:100:1', 'Bill:100:3']);
    expect(customerIds).toEqual(['20', '21', '22']);
    expect(lineAt(lines, 'Bill:100:1')).toEqual({
      id: 'Bill:100:1',
      type: 'Bill',
      txnId: '100',
      lineId: '1',
      syncToken: '0',
      number: 'PM-77',
      vendorId: '30',
      vendor: 'Paper Mill',
      po: '',
      date: '2026-10-10',
      amountMinor: 12_010,
      currency: 'USD',
      exchangeRate: '',
      customerId: '21',
      customer: 'Acme Corp:Website',
      accountId: '42',
      account: '5000 Materials',
      classId: '5',
      class: 'Web',
      memo: 'Paper · Delivered to site',
      hasAttachment: null,
      balanceMinor: 1000,
      paid: false,
    });
    expect(lineAt(lines, 'Bill:100:3')).toMatchObject({ amountMinor: 30, account: 'Travel', class: '' });
    expect(lines.url(0)).toBe('https://app.sandbox.qbo.intuit.com/app/bill?txnId=100');
  });

  test('purchases are costs, refunds and vendor credits are negative', async () => {
    const purchase = { AccountRef: { value: '40' }, TxnDate: '2026-10-02' };
    const { quickBooks } = await ledgered({
      Purchase: [
        {
          ...purchase,
          Id: '110',
          PaymentType: 'CreditCard',
          EntityRef: { value: '31', type: 'Vendor' },
          Line: [cost(40, '20')],
        },
        { ...purchase, Id: '111', PaymentType: 'CreditCard', Credit: true, Line: [cost(15.5, '20')] },
      ],
      VendorCredit: [bill('112', [cost(7.25, '20')])],
    });
    const { lines } = await quickBooks.expenseLines(OCTOBER);
    expect(lineAt(lines, 'Purchase:110:1')).toMatchObject({
      amountMinor: 4000,
      vendorId: '31',
      vendor: 'Delgado & Sons',
      paid: true,
    });
    expect(lineAt(lines, 'Purchase:111:1')).toMatchObject({ amountMinor: -1550, vendorId: '', vendor: '' });
    expect(lineAt(lines, 'VendorCredit:112:1')).toMatchObject({ amountMinor: -725, paid: null });
    expect(lines.amountMinor).toBeInstanceOf(Float64Array);
    expect(lines.url(0)).toContain('/app/expense?txnId=110');
  });

  test('of a journal entry the cost sides count, debits positive and credits negative, and no other side', async () => {
    const acme = { Type: 'Customer', id: '21' };
    const { quickBooks } = await ledgered({
      JournalEntry: [
        {
          Id: '120',
          TxnDate: '2026-10-31',
          DocNumber: 'JE-9',
          Line: [
            side(300, 'Debit', '43', acme),
            side(100, 'Credit', '42', acme),
            side(50, 'Debit', '46', acme),
            side(250, 'Credit', '41', { Type: 'Vendor', id: '31' }),
          ],
        },
      ],
    });
    const { lines } = await quickBooks.expenseLines(OCTOBER);
    expect(lines.id).toEqual(['JournalEntry:120:0', 'JournalEntry:120:1']);
    expect([...lines.amountMinor]).toEqual([30_000, -10_000]);
    expect(lineAt(lines, 'JournalEntry:120:0')).toMatchObject({ vendor: 'Delgado & Sons', number: 'JE-9' });
  });

  test('what is dated outside the period and its margin is left out', async () => {
    const on = (Id: string, TxnDate: string) => bill(Id, [cost(1, '20')], { TxnDate });
    const { quickBooks } = await ledgered({
      Bill: [on('1', '2026-09-23'), on('2', '2026-09-24'), on('3', '2026-11-07'), on('4', '2026-11-08')],
    });
    const { lines } = await quickBooks.expenseLines(OCTOBER);
    expect(lines.txnId).toEqual(['2', '3']);
    const bare = await quickBooks.expenseLines({ ...OCTOBER, marginDays: 0 });
    expect(bare.lines.count).toBe(0);
  });

  test('a purchase order is named by its number, by the custom field, or as the memo writes it', async () => {
    const { quickBooks } = await ledgered({
      PurchaseOrder: [bill('90', [cost(5, '20')], { DocNumber: 'PO-2210' })],
      Bill: [
        bill('91', [cost(5, '20')], { LinkedTxn: [{ TxnId: '90', TxnType: 'PurchaseOrder' }] }),
        bill('92', [cost(5, '20')], {
          CustomField: [{ DefinitionId: '1', Name: 'P.O. Number', StringValue: 'HL-1' }],
        }),
        bill('93', [cost(5, '20', { Description: 'Cabling as per P.O. #HL-77120' })]),
        bill('94', [cost(5, '20', { Description: 'To the PO box' })], {
          PrivateNote: 'Purchase order: 4711',
        }),
        bill('95', [cost(5, '20', { Description: 'PO pending' })]),
      ],
    });
    const { lines } = await quickBooks.expenseLines(OCTOBER);
    expect(lines.po).toEqual(['PO-2210', 'HL-1', 'HL-77120', '4711', '']);
  });

  test('a line for an item has the account of the item', async () => {
    const item = {
      Amount: 12,
      DetailType: 'ItemBasedExpenseLineDetail',
      ItemBasedExpenseLineDetail: { ItemRef: { value: '10' }, CustomerRef: { value: '20' }, Qty: 3 },
    };
    const { quickBooks } = await ledgered({
      Bill: [{ Id: '96', TxnDate: '2026-10-10', VendorRef: { value: '30' }, Line: [item] }],
    });
    const { lines } = await quickBooks.expenseLines(OCTOBER);
    expect(lineAt(lines, 'Bill:96:1')).toMatchObject({ accountId: '42', account: '5000 Materials' });
  });

  test('a bill in the vendor’s currency is counted in it', async () => {
    const { quickBooks } = await ledgered({
      Bill: [bill('97', [cost(12.34, '20')], { VendorRef: { value: '33' } })],
    });
    const { lines } = await quickBooks.expenseLines(OCTOBER);
    expect(lineAt(lines, 'Bill:97:1')).toMatchObject({ currency: 'EUR', amountMinor: 1234 });
  });

  test('a bill in the vendor’s currency has the rate it was booked at, one in the home currency none', async () => {
    const { quickBooks } = await ledgered({
      Bill: [
        bill('97', [cost(12.34, '20')], { VendorRef: { value: '33' }, ExchangeRate: 1.0853 }),
        bill('98', [cost(12.34, '20')], { ExchangeRate: 1 }),
      ],
    });
    const { lines } = await quickBooks.expenseLines(OCTOBER);
    expect(lineAt(lines, 'Bill:97:1')).toMatchObject({ currency: 'EUR', exchangeRate: '1.0853' });
    expect(lineAt(lines, 'Bill:98:1')).toMatchObject({ currency: 'USD', exchangeRate: '' });
  });

  test('attachments are looked for from the limit on, and nowhere else', async () => {
    const { quickBooks, calls } = await ledgered({
      Bill: [
        bill('100', [cost(300, '20'), cost(200, '21')]),
        bill('101', [cost(800, '20')]),
        bill('102', [cost(499.99, '20')]),
      ],
      Attachable: [
        { Id: '900', AttachableRef: [{ EntityRef: { type: 'Bill', value: '100' } }] },
        { Id: '901', AttachableRef: [{ EntityRef: { type: 'Purchase', value: '101' } }] },
      ],
    });
    const { lines } = await quickBooks.expenseLines(wide);
    expect(lines.id.map((id, row) => [id, lines.hasAttachment[row]])).toEqual([
      ['Bill:100:1', true],
      ['Bill:100:2', true],
      ['Bill:101:1', false],
      ['Bill:102:1', null],
    ]);
    expect(calls()).toEqual(['GET /preferences', 'POST /batch', 'POST /batch']);
  });

  test('of a thousand large transactions the attachments are listed whole, where those are fewer requests', async () => {
    const bills = Array.from({ length: 1_100 }, (_, index) => bill(String(2_000 + index), [cost(800, '20')]));
    const { quickBooks, calls } = await ledgered({
      Bill: bills,
      Attachable: [
        { Id: '9000', AttachableRef: [{ EntityRef: { type: 'Bill', value: '2001' } }] },
        { Id: '9001', AttachableRef: [{ EntityRef: { type: 'Purchase', value: '2002' } }] },
      ],
    });
    const { lines } = await quickBooks.expenseLines(wide);
    expect(lines.hasAttachment.filter((has) => has === true)).toHaveLength(1);
    expect(lines.hasAttachment[lines.id.indexOf('Bill:2001:1')]).toBe(true);
    expect(lines.hasAttachment.filter((has) => has === false)).toHaveLength(1_099);
    // Two batches for the lines, one to count the attachments, one to list them.
    expect(calls()).toEqual(['GET /preferences', ...Array.from({ length: 4 }, () => 'POST /batch')]);
  });

  test('the vendors’ habits come with the lines, over all customers, the commonest account first', async () => {
    const travel = { AccountRef: { value: '44' } };
    const { quickBooks } = await ledgered({
      Bill: [bill('100', [cost(1, '29'), cost(1, null), cost(1, '20', travel)])],
      VendorCredit: [bill('101', [cost(1, '29', travel)], { VendorRef: { value: '31' } })],
    });
    const habits = new Map([
      [
        '30',
        [
          { accountId: '42', account: '5000 Materials', lines: 2 },
          { accountId: '44', account: 'Travel', lines: 1 },
        ],
      ],
      ['31', [{ accountId: '44', account: 'Travel', lines: 1 }]],
    ]);
    expect((await quickBooks.expenseLines(OCTOBER)).history).toEqual(habits);
    expect(await quickBooks.vendorHistory('2026-10-01', '2026-10-31')).toEqual(habits);
  });

  test('a vendor’s history ends where it is asked to, though lines are read beyond', async () => {
    const { quickBooks } = await ledgered({
      Bill: [
        bill('100', [cost(1, '20')], { TxnDate: '2026-10-15' }),
        bill('101', [cost(1, '20', { AccountRef: { value: '44' } })], { TxnDate: '2026-10-16' }),
      ],
    });
    const { lines, history } = await quickBooks.expenseLines({ ...OCTOBER, historyTo: '2026-10-15' });
    expect(lines.count).toBe(2);
    expect([...history]).toEqual([['30', [{ accountId: '42', account: '5000 Materials', lines: 1 }]]]);
  });

  test('a project without a line in the period has none', async () => {
    const { quickBooks, calls } = await ledgered();
    const { lines } = await quickBooks.expenseLines(wide);
    expect(lines.count).toBe(0);
    expect(calls()).toEqual(['GET /preferences', 'POST /batch']);
  });

  test('a period that is none is refused before anything is asked', async () => {
    const { quickBooks } = await ledgered();
    for (const from of ['2026-11-31', '2026-12-01', "2026-10-01' or Id > '0"]) {
      await expect(quickBooks.expenseLines({ ...OCTOBER, from })).rejects.toMatchObject({ kind: 'ours' });
    }
  });
});

describe('few calls', () => {
  test('10,000 lines over 50 customers take four requests, and the next project three', async () => {
    const customers = Array.from({ length: 50 }, (_, n) => String(1000 + n));
    const bills = Array.from({ length: 2500 }, (_, n) => {
      const four = [0, 1, 2, 3].map((k) => cost(1 + n / 100, customers[(n * 4 + k) % 50] ?? ''));
      return bill(String(10_000 + n), four, { TxnDate: `2026-10-${String((n % 31) + 1).padStart(2, '0')}` });
    });
    const { quickBooks, calls } = await ledgered({
      Customer: [
        { Id: '20', DisplayName: 'Acme Corp' },
        ...customers.map((Id) => ({
          Id,
          DisplayName: `Project ${Id}`,
          ParentRef: { value: '20' },
          Job: true,
        })),
      ],
      Bill: bills,
    });
    const { lines } = await quickBooks.expenseLines({ ...OCTOBER, attachmentsFromMinor: 9_900 });
    expect(lines.count).toBe(10_000);
    expect(new Set(lines.customerId).size).toBe(50);
    expect(calls()).toEqual(['GET /preferences', 'POST /batch', 'POST /batch', 'POST /batch']);
    const one = await quickBooks.expenseLines({ ...OCTOBER, customerIds: ['1007'] });
    expect(one.lines.count).toBe(200);
    expect(calls()).toEqual(['POST /batch', 'POST /batch']);
  });

  test('accounts and customers are read again after some minutes', async () => {
    const { quickBooks, clock, standIn } = await ledgered({ Bill: [bill('1', [cost(1, '20')])] });
    await quickBooks.expenseLines(OCTOBER);
    standIn.edit('Account', '42', { Name: 'Supplies' });
    const account = async () => (await quickBooks.expenseLines(OCTOBER)).lines.account[0];
    expect(await account()).toBe('5000 Materials');
    clock.now = '2026-11-20T12:06:00Z';
    expect(await account()).toBe('5000 Supplies');
  });

  test('two projects that are read at the same time do not disturb each other', async () => {
    const { quickBooks } = await ledgered({
      Bill: [bill('1', [cost(1, '22'), cost(2, '29')]), bill('2', [cost(3, '22')])],
    });
    const [acme, bluewater] = await Promise.all([
      quickBooks.expenseLines(OCTOBER),
      quickBooks.expenseLines({ ...OCTOBER, customerIds: ['29'] }),
    ]);
    expect(acme.lines.id).toEqual(['Bill:1:1', 'Bill:2:1']);
    expect(bluewater.lines.id).toEqual(['Bill:1:2']);
  });
});

describe('the time of a project', () => {
  test('time is in exact hours, with rate, person, customer and whether it is billed', async () => {
    const time = (Id: string, more: object) => ({
      Id,
      TxnDate: '2026-10-05',
      NameOf: 'Employee' as const,
      EmployeeRef: { value: '35' },
      CustomerRef: { value: '22' },
      ...more,
    });
    const { quickBooks } = await ledgered({
      TimeActivity: [
        time('1', {
          Hours: 7,
          Minutes: 20,
          HourlyRate: 150.1,
          BillableStatus: 'Billable',
          Description: 'Wireframes',
          ItemRef: { value: '11' },
        }),
        time('2', {
          StartTime: '2026-10-05T08:00:00-07:00',
          EndTime: '2026-10-05T16:30:00-07:00',
          BreakMinutes: 45,
          BillableStatus: 'HasBeenBilled',
        }),
        time('3', { Hours: 1, CustomerRef: { value: '29' } }),
        time('4', { Hours: 1, TxnDate: '2026-11-01' }),
        {
          Id: '5',
          TxnDate: '2026-10-31',
          NameOf: 'Vendor',
          VendorRef: { value: '31' },
          CustomerRef: { value: '20' },
          Minutes: 30,
        },
      ],
    });
    const lines = await quickBooks.timeActivities(['20'], '2026-10-01', '2026-10-31');
    expect(lines).toEqual({
      count: 3,
      id: ['1', '2', '5'],
      date: ['2026-10-05', '2026-10-05', '2026-10-31'],
      employeeId: ['35', '35', '31'],
      employee: ['Ingrid Solberg', 'Ingrid Solberg', 'Delgado & Sons'],
      hours: ['7.3333', '7.75', '0.5'],
      rate: ['150.1', null, null],
      costRate: [null, null, null],
      customerId: ['22', '22', '20'],
      customer: ['Acme Corp:Website:Shop', 'Acme Corp:Website:Shop', 'Acme Corp'],
      itemId: ['11', '', ''],
      item: ['Consulting', '', ''],
      classId: ['', '', ''],
      billable: ['Billable', 'HasBeenBilled', 'NotBillable'],
      description: ['Wireframes', '', ''],
    });
  });
});
