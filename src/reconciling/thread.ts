import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { QuickBooks } from '../quickbooks/types.ts';
import type { Smartsheet } from '../smartsheet/types.ts';
import { countOf, type LedgerColumns, slice } from './columns.ts';
import type { Compared, Frame } from './compare.ts';
import {
  type Ask,
  type Done,
  errorOf,
  type Failed,
  type FromThread,
  failedOf,
  type Order,
} from './protocol.ts';
import type { LinesAsked, LinesFacts } from './thread-lines.ts';
import type { SheetAsked, SheetFacts } from './thread-sheet.ts';

export type Result = Done & Pick<Compared, 'matched' | 'subjects'>;

/** The thread of one run. What it reads stays in it; every method throws VendorFailure as the vendors' own would. */
export interface Thread {
  readSheet(asked: SheetAsked): Promise<SheetFacts>;
  readLines(asked: LinesAsked): Promise<LinesFacts>;
  /** What an earlier run read, in place of readLines. */
  takeLines(lines: LedgerColumns): Promise<void>;
  /** What was read; once. */
  compare(
    frame: Omit<Frame, 'problems'>,
    onProgress: (stage: string, share: number) => void,
  ): Promise<Result>;
  end(): Promise<void>;
}

export interface Vendors {
  smartsheet: Pick<Smartsheet, 'unreadSheet'>;
  quickbooks: Pick<QuickBooks, 'unreadBatch'>;
}

/** Rows handed over at a time: copying all at once would be felt by whoever clicks meanwhile. */
const AT_ONCE = 2_000;

export function startThread(vendors: Vendors): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const orders = new Map<number, PromiseWithResolvers<unknown>>();
  // What a vendor threw is thrown again as it is: it may say more than can travel.
  const thrown = new Map<number, unknown>();
  const found: Pick<Result, 'matched' | 'subjects'> = { matched: [], subjects: [] };
  let told: (stage: string, share: number) => void = () => {};
  let last = 0;

  const order = <T>(order: Order): Promise<T> => {
    last += 1;
    const done = Promise.withResolvers<unknown>();
    orders.set(last, done);
    worker.postMessage({ kind: 'order', id: last, order });
    return done.promise as Promise<T>;
  };
  const settle = (id: number, how: (done: PromiseWithResolvers<unknown>) => void) => {
    const done = orders.get(id);
    orders.delete(id);
    if (done) how(done);
  };
  const end = (error: Error) => {
    for (const id of [...orders.keys()]) settle(id, ({ reject }) => reject(error));
  };
  const errorBehind = (failure: Failed) =>
    (failure.ask === null ? undefined : thrown.get(failure.ask)) ?? errorOf(failure);
  const answer = async (id: number, ask: Ask) => {
    try {
      const answer = await asked(vendors, ask);
      const bytes = answer instanceof Uint8Array ? [answer.buffer as ArrayBuffer] : [];
      worker.postMessage({ kind: 'answer', id, answer }, bytes);
    } catch (error) {
      thrown.set(id, error);
      worker.postMessage({ kind: 'refusal', id, failure: failedOf(error, id) });
    }
  };
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ask') void answer(message.id, message.ask);
    else if (message.kind === 'progress') told(message.stage, message.share);
    else if (message.kind === 'matched') for (const row of message.part) found.matched.push(row);
    else if (message.kind === 'subjects') for (const subject of message.part) found.subjects.push(subject);
    else if (message.kind === 'done') settle(message.id, ({ resolve }) => resolve(message.value));
    else settle(message.id, ({ reject }) => reject(errorBehind(message.failure)));
  });
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`the run's thread ended with code ${code} before it was done`)));
  return {
    readSheet: (asked) => order({ do: 'read sheet', asked }),
    readLines: (asked) => order({ do: 'read lines', asked }),
    async takeLines(lines) {
      const count = countOf(lines);
      for (let from = 0; from === 0 || from < count; from += AT_ONCE) {
        await order({ do: 'take lines', part: slice(lines, from, from + AT_ONCE) });
        await setImmediate();
      }
    },
    async compare(frame, onProgress) {
      told = onProgress;
      return { ...(await order<Done>({ do: 'compare', frame: { ...frame, problems: [] } })), ...found };
    },
    end: async () => void (await worker.terminate()),
  };
}

function asked({ smartsheet, quickbooks }: Vendors, ask: Ask): Promise<unknown> {
  return ask.of === 'sheet'
    ? smartsheet.unreadSheet(ask.sheetId, ask.query)
    : quickbooks.unreadBatch(ask.queries, ask.action);
}
