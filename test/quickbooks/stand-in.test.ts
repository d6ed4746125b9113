import { afterEach, describe, expect, test } from 'vitest';
import type { Decimal } from '../../src/core/decimal.ts';
import { createQuickBooks, type QuickBooksOptions } from '../../src/quickbooks/client.ts';
import type { NewInvoice, QuickBooks } from '../../src/quickbooks/types.ts';
import type { QuickBooksSeed } from '../../src/sandbox/quickbooks/seed.ts';
import { type QuickBooksStandIn, startQuickBooks } from '../../src/sandbox/quickbooks/stand-in.ts';
import { FIRST_REFRESH, type MemoryTokens, memoryTokens, NOW, SECRET } from './support.ts';

const seed: QuickBooksSeed = {
  CompanyInfo: { CompanyName: 'Northwind Studio', Country: 'US' },
  Preferences: {
    AccountingInfoPrefs: { ClassTrackingPerTxnLine: true, TrackDepartments: true },
    CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'USD' } },
    TaxPrefs: { UsingSalesTax: false },
  },
  Term: [{ Id: '3', Name: 'Net 30', DueDays: 30 }],
  Class: [{ Id: '5', Name: 'Web' }],
  Department: [{ Id: '7', Name: 'Chicago' }],
  Item: [{ Id: '10', Name: 'Consulting', Type: 'Service', UnitPrice: 150 }],
  Customer: [
    { Id: '20', DisplayName: 'Acme Corp', SalesTermRef: { value: '3' } },
    {
      Id: '21',
      DisplayName: 'Website',
      ParentRef: { value: '20' },
      PrimaryEmailAddr: { Address: 'ap@acme.test' },
    },
    { Id: '22', DisplayName: "O'Hara & Søns", Active: false },
  ],
  Estimate: [
    {
      Id: '50',
      CustomerRef: { value: '21' },
      TxnDate: '2026-09-01',
      Line: [{ SalesItemLineDetail: { ItemRef: { value: '10' }, Qty: 10, UnitPrice: 150 } }],
    },
  ],
  Invoice: [
    {
      Id: '60',
      CustomerRef: { value: '21' },
      TxnDate: '2026-09-10',
      Line: [{ SalesItemLineDetail: { ItemRef: { value: '10' }, Qty: 2, UnitPrice: 150 } }],
    },
  ],
};

const draft: NewInvoice = {
  customerId: '21',
  txnDate: '2026-11-20',
  dueDate: '2026-12-20',
  termsId: '3',
  currency: 'USD',
  privateNote: 'Countersign apr_x v1, approved by Pam',
  customerMemo: null,
  billEmail: 'ap@acme.test',
  locationId: '7',
  txnTaxCodeId: null,
  lines: [
    {
      description: 'Design <!channel> שלום 🎉',
      itemId: '10',
      quantity: '7.25' as Decimal,
      unitPrice: '150.1' as Decimal,
      amountMinor: 108823,
      serviceDate: '2026-11-18',
      classId: '5',
      taxCodeId: 'NON',
    },
  ],
};

const running: QuickBooksStandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
});

async function connect(more: Partial<QuickBooksOptions> = {}) {
  const standIn = await startQuickBooks({
    seed,
    clientId: 'client',
    clientSecret: SECRET,
    realmId: '91',
    refreshToken: FIRST_REFRESH,
    now: () => NOW,
  });
  running.push(standIn);
  const tokens = memoryTokens();
  return { standIn, tokens, client: clientOf(standIn, tokens, more) };
}

function clientOf(
  standIn: QuickBooksStandIn,
  tokens: MemoryTokens,
  more: Partial<QuickBooksOptions> = {},
): QuickBooks {
  return createQuickBooks({
    apiUrl: standIn.url,
    tokenUrl: standIn.tokenUrl,
    realmId: '91',
    clientId: 'client',
    clientSecret: SECRET,
    environment: 'sandbox',
    tokens,
    firstRefreshToken: FIRST_REFRESH,
    now: () => NOW,
    timeoutMs: 400,
    ...more,
  });
}

