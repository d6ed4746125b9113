import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { type FailureKind, VendorFailure } from '../core/failure.ts';

/** Slack's error strings that pass by themselves (Slack Web API, "Errors"). */
const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);
const OURS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'missing_scope',
  'invalid_blocks',
]);

/** Whatever the Web API client throws, told apart by its class and Slack's code, never by message text. */
export function slackFailure(error: unknown): VendorFailure {
  if (error instanceof VendorFailure) return error;
  const service = 'Slack' as const;
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    const kind: FailureKind = PASSING.has(code) ? 'retry' : OURS.has(code) ? 'ours' : 'refused';
    return new VendorFailure({
      service,
      kind,
      code,
      status: 200,
      message: `Slack answered “${code}”${details(error)}`,
    });
  }
  if (error instanceof WebAPIRateLimitedError) {
    const retryAfterMs = error.retryAfter * 1000;
    const message = `Slack asks to wait ${error.retryAfter} s`;
    return new VendorFailure({
      service,
      kind: 'retry',
      code: 'ratelimited',
      status: 429,
      retryAfterMs,
      message,
    });
  }
  if (error instanceof WebAPIHTTPError) {
    const message = `Slack answered with status ${error.statusCode}`;
    return new VendorFailure({
      service,
      kind: 'down',
      status: error.statusCode,
      message,
      outcomeUnknown: true,
    });
  }
  if (error instanceof WebAPIRequestError) {
    return new VendorFailure({
      service,
      kind: 'down',
      message: 'Slack does not answer',
      outcomeUnknown: !neverSent(error.original),
    });
  }
  return new VendorFailure({
    service,
    kind: 'ours',
    message: 'A call to Slack was wrong',
    outcomeUnknown: true,
    cause: error,
  });
}

/** No connection, so no request: Slack did nothing. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Node's fetch wraps the socket's error, and a name with several addresses gives several of them. */
function neverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverSent);
  if ('code' in error && NO_CONNECTION.includes(String(error.code))) return true;
  return error.cause !== undefined && neverSent(error.cause);
}

function details(error: WebAPIPlatformError): string {
  const messages = error.data.response_metadata?.messages ?? [];
  return messages.length > 0 ? `: ${messages.join('; ').slice(0, 300)}` : '';
}
