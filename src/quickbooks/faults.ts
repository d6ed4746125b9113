import { type FailureKind, VendorFailure } from '../core/failure.ts';
import { faultIn, type QuickBooksFault } from './fault-body.ts';
import { scrub } from './scrub.ts';
import type { Answer, Outcome } from './wire.ts';

/** What was being done when it failed. */
export interface Attempt {
  /** For a person, after "could not": "create the invoice". */
  action: string;
  /** Whether QuickBooks changes something by it. */
  write: boolean;
  timeoutMs: number;
  now: Date;
  /** Texts that no message may contain. */
  secrets: readonly string[];
}

const WAIT_WHEN_LIMITED_MS = 60_000; // Intuit's advice for a 429 without Retry-After
const THROTTLED = new Set(['3001']);
const UNAUTHENTICATED = new Set(['3200']);
// Unsupported property, missing parameter, invalid enumeration, app not authorised, query unreadable, query invalid.
const OUR_MISTAKES = new Set(['2010', '2020', '2170', '3100', '4000', '4001']);
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether the access token was not accepted, so that a newer one may be. */
export function isUnauthorised(outcome: Outcome): boolean {
  if (outcome.kind !== 'answered') return false;
  const code = faultIn(outcome.answer.body)?.code;
  return outcome.answer.status === 401 || (code != null && UNAUTHENTICATED.has(code));
}

/** What went wrong; null where QuickBooks answered with data. */
export function failureOf(outcome: Outcome, attempt: Attempt): VendorFailure | null {
  if (outcome.kind === 'unsent') {
    return build(attempt, {
      kind: 'ours',
      message: `Countersign could not ${attempt.action}: nothing was sent.`,
    });
  }
  if (outcome.kind === 'unanswered') return unanswered(outcome, attempt);
  const { answer } = outcome;
  const fault = faultIn(answer.body);
  const readable = typeof answer.body === 'object' && answer.body !== null;
  const good = answer.status >= 200 && answer.status < 300;
  if (good && readable && !fault) return null;
  if (answer.status === 429 || isThrottled(fault)) return limited(answer, attempt);
  if (isUnauthorised(outcome)) return unauthorised(answer, fault, attempt);
  if (!readable && answer.status !== 403) return noData(answer, attempt);
  const kind = kindOf(answer.status, fault);
  return build(attempt, {
    kind,
    message: fault?.message || `QuickBooks could not ${attempt.action} (HTTP ${answer.status}).`,
    code: fault?.code ?? null,
    answer,
    outcomeUnknown: attempt.write && (answer.status >= 500 || kind === 'retry'),
    retryAfterMs: retryAfterMs(answer, attempt.now),
  });
}

/** QuickBooks answered, but not with what the call is documented to answer. */
export function unreadable(attempt: Attempt, answer: Answer, missing: string): VendorFailure {
  return build(attempt, {
    kind: 'ours',
    message: `QuickBooks' answer could not be read when asked to ${attempt.action}: ${missing}.`,
    answer,
    outcomeUnknown: attempt.write,
  });
}

function kindOf(status: number, fault: QuickBooksFault | null): FailureKind {
  if (status === 408 || fault?.type === 'systemfault') return 'retry';
  if (status >= 500) return status === 501 ? 'ours' : 'retry';
  if (fault?.code != null && OUR_MISTAKES.has(fault.code)) return 'ours';
  return fault || status === 403 ? 'refused' : 'ours';
}

function isThrottled(fault: QuickBooksFault | null): boolean {
  return fault?.code != null && THROTTLED.has(fault.code);
}

function unanswered(outcome: Extract<Outcome, { kind: 'unanswered' }>, attempt: Attempt): VendorFailure {
  const never = outcome.code !== null && NEVER_SENT.has(outcome.code);
  const code = outcome.code === null ? '' : ` (${outcome.code})`;
  const message =
    outcome.reason === 'timeout'
      ? `QuickBooks did not answer within ${attempt.timeoutMs / 1000} s when asked to ${attempt.action}.`
      : never
        ? `QuickBooks cannot be reached${code}.`
        : `The connection to QuickBooks broke when it was asked to ${attempt.action}${code}.`;
  return build(attempt, { kind: 'down', message, outcomeUnknown: attempt.write && !never });
}

function limited(answer: Answer, attempt: Attempt): VendorFailure {
  const waitMs = retryAfterMs(answer, attempt.now) ?? WAIT_WHEN_LIMITED_MS;
  const message = `QuickBooks limits how often it is asked, and wants ${Math.ceil(waitMs / 1000)} s of pause.`;
  const code = faultIn(answer.body)?.code ?? null;
  return build(attempt, { kind: 'retry', message, code, answer, retryAfterMs: waitMs });
}

function unauthorised(answer: Answer, fault: QuickBooksFault | null, attempt: Attempt): VendorFailure {
  const words = fault?.message ? ` QuickBooks says: ${fault.message}` : '';
  const message = `QuickBooks does not accept Countersign's access. Connect QuickBooks again.${words}`;
  return build(attempt, { kind: 'ours', message, code: fault?.code ?? null, answer });
}

// A page or nothing at all: a gateway's words, or the wrong address. A 2xx may even have done what was asked.
function noData(answer: Answer, attempt: Attempt): VendorFailure {
  const wrongAddress = answer.status >= 400 && answer.status < 500;
  const hint = wrongAddress ? ' The address may be wrong: see QUICKBOOKS_API_URL.' : '';
  return build(attempt, {
    kind: wrongAddress ? 'ours' : 'down',
    message: `QuickBooks answered with something other than data (HTTP ${answer.status}) when asked to ${attempt.action}.${hint}`,
    answer,
    outcomeUnknown: attempt.write,
    retryAfterMs: retryAfterMs(answer, attempt.now),
  });
}

interface Parts {
  kind: FailureKind;
  message: string;
  code?: string | null;
  answer?: Answer;
  outcomeUnknown?: boolean;
  retryAfterMs?: number | null;
}

// No cause: the SDKs' errors hold the bearer token, the client's secret and the refresh token.
function build(attempt: Attempt, { answer, message, ...parts }: Parts): VendorFailure {
  return new VendorFailure({
    service: 'QuickBooks',
    ...parts,
    message: scrub(message, attempt.secrets),
    status: answer?.status ?? null,
    requestId: answer?.headers.intuit_tid ?? null,
  });
}

function retryAfterMs(answer: Answer, now: Date): number | null {
  const value = answer.headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
