import type { Decimal } from '../../core/decimal.ts';
import type { Currency } from '../../core/money.ts';
import type { Customer, Item, TaxCode, Term } from '../../quickbooks/types.ts';
import type { PastLesson } from '../draft.ts';

/** A ready row, read and parsed. Money and hours are exact; the texts are as typed in the sheet. */
export interface BillingRow {
  rowId: string;
  rowNumber: number;
  task: string;
  notes: string;
  /** ISO date; null where the cell is blank. */
  date: string | null;
  employee: string;
  /** null where blank. */
  hours: Decimal | null;
  /** null where blank: the item's price applies. */
  rate: Decimal | null;
  expenses: Decimal | null;
  /** What a person or an earlier run left in `QuickBooks Invoice #` and `QB Transaction ID`; blank is "". */
  billedAs: string;
  invoiceStatus: string;
  comments: string[];
  attachmentNames: string[];
  /** Optional columns `Budget Hours` and `PO #`; null where the sheet has no such column or the cell is blank. */
  budgetHours: Decimal | null;
  purchaseOrder: string | null;
  /** What was read only in part and does not touch an amount: "Date is “soon”, which is not a date". Absent: nothing. */
  remarks?: string[];
}

/** A ready row that cannot be billed as it stands, left out and named in the findings. */
export interface SkippedRow {
  rowId: string;
  rowNumber: number;
  task: string;
  /** "Hours is “eight”, which is not a number" */
  reason: string;
}

export interface PastInvoice {
  id: string;
  docNumber: string | null;
  txnDate: string;
  totalMinor: number;
  /** Tax inside totalMinor, so that totals are compared before tax; absent is none. */
  taxMinor?: number;
  purchaseOrder: string | null;
}

/** Everything a draft is computed from, as it stood when it was read. Stored with the draft; read again at the click. */
export interface InvoiceFacts {
  /** Company-local date of the draft: the invoice's date. */
  today: string;
  sheetId: string;
  sheetName: string;
  rows: BillingRow[];
  skipped: SkippedRow[];
  /** Titles of optional columns the sheet does not have. */
  missingColumns: string[];
  customer: Customer;
  term: Term | null;
  /** For time lines and for expense lines; one item serves both unless the project names another. */
  item: Item;
  expenseItem: Item;
  class: { id: string; name: string; active: boolean } | null;
  location: { id: string; name: string; active: boolean } | null;
  taxCode: TaxCode | null;
  /** null where QuickBooks does not say whether it is on. */
  salesTax: boolean | null;
  /** QuickBooks finds the rate itself; absent is no. */
  automatedSalesTax?: boolean;
  /** The company's country as QuickBooks says it; absent is "US". It decides what a line's tax code is. */
  country?: string;
  /** The currency the project is billed in. */
  currency: Currency;
  /** Of the last 12 months, newest first. */
  recentInvoices: PastInvoice[];
  openEstimates: { id: string; docNumber: string | null; totalMinor: number; currency: Currency }[];
  openBalanceMinor: number;
  /** What people corrected or rejected in earlier drafts for this customer, newest first; absent is nothing. */
  lessons?: PastLesson[];
  /** What QuickBooks refused to show, so that nothing was compared with it; absent is nothing. */
  unread?: string[];
  /** Hours on all rows of the sheet that carry a number in Hours, billed or not, for the project's budget. */
  projectHours: Decimal;
}

/** Limits that the project sets; null where it sets none. */
export interface InvoiceLimits {
  creditLimitMinor: number | null;
  budgetHours: Decimal | null;
  deliver: 'email' | 'none';
}

export interface DraftLine {
  /** "<rowId>:time" or "<rowId>:expenses": the same line across versions. */
  key: string;
  rowId: string;
  rowNumber: number;
  kind: 'time' | 'expenses';
  description: string;
  quantity: Decimal;
  rate: Decimal;
  /** extend(quantity, rate): never typed, always computed. */
  amountMinor: number;
  serviceDate: string | null;
  itemId: string;
  classId: string | null;
  taxCodeId: string | null;
}

/** What is approved and what is posted, whole. Its hash stands in the decision. */
export interface InvoiceContent {
  customerId: string;
  customerName: string;
  currency: Currency;
  txnDate: string;
  dueDate: string | null;
  termsId: string | null;
  termsName: string | null;
  billEmail: string | null;
  locationId: string | null;
  /** The customer's own tax code for the whole invoice (US); its lines say TAX or NON. */
  txnTaxCodeId: string | null;
  memo: string;
  lines: DraftLine[];
  subtotalMinor: number;
  deliver: 'email' | 'none';
  sheetId: string;
}
