import OAuthClient from 'intuit-oauth';
import { z } from 'zod';
import { VendorFailure } from '../core/failure.ts';
import { type Attempt, failureOf, unreadable } from './faults.ts';
import { type Answer, overTheWire } from './wire.ts';

export interface StoredTokens {
  accessToken: string;
  /** ISO instant. */
  accessExpiresAt: string;
  refreshToken: string;
  /** ISO instant. */
  refreshExpiresAt: string;
}

/** Stored where a person has given the access back: nothing is renewed until somebody connects again. */
export const DISCONNECTED: StoredTokens = {
  accessToken: '',
  accessExpiresAt: new Date(0).toISOString(),
  refreshToken: '',
  refreshExpiresAt: new Date(0).toISOString(),
};

export function isDisconnected({ refreshToken }: StoredTokens): boolean {
  return refreshToken === '';
}

/** Countersign as Intuit knows it. */
export interface App {
  /** The whole address of the token endpoint. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  environment: 'sandbox' | 'production';
  now: () => Date;
  timeoutMs: number;
}

const HUNDRED_DAYS_S = 8_726_400;

const seconds = z.coerce.number().positive();
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: seconds.nullish(),
  x_refresh_token_expires_in: seconds.nullish(),
});
const tokenRefusal = z.object({ error: z.string() });

/** Fresh tokens for a refresh token; null where that one is dead. Throws VendorFailure. */
export function tokensForRefresh(
  app: App,
  refreshToken: string,
  secrets: readonly string[],
): Promise<StoredTokens | null> {
  return redeem(app, secrets, refreshToken, (client) => client.refreshUsingToken(refreshToken));
}

/**
 * Tokens for the code that Intuit's redirect brought to `redirectUri`; null where it is used up or forged. The
 * redirect's `state` is the caller's to check. Throws VendorFailure.
 */
export function tokensForCode(app: App, code: string, redirectUri: string): Promise<StoredTokens | null> {
  const query = new URLSearchParams({ code, redirectUri });
  return redeem(app, [app.clientSecret, code], null, (client) => client.createToken(`?${query}`));
}

async function redeem(
  app: App,
  secrets: readonly string[],
  refreshToken: string | null,
  ask: (client: OAuthClient) => Promise<unknown>,
): Promise<StoredTokens | null> {
  const attempt: Attempt = {
    action: 'renew access',
    write: false, // what the access was wanted for has not been sent, so nothing is in doubt
    timeoutMs: app.timeoutMs,
    now: app.now(),
    secrets,
  };
  const outcome = await overTheWire({ timeoutMs: app.timeoutMs, freshConnection: true }, () =>
    ask(clientOf(app)),
  );
  if (outcome.kind === 'answered') {
    const refusal = tokenRefusal.safeParse(outcome.answer.body).data?.error;
    if (refusal === 'invalid_grant') return null;
    if (refusal !== undefined && isRefusal(outcome.answer)) throw appRefused(refusal, outcome.answer);
  }
  const failure = failureOf(outcome, attempt);
  if (failure || outcome.kind !== 'answered') throw failure ?? new Error('no answer and no failure');
  const parsed = tokenAnswer.safeParse(outcome.answer.body);
  const renewed = parsed.data?.refresh_token ?? refreshToken;
  if (!parsed.success || renewed === null) throw unreadable(attempt, outcome.answer, 'it holds no tokens');
  const after = (s: number) => new Date(attempt.now.getTime() + s * 1000).toISOString();
  return {
    accessToken: parsed.data.access_token,
    accessExpiresAt: after(parsed.data.expires_in ?? 3600),
    refreshToken: renewed,
    refreshExpiresAt: after(parsed.data.x_refresh_token_expires_in ?? HUNDRED_DAYS_S),
  };
}

/** Where the token server is busy or broken, its `error` says nothing about us. */
function isRefusal({ status }: Answer): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function appRefused(code: string, answer: Answer): VendorFailure {
  const known = /^[a-z_]{1,40}$/.test(code) ? code : null;
  return new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    code: known,
    status: answer.status,
    requestId: answer.headers.intuit_tid ?? null,
    message: `QuickBooks refuses to give access${known === null ? '' : ` (${known})`}. Check QUICKBOOKS_CLIENT_ID and QUICKBOOKS_CLIENT_SECRET.`,
  });
}

function clientOf(app: App): OAuthClient {
  const client = new OAuthClient({
    environment: app.environment,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    redirectUri: '',
  });
  // The SDK would wait up to 7 s in retries of its own while a person waits; jobs above retry with everything logged.
  Object.assign(client, { shouldRetry: () => false });
  // The address is a static of the SDK, read before the call returns its promise: it is set just before each.
  OAuthClient.tokenEndpoint = app.tokenUrl;
  return client;
}
