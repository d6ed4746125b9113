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

export interface LedgerLine {
  lineId: string;
  /** How it is coded: by account, by item (which carries the account), or a side of a journal entry. */
  kind: 'account' | 'item' | 'journal' | 'other';
  /** Signed as in LedgerLines. */
  amountMinor: number;
  description: string;
  /** Ids and names are '' where there is nothing. */
  accountId: string;
  account: string;
  classId: string;
  class: string;
  customerId: string;
  customer: string;
  /** Whom a side of a journal entry names as its vendor; '' elsewhere. */
  vendorId: string;
  vendor: string;
  itemId: string;
}

export interface LedgerTransaction {
  type: LedgerType;
  id: string;
  syncToken: string;
  number: string;
  vendorId: string;
  vendor: string;
  date: string;
  /** Bills alone; '' elsewhere. */
  dueDate: string;
  currency: Currency;
  /** Signed as in LedgerLines; of a journal entry, the sum of its debits. */
  totalMinor: number;
  balanceMinor: number;
  privateNote: string;
  lines: LedgerLine[];
  url: string;
}

/** At least one of the three; a class of null takes the class away. */
export interface Recoding extends LedgerKey {
  lineId: string;
  /** The one the person saw when they decided. */
  syncToken: string;
  accountId?: string;
  classId?: string | null;
  customerId?: string;
}

export interface NewBillLine {
  accountId: string;
  /** Minor units; more than zero in sum. */
  amountMinor: number;
  description: string;
  customerId: string | null;
  classId: string | null;
}

export interface NewBill {
  vendorId: string;
  txnDate: string;
  dueDate: string | null;
  termsId: string | null;
  /** The vendor's invoice number, at most 21 characters; null where there is none. */
  number: string | null;
  /** null: the company's own; it must be the vendor's. */
  currency: Currency | null;
  privateNote: string;
  lines: NewBillLine[];
}

export interface NewJournalLine {
  posting: 'Debit' | 'Credit';
  accountId: string;
  /** Minor units, more than zero. */
  amountMinor: number;
  description: string;
  /** One of the two at most; a side on accounts payable needs its vendor, on receivable its customer. */
  customerId: string | null;
  vendorId: string | null;
  classId: string | null;
}

export interface NewJournalEntry {
  txnDate: string;
  number: string | null;
  currency: Currency | null;
  privateNote: string;
  /** Two at least; debits and credits come to the same. */
  lines: NewJournalLine[];
}

/** Where to look for what may have been posted. */
export interface Posted {
  txnDate: string;
  /** ISO instant, UTC. */
  createdSince: string;
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
