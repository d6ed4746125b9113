import type { Side, Tolerance } from '../../src/reconciliation/types.ts';
import { minorOf } from '../bench/reconcile/cause.ts';
import type { Generated } from '../bench/reconcile/truth.ts';

/** The command's defaults. */
export const TOLERANCE: Tolerance = { amountMinor: 100, currency: 'USD', percent: 0.5, days: 7 };

/** A row as tests write it: what is left out is empty, the currency USD. */
export interface Row {
  id: string;
  date: string;
  amount: string;
  currency?: string;
  text?: string;
  vendor?: string;
  number?: string;
  po?: string;
  project?: string;
  account?: string;
  class?: string;
  type?: string;
}

export function sideOf(rows: readonly Row[]): Side {
  const column = (name: Exclude<keyof Row, 'id' | 'date' | 'amount'>): string[] =>
    rows.map((row) => row[name] ?? '');
  return {
    id: rows.map((row) => row.id),
    day: Int32Array.from(rows, (row) => Math.round(Date.parse(row.date) / 86_400_000)),
    amountMinor: Float64Array.from(rows, (row) => minorOf(row.amount)),
    currency: rows.map((row) => row.currency || 'USD'),
    text: column('text'),
    vendor: column('vendor'),
    number: column('number'),
    po: column('po'),
    project: column('project'),
    account: column('account'),
    class: column('class'),
    type: column('type'),
  };
}

/** A generator's rows as the engine takes them. */
export function rowsOf(made: Generated): { sheet: Row[]; ledger: Row[] } {
  return {
    sheet: made.sheet.map(({ description, invoice, ...row }) => ({
      ...row,
      text: description,
      number: invoice,
    })),
    ledger: made.ledger.map(({ memo, ...row }) => ({ ...row, text: memo })),
  };
}

export function sidesOf(made: Generated): { sheet: Side; ledger: Side } {
  const { sheet, ledger } = rowsOf(made);
  return { sheet: sideOf(sheet), ledger: sideOf(ledger) };
}
