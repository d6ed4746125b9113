import type { Decimal } from '../core/decimal.ts';
import type { Currency } from '../core/money.ts';
import type { Ledger } from './ledger-types.ts';

/** Names and fields are QuickBooks' own; ids are strings, dates ISO `YYYY-MM-DD`, amounts minor units. */
export interface Ref {
  id: string;
  name: string;
}

export interface Customer {
  id: string;
  displayName: string;
  /** "Acme Corp:Website" for a sub-customer. */
  fullyQualifiedName: string;
  active: boolean;
  email: string | null;
  currency: Currency;
  termsId: string | null;
  taxable: boolean;
  defaultTaxCodeId: string | null;
  parentId: string | null;
}

export interface Item {
  id: string;
  name: string;
  fullyQualifiedName: string;
  active: boolean;
  /** "Service", "NonInventory", "Inventory", "Group", "Category". */
  type: string;
  unitPrice: Decimal | null;
  taxable: boolean;
  salesTaxCodeId: string | null;
}

export interface Term {
  id: string;
  name: string;
  active: boolean;
  /** Days after the invoice's date; null where the term is by day of month. */
  dueDays: number | null;
  dayOfMonthDue: number | null;
}

export interface TaxCode {
  id: string;
  name: string;
  active: boolean;
  taxable: boolean;
}

export interface Preferences {
  homeCurrency: Currency;
  multiCurrency: boolean;
  /** "BillableExpense"-style settings are not read; only what an invoice needs. */
  classTracking: 'none' | 'line' | 'transaction';
  locationTracking: boolean;
  /** Whether QuickBooks calculates sales tax itself. */
  automatedSalesTax: boolean;
  /** null where QuickBooks does not say. */
  salesTax: boolean | null;
}

export interface Company {
  name: string;
  country: string;
}

export interface PostedLine {
  description: string;
  itemId: string | null;
  quantity: Decimal | null;
  unitPrice: Decimal | null;
  amountMinor: number;
  serviceDate: string | null;
  classId: string | null;
  taxCodeId: string | null;
}

export interface Invoice {
  id: string;
  docNumber: string | null;
  syncToken: string;
  customerId: string;
  customerName: string;
  txnDate: string;
  dueDate: string | null;
  currency: Currency;
  totalMinor: number;
  balanceMinor: number;
  /** Tax as QuickBooks computed it. */
  taxMinor: number;
  privateNote: string;
  customerMemo: string;
  billEmail: string | null;
  emailStatus: string;
  termsId: string | null;
  locationId: string | null;
  /** From the custom field whose name says purchase order; null where there is none. */
  purchaseOrder: string | null;
  /** Sales item lines only, in order; subtotal lines are left out. */
  lines: PostedLine[];
}

export interface Estimate {
  id: string;
  docNumber: string | null;
  customerId: string;
  status: string;
  txnDate: string;
  totalMinor: number;
  currency: Currency;
}

/** What we ask QuickBooks to create. */
export interface NewInvoice {
  customerId: string;
  txnDate: string;
  dueDate: string | null;
  termsId: string | null;
  currency: Currency | null;
  privateNote: string;
  customerMemo: string | null;
  billEmail: string | null;
  locationId: string | null;
  /** US: the customer's own tax code, where its lines say only that they are taxed; null leaves it to QuickBooks. */
  txnTaxCodeId: string | null;
  lines: NewInvoiceLine[];
}

export interface NewInvoiceLine {
  description: string;
  itemId: string;
  quantity: Decimal;
  unitPrice: Decimal;
  amountMinor: number;
  serviceDate: string | null;
  classId: string | null;
  /** "TAX"/"NON" in the US, a TaxCode id elsewhere; null leaves it to QuickBooks. */
  taxCodeId: string | null;
}

/** The whole of what Countersign asks of QuickBooks. Every method may throw VendorFailure. */
export interface QuickBooks extends Ledger {
  company(): Promise<Company>;
  preferences(): Promise<Preferences>;
  /** Every customer, active or not, whose Id, DisplayName or FullyQualifiedName is `nameOrId`, case aside. */
  findCustomers(nameOrId: string): Promise<Customer[]>;
  /** Names near `name`, for a person who mistyped it: up to five, best first. */
  suggestCustomers(name: string): Promise<string[]>;
  findItems(nameOrId: string): Promise<Item[]>;
  /** Active items of type Service, for a project that names none; the first hundred. */
  activeServiceItems(): Promise<Item[]>;
  findClasses(nameOrId: string): Promise<(Ref & { active: boolean })[]>;
  /** Locations; QuickBooks calls them Departments. */
  findLocations(nameOrId: string): Promise<(Ref & { active: boolean })[]>;
  /** By Id, inactive ones too, in one request; null where there is none. */
  getCustomer(id: string): Promise<Customer | null>;
  getItem(id: string): Promise<Item | null>;
  getClass(id: string): Promise<(Ref & { active: boolean }) | null>;
  getLocation(id: string): Promise<(Ref & { active: boolean }) | null>;
  getTerm(id: string): Promise<Term | null>;
  getTaxCode(id: string): Promise<TaxCode | null>;
  taxCodes(): Promise<TaxCode[]>;
  /** Newest first, at most `limit`. */
  recentInvoices(customerId: string, since: string, limit?: number): Promise<Invoice[]>;
  /** Pending and accepted ones. */
  openEstimates(customerId: string): Promise<Estimate[]>;
  /** Sum of what the customer owes, minor units of its currency. */
  openBalance(customerId: string): Promise<number>;
  createInvoice(invoice: NewInvoice, requestId: string): Promise<Invoice>;
  getInvoice(id: string): Promise<Invoice | null>;
  /**
   * Invoices that changed since then, at most 30 days back, and the ids of those that were deleted. Not `complete`:
   * deleted ones may be missing.
   */
  changedInvoices(since: Date): Promise<{ changed: Invoice[]; deleted: string[]; complete: boolean }>;
  /** The customer's invoices whose PrivateNote contains `marker`, created since the given instant (ISO, UTC). */
  findInvoiceByNote(customerId: string, marker: string, createdSince: string): Promise<Invoice | null>;
  /** Mails the invoice to its BillEmail. Not idempotent: look at emailStatus before a second try. */
  sendInvoice(id: string, to: string | null): Promise<Invoice>;
  /** Void keeps the record; needs the SyncToken it was read with. */
  voidInvoice(id: string, syncToken: string, requestId: string): Promise<Invoice>;
  /** Where a person opens it in the browser; contains the Id. */
  invoiceUrl(id: string): string;
}
