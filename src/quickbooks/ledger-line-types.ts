import type { Decimal } from '../core/decimal.ts';
import type { Currency } from '../core/money.ts';

/** QuickBooks' own names; what its screens call an expense or a check is a Purchase. */
export const LEDGER_TYPES = ['Bill', 'Purchase', 'VendorCredit', 'JournalEntry'] as const;
export type LedgerType = (typeof LEDGER_TYPES)[number];

export interface LedgerKey {
  type: LedgerType;
  txnId: string;
}

/**
 * Cost lines by column, as the reconciliation wants them: element `i` of each column is line `i`. Texts are '' where
 * there is nothing; ids are texts; dates ISO; amounts minor units of the line's own currency.
 */
export interface LedgerLines {
  count: number;
  /** "Bill:123:1" is type, transaction and line: the same line has the same id in every reading. Unique. */
  id: readonly string[];
  type: readonly LedgerType[];
  txnId: readonly string[];
  lineId: readonly string[];
  /** Of the transaction, as it was read. */
  syncToken: readonly string[];
  /** DocNumber: the vendor's invoice number on a bill. */
  number: readonly string[];
  /** '' where the payee is no vendor. */
  vendorId: readonly string[];
  vendor: readonly string[];
  /** The linked purchase order's number, the custom field that says purchase order, or "PO 123" in the memo. */
  po: readonly string[];
  date: readonly string[];
  /** Costs positive; vendor credits, refunds and credit sides of journal entries negative. */
  amountMinor: Float64Array;
  currency: readonly Currency[];
  /** Of the home currency for one of `currency`, as the transaction has it: "1.0853"; '' in the home currency, and where it has none. */
  exchangeRate: readonly string[];
  customerId: readonly string[];
  /** Full name: "Acme Corp:Website". */
  customer: readonly string[];
  accountId: readonly string[];
  /** With its number where it has one: "5100 Subcontractors". */
  account: readonly string[];
  classId: readonly string[];
  class: readonly string[];
  /** The line's description, then the transaction's private note. */
  memo: readonly string[];
  /** null where nobody looked: below the limit that was asked for. */
  hasAttachment: readonly (boolean | null)[];
  /** Of the whole transaction: what is still to be paid, or to be used of a credit; 0 for the other types. */
  balanceMinor: Float64Array;
  /** A bill without a balance, every purchase; null for credits and journal entries. */
  paid: readonly (boolean | null)[];
  /** Where a person opens the transaction of a line in the browser. */
  url(line: number): string;
}

export type BillableStatus = 'Billable' | 'NotBillable' | 'HasBeenBilled';

/** Time activities by column. `hours` and rates are exact. */
export interface TimeLines {
  count: number;
  id: readonly string[];
  date: readonly string[];
  /** The employee's, or the vendor's whose time it is. */
  employeeId: readonly string[];
  employee: readonly string[];
  hours: readonly Decimal[];
  /** What an hour is billed at; null where QuickBooks does not say. */
  rate: readonly (Decimal | null)[];
  costRate: readonly (Decimal | null)[];
  customerId: readonly string[];
  customer: readonly string[];
  itemId: readonly string[];
  item: readonly string[];
  classId: readonly string[];
  billable: readonly BillableStatus[];
  description: readonly string[];
}

export interface VendorHabit {
  accountId: string;
  /** "5100 Subcontractors". */
  account: string;
  lines: number;
}

/** By vendor's id: the accounts its lines went to, the commonest first, over all customers and none. */
export type VendorHistory = ReadonlyMap<string, readonly VendorHabit[]>;
