import { sumMinor } from '../../core/money.ts';
import type { LedgerRow, SheetRow } from '../../proposals/variance/rows.ts';
import { postingName } from '../../proposals/variance/words.ts';
import type { RunCheck } from './finding.ts';

/** What was compared, as the checks see it: both lists, what belongs together, and which bills are paid. */
export interface Reconciled {
  sheetRows: readonly SheetRow[];
  ledgerRows: readonly LedgerRow[];
  /** Places in the two lists. */
  matches: readonly { sheet: readonly number[]; ledger: readonly number[] }[];
  /** By place in ledgerRows: false for a bill that is still to be paid, null where the question makes no sense. */
  paid: readonly (boolean | null)[];
}

/** The project's lines of one transaction together: what has one receipt, one order, and is paid as one. */
export interface Transaction {
  /** "Bill:123". */
  key: string;
  first: LedgerRow;
  lines: readonly LedgerRow[];
  /** Rows of the cost sheet that a line of it is matched with. */
  rows: readonly SheetRow[];
  totalMinor: number;
  paid: boolean | null;
}

/** Bills and purchases, in the order of the list; credits and journal entries buy nothing. */
export function transactionsOf({ sheetRows, ledgerRows, matches, paid }: Reconciled): Transaction[] {
  const rowsOf = new Map<number, SheetRow[]>();
  for (const { sheet, ledger } of matches) {
    const rows = sheet.flatMap((place) => sheetRows[place] ?? []);
    for (const place of ledger) rowsOf.set(place, rows);
  }
  const places = Map.groupBy(ledgerRows.keys(), (place) => {
    const row = ledgerRows[place];
    return `${row?.type ?? ''}:${row?.txnId ?? ''}`;
  });
  return [...places].flatMap(([key, its]): Transaction[] => {
    const lines = its.flatMap((place) => ledgerRows[place] ?? []);
    const [first] = lines;
    if (!first || !BUYING.includes(first.type)) return [];
    const rows = [...new Set(its.flatMap((place) => rowsOf.get(place) ?? []))];
    const totalMinor = sumMinor(lines.map(({ amountMinor }) => amountMinor));
    return [{ key, first, lines, rows, totalMinor, paid: paid[its[0] ?? -1] ?? null }];
  });
}

const BUYING: readonly string[] = ['Bill', 'Purchase', 'Expense'];

export const inPeriod = ({ lines }: Transaction): boolean => lines.some((line) => line.inPeriod);

/** What every finding about a transaction has in common. */
export function about({
  first,
  lines,
  rows,
  totalMinor,
}: Transaction): Pick<
  RunCheck,
  'amountMinor' | 'currency' | 'date' | 'rowNumber' | 'sheet' | 'postings' | 'url'
> {
  const [row] = rows;
  return {
    amountMinor: totalMinor,
    currency: first.currency,
    date: first.date,
    rowNumber: row?.rowNumber ?? null,
    sheet: row ? 'costs' : null,
    postings: lines.map(({ id }) => id),
    url: first.url || null,
  };
}

/** "Bill 1042 of Skyline Travel, 2026-10-12". */
export function spoken({ first }: Transaction): string {
  return `${postingName(first)}${first.vendor === '' ? '' : ` of ${first.vendor}`}, ${first.date}`;
}
