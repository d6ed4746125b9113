import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createClient } from 'smartsheet';
import { z } from 'zod';
import { VendorFailure } from '../core/failure.ts';
import type { Gate } from '../limits/gate.ts';
import type { Holds } from '../store/holds.ts';
import { PASSING_CODES, RATE_LIMIT_WAIT_MS } from './faults.ts';
import { createRequestor } from './requestor.ts';

export type Log = Pick<Logger, 'debug' | 'warn'>;

export interface ClientOptions {
  accessToken: string;
  /** Ends in "/": the SDK puts paths right behind it. */
  apiUrl: string;
  /** Of one request, answer included; default 15 000. */
  timeoutMs?: number;
  log?: Log;
  /** Of all requests on this token; default: none. */
  gate?: Gate;
  /** Told how each request ended. */
  onCall?: (worked: boolean) => void;
  /** Makes writes to one sheet take turns over all processes; default: in this process. */
  holds?: Holds | null;
}

export type Query = Record<string, string | number | boolean>;

/** The SDK's calls that Countersign makes, typed. Each throws VendorFailure. */
export interface Calls {
  currentUser(): Promise<unknown>;
  getSheet(sheetId: string, queryParameters: Query): Promise<unknown>;
  /** The same, as its bytes where there are many, for whoever reads them in a thread of their own. */
  unreadSheet(sheetId: string, queryParameters: Query): Promise<unknown>;
  updateRows(sheetId: string, queryParameters: Query, body: unknown): Promise<unknown>;
  addRows(sheetId: string, queryParameters: Query, body: unknown): Promise<unknown>;
  deleteRows(sheetId: string, queryParameters: Query): Promise<unknown>;
  sheetDiscussions(sheetId: string, queryParameters: Query): Promise<unknown>;
  rowDiscussions(sheetId: string, rowId: string, queryParameters: Query): Promise<unknown>;
  addRowDiscussion(sheetId: string, rowId: string, body: unknown): Promise<unknown>;
}

/** Stands on every change, so that a webhook's event says that it was us. */
export const CHANGE_AGENT = 'countersign';

type Endpoint = (call: object) => Promise<unknown>;

// `client.sheets` is `any` in the SDK's types; this is the one place that reads it.
const sheetsApi = z.object({
  getSheet: z.custom<Endpoint>((value) => typeof value === 'function'),
  updateRow: z.custom<Endpoint>((value) => typeof value === 'function'),
  addRows: z.custom<Endpoint>((value) => typeof value === 'function'),
  deleteRows: z.custom<Endpoint>((value) => typeof value === 'function'),
  getDiscussions: z.custom<Endpoint>((value) => typeof value === 'function'),
  getRowDiscussions: z.custom<Endpoint>((value) => typeof value === 'function'),
  createRowDiscussion: z.custom<Endpoint>((value) => typeof value === 'function'),
});

/** The SDK, with our own requests beneath it. `unread`: large answers come as their bytes. */
export function sdkOf({ accessToken, apiUrl, ...rest }: ClientOptions, unread = false) {
  return createClient({
    accessToken,
    baseUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
    userAgent: 'countersign',
    requestor: createRequestor({ ...rest, unread }),
  });
}

export function createCalls(options: ClientOptions): Calls {
  const { log, gate } = options;
  const client = sdkOf(options);
  const sheets = sheetsApi.parse(client.sheets);
  const unread = sheetsApi.parse(sdkOf(options, true).sheets);
  const changeAgent = CHANGE_AGENT;
  // Ids come from settings and stored rows; encoded, none can reach another path.
  const id = encodeURIComponent;
  const patient = <T>(call: () => Promise<T>, codes = PASSING_CODES) => withPatience(call, codes, log, gate);
  return {
    currentUser: () => patient(async () => client.users.getCurrentUser({})),
    getSheet: (sheetId, queryParameters) =>
      patient(() => sheets.getSheet({ sheetId: id(sheetId), queryParameters })),
    unreadSheet: (sheetId, queryParameters) =>
      patient(() => unread.getSheet({ sheetId: id(sheetId), queryParameters })),
    updateRows: (sheetId, queryParameters, body) =>
      patient(() => sheets.updateRow({ sheetId: id(sheetId), queryParameters, body, changeAgent })),
    addRows: (sheetId, queryParameters, body) =>
      patient(
        () => sheets.addRows({ sheetId: id(sheetId), queryParameters, body, changeAgent }),
        ADDING_CODES,
      ),
    // Gone is gone: what a lost answer left open is asked again without harm.
    deleteRows: (sheetId, queryParameters) =>
      patient(() => sheets.deleteRows({ sheetId: id(sheetId), queryParameters, changeAgent })),
    sheetDiscussions: (sheetId, queryParameters) =>
      patient(() => sheets.getDiscussions({ sheetId: id(sheetId), queryParameters })),
    rowDiscussions: (sheetId, rowId, queryParameters) =>
      patient(() => sheets.getRowDiscussions({ sheetId: id(sheetId), rowId: id(rowId), queryParameters })),
    addRowDiscussion: (sheetId, rowId, body) =>
      patient(
        () => sheets.createRowDiscussion({ sheetId: id(sheetId), rowId: id(rowId), body, changeAgent }),
        ADDING_CODES,
      ),
  };
}

/** After a server timeout what was to be added may be there already; only the caller can look. */
const ADDING_CODES = PASSING_CODES.filter((code) => code !== '4002');

const WAITS_MS = [200, 600];
const LONGEST_WAIT_MS = 1_000;

// 4004, another request of ours still at work on the sheet, is so common that it never reaches the caller first.
export async function withPatience<T>(
  call: () => Promise<T>,
  codes: readonly string[],
  log?: Log,
  gate?: Gate,
): Promise<T> {
  for (const waitMs of WAITS_MS) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof VendorFailure) || !codes.includes(error.code ?? '')) throw error;
      // Where Smartsheet names a longer wait, asking at once only prolongs it.
      const askedMs = error.retryAfterMs ?? 0;
      if (askedMs > LONGEST_WAIT_MS && askedMs !== RATE_LIMIT_WAIT_MS) throw error;
      log?.debug(
        { code: error.code, requestId: error.requestId, waitMs },
        'Smartsheet is busy; asking again',
      );
      await wait(waitMs);
    }
  }
  try {
    return await call();
  } catch (error) {
    // Busy however often it is asked: nobody asks for as long as Smartsheet counts.
    if (error instanceof VendorFailure && error.code === '4003') gate?.pause(error.retryAfterMs ?? 0);
    throw error;
  }
}
