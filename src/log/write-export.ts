import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EntryLine } from './chain.ts';
import type { HeadLine } from './head.ts';

/**
 * Writes the lines beside the file and renames them into its place at the end, so that the file is either the whole
 * export or as it was. Counts the entries, and those that stand there in full. Throws as node:fs does.
 */
export async function writeExport(
  lines: AsyncIterable<EntryLine | HeadLine>,
  file: string,
): Promise<{ count: number; shown: number }> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  const counted = { count: 0, shown: 0 };
  async function* text() {
    for await (const line of lines) {
      if ('seq' in line) counted.count += 1;
      if ('body' in line && line.body !== undefined) counted.shown += 1;
      yield `${JSON.stringify(line)}\n`;
    }
  }
  try {
    await pipeline(Readable.from(text()), createWriteStream(unfinished, { flags: 'w', flush: true }));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return counted;
}
