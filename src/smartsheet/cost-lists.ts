import type { Currency } from '../core/money.ts';

/** Rows with a cost, by column: element `i` of each column is one row. Texts are '' where there is nothing. */
export interface CostRows {
  count: number;
  rowId: string[];
  rowNumber: Int32Array;
  description: string[];
  vendor: string[];
  invoice: string[];
  po: string[];
  /** ISO. */
  date: string[];
  /** Integers: minor units of the row's currency. */
  amountMinor: Float64Array;
  currency: Currency[];
  /** Minor units of the row's currency; 0 where there is none. */
  budgetMinor: Float64Array;
  glCode: string[];
  transactionId: string[];
  status: string[];
  notes: string[];
  /** ISO instants; '' where Smartsheet did not say. */
  modifiedAt: string[];
}

/** The same while it grows. */
export type CostList = Omit<CostRows, 'count' | 'rowNumber' | 'amountMinor' | 'budgetMinor'> &
  Record<'rowNumber' | 'amountMinor' | 'budgetMinor', number[]>;

export function newCostList(): CostList {
  return {
    rowId: [],
    rowNumber: [],
    description: [],
    vendor: [],
    invoice: [],
    po: [],
    date: [],
    amountMinor: [],
    currency: [],
    budgetMinor: [],
    glCode: [],
    transactionId: [],
    status: [],
    notes: [],
    modifiedAt: [],
  };
}

export function toColumns(list: CostList): CostRows {
  return {
    ...list,
    count: list.rowId.length,
    rowNumber: Int32Array.from(list.rowNumber),
    amountMinor: Float64Array.from(list.amountMinor),
    budgetMinor: Float64Array.from(list.budgetMinor),
  };
}
