import { randomUUID } from 'node:crypto';
import { parseDecimal, ZERO } from '../../core/decimal.ts';
import { FaultSwitch } from '../faults.ts';
import { listen, type SandboxRequest, type SandboxResponse } from '../http.ts';
import type { BookSettings, Books } from './books.ts';
import { type Entity, type Fields, stamp } from './entity.ts';
import { fault, faultBody, switchedFault, unauthenticated, wrongCompany } from './fault-shapes.ts';
import { fillBooks } from './fill.ts';
import { createPerson } from './person.ts';
import { answerCompany } from './routes.ts';
import type { QuickBooksSeed } from './seed.ts';
import { type ChangeListener, createStore } from './store.ts';
import { createTokens, type Tokens } from './tokens.ts';

export interface QuickBooksOptions {
  seed: QuickBooksSeed;
  clientId: string;
  clientSecret: string;
  realmId: string;
  refreshToken: string;
  faults?: FaultSwitch;
  port?: number;
  now?: () => Date;
}

export interface QuickBooksStandIn {
  /** Origin of the API, for QUICKBOOKS_API_URL. */
  url: string;
  /** Whole token address, for QUICKBOOKS_TOKEN_URL. */
  tokenUrl: string;
  revokeUrl: string;
  /** Where a person would consent; here it consents at once. */
  authorizeUrl: string;
  faults: FaultSwitch;
  /** "METHOD path?query" of every request, oldest first. */
  requests: string[];
  /** Closing date, tax rate and duplicate warning; may be changed while it runs. */
  settings: BookSettings;
  tokens: Pick<Tokens, 'authorizationCode' | 'liveRefreshTokens'>;
  entities(name: string): readonly Entity[];
  get(name: string, id: string): Entity | null;
  /** A person records something in QuickBooks: a bill, an invoice of their own. */
  add(name: string, fields: Fields): Entity;
  /** A person changes the record in QuickBooks: SyncToken moves on, totals follow. Throws where there is none. */
  edit(name: string, id: string, patch: Fields): Entity;
  /** A person deletes it. */
  remove(name: string, id: string): void;
  /** Called after each change, by whomever; returns what stops it. */
  onChange(listener: ChangeListener): () => void;
  /** Alters every invoice as it is stored, so that what is read back is not what was sent; null: honest again. */
  tamper(alter: ((invoice: Entity) => void) | null): void;
  stop(): Promise<void>;
}

/** A QuickBooks Online company with its OAuth server, in memory, on loopback. */
export async function startQuickBooks(options: QuickBooksOptions): Promise<QuickBooksStandIn> {
  const now = options.now ?? (() => new Date());
  const faults = options.faults ?? new FaultSwitch();
  const settings: BookSettings = {
    closingDate: null,
    salesTaxPercent: parseDecimal('8.25') ?? ZERO,
    warnDuplicateDocNumbers: true,
  };
  const books: Books = { store: createStore(now), settings, now, tamper: null };
  fillBooks(books, options.seed);
  const tokens = createTokens({ ...options, now });
  const company = createCompany(books, tokens, options.realmId);
  const handle = (request: SandboxRequest): SandboxResponse => withTid(company(request));
  const server = await listen({
    faults,
    ...(options.port === undefined ? {} : { port: options.port }),
    handle,
    faultResponse(switched, request) {
      if (switched.kind === 'expired-token') tokens.kill(request);
      return withTid(switchedFault(switched, stamp(now())));
    },
  });
  return {
    url: server.url,
    tokenUrl: `${server.url}${TOKEN_PATH}`,
    revokeUrl: `${server.url}${REVOKE_PATH}`,
    authorizeUrl: `${server.url}${CONSENT_PATH}`,
    faults,
    requests: server.requests,
    settings,
    tokens,
    entities: (name) => structuredClone(books.store.list(name)),
    get: (name, id) => structuredClone(books.store.find(name, id)),
    ...createPerson(books),
    onChange: (listener) => books.store.onChange(listener),
    tamper(alter) {
      books.tamper = alter;
    },
    stop: () => server.stop(),
  };
}

const TOKEN_PATH = '/oauth2/v1/tokens/bearer';
const REVOKE_PATH = '/v2/oauth2/tokens/revoke';
const CONSENT_PATH = '/connect/oauth2';

/** Requests in, answers out: OAuth, the token check, and each `requestid` written once. */
function createCompany(
  books: Books,
  tokens: Tokens,
  realmId: string,
): (request: SandboxRequest) => SandboxResponse {
  const replies = new Map<string, SandboxResponse>();
  return (request) => {
    if (request.method === 'POST' && request.path === TOKEN_PATH) return tokens.bearer(request);
    if (request.method === 'POST' && request.path === REVOKE_PATH) return tokens.revoke(request);
    if (request.method === 'GET' && request.path === CONSENT_PATH) return consented(request, tokens, realmId);
    const match = /^\/v3\/company\/([^/]+)\/(.+)$/.exec(request.path);
    if (!match) return { status: 404, body: '' };
    if (!tokens.authorise(request)) return unauthenticated();
    const [, realm = '', rest = ''] = match;
    if (realm !== realmId) return wrongCompany();
    const requestId = request.method === 'POST' ? request.query.get('requestid') : null;
    if ((requestId?.length ?? 0) > 50) {
      const refusal = fault('2050', 'Invalid String Length : Max 50 characters in requestid', 'requestid');
      return { status: 400, body: faultBody(refusal, stamp(books.now())) };
    }
    const first = requestId === null ? undefined : replies.get(requestId);
    if (first) return first;
    const parts = rest.split('/').map(decodeURIComponent);
    // Frozen as text: a replay is the first answer to the byte, whatever has become of the record.
    const response = frozen(answerCompany(books, parts, request));
    if (requestId !== null && response.status === 200) replies.set(requestId, response);
    return response;
  };
}

/** Somebody who is logged in and consents without looking. */
function consented({ query }: SandboxRequest, tokens: Tokens, realmId: string): SandboxResponse {
  const back = new URL(query.get('redirect_uri') ?? '');
  back.search = new URLSearchParams({
    code: tokens.authorizationCode(),
    state: query.get('state') ?? '',
    realmId,
  }).toString();
  return { status: 302, headers: { location: back.toString() }, body: '' };
}

function frozen(response: SandboxResponse): SandboxResponse {
  const { body } = response;
  return Buffer.isBuffer(body) ? response : { ...response, body: JSON.stringify(body) };
}

function withTid(response: SandboxResponse): SandboxResponse {
  return { ...response, headers: { ...response.headers, intuit_tid: `1-${randomUUID()}` } };
}
