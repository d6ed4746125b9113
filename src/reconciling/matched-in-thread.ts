import { Worker } from 'node:worker_threads';
import type { MatchedRow } from './compare.ts';
import type { Asked } from './matched-worker.ts';

/** Rows of a stored run that leave nothing to decide. Throws Error where its document cannot be read. */
export async function matchedInThread(asked: Asked): Promise<MatchedRow[]> {
  const worker = new Worker(new URL('./matched-worker.ts', import.meta.url), { workerData: asked });
  const { promise, resolve, reject } = Promise.withResolvers<MatchedRow[]>();
  worker.on('message', resolve);
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the run's document was not read, code ${code}`)));
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}
