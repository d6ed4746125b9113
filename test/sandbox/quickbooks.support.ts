import { createRequire } from 'node:module';
import { afterEach } from 'vitest';
import { z } from 'zod';
import type { QuickBooksSeed } from '../../src/sandbox/quickbooks/seed.ts';
import { type QuickBooksStandIn, startQuickBooks } from '../../src/sandbox/quickbooks/stand-in.ts';

// node-quickbooks' own types do not fit an ES module; what the tests call is stated here.
type Callback = (error: unknown, data: unknown) => void;
type Method = (this: Sdk, ...parameters: [...unknown[], Callback]) => void;
interface Sdk {
  endpoint: string;
  token: string;
  [method: string]: unknown;
}
type SdkClass = new (...parameters: unknown[]) => Sdk;
const QuickBooks = createRequire(import.meta.url)('node-quickbooks') as SdkClass;

export const REALM = '9130357';
export const NOW = '2026-10-14T16:00:00Z';
const secrets = { clientId: 'client', clientSecret: 'secret', realmId: REALM, refreshToken: 'RT-first' };

export const seed: QuickBooksSeed = {
  CompanyInfo: { CompanyName: 'Northwind Studio', Country: 'US' },
  Preferences: {
    SalesFormsPrefs: { CustomTxnNumbers: false },
    TaxPrefs: { UsingSalesTax: false },
    CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'USD' } },
  },
  Term: [{ Id: '3', Name: 'Net 30', DueDays: 30 }],
  Class: [
    { Id: '5', Name: 'Web' },
    { Id: '6', Name: 'Print', Active: false },
  ],
  Department: [{ Id: '7', Name: 'Chicago' }],
  Item: [
    { Id: '10', Name: 'Consulting', Type: 'Service', UnitPrice: 150 },
    { Id: '11', Name: 'Fax', Type: 'Service', Active: false },
  ],
  Customer: [
    { Id: '20', DisplayName: 'Acme Corp', SalesTermRef: { value: '3' } },
    {
      Id: '21',
      DisplayName: 'Website',
      ParentRef: { value: '20' },
      Job: true,
      PrimaryEmailAddr: { Address: 'ap@acme.example' },
    },
    { Id: '22', DisplayName: "O'Hara & Sons", Active: false },
    { Id: '23', DisplayName: 'Berlin GmbH', CurrencyRef: { value: 'EUR' } },
  ],
  Vendor: [{ Id: '30', DisplayName: 'Paper Mill' }],
  Account: [{ Id: '40', Name: 'Supplies', AccountType: 'Expense' }],
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
      SalesTermRef: { value: '3' },
      Line: [{ SalesItemLineDetail: { ItemRef: { value: '10' }, Qty: 2, UnitPrice: 150 } }],
    },
  ],
};

const entitySchema = z.looseObject({
  Id: z.string(),
  SyncToken: z.string().optional(),
  DocNumber: z.string().optional(),
  TxnDate: z.string().optional(),
  DueDate: z.string().optional(),
  TotalAmt: z.number().optional(),
  Balance: z.number().optional(),
  Line: z
    .array(z.looseObject({ Amount: z.number().optional(), DetailType: z.string().optional() }))
    .optional(),
});
export type Parsed = z.output<typeof entitySchema>;

export interface Connection {
  standIn: QuickBooksStandIn;
  token: string;
  /** Calls a method of node-quickbooks; rejects with what its callback got as the error. */
  call(method: string, ...parameters: unknown[]): Promise<unknown>;
  /** The same, for a call that answers with one entity. */
  entity(method: string, ...parameters: unknown[]): Promise<Parsed>;
}

const running: QuickBooksStandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
});

/** `clock.now` may be moved while it runs. */
export async function start(
  changes: Partial<QuickBooksSeed> = {},
  clock = { now: NOW },
): Promise<QuickBooksStandIn> {
  const standIn = await startQuickBooks({
    ...secrets,
    seed: { ...seed, ...changes },
    now: () => new Date(clock.now),
  });
  running.push(standIn);
  return standIn;
}

const tokenSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

export async function refresh(standIn: QuickBooksStandIn, refreshToken: string) {
  const response = await fetch(standIn.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('client:secret').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  });
  return tokenSchema.parse(await response.json());
}

export async function connect(changes: Partial<QuickBooksSeed> = {}): Promise<Connection> {
  const standIn = await start(changes);
  const { access_token: token } = await refresh(standIn, 'RT-first');
  return connection(standIn, token);
}

export function connection(standIn: QuickBooksStandIn, token: string): Connection {
  const sdk = new QuickBooks('client', 'secret', token, false, REALM, true, false, 75, '2.0', 'unused');
  sdk.endpoint = `${standIn.url}/v3/company/`;
  const call = (method: string, ...parameters: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const done: Callback = (error, data) => (error ? reject(error) : resolve(data));
      (sdk[method] as Method).call(sdk, ...parameters, done);
    });
  return {
    standIn,
    token,
    call,
    entity: async (method, ...parameters) => entitySchema.parse(await call(method, ...parameters)),
  };
}

const errorSchema = z.object({
  response: z.object({
    status: z.number(),
    headers: z.looseObject({ intuit_tid: z.string() }),
    data: z.unknown(),
  }),
});
const faultSchema = z.object({
  Fault: z.object({ Error: z.array(z.object({ code: z.string() })), type: z.string() }),
});

/** The status and body that a refused call came back with; fails where the call was not refused. */
export async function refusal(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => Promise.reject(new Error('The call was expected to be refused')),
    (reason: unknown) => reason,
  );
  return errorSchema.parse(error).response;
}

/** The code of the Fault with which a call was refused. */
export async function code(promise: Promise<unknown>): Promise<string | undefined> {
  const { data } = await refusal(promise);
  return faultSchema.parse(data).Fault.Error[0]?.code;
}

export function invoice(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    CustomerRef: { value: '21' },
    SalesTermRef: { value: '3' },
    Line: [line(7.5, 150, 1125)],
    ...changes,
  };
}

export function line(quantity: number, price: number, amount: number, detail: Record<string, unknown> = {}) {
  return {
    Description: 'Homepage',
    Amount: amount,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: { value: '10' }, Qty: quantity, UnitPrice: price, ...detail },
  };
}
