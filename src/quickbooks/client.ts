import type { Shared } from '../limits/shared.ts';
import { type CallContext, createCall, type QuickBooksCallEvent } from './call.ts';
import { changeReadings } from './changes.ts';
import { companyReadings } from './company.ts';
import { invoiceReadings } from './invoices.ts';
import { batchLimit } from './ledger/batch.ts';
import { createLedger } from './ledger/ledger.ts';
import { createLimit, INTUIT_LIMITS, type Limits } from './limits.ts';
import { nameReadings } from './names-lookup.ts';
import { createAccessTokens, type TokenStore } from './oauth.ts';
import { postings } from './postings.ts';
import type { QuickBooks } from './types.ts';

export interface QuickBooksOptions {
  /** Origin of the API, without a path. */
  apiUrl: string;
  /** The whole address of the token endpoint. */
  tokenUrl: string;
  realmId: string;
  clientId: string;
  clientSecret: string;
  environment: 'sandbox' | 'production';
  tokens: TokenStore;
  /** From a person's connecting; used where the store is empty, or where what it holds is dead. */
  firstRefreshToken: string | null;
  now: () => Date;
  /** For each request by itself; default 15 s. */
  timeoutMs?: number;
  /** Default: what Intuit allows. */
  limits?: Limits;
  /** Processes that ask in the same company; default: this one is alone. */
  shared?: Shared;
  /** Told of every request; never of a token. */
  log?: (event: QuickBooksCallEvent) => void;
}

/** QuickBooks Online over its SDKs. Every method may throw VendorFailure, or what the token store throws. */
export function createQuickBooks(options: QuickBooksOptions): QuickBooks {
  const timeoutMs = options.timeoutMs ?? 15_000;
  const context: CallContext = {
    apiUrl: options.apiUrl,
    realmId: options.realmId,
    environment: options.environment,
    access: createAccessTokens({ ...options, timeoutMs }),
    limit: createLimit(options.limits ?? INTUIT_LIMITS, `quickbooks/${options.realmId}`, options.shared),
    now: options.now,
    timeoutMs,
    log: options.log ?? (() => {}),
  };
  const call = createCall(context);
  const { homeCurrency, ...company } = companyReadings(call, options.realmId);
  const host = options.environment === 'production' ? 'app.qbo.intuit.com' : 'app.sandbox.qbo.intuit.com';
  return {
    ...company,
    ...nameReadings(call, homeCurrency, options.now),
    ...invoiceReadings(call, homeCurrency),
    ...changeReadings(call, homeCurrency),
    ...postings(call, homeCurrency),
    ...createLedger(call, homeCurrency, options.now, host, batchLimit(options.realmId, options.shared)),
    invoiceUrl: (id) => `https://${host}/app/invoice?txnId=${encodeURIComponent(id)}`,
  };
}
