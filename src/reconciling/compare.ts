import type { Subject } from '../proposals/variance/subject.ts';
import { reconcile } from '../reconciliation/reconcile.ts';
import type { Cause, Taught, Tolerance } from '../reconciliation/types.ts';
import { budgetOf } from './budget.ts';
import { type CheckBasis, checksOf } from './checks/checks.ts';
import type { LedgerColumns, PlannedColumns, SheetColumns } from './columns.ts';
import { subjectsOf } from './found.ts';
import type { KeptReading } from './kept-reading.ts';
import type { LedgerRow, Period, RunDocument, SheetRow } from './run.ts';
import { ledgerRow, sheetRow, sideOfLedger, sideOfSheet, within } from './run-rows.ts';
import { heedTaught } from './taught.ts';
import { periodTotals } from './totals.ts';

/** What both sides have in common, and the run they are compared in. */
export interface Frame {
  project: { code: string; name: string };
  /** The project's. */
  currency: string;
  period: Period;
  marginDays: number;
  madeAt: string;
  sheet: { id: string; name: string; url: string | null };
  customer: string;
  tolerance: Tolerance;
  taught: Taught;
  problems: { rowNumber: number; message: string }[];
  checks: CheckBasis;
  reading: Omit<KeptReading, 'paid' | 'history'>;
}

export interface Compared {
  document: RunDocument;
  /** To be decided on, worst first. */
  subjects: Subject[];
  /** Rows of the period that leave nothing to decide and do not say so yet, and the transactions they belong to. */
  matched: MatchedRow[];
}

/**
 * The whole comparison: pure, and as long as it takes. Rows within the margin take part, so that pairs over the
 * period's edge match; figures are of the period's own rows.
 */
export function compare(
  frame: Frame,
  sheet: SheetColumns,
  planned: PlannedColumns,
  ledger: LedgerColumns,
  onProgress: (stage: string, share: number) => void,
): Compared {
  const { from, to } = frame.period;
  const window = { from: shifted(from, -frame.marginDays), to: shifted(to, frame.marginDays) };
  const places = [...sheet.rowId.keys()].filter((row) => within(sheet.date[row] ?? '', window));
  const sheetRows = places.map((row) => sheetRow(sheet, row, frame.period));
  const ledgerRows = ledger.id.map((_id, row) => ledgerRow(ledger, row, frame.period));
  const taught = known(frame.taught, sheetRows, ledgerRows);
  const found = reconcile(
    sideOfSheet(sheetRows),
    sideOfLedger(ledgerRows),
    frame.tolerance,
    taught,
    onProgress,
  );
  const heeded = heedTaught(found, { sheetRows, ledgerRows }, taught, frame.tolerance);
  const compared = { sheetRows, ledgerRows, matches: heeded.matches, unmatched: heeded.unmatched };
  const subjects = subjectsOf(
    { ...compared, sheet: frame.sheet, period: frame.period },
    frame.currency,
    frame.tolerance.currency,
  );
  const counts = new Map<Cause, number>();
  for (const { cause } of subjects) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const document: RunDocument = {
    format: 1,
    project: frame.project,
    period: frame.period,
    marginDays: frame.marginDays,
    madeAt: frame.madeAt,
    sheet: frame.sheet,
    customer: frame.customer,
    tolerance: frame.tolerance,
    ...compared,
    totals: periodTotals(compared, frame.currency, counts),
    budget: budgetOf(sheet, planned, frame.currency),
    problems: frame.problems,
    reading: {
      ...frame.reading,
      paid: [...ledger.paid],
      history:
        frame.checks.history && [...frame.checks.history].map(([vendor, habits]) => [vendor, [...habits]]),
    },
    checks: checksOf({ ...compared, paid: ledger.paid }, frame.checks, frame.period),
  };
  const open = new Set(subjects.flatMap((subject) => subject.sheet.map(({ id }) => id)));
  return { document, subjects, matched: matchedRows(document, open) };
}

export interface MatchedRow {
  rowId: string;
  /** "5001, 5002" */
  transactionId: string;
}

/** What of a run's document it takes to tell. */
export interface MatchedIn {
  sheetRows: readonly Pick<SheetRow, 'id' | 'inPeriod' | 'status' | 'transactionId'>[];
  ledgerRows: readonly Pick<LedgerRow, 'txnId'>[];
  matches: readonly Pick<RunDocument['matches'][number], 'sheet' | 'ledger'>[];
}

/** What a decision wrote stays: its words are about it, and not about this run. */
const OF_DECISIONS = ['Accepted', 'Resolved'];

/** `open`: ids of rows that are still to be decided on. */
export function matchedRows(
  { sheetRows, ledgerRows, matches }: MatchedIn,
  open: ReadonlySet<string>,
): MatchedRow[] {
  return matches.flatMap((match) => {
    const ids = match.ledger.flatMap((place) => ledgerRows[place]?.txnId ?? []);
    const transactionId = [...new Set(ids)].join(', ');
    return match.sheet
      .flatMap((place) => sheetRows[place] ?? [])
      .filter(({ id, inPeriod }) => inPeriod && !open.has(id))
      .filter(({ status }) => !OF_DECISIONS.includes(status))
      .filter((row) => row.status !== 'Matched' || row.transactionId !== transactionId)
      .map(({ id }) => ({ rowId: id, transactionId }));
  });
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What was taught of rows that are not among these has nothing to say here. */
function known(taught: Taught, sheet: readonly SheetRow[], ledger: readonly LedgerRow[]): Taught {
  const rows = new Set(sheet.map(({ id }) => id));
  const postings = new Set(ledger.map(({ id }) => id));
  return {
    same: taught.same.filter(
      (pair) => pair.sheet.every((id) => rows.has(id)) && pair.ledger.every((id) => postings.has(id)),
    ),
    different: taught.different.filter((pair) => rows.has(pair.sheet) && postings.has(pair.ledger)),
  };
}
