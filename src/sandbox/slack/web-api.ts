import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Fault } from '../faults.ts';
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import type { Method } from './method.ts';
import { chatMethods } from './methods-chat.ts';
import { conversationMethods } from './methods-conversations.ts';
import { peopleMethods } from './methods-people.ts';
import { viewMethods } from './methods-views.ts';
import { SlackRefusal } from './refusal.ts';
import { newSecret, type Workspace } from './workspace.ts';

const methods: Record<string, Method> = {
  ...chatMethods,
  ...conversationMethods,
  ...peopleMethods,
  ...viewMethods,
};

/** Every scope that some method here asks for, and those that carry what is sent to the bot. */
export const allScopes: string[] = [
  ...new Set([...Object.values(methods).flatMap(({ scopes }) => scopes), 'commands', 'app_mentions:read']),
];

/** One call of the Web API as the bot made it, for tests that look at what was sent. */
export interface ApiCall {
  /** "chat.postMessage" */
  method: string;
  args: Record<string, unknown>;
  response: Record<string, unknown>;
}

export interface WebApiOptions {
  workspace: Workspace;
  botToken: string;
  scopes: string[];
  calls: ApiCall[];
}

/** Answers POST or GET /api/METHOD as Slack does: HTTP 200 whatever happens, `ok` saying which. */
export function answerApi(options: WebApiOptions, request: SandboxRequest): SandboxResponse {
  const name = request.path.replace(/^\/api\//, '');
  const { args, token } = readCall(request);
  const response = call(options, name, args, token);
  options.calls.push({ method: name, args, response });
  return {
    status: 200,
    headers: {
      'x-slack-req-id': newSecret(),
      'x-oauth-scopes': options.scopes.join(','),
      'x-accepted-oauth-scopes': methods[name]?.scopes.join(',') ?? '',
    },
    body: response,
  };
}

function call(
  { workspace, botToken, scopes }: WebApiOptions,
  name: string,
  args: Record<string, unknown>,
  token: string | null,
): Record<string, unknown> {
  try {
    const known = methods[name];
    if (!known) throw new SlackRefusal('unknown_method', { req_method: name });
    if (!token && name !== 'api.test') throw new SlackRefusal('not_authed');
    if (token && !same(token, botToken)) throw new SlackRefusal('invalid_auth');
    if (known.scopes.length > 0 && !known.scopes.some((scope) => scopes.includes(scope)))
      throw new SlackRefusal('missing_scope', {
        needed: known.scopes.join(','),
        provided: scopes.join(','),
      });
    return { ok: true, ...known.run({ workspace, scopes }, args) };
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.error, ...error.extra };
    throw error;
  }
}

const argsShape = z.record(z.string(), z.unknown());

function readCall(request: SandboxRequest): { args: Record<string, unknown>; token: string | null } {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const query = Object.fromEntries(request.query);
  const body = readArgs(request);
  const { token, ...args } = { ...query, ...body };
  return { args, token: bearer ?? (typeof token === 'string' && token ? token : null) };
}

function readArgs(request: SandboxRequest): Record<string, unknown> {
  const text = request.body.toString('utf8');
  if (text === '') return {};
  if (!request.headers['content-type']?.includes('application/json'))
    return Object.fromEntries(new URLSearchParams(text));
  const parsed = argsShape.safeParse(jsonOrNull(text));
  return parsed.success ? withoutNulls(parsed.data) : {};
}

function withoutNulls(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Slack's own shapes of 429, 500, 503 and of a token that was revoked. */
export function faultResponse(fault: Fault): SandboxResponse {
  switch (fault.kind) {
    case 'status-429':
      return {
        status: 429,
        headers: { 'retry-after': String(fault.retryAfter ?? 1) },
        body: { ok: false, error: 'ratelimited' },
      };
    case 'expired-token':
      return { status: 200, body: { ok: false, error: 'token_revoked' } };
    case 'status-503':
      return { status: 503, body: { ok: false, error: 'service_unavailable' } };
    default:
      return { status: 500, body: { ok: false, error: 'internal_error' } };
  }
}
