import { createReadStream, existsSync, statSync } from 'node:fs';
import { verifyLog } from '../log/verify.ts';

/** An exported log's bytes, once it is known to verify: nothing is told from a log that somebody changed. Throws Error in words. */
export async function verifiedChunks(file: string): Promise<AsyncIterable<Uint8Array>> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  if (statSync(file).isDirectory()) throw new Error(`${file} is a folder, not an exported log.`);
  const verdict = await verifyLog(createReadStream(file));
  if (!verdict.ok) throw new Error(`${file} does not verify: ${verdict.reason}.`);
  return createReadStream(file);
}
