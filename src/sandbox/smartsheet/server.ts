import { setTimeout as delay } from 'node:timers/promises';
import { FaultSwitch } from '../faults.ts';
import { type Listening, listen, type SandboxRequest, type SandboxResponse } from '../http.ts';
import { addComment, createDiscussion } from './comments.ts';
import { createPerson, type Person } from './person.ts';
import { currentUser, getRow, getSheet, listAttachments, listDiscussions, listSheets, ok } from './reads.ts';
import { faultResponse, Refusal, refusalResponse } from './refusal.ts';
import { addRows, deleteRows, updateRows } from './rows.ts';
import type { SmartsheetSeed } from './seed.ts';
import { type Change, createState, findRow, findSheet, type State, type StoredSheet } from './state.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export interface SmartsheetOptions {
  seed: SmartsheetSeed;
  accessToken: string;
  faults?: FaultSwitch;
  port?: number;
  now?: () => Date;
  /** How long a write takes; a second one to the same sheet within it is refused (4004). Default 3 ms. */
  writeMs?: number;
  /** How long changes gather before a webhook is called; Smartsheet takes about a minute. Default 200 ms. */
  webhookDelayMs?: number;
}

export interface SmartsheetStandIn extends Person {
  /** http://127.0.0.1:PORT */
  url: string;
  /** For SMARTSHEET_API_URL: ends in `/2.0/`. */
  baseUrl: string;
  faults: FaultSwitch;
  /** "METHOD path?query" of every request, oldest first. */
  requests: string[];
  /** Keeps the sheet busy with another request (4004) until the returned function is called. */
  occupy(sheetId: number): () => void;
  /** Tells of every change, whoever made it. Returns the function that stops it. */
  onChange(listener: (change: Change) => void): () => void;
  /** Sends the webhooks' gathered callbacks now, and resolves once they are answered. */
  flushWebhooks(): Promise<void>;
  stop(): Promise<void>;
}

interface StandIn {
  state: State;
  webhooks: Webhooks;
  accessToken: string;
  writeMs: number;
  busy: Set<number>;
}

/** Smartsheet's API 2.0 as a stateful stand-in on loopback, as far as Countersign uses it and with its own refusals. */
export async function startSmartsheet(options: SmartsheetOptions): Promise<SmartsheetStandIn> {
  const faults = options.faults ?? new FaultSwitch();
  const state = createState(options.seed, options.now ?? (() => new Date()));
  const webhooks = createWebhooks(state, { debounceMs: options.webhookDelayMs ?? 200 });
  state.listeners.add(webhooks.notice);
  const { accessToken, writeMs = 3 } = options;
  const standIn: StandIn = { state, webhooks, accessToken, writeMs, busy: new Set() };
  const listening: Listening = await listen({
    ...(options.port !== undefined && { port: options.port }),
    faults,
    handle: (request) => answer(standIn, request),
    faultResponse,
  });
  return {
    ...createPerson(state),
    url: listening.url,
    baseUrl: `${listening.url}/2.0/`,
    faults,
    requests: listening.requests,
    occupy: (sheetId) => {
      standIn.busy.add(sheetId);
      return () => standIn.busy.delete(sheetId);
    },
    onChange: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    flushWebhooks: webhooks.flush,
    stop: async () => {
      webhooks.stop();
      await listening.stop();
    },
  };
}

async function answer(standIn: StandIn, request: SandboxRequest): Promise<SandboxResponse> {
  try {
    if (request.path.length + request.query.toString().length > 8000) return tooLong();
    authenticate(standIn, request);
    const [version, ...path] = request.path.split('/').filter(Boolean);
    if (version !== '2.0') throw new Refusal(1006);
    return await route(standIn, request, path);
  } catch (error) {
    if (error instanceof Refusal) return refusalResponse(error);
    throw error;
  }
}

/** Smartsheet's front door answers an address beyond 8 KB itself, with a page. */
function tooLong(): SandboxResponse {
  const body = '<html><head><title>414 Request-URI Too Large</title></head></html>';
  return { status: 414, headers: { 'content-type': 'text/html' }, body };
}

function authenticate(standIn: StandIn, { headers }: SandboxRequest): void {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer === undefined) throw new Refusal(1001);
  if (bearer !== standIn.accessToken) throw new Refusal(1002);
}

async function route(standIn: StandIn, request: SandboxRequest, path: string[]): Promise<SandboxResponse> {
  const { state, webhooks } = standIn;
  const [first, id, ...rest] = path;
  if (first === 'webhooks') return webhooks.handle(request, id === undefined ? null : Number(id));
  if (first === 'users' && id === 'me' && request.method === 'GET') return currentUser(state);
  if (first !== 'sheets') throw new Refusal(1006);
  if (id === undefined) return listSheets(state, request);
  const sheet = findSheet(state, Number(id));
  if (request.method === 'GET') return read(state, sheet, request, rest);
  return whileBusy(standIn, sheet, () => write(state, sheet, request, rest));
}

function read(state: State, sheet: StoredSheet, request: SandboxRequest, path: string[]): SandboxResponse {
  const [first, id, last] = path;
  if (first === undefined) return getSheet(state, sheet, request);
  if (first === 'version') return ok({ version: sheet.version });
  if (first === 'discussions' && id === undefined) return listDiscussions(state, sheet.rows, request);
  if (first === 'attachments' && id === undefined) return listAttachments(state, sheet.rows, request);
  if (first !== 'rows' || id === undefined) throw new Refusal(1006);
  const row = findRow(sheet, Number(id));
  if (last === undefined) return getRow(state, sheet, row, request);
  if (last === 'discussions') return listDiscussions(state, [row], request);
  if (last === 'attachments') return listAttachments(state, [row], request);
  throw new Refusal(1006);
}

function write(state: State, sheet: StoredSheet, request: SandboxRequest, path: string[]): SandboxResponse {
  const [first, id, last] = path;
  const call = `${request.method} ${first}`;
  if (sheet.accessLevel === 'VIEWER') throw new Refusal(1004);
  if (call === 'POST rows' && id !== undefined && last === 'discussions') {
    return createDiscussion(state, sheet, findRow(sheet, Number(id)), request);
  }
  if (call === 'POST discussions' && last === 'comments') {
    return addComment(state, sheet, Number(id), request);
  }
  if (id !== undefined) throw new Refusal(1006);
  if (sheet.accessLevel === 'COMMENTER') throw new Refusal(1004);
  if (call === 'PUT rows') return updateRows(state, sheet, request);
  if (call === 'POST rows') return addRows(state, sheet, request);
  if (call === 'DELETE rows') return deleteRows(state, sheet, request);
  throw new Refusal(1006);
}

async function whileBusy(
  { busy, writeMs }: StandIn,
  sheet: StoredSheet,
  act: () => SandboxResponse,
): Promise<SandboxResponse> {
  if (busy.has(sheet.id)) throw new Refusal(4004, [sheet.id]);
  busy.add(sheet.id);
  try {
    await delay(writeMs);
    return act();
  } finally {
    // The answer leaves before the next turn of the loop: only then is the sheet free for another write.
    setImmediate(() => busy.delete(sheet.id));
  }
}
