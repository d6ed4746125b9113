import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { VendorFailure } from '../core/failure.ts';
import type { RowWrite, Written } from '../proposals/variance/write-rows.ts';
import type { QuickBooks } from '../quickbooks/types.ts';
import type { Smartsheet, WriteCells } from '../smartsheet/types.ts';
import { ROWS_PER_REQUEST } from '../smartsheet/writing.ts';
import { countOf, type LedgerColumns, slice } from './columns.ts';
import type { Compared, Frame } from './compare.ts';
import {
  type Ask,
  errorOf,
  type Failed,
  type FromThread,
  failedOf,
  type LinesAsked,
  type LinesFacts,
  type Order,
  type ReadSoFar,
  type SheetAsked,
  type SheetFacts,
  STALE,
  type WritingAsked,
  type WritingDone,
  type WritingPlan,
} from './protocol.ts';
import type { Done } from './worker.ts';

export type Result = Done & Pick<Compared, 'subjects'>;

/** The thread of one run. What it reads stays in it; every method throws VendorFailure as the vendors' own would. */
export interface Thread {
  /** Whoever wants to be told from now on how far both lists are read. */
  tellReading(onRead: (far: ReadSoFar) => void): void;
  readSheet(asked: SheetAsked): Promise<SheetFacts>;
  readLines(asked: LinesAsked): Promise<LinesFacts>;
  /** What an earlier run read, in place of readLines. */
  takeLines(lines: LedgerColumns): Promise<void>;
  /** What was read; once. */
  compare(
    frame: Omit<Frame, 'problems'>,
    onProgress: (stage: string, share: number) => void,
  ): Promise<Result>;
  /** In place of reading and comparing: what an earlier try of the run came to, and the rows that are in a variance. */
  takeDocument(document: Uint8Array, open: readonly string[]): Promise<void>;
  /** To be written before the rows that match. */
  takeRows(rows: readonly RowWrite[]): Promise<void>;
  /** All of it, by `door`; once. */
  write(
    asked: WritingAsked,
    door: WritingDoor,
    onProgress: (written: number, of: number) => void,
  ): Promise<WritingDone>;
  end(): Promise<void>;
}

export interface WritingDoor {
  /** What is judged by what the rows say is read and written in one turn. */
  inTurn<T>(sheetId: string, work: (write: WriteCells) => Promise<T>): Promise<T>;
  /** Ids of rows that were decided on since the run began. */
  decided(): Promise<string[]>;
}

/** What a part is written with, while it has the sheet's turn. */
type Writing = Pick<WritingDoor, 'decided'> & { write: WriteCells };

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
  const subjects: Compared['subjects'] = [];
  let toldReading: (far: ReadSoFar) => void = () => {};
  let told: (stage: string, share: number) => void = () => {};
  let writing: Writing | null = null;
  let last = 0;
  let ended: Error | null = null;

  const order = <T>(order: Order): Promise<T> => {
    if (ended) return Promise.reject(ended);
    last += 1;
    const done = Promise.withResolvers<unknown>();
    orders.set(last, done);
    try {
      worker.postMessage({ kind: 'order', id: last, order });
    } catch (error) {
      settle(last, ({ reject }) => reject(error));
    }
    return done.promise as Promise<T>;
  };
  const settle = (id: number, how: (done: PromiseWithResolvers<unknown>) => void) => {
    const done = orders.get(id);
    orders.delete(id);
    if (done) how(done);
  };
  /** Nobody answers any more: neither what was ordered nor what will be. */
  const end = (error: Error) => {
    ended ??= error;
    for (const id of [...orders.keys()]) settle(id, ({ reject }) => reject(error));
  };
  const errorBehind = (failure: Failed) =>
    (failure.ask === null ? undefined : thrown.get(failure.ask)) ?? errorOf(failure);
  const answer = async (id: number, ask: Ask) => {
    try {
      const answer = await asked(vendors, writing, ask);
      const bytes = answer instanceof Uint8Array ? [answer.buffer as ArrayBuffer] : [];
      worker.postMessage({ kind: 'answer', id, answer }, bytes);
    } catch (error) {
      thrown.set(id, error);
      worker.postMessage({ kind: 'refusal', id, failure: failedOf(error, id) });
    }
  };
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ask') void answer(message.id, message.ask);
    else if (message.kind === 'read') toldReading(message.far);
    else if (message.kind === 'progress') told(message.stage, message.share);
    else if (message.kind === 'subjects') for (const subject of message.part) subjects.push(subject);
    else if (message.kind === 'done') settle(message.id, ({ resolve }) => resolve(message.value));
    else settle(message.id, ({ reject }) => reject(errorBehind(message.failure)));
  });
  worker.on('error', end);
  worker.on('messageerror', end);
  worker.on('exit', (code) => end(new Error(`the run's thread ended with code ${code} before it was done`)));
  return {
    tellReading(onRead) {
      toldReading = onRead;
    },
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
      return { ...(await order<Done>({ do: 'compare', frame: { ...frame, problems: [] } })), subjects };
    },
    takeDocument: (document, open) => order({ do: 'take document', document, open }),
    takeRows: (rows) => order({ do: 'take rows', rows }),
    async write(asked, { inTurn, decided }, onProgress) {
      const { sheetName, rows } = await order<WritingPlan>({ do: 'plan writing', asked });
      const done: WritingDone = { sheetName, kept: [], refused: [] };
      for (let from = 0; from < rows; from += ROWS_PER_REQUEST) {
        const to = Math.min(from + ROWS_PER_REQUEST, rows);
        const { kept, refused } = await inTurn(asked.sheetId, (write) => {
          writing = { write, decided };
          return order<Written>({ do: 'write part', from, to });
        });
        for (const one of kept) done.kept.push(one);
        done.refused.push(...refused.filter((one) => !done.refused.includes(one)));
        onProgress(to, rows);
      }
      return done;
    },
    end: async () => void (await worker.terminate()),
  };
}

function asked({ smartsheet, quickbooks }: Vendors, writing: Writing | null, ask: Ask): Promise<unknown> {
  if (ask.of === 'sheet') return smartsheet.unreadSheet(ask.sheetId, ask.query);
  if (ask.of === 'books') return quickbooks.unreadBatch(ask.queries, ask.action);
  if (!writing) throw new Error('nothing was to be written');
  if (ask.of === 'decided') return writing.decided();
  const { writes, until } = ask;
  return writing.write(writes, async () => {
    if (until !== null && Date.now() > until) throw tooLate();
  });
}

function tooLate(): VendorFailure {
  const message = 'the cells were read too long before they could be written';
  return new VendorFailure({ service: 'Smartsheet', kind: 'retry', code: STALE, message });
}
