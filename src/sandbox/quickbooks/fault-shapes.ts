import type { Fault } from '../faults.ts';
import type { SandboxResponse } from '../http.ts';

/** QuickBooks said no: thrown inside the stand-in, sent as HTTP 400 with the vendor's own body. */
class QuickBooksFault extends Error {
  readonly code: string;
  readonly detail: string;
  readonly element: string;

  constructor(code: string, message: string, detail: string, element = '') {
    super(message);
    this.code = code;
    this.detail = detail;
    this.element = element;
  }
}

const MESSAGES: Readonly<Record<string, string>> = {
  '610': 'Object Not Found',
  '2010': 'Request has invalid or unsupported property',
  '2020': 'Required param missing, need to supply the required value for the API',
  '2050': 'Invalid String Length',
  '2170': 'Invalid Enumeration',
  '2210': 'Invalid Email Address format',
  '2500': 'Invalid Reference Id',
  '4000': 'Error parsing query',
  '4001': 'Invalid query',
  '5010': 'Stale Object Error',
  '6000': 'A business validation error has occurred while processing your request',
  '6070': 'Amount calculation incorrect in the request',
  '6140': 'Duplicate Document Number Error',
  '6210': 'Account Period Closed, Cannot Update Through Services API',
  '6240': 'Duplicate Name Exists Error',
};

const MADE_INACTIVE =
  "Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";

/** A fault by its code; the message is QuickBooks' own, the detail says what it is about. */
export function fault(code: string, detail: string, element?: string): QuickBooksFault {
  return new QuickBooksFault(code, MESSAGES[code] ?? 'Request failed', detail, element);
}

export function notFound(): QuickBooksFault {
  return fault('610', `Object Not Found : ${MADE_INACTIVE}`);
}

export function invalidReference(element: string): QuickBooksFault {
  return fault('2500', `Invalid Reference Id : ${MADE_INACTIVE}`, element);
}

export function missing(element: string): QuickBooksFault {
  return fault('2020', `Required parameter ${element} is missing in the request`, element);
}

export function business(detail: string): QuickBooksFault {
  return fault('6000', `Business Validation Error: ${detail}`);
}

/** Figures beyond what is safe to add up are bad input too; anything else is a mistake of the stand-in. */
export function asFault(error: unknown): QuickBooksFault {
  if (error instanceof QuickBooksFault) return error;
  if (error instanceof RangeError) {
    return fault('2010', `Request has invalid or unsupported property : ${error.message}`);
  }
  throw error;
}

export function faultBody({ code, message, detail, element }: QuickBooksFault, time: string): object {
  return {
    Fault: {
      Error: [{ Message: message, Detail: detail, code, element }],
      type: 'ValidationFault',
    },
    time,
  };
}

/** Answers of the gateway before QuickBooks itself: lower-case keys and nulls. */
function gateway(status: number, type: string, name: string, code: string, detail: string): SandboxResponse {
  return {
    status,
    body: {
      warnings: null,
      intuitObject: null,
      fault: {
        error: [
          {
            message: `message=${name}; errorCode=${code.padStart(6, '0')}; statusCode=${status}`,
            detail,
            code,
            element: null,
          },
        ],
        type,
      },
      report: null,
      queryResponse: null,
      batchItemResponse: [],
      attachableResponse: [],
      syncErrorResponse: null,
      requestId: null,
      time: 0,
      status: null,
      cdcresponse: [],
    },
  };
}

export function unauthenticated(): SandboxResponse {
  return gateway(401, 'AUTHENTICATION', 'AuthenticationFailed', '3200', 'Token expired or invalid');
}

export function wrongCompany(): SandboxResponse {
  const detail = 'The application is not authorised for this company';
  return gateway(403, 'AUTHORIZATION', 'ApplicationAuthorizationFailed', '3100', detail);
}

/** A switched-on fault of listen() in QuickBooks' shape. */
export function switchedFault({ kind, retryAfter }: Fault, time: string): SandboxResponse {
  if (kind === 'expired-token') return unauthenticated();
  if (kind === 'status-429') {
    return {
      ...gateway(429, 'SERVICE', 'ThrottleExceeded', '3001', 'The request limit was reached'),
      headers: { 'retry-after': String(retryAfter ?? 1) },
    };
  }
  const unavailable = kind === 'status-503';
  const error = {
    Message: unavailable ? 'Service Unavailable' : 'An application error has occurred',
    Detail: unavailable ? 'The service is temporarily unavailable' : 'System Failure Error: try again later',
    code: unavailable ? '503' : '10000',
    element: '',
  };
  return { status: unavailable ? 503 : 500, body: { Fault: { Error: [error], type: 'SystemFault' }, time } };
}
