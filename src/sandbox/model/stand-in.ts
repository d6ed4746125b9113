import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FaultSwitch } from '../faults.ts';
import { listen, type SandboxRequest, type SandboxResponse } from '../http.ts';
import { fromSchema, readGiven } from './from-schema.ts';
import { spoil } from './hostile.ts';
import { findJson } from './json.ts';
import { apiError, chatBody, type Reply, responsesBody, switchedFault, wrongKey } from './replies.ts';

/**
 * good: words each line from its task and notes. hostile: the same with other figures, mentions, links, invented
 * keys and control characters. refuse, truncated, empty: as the API says so. garbage: text that is not JSON.
 */
export type Behaviour = 'good' | 'hostile' | 'refuse' | 'garbage' | 'truncated' | 'empty';

export interface ModelStandIn {
  /** Origin; OPENAI_BASE_URL is this and "/v1". */
  url: string;
  faults: FaultSwitch;
  requests: string[];
  /** How it answers from now on. */
  behave(mode: Behaviour): void;
  stop(): Promise<void>;
}

const part = z.looseObject({ text: z.string().optional() });
const message = z.looseObject({
  role: z.string().optional(),
  content: z.union([z.string(), z.array(part)]).nullish(),
});
const requestSchema = z.looseObject({
  model: z.string(),
  stream: z.boolean().nullish(),
  input: z.union([z.string(), z.array(message)]).optional(),
  messages: z.array(message).optional(),
  text: z.looseObject({ format: z.looseObject({ schema: z.unknown() }).optional() }).optional(),
  response_format: z
    .looseObject({ json_schema: z.looseObject({ schema: z.unknown() }).optional() })
    .optional(),
});
type ModelRequest = z.output<typeof requestSchema>;

/** An OpenAI-compatible server on loopback that words invoice lines without a model, and can behave badly. */
export async function startModel(
  options: { faults?: FaultSwitch; port?: number } = {},
): Promise<ModelStandIn> {
  const faults = options.faults ?? new FaultSwitch();
  let mode: Behaviour = 'good';
  const server = await listen({
    faults,
    ...(options.port === undefined ? {} : { port: options.port }),
    handle: (request) => withId(answer(request, mode)),
    faultResponse: (switched) => withId(switchedFault(switched)),
  });
  return {
    url: server.url,
    faults,
    requests: server.requests,
    behave(next) {
      mode = next;
    },
    stop: () => server.stop(),
  };
}

function answer(request: SandboxRequest, mode: Behaviour): SandboxResponse {
  if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) return wrongKey();
  const { method, path } = request;
  if (method === 'GET' && path === '/v1/models') {
    return { status: 200, body: { object: 'list', data: [modelBody('sandbox')] } };
  }
  const named = /^\/v1\/models\/(.+)$/.exec(path)?.[1];
  if (method === 'GET' && named !== undefined) return { status: 200, body: modelBody(named) };
  const chat = path === '/v1/chat/completions';
  if (method !== 'POST' || !(chat || path === '/v1/responses')) {
    return apiError(404, 'invalid_request_error', null, `Invalid URL (${method} ${path})`);
  }
  const asked = readRequest(request.body);
  if (asked === null) {
    return apiError(400, 'invalid_request_error', null, 'We could not parse the body of your request.');
  }
  if (asked.stream === true) {
    return apiError(400, 'invalid_request_error', 'unsupported_value', 'This server does not stream.');
  }
  const reply = compose(asked, mode);
  const about = { model: asked.model, size: request.body.length };
  return { status: 200, body: chat ? chatBody(about, reply) : responsesBody(about, reply) };
}

function compose(asked: ModelRequest, mode: Behaviour): Reply {
  if (mode === 'refuse') return { kind: 'refusal', text: "I'm sorry, I can't help with that." };
  if (mode === 'empty') return { kind: 'empty' };
  if (mode === 'garbage') return { kind: 'text', text: 'Sure! Here you go: {"lines": [{"key": oops' };
  const text = lastUserText(asked);
  const given = readGiven(findJson(text), text);
  const schema = asked.text?.format?.schema ?? asked.response_format?.json_schema?.schema;
  const good = schema === undefined ? null : fromSchema(schema, given);
  if (good === null) return { kind: 'text', text: `Noted: ${text.slice(0, 200)}` };
  const worded = JSON.stringify(mode === 'hostile' ? spoil(good) : good);
  if (mode !== 'truncated') return { kind: 'text', text: worded };
  return { kind: 'truncated', text: worded.slice(0, Math.floor(worded.length / 2)) };
}

function readRequest(body: Buffer): ModelRequest | null {
  try {
    return requestSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

function lastUserText({ input, messages }: ModelRequest): string {
  if (typeof input === 'string') return input;
  const users = (input ?? messages ?? []).filter(({ role }) => role === undefined || role === 'user');
  const content = users.at(-1)?.content ?? '';
  return typeof content === 'string' ? content : content.map((one) => one.text ?? '').join('\n');
}

function modelBody(id: string): object {
  return { id, object: 'model', created: 0, owned_by: 'sandbox' };
}

function withId(response: SandboxResponse): SandboxResponse {
  return { ...response, headers: { ...response.headers, 'x-request-id': `req_${randomUUID()}` } };
}
