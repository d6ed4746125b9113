import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import { RunDocument } from '../../reconciling/run.ts';
import { columnar } from './columnar.ts';
import { toCsv } from './csv.ts';
import { groupsOf } from './groups.ts';
import type { Standing } from './standing.ts';
import { type Fact, toXlsx } from './xlsx.ts';

/** A thread of its own for one answer: a workbook of 20,000 rows takes seconds, and nobody's click may wait for it. */

export interface Asked {
  /** As it is stored: JSON, gzipped. */
  document: Uint8Array;
  standings: Record<string, Standing>;
  facts: readonly Fact[];
  as: 'json' | 'csv' | 'xlsx';
  /** Whether the answer is to be compressed. */
  gzip: boolean;
}

async function built({ document: stored, standings, facts, as, gzip }: Asked): Promise<Uint8Array> {
  const document = RunDocument.parse(JSON.parse(gunzipSync(stored).toString('utf8')));
  const groups = groupsOf(document, standings);
  if (as === 'xlsx') return toXlsx(document, groups, facts);
  const text =
    as === 'csv' ? toCsv(groups, document.checks ?? []) : JSON.stringify(columnar(document, groups));
  return gzip ? gzipSync(text, { level: 4 }) : Buffer.from(text);
}

if (parentPort) parentPort.postMessage(new Uint8Array(await built(workerData as Asked)));
