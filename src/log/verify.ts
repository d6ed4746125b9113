import { brokenLink, EntryLine, type Link, parseJson, START } from './chain.ts';
import { brokenHead, type Head, HeadLine } from './head.ts';
import { type Line, linesOf } from './lines.ts';

export type Verdict =
  | { ok: true; count: number; shown: number; head: Head; publicKey: string }
  /** A sentence that names the entry, or what stands in its place. */
  | { ok: false; reason: string };

/**
 * Follows an exported log from its bytes alone, in constant memory; needs no database and no settings. The first
 * thing that does not follow is named. Every line must be byte for byte as it was written, so that no change is too
 * small to be noticed.
 */
export async function verifyLog(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Verdict> {
  let link: Link = START;
  let shown = 0;
  let signed: HeadLine | null = null;
  for await (const line of linesOf(chunks)) {
    const place = `entry ${link.count + 1} (line ${line.number})`;
    if (signed)
      return no(`line ${line.number} stands after the signed head, which follows entry ${link.count}`);
    if (line.text === null || line.problem !== null) return no(`${place} ${line.problem}`);
    const value = parseJson(line.text);
    if (value !== null && typeof value === 'object' && 'head' in value) {
      const head = HeadLine.safeParse(value);
      if (!head.success || !asWritten(head.data, line)) {
        return no(`the signed head on line ${line.number}, after entry ${link.count}, was changed`);
      }
      signed = head.data;
      continue;
    }
    const entry = EntryLine.safeParse(value);
    if (!entry.success) return no(`${place} is not an entry of a decision log`);
    const wrong = brokenLink(entry.data, link);
    if (wrong) return no(`${place} ${wrong}`);
    if (!asWritten(entry.data, line)) {
      return no(`${place} is not written as it was exported: its spacing, order or line end was changed`);
    }
    link = { count: link.count + 1, lastHash: entry.data.hash };
    if (entry.data.body !== undefined) shown += 1;
  }
  if (!signed) return no(noHead(link.count));
  const wrong = brokenHead(signed, link);
  if (wrong) return no(wrong);
  return { ok: true, count: link.count, shown, head: signed.head, publicKey: signed.publicKey };
}

const no = (reason: string): Verdict => ({ ok: false, reason });

/** zod gives the keys in the schema's order, which is the order they are written in. */
const asWritten = (value: EntryLine | HeadLine, line: Line) => JSON.stringify(value) === line.text;

function noHead(count: number): string {
  if (count === 0)
    return 'the file is empty: an exported log ends with a signed head, even where it has no entries';
  return `the signed head is missing after entry ${count}: the end of the log was cut off`;
}
