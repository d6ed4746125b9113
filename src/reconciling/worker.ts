import { parentPort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { RowWrite } from '../proposals/variance/write-rows.ts';
import type { CostRead } from '../smartsheet/cost-rows.ts';
import type { SheetColumns } from '../smartsheet/types.ts';
import { type CheckTotal, checkTotals, type RunCheck } from './checks/finding.ts';
import { join, type LedgerColumns } from './columns.ts';
import { compare, type Frame, type MatchedRow, matchedRows } from './compare.ts';
import { createDoor } from './door.ts';
import type { FromThread, Order, ReadSoFar, ToThread } from './protocol.ts';
import { LedgerRow, places, type RunBudget, type RunTotals, SheetRow } from './run.ts';
import { readLines } from './thread-lines.ts';
import { readCosts } from './thread-sheet.ts';
import { planWriting, sayings, type Writing, writePart } from './thread-writing.ts';
import { zipDocument } from './zip-document.ts';

/**
 * A thread of its own for one run: pages of vendors are taken apart here and compared here, and what is large never
 * stands in the bot's own thread, where minutes of computing would hold up everybody's clicks.
 */

/** After all its parts. */
export interface Done {
  document: Uint8Array;
  totals: RunTotals;
  budget: RunBudget;
  checks: RunCheck[];
  /** Of all, those that `checks` leaves out too. */
  checkTotals: CheckTotal[];
}

/** Taken in at a time by the other side: to copy all at once would be felt by whoever clicks meanwhile. */
const AT_ONCE = 50;
/** In the message and the digest; the document has them all. */
const MOST_CHECKS = 300;

const post = (message: FromThread, transfer: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transfer);
const door = createDoor(post);
let costs: CostRead | null = null;
let ledger: LedgerColumns[] = [];
/** What its rows said of us when they were read. */
let said: SheetColumns | undefined;
/** Rows that are to say Matched. */
let matched: MatchedRow[] = [];
/** What else is to be written, before them. */
let rows: RowWrite[] = [];
let writing: Writing | null = null;

parentPort?.on('message', (message: ToThread) => {
  if (message.kind !== 'order') return door.hear(message);
  const { id } = message;
  carryOut(message.order).then(
    (value) => post({ kind: 'done', id, value }),
    (error) => post({ kind: 'failed', id, failure: door.failed(error) }),
  );
});

// An order that cannot be read would wait for its answer for ever: the thread ends, and whoever ordered is told.
parentPort?.on('messageerror', (error) => {
  throw error;
});

const told =
  (list: ReadSoFar['list']) =>
  (read: number, of: number | null): void =>
    post({ kind: 'read', far: { list, read, of } });

async function carryOut(order: Order): Promise<unknown> {
  if (order.do === 'read sheet') {
    const { facts, read, sheet } = await readCosts(door, order.asked, told('sheet'));
    costs = read;
    said = sayings(sheet, order.asked.columns);
    return facts;
  }
  if (order.do === 'read lines') {
    const { facts, columns } = await readLines(door, order.asked, told('books'));
    ledger = [columns];
    return facts;
  }
  if (order.do === 'take lines') return void ledger.push(order.part);
  if (order.do === 'take document') {
    matched = matchedRows(matchesIn(order.document), new Set(order.open));
    return;
  }
  if (order.do === 'take rows') {
    for (const row of order.rows) rows.push(row);
    return;
  }
  if (order.do === 'compare') return work(order.frame);
  if (order.do === 'write part') {
    if (!writing) throw new Error('there is nothing to write');
    return writePart(door, writing, order.from, order.to);
  }
  const wanted = [...rows, ...matched.map((row): RowWrite => ({ ...row, status: 'Matched', notes: null }))];
  rows = [];
  matched = [];
  const planned = await planWriting(door, order.asked, wanted, said);
  said = undefined;
  writing = planned.writing;
  return planned.plan;
}

/** Of a document nothing else is held: it is large. */
const Matches = z.object({
  sheetRows: z.array(SheetRow.pick({ id: true, inPeriod: true, status: true, transactionId: true })),
  ledgerRows: z.array(LedgerRow.pick({ txnId: true })),
  matches: z.array(z.object({ sheet: places, ledger: places })),
});

function matchesIn(document: Uint8Array): z.infer<typeof Matches> {
  return Matches.parse(JSON.parse(gunzipSync(document).toString('utf8')));
}

async function work(frame: Frame): Promise<Done> {
  if (!costs) throw new Error('there is no sheet to compare');
  const problems = costs.problems
    .filter(({ kept }) => !kept)
    .map(({ rowNumber, message }) => ({ rowNumber, message }));
  const compared = compare({ ...frame, problems }, costs.rows, costs.planned, join(ledger), (stage, share) =>
    post({ kind: 'progress', stage, share }),
  );
  costs = null;
  ledger = [];
  const { totals, budget, checks = [] } = compared.document;
  const document = await zipDocument(compared.document);
  matched = compared.matched;
  for (let from = 0; from < compared.subjects.length; from += AT_ONCE)
    post({ kind: 'subjects', part: compared.subjects.slice(from, from + AT_ONCE) });
  const some = { checks: checks.slice(0, MOST_CHECKS), checkTotals: checkTotals(checks) };
  return { document, totals, budget, ...some };
}
