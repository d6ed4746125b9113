import OAuthClient from 'intuit-oauth';
import { type Attempt, failureOf } from './faults.ts';
import { type App, DISCONNECTED, isDisconnected, tokensForCode } from './grants.ts';
import type { TokenStore } from './oauth.ts';
import { overTheWire } from './wire.ts';

/** Least privilege: invoices, bills, entries and what they refer to are all under accounting. */
const SCOPE = 'com.intuit.quickbooks.accounting';

export interface ConnectingOptions extends App {
  /** Where a person consents. */
  authorizeUrl: string;
  /** Where a token is given back. */
  revokeUrl: string;
  tokens: TokenStore;
  /** Of the environment: it connects a company of which nothing is stored yet. */
  firstRefreshToken: string | null;
}

export interface Connecting {
  /** Where to send the person's browser. Intuit documents no PKCE; the code is bound by `state` and the client's secret. */
  authorizeAddress(state: string, redirectUri: string): string;
  /** Tokens for the code, stored before anything uses them; false where the code is used up or forged. Throws VendorFailure. */
  redeem(code: string, redirectUri: string): Promise<boolean>;
  /** Intuit forgets the grant, and so does the database. False where nothing was connected. Throws VendorFailure. */
  disconnect(): Promise<boolean>;
  /** When the refresh token dies if nothing renews it; null where none is stored. */
  expiresAt(): Promise<Date | null>;
}

/** https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0 */
export function createConnecting(options: ConnectingOptions): Connecting {
  const { tokens } = options;
  return {
    authorizeAddress(state, redirectUri) {
      const query = new URLSearchParams({
        client_id: options.clientId,
        response_type: 'code',
        scope: SCOPE,
        redirect_uri: redirectUri,
        state,
      });
      return `${options.authorizeUrl}?${query}`;
    },
    async redeem(code, redirectUri) {
      const granted = await tokensForCode(options, code, redirectUri);
      if (granted === null) return false;
      await tokens.exclusively(async () => granted);
      return true;
    },
    async disconnect() {
      if ((await tokens.read()) === null && !options.firstRefreshToken) return false;
      let was = false;
      // No renewal meanwhile: it would leave a grant behind that nobody gives back.
      await tokens.exclusively(async (current) => {
        const token = current === null ? options.firstRefreshToken : current.refreshToken;
        if (!token || (current && isDisconnected(current))) return current ?? DISCONNECTED;
        await revoke(options, token);
        was = true;
        return DISCONNECTED;
      });
      return was;
    },
    async expiresAt() {
      const current = await tokens.read();
      return current === null || isDisconnected(current) ? null : new Date(current.refreshExpiresAt);
    },
  };
}

async function revoke(options: ConnectingOptions, token: string): Promise<void> {
  const { clientId, clientSecret, environment, timeoutMs, now } = options;
  const client = new OAuthClient({ environment, clientId, clientSecret, redirectUri: '' });
  Object.assign(client, { shouldRetry: () => false });
  OAuthClient.revokeEndpoint = options.revokeUrl;
  const outcome = await overTheWire({ timeoutMs, freshConnection: true }, () =>
    client.revoke({ refresh_token: token }),
  );
  const attempt: Attempt = {
    ...{ action: 'give back access', write: false, timeoutMs },
    now: now(),
    secrets: [clientSecret, token],
  };
  // The answer is empty; 400: Intuit does not know the token any more, which is what was wanted.
  if (outcome.kind === 'answered' && [200, 400].includes(outcome.answer.status)) return;
  const failure = failureOf(outcome, attempt);
  if (failure) throw failure;
}
