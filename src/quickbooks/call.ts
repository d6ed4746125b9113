import type { z } from 'zod';
import { VendorFailure } from '../core/failure.ts';
import { tracedCall } from '../telemetry/trace.ts';
import { type Attempt, failureOf, isUnauthorised, unreadable } from './faults.ts';
import type { Limit } from './limits.ts';
import type { AccessTokens } from './oauth.ts';
import { createSdk, type Sdk, settle } from './sdk.ts';
import { type Answer, type Outcome, overTheWire } from './wire.ts';

export interface QuickBooksCallEvent {
  /** The SDK's method: "createInvoice". */
  call: string;
  status: number | null;
  /** intuit_tid. */
  requestId: string | null;
  durationMs: number;
  /** Null where it went well. */
  failure: string | null;
}

export interface CallContext {
  apiUrl: string;
  realmId: string;
  environment: 'sandbox' | 'production';
  access: AccessTokens;
  limit: Limit;
  now: () => Date;
  timeoutMs: number;
  log: (event: QuickBooksCallEvent) => void;
}

export interface SdkCall<T> {
  name: keyof Sdk;
  /** For a person, after "could not": "create the invoice". */
  action: string;
  write: boolean;
  contentType?: string;
  /** How many times the usual timeout it may take; 1 where absent. Pages of a thousand records are slow. */
  patience?: number;
  /** A large answer is handed on as its bytes, for a thread of its own to read. */
  unread?: boolean;
  /** Called again for a second attempt: what it gives the SDK must be built anew, for the SDK changes it. */
  ask(sdk: Sdk, done: (error: unknown, data?: unknown) => void): void;
  /** The whole body, envelope included; the SDK unwraps it in some calls and not in others. */
  body: z.ZodType<T>;
}

export type Call = <T>(call: SdkCall<T>) => Promise<T>;

/** Makes one call to QuickBooks and parses what it answers. Throws VendorFailure, or what the token store throws. */
export function createCall(context: CallContext): Call {
  return async (call) => {
    const token = await context.access.accessToken();
    let outcome = await once(context, call, token);
    if (isUnauthorised(outcome)) {
      outcome = await once(context, call, await context.access.replace(token));
    } else if (!call.write && wasReset(outcome)) {
      // A kept-alive connection that the server had closed: a read costs nothing to repeat.
      outcome = await once(context, call, token);
    }
    const attempt = attemptOf(context, call);
    const failure = failureOf(outcome, attempt);
    // Whoever else is about to ask waits too.
    if (failure?.retryAfterMs) context.limit.pause(failure.retryAfterMs);
    if (failure || outcome.kind !== 'answered') throw failure ?? new Error('no answer and no failure');
    return parse(call.body, outcome.answer, attempt);
  };
}

async function once<T>(context: CallContext, call: SdkCall<T>, accessToken: string): Promise<Outcome> {
  return context.limit(async () => {
    const started = performance.now();
    const sdk = createSdk({
      apiUrl: context.apiUrl,
      realmId: context.realmId,
      accessToken,
      sandbox: context.environment === 'sandbox',
    });
    const settings = {
      timeoutMs: context.timeoutMs * (call.patience ?? 1),
      freshConnection: call.write,
      contentType: call.contentType,
      unread: call.unread,
    };
    const outcome = await tracedCall(`QuickBooks ${call.name}`, { write: call.write }, () =>
      overTheWire(settings, () => settle((done) => call.ask(sdk, done))),
    );
    const answer = outcome.kind === 'answered' ? outcome.answer : null;
    context.log({
      call: call.name,
      status: answer?.status ?? null,
      requestId: answer?.headers.intuit_tid ?? null,
      durationMs: Math.round(performance.now() - started),
      failure: failureOf(outcome, attemptOf(context, call))?.message ?? null,
    });
    return outcome;
  });
}

function attemptOf<T>(context: CallContext, call: SdkCall<T>): Attempt {
  return {
    action: call.action,
    write: call.write,
    timeoutMs: context.timeoutMs * (call.patience ?? 1),
    now: context.now(),
    secrets: context.access.secrets(),
  };
}

function wasReset(outcome: Outcome): boolean {
  return outcome.kind === 'unanswered' && outcome.reason === 'network' && outcome.code !== 'ECONNREFUSED';
}

function parse<T>(schema: z.ZodType<T>, answer: Answer, attempt: Attempt): T {
  try {
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'the answer';
    throw unreadable(attempt, answer, `${where} is not as documented`);
  } catch (error) {
    if (error instanceof VendorFailure) throw error;
    // An amount beyond what core/money holds: said, never rounded.
    throw unreadable(
      attempt,
      answer,
      error instanceof RangeError ? error.message : 'it is not as documented',
    );
  }
}
