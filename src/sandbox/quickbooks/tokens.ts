import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { isFields, textAt } from './entity.ts';

export interface TokenOptions {
  clientId: string;
  clientSecret: string;
  /** The first refresh token, as a person copied it from Intuit's playground. */
  refreshToken: string;
  now(): Date;
}

export interface Tokens {
  /** POST /oauth2/v1/tokens/bearer: refresh_token and authorization_code. */
  bearer(request: SandboxRequest): SandboxResponse;
  revoke(request: SandboxRequest): SandboxResponse;
  /** Whether the request carries a live access token; its first use retires older refresh tokens. */
  authorise(request: SandboxRequest): boolean;
  /** The request's access token is dead from now on. */
  kill(request: SandboxRequest): void;
  /** A code as Intuit puts it into the redirect after a person has consented; good once. */
  authorizationCode(): string;
  /** Refresh tokens that would still be accepted, oldest first. */
  liveRefreshTokens(): string[];
}

const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 8_726_400;

export function createTokens(options: TokenOptions): Tokens {
  const refresh = new Map<string, { order: number; expires: number }>();
  const access = new Map<string, { order: number; expires: number }>();
  const codes = new Set<string>();
  let order = 0;
  const seconds = (): number => options.now().getTime() / 1000;
  refresh.set(options.refreshToken, { order, expires: seconds() + REFRESH_SECONDS });

  const issue = (): SandboxResponse => {
    order += 1;
    const accessToken = `eyJ${randomBytes(24).toString('base64url')}`;
    const refreshToken = `RT1-${order}-H0-${randomBytes(15).toString('hex')}`;
    access.set(accessToken, { order, expires: seconds() + ACCESS_SECONDS });
    refresh.set(refreshToken, { order, expires: seconds() + REFRESH_SECONDS });
    return {
      status: 200,
      body: {
        token_type: 'bearer',
        access_token: accessToken,
        expires_in: ACCESS_SECONDS,
        refresh_token: refreshToken,
        x_refresh_token_expires_in: REFRESH_SECONDS,
      },
    };
  };
  const known = (request: SandboxRequest): boolean => {
    const expected = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64');
    return request.headers.authorization === `Basic ${expected}`;
  };

  return {
    bearer(request) {
      if (!known(request)) return refused(401, 'invalid_client');
      const form = readForm(request);
      if (form.grant_type === 'authorization_code') {
        return codes.delete(form.code ?? '') ? issue() : refused(400, 'invalid_grant');
      }
      if (form.grant_type !== 'refresh_token') return refused(400, 'unsupported_grant_type');
      const found = refresh.get(form.refresh_token ?? '');
      if (!found || found.expires <= seconds()) {
        return refused(400, 'invalid_grant', 'Incorrect or invalid refresh token');
      }
      return issue();
    },
    revoke(request) {
      if (!known(request)) return refused(401, 'invalid_client');
      const token = readForm(request).token ?? '';
      const revoked = refresh.delete(token) || access.delete(token);
      return revoked ? { status: 200, body: '' } : refused(400, 'invalid_request', 'Token is not known');
    },
    authorise(request) {
      const found = access.get(bearerOf(request));
      if (!found || found.expires <= seconds()) return false;
      for (const [token, older] of refresh) if (older.order < found.order) refresh.delete(token);
      return true;
    },
    kill: (request) => void access.delete(bearerOf(request)),
    authorizationCode() {
      const code = `AB1${randomBytes(18).toString('hex')}`;
      codes.add(code);
      return code;
    },
    liveRefreshTokens: () =>
      [...refresh].filter(([, { expires }]) => expires > seconds()).map(([token]) => token),
  };
}

function bearerOf({ headers }: SandboxRequest): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

function refused(status: number, error: string, description = error): SandboxResponse {
  return { status, body: { error, error_description: description } };
}

const formSchema = z.object({
  grant_type: z.string().optional(),
  refresh_token: z.string().optional(),
  code: z.string().optional(),
  token: z.string().optional(),
});

/** The grant as a form, the revocation as JSON: Intuit's own client sends both. */
function readForm({ headers, body }: SandboxRequest): z.output<typeof formSchema> {
  const text = body.toString('utf8');
  if (!headers['content-type']?.includes('json')) {
    return formSchema.parse(Object.fromEntries(new URLSearchParams(text)));
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isFields(parsed) ? { token: textAt(parsed, 'token') ?? undefined } : {};
  } catch {
    return {};
  }
}
