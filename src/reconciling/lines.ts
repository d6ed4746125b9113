import { Temporal } from 'temporal-polyfill';
import type { Way } from '../approval/way.ts';
import type { VendorHistory } from '../quickbooks/ledger-line-types.ts';
import type { LedgerWindow } from '../quickbooks/ledger-types.ts';
import type { LedgerColumns } from './columns.ts';
import { errorOf } from './protocol.ts';
import type { Period, RunDocument } from './run.ts';
import { latestRun, runDocument } from './stored.ts';
import type { Thread } from './thread.ts';
import { columnsOf } from './thread-lines.ts';

/**
 * The ledger's side of a run, in as few calls as can be: a night reads what changed since the night before and keeps
 * the rest. What changes cannot tell (a vendor renamed, a receipt attached later) comes with the next whole reading.
 */
export interface ReadLines {
  lines: LedgerColumns;
  /** The days that were read, both included, margins and all. */
  from: string;
  to: string;
  /** ISO instant: changes are asked for from then on. */
  asOf: string;
  /** Of the last whole reading. */
  wholeAt: string;
  /** Of the year up to the period, where the last whole reading took it. */
  history: VendorHistory | null;
}

/** A night needs a day more than the one before; so many are read ahead. */
const AHEAD_DAYS = 8;
const WHOLE_EVERY_DAYS = 7;
// Instants are QuickBooks' own, and its clock is not ours.
const CLOCKS_DIFFER_MS = 10 * 60_000;
/** Larger ones are read whole: taking a document apart would be felt by whoever clicks meanwhile. */
const MOST_KNOWN = 20_000;

const moved = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();

/** Read, and held by the run's thread. */
export interface HeldLines extends Omit<ReadLines, 'lines' | 'history'> {
  /** How many there are. */
  lines: number;
  /** Throws VendorFailure where the lines could be read and what vendors were paid for before them could not. */
  history(): VendorHistory | null;
}

/** Everything of the window, and some days ahead; for the vendors' history also the rest of the year up to the period. */
export async function wholeLines(
  way: Way,
  thread: Thread,
  window: LedgerWindow,
  period: Period,
): Promise<HeldLines> {
  const at = way.now();
  const ahead = { ...window, to: moved(window.to, AHEAD_DAYS) };
  const read = { from: moved(ahead.from, -ahead.marginDays), to: moved(ahead.to, ahead.marginDays) };
  const yearBefore = Temporal.PlainDate.from(period.to).subtract({ years: 1 }).toString();
  const earlier = yearBefore < read.from ? { from: yearBefore, to: moved(read.from, -1) } : null;
  const frame = await way.quickbooks.ledgerFrame();
  const { lines, history } = await thread.readLines({
    window: { ...ahead, historyTo: period.to },
    ...frame,
    earlier,
  });
  const asOf = new Date(at.getTime() - CLOCKS_DIFFER_MS).toISOString();
  return {
    ...{ lines, ...read, asOf, wholeAt: at.toISOString() },
    history() {
      if ('failure' in history) throw errorOf(history.failure);
      return history.of;
    },
  };
}

/** What was known, with what changed since; null where that does not do, and everything is to be read. */
export async function changedLines(
  way: Way,
  window: LedgerWindow,
  known: ReadLines,
): Promise<ReadLines | null> {
  const from = moved(window.from, -window.marginDays);
  const old = way.now().getTime() - Date.parse(known.wholeAt) > WHOLE_EVERY_DAYS * 86_400_000;
  if (old || known.from > from || known.to < moved(window.to, window.marginDays)) return null;
  // Asked for as far as it was read, so that what is kept and what comes cover the same days.
  const whole = {
    ...window,
    from: moved(known.from, window.marginDays),
    to: moved(known.to, -window.marginDays),
  };
  const changes = await way.quickbooks.changedLedger(new Date(known.asOf), whole);
  const asOf = changes.asOf.toISOString();
  const news = columnsOf(changes.lines);
  if (changes.full) return { ...known, lines: news, asOf, wholeAt: way.now().toISOString() };
  const gone = new Set([...changes.touched, ...changes.deleted].map(({ type, txnId }) => `${type}:${txnId}`));
  const kept = [...known.lines.id.keys()].filter(
    (row) =>
      !gone.has(`${known.lines.type[row]}:${known.lines.txnId[row]}`) &&
      (known.lines.date[row] ?? '') >= from,
  );
  return { ...known, from, lines: both(known.lines, kept, news), asOf };
}

function both(known: LedgerColumns, kept: readonly number[], news: LedgerColumns): LedgerColumns {
  const { amountMinor, ...texts } = known;
  const picked = Object.entries(texts).map(([name, column]) => {
    const more = news[name as keyof typeof texts] as readonly unknown[];
    return [name, [...kept.map((row) => column[row]), ...more]];
  });
  return {
    ...(Object.fromEntries(picked) as typeof texts),
    amountMinor: Float64Array.from([...kept.map((row) => amountMinor[row] ?? 0), ...news.amountMinor]),
  };
}

/** What the newest run of the project read; null where there is none to go on from. */
export async function knownLines(
  { db }: Way,
  project: string,
  customerId: string,
): Promise<ReadLines | null> {
  const run = await latestRun(db.prisma, project);
  const rows = run?.summary?.totals.ledgerRows ?? MOST_KNOWN;
  if (!run || rows >= MOST_KNOWN) return null;
  const document = await runDocument(db.prisma, run.number);
  const reading = document?.reading;
  if (!document || reading?.customerId !== customerId || reading.paid.length !== document.ledgerRows.length)
    return null;
  const { from, to, asOf, wholeAt, paid, history } = reading;
  return {
    lines: { ...asColumns(document), paid },
    from,
    to,
    asOf,
    wholeAt,
    history: history && new Map(history),
  };
}

function asColumns({ ledgerRows: rows }: RunDocument): Omit<LedgerColumns, 'paid'> {
  const column = <Key extends keyof RunDocument['ledgerRows'][number]>(key: Key) =>
    rows.map((row) => row[key]);
  return {
    ...{ id: column('id'), type: column('type'), txnId: column('txnId'), lineId: column('lineId') },
    ...{ syncToken: column('syncToken'), number: column('number'), vendorId: column('vendorId') },
    ...{ vendor: column('vendor'), po: column('po'), date: column('date'), currency: column('currency') },
    amountMinor: Float64Array.from(rows, ({ amountMinor }) => amountMinor),
    ...{ customerId: column('customerId'), customer: column('customer'), accountId: column('accountId') },
    ...{
      account: column('account'),
      classId: column('classId'),
      class: column('class'),
      memo: column('memo'),
    },
    ...{ hasAttachment: column('hasAttachment'), url: column('url') },
    exchangeRate: rows.map(({ exchangeRate = '' }) => exchangeRate),
  };
}
