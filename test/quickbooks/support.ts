import type { QuickBooksCallEvent } from '../../src/quickbooks/call.ts';
import { createQuickBooks, type QuickBooksOptions } from '../../src/quickbooks/client.ts';
import type { StoredTokens } from '../../src/quickbooks/grants.ts';
import type { TokenStore } from '../../src/quickbooks/oauth.ts';
import type { QuickBooks } from '../../src/quickbooks/types.ts';
import { FaultSwitch } from '../../src/sandbox/faults.ts';
import { type Listening, listen, type SandboxRequest, type SandboxResponse } from '../../src/sandbox/http.ts';

export const SECRET = 'client-secret-Zx81';
export const FIRST_REFRESH = 'refresh-first-Qq01';
export const NOW = new Date('2026-11-20T12:00:00Z');

export interface MemoryTokens extends TokenStore {
  stored: StoredTokens | null;
}

/** A TokenStore for one process, with a lock as strict as the real one. */
export function memoryTokens(stored: StoredTokens | null = null): MemoryTokens {
  let turn: Promise<unknown> = Promise.resolve();
  const store: MemoryTokens = {
    stored,
    read: async () => store.stored,
    exclusively: (fn) => {
      const mine = turn.then(async () => {
        store.stored = await fn(store.stored);
        return store.stored;
      });
      turn = mine.catch(() => {});
      return mine;
    },
  };
  return store;
}

export function tokensUntil(accessExpiresAt: string, name = 'stored'): StoredTokens {
  return {
    accessToken: `access-${name}-Aa11`,
    accessExpiresAt,
    refreshToken: `refresh-${name}-Rr11`,
    refreshExpiresAt: '2027-02-01T00:00:00.000Z',
  };
}

type Answer = Partial<SandboxResponse> & { body: unknown };
type Handler = (request: SandboxRequest) => Answer | Promise<Answer>;

export interface Scripted {
  server: Listening;
  faults: FaultSwitch;
  seen: SandboxRequest[];
  /** Which queries were asked, in order. */
  queries(): string[];
  client(overrides?: Partial<QuickBooksOptions>): QuickBooks;
  events: QuickBooksCallEvent[];
}

/**
 * A QuickBooks of a few lines: `routes` are tried by "METHOD /path" without the company's part, `/query:Entity` for a
 * query on it. Tokens are given out freely unless a route says otherwise.
 */
export async function scripted(routes: Record<string, Handler>): Promise<Scripted> {
  const faults = new FaultSwitch();
  const seen: SandboxRequest[] = [];
  const events: QuickBooksCallEvent[] = [];
  let renewals = 0;
  const all: Record<string, Handler> = {
    'POST /token': () => ({ body: tokenAnswer(++renewals) }),
    'GET /preferences': () => ({
      body: { Preferences: { CurrencyPrefs: { HomeCurrency: { value: 'USD' } } } },
    }),
    ...routes,
  };
  const server = await listen({
    faults,
    handle: async (request) => {
      seen.push(request);
      const handler = all[routeOf(request)];
      if (!handler) return { status: 400, body: fault('4001', `no route ${routeOf(request)}`, '') };
      const answer = await handler(request);
      return { status: 200, ...answer, headers: { intuit_tid: 'tid-1', ...answer.headers } };
    },
    faultResponse: ({ kind }) => ({ status: Number(kind.slice(7)) || 500, body: { error: kind } }),
  });
  return {
    server,
    faults,
    seen,
    events,
    queries: () => seen.map(({ query }) => query.get('query')).filter((query) => query !== null),
    client: (overrides) =>
      createQuickBooks({
        apiUrl: server.url,
        tokenUrl: `${server.url}/token`,
        realmId: '91',
        clientId: 'client-id',
        clientSecret: SECRET,
        environment: 'sandbox',
        tokens: memoryTokens(),
        firstRefreshToken: FIRST_REFRESH,
        now: () => NOW,
        limits: { concurrent: 8, perSecond: 1000, perMinute: 10_000 },
        log: (event) => events.push(event),
        ...overrides,
      }),
  };
}

function routeOf({ method, path, query }: SandboxRequest): string {
  const place = path.replace('/v3/company/91', '');
  const entity = /from (\w+)/i.exec(query.get('query') ?? '')?.[1];
  return entity === undefined ? `${method} ${place}` : `${method} ${place}:${entity.toLowerCase()}`;
}

export function tokenAnswer(n: number | string): object {
  return {
    access_token: `access-${n}-Aa11`,
    refresh_token: `refresh-${n}-Rr11`,
    expires_in: 3600,
    x_refresh_token_expires_in: 8_726_400,
    token_type: 'bearer',
  };
}

export function fault(code: string, message: string, detail: string, type = 'ValidationFault'): object {
  return { Fault: { Error: [{ Message: message, Detail: detail, code, element: '' }], type }, time: '' };
}

export const EXPIRED = {
  status: 401,
  body: {
    warnings: null,
    intuitObject: null,
    fault: {
      error: [
        {
          message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
          detail: 'Token expired',
          code: '3200',
          element: null,
        },
      ],
      type: 'AUTHENTICATION',
    },
  },
};

export const invoiceJson = {
  Id: '145',
  SyncToken: '0',
  DocNumber: '1045',
  CustomerRef: { value: '7', name: 'Acme Corp:Website' },
  TxnDate: '2026-11-20',
  DueDate: '2026-12-20',
  CurrencyRef: { value: 'USD', name: 'United States Dollar' },
  TotalAmt: 1234.5,
  Balance: 1234.5,
  PrivateNote: 'Countersign apr_1 v1',
  EmailStatus: 'NotSet',
  Line: [
    {
      Id: '1',
      LineNum: 1,
      Description: 'Design',
      Amount: 1234.5,
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: {
        ItemRef: { value: '3', name: 'Consulting' },
        Qty: 8.23,
        UnitPrice: 150,
        ServiceDate: '2026-11-18',
        TaxCodeRef: { value: 'NON' },
      },
    },
    { Amount: 1234.5, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
  ],
};
