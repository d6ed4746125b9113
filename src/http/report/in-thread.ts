import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import type { Asked } from './worker.ts';

/** At most so many at once, however many open a report: each takes a core. */
const AT_ONCE = 2;
const queue = new PQueue({ concurrency: AT_ONCE });

/** Answers that many people ask for within the hour after a message; a megabyte each. */
const REMEMBERED = 4;
const remembered = new Map<string, Promise<Buffer>>();

/** The same answer to everybody who asks for the same; `key` names all that it depends on. */
export function builtOnce(key: string, asked: Asked): Promise<Buffer> {
  const known = remembered.get(key);
  if (known) return known;
  const answer = builtInThread(asked);
  remembered.set(key, answer);
  for (const oldest of remembered.keys()) if (remembered.size > REMEMBERED) remembered.delete(oldest);
  answer.catch(() => remembered.delete(key));
  return answer;
}

/** Throws Error where it could not be built. */
export function builtInThread(asked: Asked): Promise<Buffer> {
  return queue.add(() => inWorker(asked));
}

async function inWorker(asked: Asked): Promise<Buffer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: asked });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  worker.on('message', resolve);
  worker.on('error', reject);
  worker.on('exit', (code) =>
    reject(new Error(`the report's thread ended with code ${code} before it was done`)),
  );
  try {
    const { buffer, byteOffset, byteLength } = await promise;
    return Buffer.from(buffer, byteOffset, byteLength);
  } finally {
    await worker.terminate();
  }
}
