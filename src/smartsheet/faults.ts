import { z } from 'zod';
import { type FailureKind, VendorFailure } from '../core/failure.ts';
import { plainText, shorten } from '../core/text.ts';

/** An HTTP answer that is not a success, as it came. */
export interface BadAnswer {
  status: number;
  retryAfter: string | null;
  text: string;
  /** Whether the request could have changed something. */
  write: boolean;
}

/** Smartsheet's own error body; `detail` names the row where it is about one. */
export const errorBody = z.looseObject({
  errorCode: z.coerce.number().optional(),
  message: z.string().optional(),
  refId: z.coerce.string().optional(),
  detail: z.unknown().optional(),
});

/** Errors that only the next request can heal: offline, server timeout, rate limit, sheet busy. */
export const PASSING_CODES: readonly string[] = ['4001', '4002', '4003', '4004'];

/** What to wait after a rate limit whose answer names no time: the limit is counted by the minute. */
export const RATE_LIMIT_WAIT_MS = 60_000;

const CODE_KINDS: Readonly<Record<string, FailureKind>> = {
  1001: 'ours', // an access token is required
  1002: 'ours', // the access token is invalid
  1003: 'ours', // the access token has expired
  1008: 'ours', // unable to parse the request
  1012: 'ours', // a required attribute is missing
  4000: 'down',
  4001: 'down',
  4002: 'retry',
  4003: 'retry',
  4004: 'retry',
};

function kindOf(status: number, code: string | null): FailureKind {
  const byCode = code === null ? undefined : CODE_KINDS[code];
  if (byCode) return byCode;
  if (status === 401) return 'ours';
  if (status === 408 || status === 429) return 'retry';
  if (status >= 500) return status === 501 ? 'refused' : 'down';
  // A redirect means that the address in the settings is not the API's.
  return status < 400 ? 'ours' : 'refused';
}

const NEW_TOKEN = 'make a new token in Smartsheet and set it as SMARTSHEET_ACCESS_TOKEN';

/** What Smartsheet's own words leave unsaid: what somebody is to do. */
const ADVICE: Readonly<Record<string, string>> = {
  1002: NEW_TOKEN,
  1003: NEW_TOKEN,
  1004: 'share the sheet, as an editor, with the owner of Countersign’s Smartsheet token',
};

function advised(message: string, code: string | null): string {
  const advice = code === null ? undefined : ADVICE[code];
  return advice === undefined ? message : `${message.replace(/\.$/, '')}; ${advice}`;
}

export function failureFromAnswer({ status, retryAfter, text, write }: BadAnswer): VendorFailure {
  const body = parseError(text);
  const code = body?.errorCode === undefined ? null : String(body.errorCode);
  const kind = kindOf(status, code);
  return new VendorFailure({
    service: 'Smartsheet',
    kind,
    message: advised(
      body?.message ? readable(body.message) : `Smartsheet answered ${status} without saying why`,
      code,
    ),
    code,
    status,
    requestId: body?.refId ?? null,
    retryAfterMs: waitAsked(retryAfter) ?? (code === '4003' || status === 429 ? RATE_LIMIT_WAIT_MS : null),
    // A gateway's page, an internal error or a server timeout says nothing about what became of the write.
    outcomeUnknown:
      write && (status >= 500 || status === 408) && !['4001', '4003', '4004'].includes(code ?? ''),
    cause: body ?? undefined,
  });
}

/** No answer at all: refused, reset, timed out. */
export function failureFromNetwork(error: unknown, write: boolean, timeoutMs: number): VendorFailure {
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  const code = timedOut ? 'timeout' : networkCode(error);
  return new VendorFailure({
    service: 'Smartsheet',
    kind: 'down',
    message: timedOut
      ? `Smartsheet did not answer within ${timeoutMs / 1000} s`
      : `Smartsheet cannot be reached${code ? ` (${code})` : ''}`,
    code,
    outcomeUnknown: write && !NEVER_SENT.includes(code ?? ''),
    cause: error,
  });
}

/** A success whose content is not what Smartsheet sends. */
export function failureFromContent(what: string, write: boolean, cause?: unknown): VendorFailure {
  return new VendorFailure({
    service: 'Smartsheet',
    kind: 'down',
    message: `Smartsheet's answer cannot be read: ${what}`,
    outcomeUnknown: write,
    cause,
  });
}

const NEVER_SENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

// fetch wraps the socket's error in a TypeError, and happy eyeballs wraps several in an AggregateError.
function networkCode(error: unknown): string | null {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 4; depth += 1) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
    inner = inner.cause;
  }
  return null;
}

function parseError(text: string): z.infer<typeof errorBody> | null {
  try {
    const parsed = errorBody.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function readable(message: string): string {
  return shorten(plainText(message), 300).replace(/\.$/, '');
}

// Seconds or an HTTP date (RFC 9110, section 10.2.3).
function waitAsked(header: string | null): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
