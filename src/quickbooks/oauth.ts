import { VendorFailure } from '../core/failure.ts';
import { type App, isDisconnected, type StoredTokens, tokensForRefresh } from './grants.ts';

/** Where rotated tokens are kept, so that several processes share one connection. */
export interface TokenStore {
  /**
   * Runs `fn` with the newest stored tokens while holding a lock across processes; what it returns is stored before
   * it is used by anyone. Stores nothing where `fn` throws.
   */
  exclusively(fn: (current: StoredTokens | null) => Promise<StoredTokens>): Promise<StoredTokens>;
  read(): Promise<StoredTokens | null>;
}

export interface OAuthOptions extends App {
  tokens: TokenStore;
  /** The one a person got when connecting; used where nothing is stored, or where what is stored is dead. */
  firstRefreshToken: string | null;
}

export interface AccessTokens {
  /** One that is good for a while. Throws VendorFailure: 'ours' where a person has to connect again. */
  accessToken(): Promise<string>;
  /** One newer than `refused`, which QuickBooks did not accept. */
  replace(refused: string): Promise<string>;
  /** Every secret this connection has used lately, to be kept out of messages. */
  secrets(): string[];
}

const EARLY_MS = 2 * 60_000;

/** The access token of one QuickBooks company, renewed in time, by one caller at a time. */
export function createAccessTokens(options: OAuthOptions): AccessTokens {
  let latest: StoredTokens | null = null;
  let renewal: Promise<StoredTokens> | null = null;
  const used = new Set<string>();

  const remember = (tokens: StoredTokens): StoredTokens => {
    latest = tokens;
    used.add(tokens.accessToken).add(tokens.refreshToken);
    for (const old of [...used].slice(0, -8)) used.delete(old);
    return tokens;
  };
  const expiresWithin = (tokens: StoredTokens, ms: number) =>
    Date.parse(tokens.accessExpiresAt) - options.now().getTime() <= ms;
  const secrets = () => [
    options.clientSecret,
    Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64'),
    ...(options.firstRefreshToken === null ? [] : [options.firstRefreshToken]),
    ...used,
  ];

  const renew = (refused: string | null): Promise<StoredTokens> => {
    renewal ??= options.tokens
      .exclusively(async (current) => {
        if (current) remember(current);
        // Another process may have renewed while this one waited for the lock.
        if (current && current.accessToken !== refused && !expiresWithin(current, EARLY_MS)) return current;
        const renewed = await renewFrom(options, current, secrets());
        used.add(renewed.accessToken).add(renewed.refreshToken);
        return renewed;
      })
      .then(remember)
      .finally(() => {
        renewal = null;
      });
    return renewal;
  };

  return {
    secrets,
    accessToken: async () => {
      // Read each time: another process may have renewed it, or a person disconnected it, and an access token in memory
      // would work for up to an hour after that.
      latest = await options.tokens.read();
      if (latest) remember(latest);
      if (latest && !expiresWithin(latest, EARLY_MS)) return latest.accessToken;
      const old = latest;
      try {
        return (await renew(null)).accessToken;
      } catch (error) {
        // Renewing early failed for a moment; the old one still works.
        if (old && !expiresWithin(old, 0) && error instanceof VendorFailure && error.passing) {
          return old.accessToken;
        }
        throw error;
      }
    },
    replace: async (refused) => {
      if (renewal) await renewal;
      if (latest && latest.accessToken !== refused) return latest.accessToken;
      return (await renew(refused)).accessToken;
    },
  };
}

async function renewFrom(
  options: OAuthOptions,
  current: StoredTokens | null,
  secrets: readonly string[],
): Promise<StoredTokens> {
  // Whoever disconnected it means it: the token of the environment does not connect it again behind their back.
  const first = current && isDisconnected(current) ? null : options.firstRefreshToken;
  const candidates = [current?.refreshToken, first].filter((token) => token != null && token !== '');
  for (const refreshToken of new Set(candidates)) {
    if (refreshToken == null) continue;
    const tokens = await tokensForRefresh(options, refreshToken, [...secrets, refreshToken]);
    if (tokens) return tokens;
  }
  throw new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    code: candidates.length === 0 ? 'not_connected' : 'invalid_grant',
    message:
      candidates.length === 0
        ? 'QuickBooks is not connected. A finance manager connects it in App Home of Countersign.'
        : 'QuickBooks no longer accepts the refresh token. A finance manager connects it again in App Home of Countersign; a new QUICKBOOKS_REFRESH_TOKEN does it as well.',
  });
}
