import { setTimeout as wait } from 'node:timers/promises';
import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  BadRequestError,
  InternalServerError,
  RateLimitError,
  UnprocessableEntityError,
} from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { plainText, shorten, withoutSecret } from '../core/text.ts';
import { type Answer, answerSchema, completionSchema, parseAnswer } from './answer.ts';
import type { TemplateReason } from './author.ts';

export interface ModelOptions {
  apiKey: string;
  model: string;
  /** null: OpenAI's own. */
  baseUrl: string | null;
  timeoutMs: number;
}

export type Asked = Answer | { reason: Exclude<TemplateReason, 'no-key'>; detail: string };

/** Asks for JSON by the schema, within `signal`, once more where the failure may pass; never throws. */
export type Ask = (system: string, user: string, signal: AbortSignal) => Promise<Asked>;

export function createAsk({ apiKey, model, baseUrl, timeoutMs }: ModelOptions): Ask {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    // The SDK's timeout ends when the headers are there, and its retries multiply it: the signal is the limit.
    timeout: timeoutMs,
    maxRetries: 0,
    fetchOptions: { redirect: 'error' },
    // It would write to stdout, which is for our own JSON lines.
    logLevel: 'off',
  });
  return async (system, user, signal) => {
    const request = (format?: ReturnType<typeof zodResponseFormat>) =>
      client.chat.completions.create(
        {
          model,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
          ...(format ? { response_format: format } : {}),
        },
        { signal },
      );
    try {
      return read(await onceMore(() => withoutSchemaIfNeeded(request), signal));
    } catch (error) {
      return { ...failure(error, signal), detail: shorten(withoutSecret(describe(error), apiKey), 300) };
    }
  };
}

const PAUSE_MS = 300;

// One blip should not cost a draft its words; more tries would cost the card its promptness.
async function onceMore<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!isPassing(error) || error instanceof APIConnectionTimeoutError || signal.aborted) throw error;
    await wait(PAUSE_MS, undefined, { signal });
    return request();
  }
}

// Many servers that speak OpenAI's API answer 400 or 422 to a json_schema; the prompt itself asks for JSON too.
async function withoutSchemaIfNeeded(
  request: (format?: ReturnType<typeof zodResponseFormat>) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await request(zodResponseFormat(answerSchema, 'invoice_wording'));
  } catch (error) {
    if (!(error instanceof BadRequestError) && !(error instanceof UnprocessableEntityError)) throw error;
    return request();
  }
}

function read(completion: unknown): Asked {
  const parsed = completionSchema.safeParse(completion);
  const choice = parsed.data?.choices[0];
  if (!choice) return { reason: 'unusable', detail: 'The answer is not a chat completion' };
  if (choice.message.refusal)
    return { reason: 'refused', detail: shorten(plainText(choice.message.refusal), 300) };
  if (choice.finish_reason === 'content_filter')
    return { reason: 'refused', detail: 'Stopped by a content filter' };
  if (choice.finish_reason === 'length') return { reason: 'unusable', detail: 'The answer was cut off' };
  return (
    parseAnswer(choice.message.content ?? '') ?? {
      reason: 'unusable',
      detail: 'The answer is not the JSON asked for',
    }
  );
}

function failure(error: unknown, signal: AbortSignal): { reason: 'down' | 'slow' | 'refused' | 'unusable' } {
  if (signal.aborted || error instanceof APIConnectionTimeoutError) return { reason: 'slow' };
  if (isPassing(error)) return { reason: 'down' };
  // A wrong key, an unknown model, a spent quota, a request the server will not read: asking again is useless.
  if (error instanceof APIError) return { reason: 'refused' };
  // JSON that breaks off reaches us as a SyntaxError, a connection that does as a TypeError.
  return { reason: error instanceof SyntaxError ? 'unusable' : 'down' };
}

function isPassing(error: unknown): boolean {
  if (error instanceof RateLimitError) return error.code !== 'insufficient_quota';
  return error instanceof APIConnectionError || error instanceof InternalServerError;
}

function describe(error: unknown): string {
  if (!(error instanceof APIError) || error.status === undefined) {
    return error instanceof Error ? plainText(error.message) : 'Unknown failure';
  }
  const message = /<[a-z!]/i.test(error.message) ? `${error.status} with a web page` : error.message;
  return plainText(error.requestID ? `${message} (request ${error.requestID})` : message);
}
