import type { Currency } from '../core/money.ts';
import type { LedgerKey, LedgerLines, LedgerType, TimeLines, VendorHistory } from './ledger-line-types.ts';
import type {
  LedgerTransaction,
  NewBill,
  NewJournalEntry,
  Posted,
  Recoding,
} from './ledger-transaction-types.ts';

export interface LedgerWindow {
  /** Lines of these customers and of everything below them: sub-customers, projects. */
  customerIds: readonly string[];
  /** ISO dates, both included. */
  from: string;
  to: string;
  /** This many days more at both ends. */
  marginDays: number;
  /** Attachments are looked for where a transaction's lines here come to at least this; null or absent: nowhere. */
  attachmentsFromMinor?: number | null;
  /** Lines of every other customer and of nobody come as well. */
  andOthers?: boolean;
  /** ISO date: what was posted later does not count for the vendors' history. Absent: all of it counts. */
  historyTo?: string;
}

export interface ExpenseReading {
  lines: LedgerLines;
  /** Of the same period, up to `historyTo`, of every vendor in it: it costs no further call. */
  history: VendorHistory;
  /** Those that were asked for and everything below them. */
  customerIds: readonly string[];
}

export interface TimeKey {
  type: 'TimeActivity';
  txnId: string;
}

/** What became of the ledger since an instant. */
export interface LedgerChanges {
  /**
   * true: everything was read anew (more than 30 days or too many changes for QuickBooks to tell), so what was known
   * before is to be dropped. false: lines of `touched` and `deleted` are to be dropped, and these added.
   */
  full: boolean;
  lines: LedgerLines;
  time: TimeLines;
  /** Every transaction that changed, of this project or not, inside the period or not. */
  touched: readonly (LedgerKey | TimeKey)[];
  deleted: readonly (LedgerKey | TimeKey)[];
  /** Ids of invoices that changed or went; empty where everything was read anew. */
  invoices: readonly string[];
  /** To be asked from next time: a little before this was asked. */
  asOf: Date;
}

export interface Account {
  id: string;
  /** "Job costs:Subcontractors". */
  name: string;
  /** AcctNum; '' where there is none. */
  number: string;
  /** As people pick it: "5100 Subcontractors". */
  label: string;
  /** "Expense", "Cost of Goods Sold", "Accounts Payable", … */
  type: string;
  active: boolean;
  /** Whether its lines are costs: expense, other expense, cost of goods sold. */
  cost: boolean;
}

export interface Vendor {
  id: string;
  displayName: string;
  active: boolean;
  currency: Currency;
  termsId: string | null;
}

interface Named {
  id: string;
  name: string;
}

/**
 * What reconciliation asks of QuickBooks. Every method may throw VendorFailure. Those that change something take a
 * requestId of at most 50 characters: the same one posts once. Where the outcome was unknown, ask again with the same
 * one, or look first. Told apart by `code`: 6210 books closed, 5010 changed since, 610 deleted, 2500 inactive.
 */
export interface Ledger {
  expenseLines(window: LedgerWindow): Promise<ExpenseReading>;
  /** Both dates included; of these customers and everything below them. */
  timeActivities(customerIds: readonly string[], from: string, to: string): Promise<TimeLines>;
  /** Which accounts each vendor's lines went to, both dates included. */
  vendorHistory(from: string, to: string): Promise<VendorHistory>;
  changedLedger(since: Date, window: LedgerWindow): Promise<LedgerChanges>;
  /** As it stands now; null where it was deleted. */
  getTransaction(type: LedgerType, id: string): Promise<LedgerTransaction | null>;
  /**
   * Codes one line anew and leaves everything else as it is. Already coded so: nothing is sent. 5010 where the
   * transaction has changed since `syncToken`, 610 where it or the line is gone.
   */
  recodeLine(recoding: Recoding, requestId: string): Promise<LedgerTransaction>;
  createBill(bill: NewBill, requestId: string): Promise<LedgerTransaction>;
  /** The bill whose PrivateNote contains `marker`. */
  findBillByNote(marker: string, posted: Posted): Promise<LedgerTransaction | null>;
  createJournalEntry(entry: NewJournalEntry, requestId: string): Promise<LedgerTransaction>;
  findJournalEntryByNote(marker: string, posted: Posted): Promise<LedgerTransaction | null>;
  /** For taking back what Countersign posted. One that is gone already is no failure. */
  deleteTransaction(type: LedgerType, id: string, syncToken: string, requestId: string): Promise<void>;
  /** Accounts that costs can be coded to, by number and name; read anew every few minutes. */
  activeAccounts(): Promise<Account[]>;
  /** Those that a cost can be moved to or from: of any type but receivables, which belong to invoices. */
  counterAccounts(): Promise<Account[]>;
  activeClasses(): Promise<Named[]>;
  /** Active customers, projects among them, by full name. */
  activeCustomers(): Promise<Named[]>;
  /** Every vendor, active or not, whose Id or DisplayName is `nameOrId`, case aside. */
  findVendors(nameOrId: string): Promise<Vendor[]>;
  /** Up to five active vendors whose names are near, best first. */
  suggestVendors(name: string): Promise<Vendor[]>;
  /** Where a person opens it in the browser; contains the id. */
  transactionUrl(type: LedgerType, id: string): string;
  /**
   * One batch of at most thirty queries, its answer unread where it is large: for a thread that gathers by itself, so that
   * nobody's click waits while a hundred thousand postings are taken apart.
   */
  unreadBatch(queries: readonly string[], action: string): Promise<unknown>;
  /** What such a thread has to know beside. `host`: of QuickBooks' own pages. */
  ledgerFrame(): Promise<{ homeCurrency: Currency; host: string }>;
}
