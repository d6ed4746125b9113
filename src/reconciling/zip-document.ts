import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import type { RunDocument } from './run.ts';

/** Elements of a list made into text at a time: the whole text of a large run would be some hundred megabytes. */
const AT_ONCE = 1_000;

/** A run's document as it is stored: JSON, gzipped. */
export async function zipDocument(document: RunDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await buffer(Readable.from(textOf(document)).pipe(createGzip())));
}

/** What JSON.stringify would say, in pieces. */
function* textOf(document: RunDocument): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    before = ',';
    if (Array.isArray(value)) yield* listOf(value);
    else yield JSON.stringify(value);
  }
  yield before === '{' ? '{}' : '}';
}

function* listOf(list: readonly unknown[]): Generator<string> {
  if (list.length <= AT_ONCE) return yield JSON.stringify(list);
  for (let from = 0; from < list.length; from += AT_ONCE) {
    const some = JSON.stringify(list.slice(from, from + AT_ONCE));
    yield `${from === 0 ? '[' : ','}${some.slice(1, -1)}`;
  }
  yield ']';
}
