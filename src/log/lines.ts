/** One line of a file, without its line end; `null` where its bytes are not UTF-8 or it has no end. */
export interface Line {
  number: number;
  text: string | null;
  problem: string | null;
}

/** Longer than any entry can be: what has no line end for so long is not an exported log. */
const LONGEST = 32 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Cuts bytes at each newline and nowhere else (readline would also cut at U+2028, which may stand in a note), and
 * never repairs them: a byte that was changed must not be read as if it had not been.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Line> {
  let number = 1;
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield line(number, [...held, chunk.subarray(from, end)]);
      held = [];
      length = 0;
      number += 1;
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    if (rest.length > 0) held.push(rest);
    length += rest.length;
    if (length > LONGEST) {
      yield { number, text: null, problem: 'is longer than any entry can be' };
      return;
    }
  }
  if (held.length > 0)
    yield { ...line(number, held), problem: 'has no line end: the file was cut off in it' };
}

function line(number: number, parts: readonly Uint8Array[]): Line {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
    return { number, text, problem: null };
  } catch {
    return { number, text: null, problem: 'is not UTF-8 text' };
  }
}