describe('against a whole company', () => {
  test('everything a draft needs is read', async () => {
    const { client } = await connect();
    expect(await client.company()).toEqual({ name: 'Northwind Studio', country: 'US' });
    expect(await client.preferences()).toMatchObject({ classTracking: 'line', locationTracking: true });
    expect(await client.findCustomers('acme corp:website')).toMatchObject([
      { id: '21', email: 'ap@acme.test', parentId: '20', currency: 'USD' },
    ]);
    expect(await client.findCustomers("O'Hara & Søns")).toMatchObject([{ id: '22', active: false }]);
    expect(await client.findItems('Consulting')).toMatchObject([{ id: '10', unitPrice: '150' }]);
    expect(await client.activeServiceItems()).toMatchObject([{ id: '10', name: 'Consulting' }]);
    expect(await client.findClasses('Web')).toEqual([{ id: '5', name: 'Web', active: true }]);
    expect(await client.findLocations('7')).toEqual([{ id: '7', name: 'Chicago', active: true }]);
    expect(await client.getTerm('3')).toMatchObject({ name: 'Net 30', dueDays: 30 });
    expect(await client.openEstimates('21')).toMatchObject([{ id: '50', totalMinor: 150000 }]);
    expect(await client.recentInvoices('21', '2026-01-01')).toMatchObject([{ id: '60', totalMinor: 30000 }]);
    expect(await client.openBalance('21')).toBe(30000);
    expect(await client.suggestCustomers('Websitte')).toContain('Acme Corp:Website');
  });

  test('an invoice is created as it was approved, found by its note, mailed and voided', async () => {
    const { client, standIn } = await connect();
    const posted = await client.createInvoice(draft, 'req-1');
    expect(posted).toMatchObject({
      totalMinor: 108823,
      dueDate: '2026-12-20',
      locationId: '7',
      termsId: '3',
    });
    expect(posted.lines).toEqual([
      {
        description: 'Design <!channel> שלום 🎉',
        itemId: '10',
        quantity: '7.25',
        unitPrice: '150.1',
        amountMinor: 108823,
        serviceDate: '2026-11-18',
        classId: '5',
        taxCodeId: 'NON',
      },
    ]);
    expect(await client.getInvoice(posted.id)).toEqual(posted);
    expect(await client.findInvoiceByNote('21', 'apr_x v1', NOW.toISOString())).toEqual(posted);
    const sent = await client.sendInvoice(posted.id, 'ap+web@acme.test');
    expect(sent.emailStatus).toBe('EmailSent');
    await expect(client.voidInvoice(posted.id, 'stale', 'req-2')).rejects.toMatchObject({ code: '5010' });
    const voided = await client.voidInvoice(posted.id, sent.syncToken, 'req-3');
    expect(voided).toMatchObject({ totalMinor: 0, balanceMinor: 0 });
    expect(standIn.entities('Invoice')).toHaveLength(2);
  });

  test.each(['drop-after', 'hang'] as const)(
    'after a %s the same requestid leaves one invoice, and the note tells whether it is there',
    async (kind) => {
      const { client, standIn } = await connect();
      await client.company();
      standIn.faults.set({ kind, match: /POST .*\/invoice/, times: 1 });
      const first = client.createInvoice(draft, 'req-1');
      await expect(first).rejects.toMatchObject({ kind: 'down', outcomeUnknown: true });
      const there = await client.findInvoiceByNote('21', 'apr_x v1', NOW.toISOString());
      expect(there === null).toBe(kind === 'hang');
      const posted = await client.createInvoice(draft, 'req-1');
      expect(standIn.entities('Invoice')).toHaveLength(2);
      expect(there?.id ?? posted.id).toBe(posted.id);
    },
  );

  test('a token that dies in the middle is renewed, and the invoice is there once', async () => {
    const { client, standIn, tokens } = await connect();
    await client.company();
    const before = tokens.stored?.refreshToken;
    standIn.faults.set({ kind: 'expired-token', match: /POST .*\/invoice/, times: 1 });
    await client.createInvoice(draft, 'req-1');
    expect(standIn.entities('Invoice')).toHaveLength(2);
    expect(tokens.stored?.refreshToken).not.toBe(before);
    expect(standIn.tokens.liveRefreshTokens()).toContain(tokens.stored?.refreshToken);
  });

  test('a second process beside the first leaves both with tokens that work', async () => {
    const { client, standIn, tokens } = await connect();
    await client.company();
    const doctor = clientOf(standIn, tokens);
    await Promise.all([doctor.company(), client.company()]);
    tokens.stored = tokens.stored && { ...tokens.stored, accessExpiresAt: NOW.toISOString() };
    const third = clientOf(standIn, tokens);
    await Promise.all([third.company(), client.company(), doctor.company()]);
    expect(standIn.tokens.liveRefreshTokens()).toContain(tokens.stored?.refreshToken);
  });

  test('every switched fault is told by its kind, and healing is enough to go on', async () => {
    const { client, standIn } = await connect();
    await client.company();
    const expected = {
      'status-429': 'retry',
      'status-500': 'retry',
      'status-503': 'retry',
      html: 'down',
    } as const;
    for (const [kind, told] of Object.entries(expected)) {
      standIn.faults.set({
        kind: kind as keyof typeof expected,
        match: /POST .*\/invoice/,
        times: 1,
        retryAfter: 3,
      });
      await expect(client.createInvoice(draft, 'req-1')).rejects.toMatchObject({
        kind: told,
        outcomeUnknown: kind !== 'status-429',
        retryAfterMs: kind === 'status-429' ? 3000 : null,
      });
    }
    expect(await client.createInvoice(draft, 'req-1')).toMatchObject({ totalMinor: 108823 });
  });
});
