import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { matchedRows } from './compare.ts';
import { RunDocument } from './run.ts';

/** A thread of its own: a run's document of a large project takes seconds to be read, and nobody's click may wait. */

export interface Asked {
  /** As it is stored: JSON, gzipped. */
  document: Uint8Array;
  /** Ids of rows that are to be decided on, or were. */
  open: readonly string[];
}

if (parentPort) {
  const { document, open } = workerData as Asked;
  const read = RunDocument.parse(JSON.parse(gunzipSync(document).toString('utf8')));
  parentPort.postMessage(matchedRows(read, new Set(open)));
}
