import { afterEach } from 'vitest';
import { createQuickBooks, type QuickBooksOptions } from '../../src/quickbooks/client.ts';
import type { LedgerLines } from '../../src/quickbooks/ledger-line-types.ts';
import type { QuickBooks } from '../../src/quickbooks/types.ts';
import type { QuickBooksSeed } from '../../src/sandbox/quickbooks/seed.ts';
import { type QuickBooksStandIn, startQuickBooks } from '../../src/sandbox/quickbooks/stand-in.ts';
import { FIRST_REFRESH, memoryTokens, SECRET } from './support.ts';

export const OCTOBER = {
  customerIds: ['20'],
  from: '2026-10-01',
  to: '2026-10-31',
  marginDays: 7,
} as const;

const account = (Id: string, Name: string, AccountType: string, more: object = {}) => ({
  Id,
  Name,
  AccountType,
  ...more,
});

/** Acme with a website and a shop below it, and another customer whose costs are none of theirs. */
const company: QuickBooksSeed = {
  CompanyInfo: { CompanyName: 'Northwind Studio', Country: 'US' },
  Preferences: { CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'USD' } } },
  Item: [
    { Id: '10', Name: 'Cable', Type: 'NonInventory', ExpenseAccountRef: { value: '42' } },
    { Id: '11', Name: 'Consulting', Type: 'Service' },
  ],
  Class: [
    { Id: '5', Name: 'Web' },
    { Id: '6', Name: 'Print' },
    { Id: '7', Name: 'Fax', Active: false },
  ],
  Customer: [
    { Id: '20', DisplayName: 'Acme Corp' },
    { Id: '21', DisplayName: 'Website', ParentRef: { value: '20' }, Job: true },
    { Id: '22', DisplayName: 'Shop', ParentRef: { value: '21' }, Job: true },
    { Id: '29', DisplayName: 'Bluewater' },
  ],
  Vendor: [
    { Id: '30', DisplayName: 'Paper Mill' },
    { Id: '31', DisplayName: 'Delgado & Sons' },
    { Id: '32', DisplayName: 'Old Press', Active: false },
    { Id: '33', DisplayName: 'Papiermühle', CurrencyRef: { value: 'EUR' } },
  ],
  Employee: [{ Id: '35', DisplayName: 'Ingrid Solberg' }],
  Account: [
    account('40', 'Checking', 'Bank', { AcctNum: '1000' }),
    account('41', 'Accounts Payable', 'Accounts Payable', { AcctNum: '2000' }),
    account('42', 'Materials', 'Cost of Goods Sold', { AcctNum: '5000' }),
    account('43', 'Subcontractors', 'Cost of Goods Sold', { AcctNum: '5100' }),
    account('44', 'Travel', 'Expense'),
    account('45', 'Fines', 'Expense', { Active: false }),
    account('46', 'Accounts Receivable', 'Accounts Receivable'),
  ],
};

export function cost(Amount: number, customer: string | null, more: Record<string, unknown> = {}) {
  const { Description, ...detail } = more;
  return {
    ...(Description === undefined ? {} : { Description: String(Description) }),
    Amount,
    DetailType: 'AccountBasedExpenseLineDetail',
    AccountBasedExpenseLineDetail: {
      AccountRef: { value: '42' },
      ...(customer === null ? {} : { CustomerRef: { value: customer } }),
      ...detail,
    },
  };
}

export function bill(Id: string, Line: ReturnType<typeof cost>[], more: object = {}) {
  return { Id, TxnDate: '2026-10-10', VendorRef: { value: '30' }, Line, ...more };
}

export function side(
  Amount: number,
  PostingType: 'Debit' | 'Credit',
  account: string,
  entity: { Type: string; id: string } | null = null,
) {
  return {
    Amount,
    DetailType: 'JournalEntryLineDetail',
    JournalEntryLineDetail: {
      PostingType,
      AccountRef: { value: account },
      ...(entity ? { Entity: { Type: entity.Type, EntityRef: { value: entity.id } } } : {}),
    },
  };
}

export interface Ledgered {
  standIn: QuickBooksStandIn;
  quickBooks: QuickBooks;
  /** May be moved on while it runs. */
  clock: { now: string };
  /** Requests to the API since the last time this was asked: "POST /batch". */
  calls(): string[];
  /** Records of that kind as they stand, by Id. */
  posted(name: string): unknown[];
}

const running: QuickBooksStandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
});

export async function ledgered(
  seed: Partial<QuickBooksSeed> = {},
  more: Partial<QuickBooksOptions> = {},
): Promise<Ledgered> {
  const clock = { now: '2026-11-20T12:00:00Z' };
  const standIn = await startQuickBooks({
    seed: { ...company, ...seed },
    clientId: 'client',
    clientSecret: SECRET,
    realmId: '91',
    refreshToken: FIRST_REFRESH,
    now: () => new Date(clock.now),
  });
  running.push(standIn);
  const quickBooks = createQuickBooks({
    apiUrl: standIn.url,
    tokenUrl: standIn.tokenUrl,
    realmId: '91',
    clientId: 'client',
    clientSecret: SECRET,
    environment: 'sandbox',
    tokens: memoryTokens(),
    firstRefreshToken: FIRST_REFRESH,
    now: () => new Date(clock.now),
    limits: { concurrent: 8, perSecond: 1000, perMinute: 10_000 },
    ...more,
  });
  let seen = 0;
  return {
    standIn,
    quickBooks,
    clock,
    calls() {
      const fresh = standIn.requests.slice(seen).filter((line) => line.includes('/v3/company/'));
      seen = standIn.requests.length;
      return fresh.map((line) => line.replace('/v3/company/91', '').replace(/\?.*/, ''));
    },
    posted: (name) => [...standIn.entities(name)],
  };
}

/** One line as an object, for comparing. */
export function lineAt(lines: LedgerLines, id: string): Record<string, unknown> {
  const row = lines.id.indexOf(id);
  if (row < 0) throw new Error(`no line ${id} among ${lines.id.join(', ')}`);
  const columns = Object.entries(lines).filter(([, column]) => typeof column === 'object');
  return Object.fromEntries(columns.map(([name, column]) => [name, (column as unknown[])[row]]));
}
