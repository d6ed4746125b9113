import { randomUUID } from 'node:crypto';
import type { Fault } from '../faults.ts';
import type { SandboxResponse } from '../http.ts';

/** What the model came back with, before it is put into one of the two envelopes. */
export type Reply =
  | { kind: 'text'; text: string }
  | { kind: 'refusal'; text: string }
  | { kind: 'truncated'; text: string }
  | { kind: 'empty' };

export interface Asked {
  model: string;
  /** Characters sent, for the usage figures. */
  size: number;
}

/** The envelope of POST /v1/responses. */
export function responsesBody({ model, size }: Asked, reply: Reply): object {
  const content =
    reply.kind === 'refusal'
      ? [{ type: 'refusal', refusal: reply.text }]
      : reply.kind === 'empty'
        ? []
        : [{ type: 'output_text', text: reply.text, annotations: [], logprobs: [] }];
  const cut = reply.kind === 'truncated';
  const status = cut ? 'incomplete' : 'completed';
  const message = { id: id('msg'), type: 'message', role: 'assistant', status, content };
  const output = reply.kind === 'empty' ? [] : [message];
  const [input, spent] = [tokens(size), outputTokens(reply)];
  return {
    id: id('resp'),
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status,
    error: null,
    incomplete_details: cut ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    metadata: {},
    model,
    output,
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: spent,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + spent,
    },
  };
}

/** The envelope of POST /v1/chat/completions. */
export function chatBody({ model, size }: Asked, reply: Reply): object {
  const refusal = reply.kind === 'refusal' ? reply.text : null;
  const content = reply.kind === 'refusal' ? null : reply.kind === 'empty' ? '' : reply.text;
  const [input, spent] = [tokens(size), outputTokens(reply)];
  return {
    id: id('chatcmpl'),
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal, annotations: [] },
        logprobs: null,
        finish_reason: reply.kind === 'truncated' ? 'length' : 'stop',
      },
    ],
    usage: { prompt_tokens: input, completion_tokens: spent, total_tokens: input + spent },
  };
}

export function apiError(
  status: number,
  type: string,
  code: string | null,
  message: string,
): SandboxResponse {
  return { status, body: { error: { message, type, param: null, code } } };
}

export function wrongKey(): SandboxResponse {
  return apiError(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.');
}

/** A switched-on fault of listen() in OpenAI's shape. */
export function switchedFault({ kind, retryAfter }: Fault): SandboxResponse {
  if (kind === 'expired-token') return wrongKey();
  if (kind === 'status-429') {
    const message = 'You exceeded your current quota, please check your plan and billing details.';
    const error = apiError(429, 'insufficient_quota', 'insufficient_quota', message);
    return { ...error, headers: { 'retry-after': String(retryAfter ?? 1) } };
  }
  const status = kind === 'status-503' ? 503 : 500;
  const message =
    status === 503
      ? 'The engine is currently overloaded, please try again later.'
      : 'The server had an error while processing your request.';
  return apiError(status, 'server_error', null, message);
}

function id(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}

function tokens(characters: number): number {
  return Math.ceil(characters / 4);
}

function outputTokens(reply: Reply): number {
  return reply.kind === 'empty' ? 0 : tokens(reply.text.length);
}
