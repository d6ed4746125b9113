export type Service = 'Slack' | 'QuickBooks' | 'Smartsheet' | 'Model';

/**
 * retry: the same call may work in a moment (429, 503, a busy sheet). down: no answer, or none that is the
 * vendor's own (refused connection, timeout, HTML). refused: the vendor read it and said no; asking again
 * without a change is useless. ours: the call itself was wrong (a bug, a bad setting).
 */
export type FailureKind = 'retry' | 'down' | 'refused' | 'ours';

export interface FailureDetails {
  service: Service;
  kind: FailureKind;
  /** In the vendor's words, without secrets; fit to be shown to a person. */
  message: string;
  /** The vendor's own code: "5010", "1042", "ratelimited"; null where there was none. */
  code?: string | null;
  status?: number | null;
  /** The vendor's id of the request: intuit_tid, refId, x-slack-req-id. */
  requestId?: string | null;
  /** What the vendor asked us to wait, in milliseconds. */
  retryAfterMs?: number | null;
  /** True where the vendor may have done the thing although we got no answer: look before trying again. */
  outcomeUnknown?: boolean;
  cause?: unknown;
}

/** A vendor did not do what was asked. Not a refusal by our own rules: those are values, never exceptions. */
export class VendorFailure extends Error {
  readonly service: Service;
  readonly kind: FailureKind;
  readonly code: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  readonly outcomeUnknown: boolean;

  constructor(details: FailureDetails) {
    super(details.message, { cause: details.cause });
    this.name = 'VendorFailure';
    this.service = details.service;
    this.kind = details.kind;
    this.code = details.code ?? null;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.outcomeUnknown = details.outcomeUnknown ?? false;
  }

  /** All of it but its cause: to be said in other words, or in another thread. */
  get details(): FailureDetails {
    const { service, kind, message, code, status, requestId, retryAfterMs, outcomeUnknown } = this;
    return { service, kind, message, code, status, requestId, retryAfterMs, outcomeUnknown };
  }

  /** Whether waiting may help: the two kinds that heal by themselves. */
  get passing(): boolean {
    return this.kind === 'retry' || this.kind === 'down';
  }
}
