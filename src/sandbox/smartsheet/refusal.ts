import { randomBytes } from 'node:crypto';
import type { Fault } from '../faults.ts';
import type { SandboxResponse } from '../http.ts';

/** HTTP status and wording by Smartsheet's error code. {0}, {1}, … stand for what it names. */
const REFUSALS = {
  1001: [401, 'An Access Token is required.'],
  1002: [401, 'Your Access Token is invalid.'],
  1003: [401, 'Your Access Token has expired.'],
  1004: [403, 'You are not authorized to perform this action.'],
  1006: [404, 'Not Found'],
  1008: [400, 'Unable to parse request. The following error occurred: {0}'],
  1012: [400, 'Required object attribute(s) are missing from your request: {0}.'],
  1018: [400, "The value '{0}' was not valid for the parameter {1}."],
  1036: [400, 'The columnId {0} is invalid.'],
  1037: [400, 'The columnId {0} is included more than once in a single row.'],
  1039: [400, 'Cannot edit a locked column: {0}.'],
  1041: [400, 'The value for {0} must be {1} characters in length or less, but was {2}.'],
  1042: [
    400,
    'The value for cell in column {0}, {1}, did not conform to the strict requirements for type {2}.',
  ],
  1062: [400, 'Invalid row location: {0}.'],
  1123: [400, 'The callback URL is invalid: {0}.'],
  1302: [400, 'Cell values of column {0} are set by its column formula and cannot be changed.'],
  4000: [500, 'An unexpected error has occurred. Please contact api@smartsheet.com for assistance.'],
  4001: [503, 'Smartsheet.com is currently offline for system maintenance.'],
  4002: [500, 'Server timeout exceeded. Request has failed.'],
  4003: [429, 'Rate limit exceeded.'],
  4004: [
    500,
    'Request failed because sheetId {0} is currently being updated by another request that uses the same access token. Please retry your request once the previous request has completed.',
  ],
} as const satisfies Record<number, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;

export interface RefusalBody {
  errorCode: number;
  message: string;
  refId: string;
  detail?: { index?: number; rowId?: number } | undefined;
}

/** The request was read and is not done, in Smartsheet's own code and words. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly body: RefusalBody;

  constructor(code: RefusalCode, named: readonly unknown[] = [], detail?: RefusalBody['detail']) {
    const [status, wording] = REFUSALS[code];
    const message = wording.replace(/\{(\d)\}/g, (_all, position: string) =>
      String(named[Number(position)] ?? ''),
    );
    super(message);
    this.status = status;
    this.code = code;
    this.body = { errorCode: code, message, refId: randomBytes(8).toString('hex'), detail };
  }

  /** The same refusal, saying which row of the request it is about. */
  at(index: number, rowId: number | undefined): Refusal {
    this.body.detail = rowId === undefined ? { index } : { index, rowId };
    return this;
  }
}

export function refusalResponse(refusal: Refusal, headers: Record<string, string> = {}): SandboxResponse {
  return { status: refusal.status, headers, body: refusal.body };
}

/** A Smartsheet token is not refreshed: it is dead for as long as the fault is switched on. */
export function faultResponse(fault: Fault): SandboxResponse {
  switch (fault.kind) {
    case 'status-429':
      return refusalResponse(new Refusal(4003), { 'retry-after': String(fault.retryAfter ?? 1) });
    case 'status-503':
      return refusalResponse(new Refusal(4001));
    case 'expired-token':
      return refusalResponse(new Refusal(1003));
    default:
      return refusalResponse(new Refusal(4002));
  }
}
