import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { type CheckTotal, checkTotals, type RunCheck } from './checks/finding.ts';
import type { LedgerColumns, PlannedColumns, SheetColumns } from './columns.ts';
import { join } from './columns.ts';
import { type Compared, compare, type Frame } from './compare.ts';
import type { RunBudget, RunTotals } from './run.ts';

/** A thread of its own for one comparison: minutes of computing must not hold up anybody's click. */

export type ToWorker =
  | { kind: 'sheet'; part: SheetColumns }
  | { kind: 'planned'; part: PlannedColumns }
  | { kind: 'ledger'; part: LedgerColumns }
  | { kind: 'compare'; frame: Frame };

export type FromWorker =
  | { kind: 'progress'; stage: string; share: number }
  | { kind: 'matched'; part: Compared['matched'] }
  | { kind: 'subjects'; part: Compared['subjects'] }
  /** After all parts. */
  | {
      kind: 'done';
      document: Uint8Array;
      totals: RunTotals;
      budget: RunBudget;
      checks: RunCheck[];
      /** Of all, those that `checks` leaves out too. */
      checkTotals: CheckTotal[];
    };

/** Taken in at a time: to copy all at once would be felt by whoever clicks meanwhile. */
const AT_ONCE = 1_000;
/** In the message and the digest; the document has them all. */
const MOST_CHECKS = 300;

const sheet: SheetColumns[] = [];
const planned: PlannedColumns[] = [];
const ledger: LedgerColumns[] = [];

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'sheet') sheet.push(message.part);
  else if (message.kind === 'planned') planned.push(message.part);
  else if (message.kind === 'ledger') ledger.push(message.part);
  else work(message.frame);
});

function work(frame: Frame): void {
  const tell = (message: FromWorker) => parentPort?.postMessage(message);
  const compared = compare(frame, join(sheet), join(planned), join(ledger), (stage, share) =>
    tell({ kind: 'progress', stage, share }),
  );
  const { totals, budget, checks = [] } = compared.document;
  const document = new Uint8Array(gzipSync(JSON.stringify(compared.document)));
  for (let from = 0; from < compared.matched.length; from += AT_ONCE)
    tell({ kind: 'matched', part: compared.matched.slice(from, from + AT_ONCE) });
  for (let from = 0; from < compared.subjects.length; from += AT_ONCE)
    tell({ kind: 'subjects', part: compared.subjects.slice(from, from + AT_ONCE) });
  tell({
    ...{ kind: 'done', document, totals, budget },
    ...{ checks: checks.slice(0, MOST_CHECKS), checkTotals: checkTotals(checks) },
  });
}
