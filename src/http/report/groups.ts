import { fingerprintOf, type Subject } from '../../proposals/variance/subject.ts';
import type { Cause, Part } from '../../reconciliation/types.ts';
import { subjectsOf } from '../../reconciling/found.ts';
import type { LedgerRow, RunDocument, SheetRow } from '../../reconciling/run.ts';
import type { Standing } from './standing.ts';

export const STATES = ['matched', 'open', 'decided', 'snoozed', 'settled', 'changed'] as const;
export type State = (typeof STATES)[number];

export const STATE_WORDS: Readonly<Record<State, string>> = {
  matched: 'Matched',
  open: 'To decide',
  decided: 'Decided',
  snoozed: 'Snoozed',
  settled: 'Settled since',
  changed: 'Changed since',
};

/** What belongs together, or one row that has no partner: one line of the report. */
export interface Group {
  sheet: SheetRow[];
  ledger: LedgerRow[];
  cause: Cause;
  /** Ledger minus sheet, in `currency`; null where it crosses currencies. */
  differenceMinor: number | null;
  currency: string;
  parts: readonly Part[];
  /** null where nothing was matched. */
  confidence: number | null;
  why: readonly string[];
  state: State;
  /** What was decided, and by whom; '' where there is nothing to say. */
  words: string;
  /** Of the other list, what may belong to it and was not taken; best first. */
  near: { sheet: SheetRow[]; ledger: LedgerRow[] };
}

/** Everything of the period: first what is to be decided on, worst first; then what agrees, by the sheet's order. */
export function groupsOf(document: RunDocument, standings: Readonly<Record<string, Standing>>): Group[] {
  const { currency } = document.totals;
  const subjects = subjectsOf(document, currency, document.tolerance.currency);
  const ambiguous = candidatesOf(document);
  const differing = subjects.map(
    (subject): Group => ({
      ...subject,
      ...stateOf(subject, standings[subject.key]),
      near: {
        sheet: subject.ledger.flatMap(({ id }) => ambiguous.sheet.get(id) ?? []),
        ledger: subject.sheet.flatMap(({ id }) => ambiguous.ledger.get(id) ?? []),
      },
    }),
  );
  const taken = new Set(subjects.flatMap(({ sheet, ledger }) => [...sheet, ...ledger].map(({ id }) => id)));
  return [...differing, ...agreed(document, taken)];
}

/** "Changed": a newer run found other figures here, and what became of those is not said of these. */
function stateOf(subject: Subject, standing: Standing | undefined): Pick<Group, 'state' | 'words'> {
  if (!standing) return { state: 'open', words: '' };
  const { state, words, fingerprint } = standing;
  if (fingerprint !== fingerprintOf(subject))
    return { state: 'changed', words: 'A later run finds other figures here' };
  return { state, words };
}

/** Reversed entries of one list are one subject, so what is already in one is not shown again. */
function agreed({ matches, sheetRows, ledgerRows }: RunDocument, taken: ReadonlySet<string>): Group[] {
  const groups = matches.flatMap((match): Group[] => {
    const sheet = match.sheet.flatMap((place) => sheetRows[place] ?? []);
    const ledger = match.ledger.flatMap((place) => ledgerRows[place] ?? []);
    const rows = [...sheet, ...ledger];
    if (!rows.some(({ inPeriod }) => inPeriod) || rows.some(({ id }) => taken.has(id))) return [];
    const { cause, differenceMinor, parts, confidence, why } = match;
    const currency = rows[0]?.currency ?? '';
    const near = { sheet: [], ledger: [] };
    return [
      {
        ...{ sheet, ledger, cause, differenceMinor, currency, parts, confidence, why, near },
        state: 'matched',
        words: '',
      },
    ];
  });
  return groups.sort((a, b) => (a.sheet[0]?.rowNumber ?? 0) - (b.sheet[0]?.rowNumber ?? 0));
}

function candidatesOf({ sheetRows, ledgerRows, unmatched }: RunDocument) {
  return {
    ledger: new Map(
      unmatched.sheet.map(({ row, candidates }) => [
        sheetRows[row]?.id ?? '',
        candidates.flatMap((place) => ledgerRows[place] ?? []),
      ]),
    ),
    sheet: new Map(
      unmatched.ledger.map(({ row, candidates }) => [
        ledgerRows[row]?.id ?? '',
        candidates.flatMap((place) => sheetRows[place] ?? []),
      ]),
    ),
  };
}
