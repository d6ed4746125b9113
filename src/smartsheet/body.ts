import { failureFromContent } from './faults.ts';

/** Larger bodies are handed on unread where the caller reads them in a thread of its own. */
const LARGE_BYTES = 64 * 1024;

/** Escapes of what Postgres does not take: a NUL, and halves of surrogate pairs. Few texts hold any. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/** A body as JSON, undefined for an empty one. Throws VendorFailure where it is none. */
export function readBody(text: string, write: boolean): unknown {
  if (text.trim() === '') return undefined;
  try {
    // To be asked about each value would make a large page ten times as slow.
    return UNSTORABLE.test(text) ? JSON.parse(text, storable) : JSON.parse(text);
  } catch (error) {
    throw failureFromContent('it is not JSON', write, error);
  }
}

/** A draft keeps what was read, and Postgres takes neither a NUL nor half of a surrogate pair. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '') : value;
}

/** Bytes where there are many of them, else what they say. */
export async function unreadBody(response: Response): Promise<unknown> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length > LARGE_BYTES ? bytes : readBody(new TextDecoder().decode(bytes), false);
}

/** What unreadBody answered, read. */
export function readUnread(answer: unknown): unknown {
  return answer instanceof Uint8Array ? readBody(new TextDecoder().decode(answer), false) : answer;
}
