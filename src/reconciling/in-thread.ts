import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { countOf, type LedgerColumns, type PlannedColumns, type SheetColumns, slice } from './columns.ts';
import type { Compared, Frame } from './compare.ts';
import type { FromWorker, ToWorker } from './worker.ts';

export type Result = Omit<Extract<FromWorker, { kind: 'done' }>, 'kind'> &
  Pick<Compared, 'matched' | 'subjects'>;

/** Rows handed over at a time: copying all at once would be felt by whoever clicks meanwhile. */
const AT_ONCE = 2_000;

/** Compares in a thread of its own. Throws Error where the comparison itself failed. */
export async function compareInThread(
  frame: Frame,
  sheet: SheetColumns,
  planned: PlannedColumns,
  ledger: LedgerColumns,
  onProgress: (stage: string, share: number) => void,
): Promise<Result> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const matched: Compared['matched'] = [];
  const subjects: Compared['subjects'] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'progress') onProgress(message.stage, message.share);
    else if (message.kind === 'matched') for (const row of message.part) matched.push(row);
    else if (message.kind === 'subjects') for (const subject of message.part) subjects.push(subject);
    else resolve({ ...message, matched, subjects });
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the comparison ended with code ${code} before it was done`)));
  promise.catch(() => {}); // it is awaited below; until then nobody must take it for unheard
  try {
    await handOver(sheet, (part) => worker.postMessage({ kind: 'sheet', part } satisfies ToWorker));
    await handOver(planned, (part) => worker.postMessage({ kind: 'planned', part } satisfies ToWorker));
    await handOver(ledger, (part) => worker.postMessage({ kind: 'ledger', part } satisfies ToWorker));
    worker.postMessage({ kind: 'compare', frame } satisfies ToWorker);
    return await promise;
  } finally {
    await worker.terminate();
  }
}

async function handOver<C extends object>(columns: C, send: (part: C) => void): Promise<void> {
  const count = countOf(columns);
  for (let from = 0; from === 0 || from < count; from += AT_ONCE) {
    send(slice(columns, from, from + AT_ONCE));
    await setImmediate();
  }
}
