import type { LedgerLines } from '../quickbooks/ledger-line-types.ts';

/** What is compared, as it travels to the thread that compares: columns alone, so that no row is an object on the way. */

/** Rows of the cost sheet that have a cost; texts are '' where there is nothing. */
export interface SheetColumns {
  rowId: readonly string[];
  rowNumber: Int32Array;
  description: readonly string[];
  vendor: readonly string[];
  invoice: readonly string[];
  po: readonly string[];
  date: readonly string[];
  amountMinor: Float64Array;
  currency: readonly string[];
  budgetMinor: Float64Array;
  glCode: readonly string[];
  transactionId: readonly string[];
  status: readonly string[];
  notes: readonly string[];
}

/** Rows that have a budget and no cost yet. */
export interface PlannedColumns {
  currency: readonly string[];
  budgetMinor: Float64Array;
  glCode: readonly string[];
}

/** QuickBooks' lines as they travel: what is known without asking, and addresses as text. */
export type LedgerColumns = Omit<LedgerLines, 'count' | 'type' | 'balanceMinor' | 'url'> & {
  type: readonly string[];
  url: readonly string[];
};

type Column = readonly unknown[] | Int32Array | Float64Array;
type Columns = Record<string, Column>;

/** A slice of every column. */
export function slice<C extends object>(columns: C, from: number, to: number): C {
  const entries = Object.entries(columns as Columns).map(([name, column]) => [name, column.slice(from, to)]);
  return Object.fromEntries(entries) as C;
}

/** The slices together again. */
export function join<C extends object>(parts: readonly C[]): C {
  const [first] = parts as readonly Columns[];
  if (!first) throw new Error('there are no columns to join');
  const joined = Object.keys(first).map((name) => {
    const columns = (parts as readonly Columns[]).flatMap((part) => {
      const column = part[name];
      return column ? [column] : [];
    });
    return [name, joinColumn(columns)];
  });
  return Object.fromEntries(joined) as C;
}

function joinColumn(columns: readonly Column[]): Column {
  const [first] = columns;
  if (first && columns.length === 1) return first;
  if (first instanceof Float64Array || first instanceof Int32Array) {
    const count = columns.reduce((sum, { length }) => sum + length, 0);
    const all = first instanceof Float64Array ? new Float64Array(count) : new Int32Array(count);
    let at = 0;
    for (const column of columns) {
      all.set(column as ArrayLike<number>, at);
      at += column.length;
    }
    return all;
  }
  return columns.flatMap((column) => [...(column as readonly unknown[])]);
}

export function countOf(columns: object): number {
  const [first] = Object.values(columns as Columns);
  return first?.length ?? 0;
}
