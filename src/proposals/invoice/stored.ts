import { z } from 'zod';
import type { Decimal } from '../../core/decimal.ts';
import { parseDecimal } from '../../core/decimal.ts';
import type { Customer, Item, TaxCode, Term } from '../../quickbooks/types.ts';
import type { Overrides } from './draft.ts';
import type { BillingRow, DraftLine, InvoiceContent, InvoiceFacts } from './types.ts';

/** What an invoice draft is kept as. Parsed on its way back in: a stored draft may be older than the code. */
const decimal: z.ZodType<Decimal> = z.string().transform((text, context): Decimal => {
  const value = parseDecimal(text);
  if (value !== null) return value;
  context.addIssue('not an exact decimal');
  return z.NEVER;
});
const text = z.string();
const maybe = text.nullable();
const minor = z.number().int();

const line: z.ZodType<DraftLine> = z.object({
  key: text,
  rowId: text,
  rowNumber: z.number().int(),
  kind: z.enum(['time', 'expenses']),
  description: text,
  quantity: decimal,
  rate: decimal,
  amountMinor: minor,
  serviceDate: maybe,
  itemId: text,
  classId: maybe,
  taxCodeId: maybe,
});

export const StoredContent: z.ZodType<InvoiceContent> = z.object({
  customerId: text,
  customerName: text,
  currency: text,
  txnDate: text,
  dueDate: maybe,
  termsId: maybe,
  termsName: maybe,
  billEmail: maybe,
  locationId: maybe,
  txnTaxCodeId: maybe,
  memo: text,
  lines: z.array(line),
  subtotalMinor: minor,
  deliver: z.enum(['email', 'none']),
  sheetId: text,
});

const row: z.ZodType<BillingRow> = z.object({
  rowId: text,
  rowNumber: z.number().int(),
  task: text,
  notes: text,
  date: maybe,
  employee: text,
  hours: decimal.nullable(),
  rate: decimal.nullable(),
  expenses: decimal.nullable(),
  billedAs: text,
  invoiceStatus: text,
  comments: z.array(text),
  attachmentNames: z.array(text),
  budgetHours: decimal.nullable(),
  purchaseOrder: maybe,
  remarks: z.array(text).optional(),
});

const customer: z.ZodType<Customer> = z.object({
  id: text,
  displayName: text,
  fullyQualifiedName: text,
  active: z.boolean(),
  email: maybe,
  currency: text,
  termsId: maybe,
  taxable: z.boolean(),
  defaultTaxCodeId: maybe,
  parentId: maybe,
});
const item: z.ZodType<Item> = z.object({
  id: text,
  name: text,
  fullyQualifiedName: text,
  active: z.boolean(),
  type: text,
  unitPrice: decimal.nullable(),
  taxable: z.boolean(),
  salesTaxCodeId: maybe,
});
const term: z.ZodType<Term> = z.object({
  id: text,
  name: text,
  active: z.boolean(),
  dueDays: z.number().nullable(),
  dayOfMonthDue: z.number().nullable(),
});
const taxCode: z.ZodType<TaxCode> = z.object({
  id: text,
  name: text,
  active: z.boolean(),
  taxable: z.boolean(),
});
const tag = z.object({ id: text, name: text, active: z.boolean() });

const facts: z.ZodType<InvoiceFacts> = z.object({
  today: text,
  sheetId: text,
  sheetName: text,
  rows: z.array(row),
  skipped: z.array(z.object({ rowId: text, rowNumber: z.number().int(), task: text, reason: text })),
  missingColumns: z.array(text),
  customer,
  term: term.nullable(),
  item,
  expenseItem: item,
  class: tag.nullable(),
  location: tag.nullable(),
  taxCode: taxCode.nullable(),
  salesTax: z.boolean().nullable(),
  automatedSalesTax: z.boolean().optional(),
  country: text.optional(),
  currency: text,
  recentInvoices: z.array(
    z.object({
      id: text,
      docNumber: maybe,
      txnDate: text,
      totalMinor: minor,
      taxMinor: minor.optional(),
      purchaseOrder: maybe,
    }),
  ),
  openEstimates: z.array(z.object({ id: text, docNumber: maybe, totalMinor: minor, currency: text })),
  openBalanceMinor: minor,
  lessons: z.array(z.object({ text, shown: text })).optional(),
  unread: z.array(text).optional(),
  projectHours: decimal,
});

const overrides: z.ZodType<Overrides> = z.object({
  lines: z.record(
    text,
    z.object({
      description: text.optional(),
      quantity: decimal.optional(),
      rate: decimal.optional(),
      against: z.object({ quantity: decimal, rate: decimal }),
    }),
  ),
  memo: text.optional(),
  dueDate: z.object({ date: text, against: maybe }).optional(),
});

/** What the columns we write said when the row was read: a cell that says something else since is a person's. */
export const WRITTEN_COLUMNS = [
  'invoice_status',
  'quickbooks_invoice',
  'qb_transaction_id',
  'invoice_date',
] as const;
export type WrittenColumn = (typeof WRITTEN_COLUMNS)[number];

/** What a draft was computed from: enough to compute it again when the sources are read anew. */
export interface InvoiceBasis {
  facts: InvoiceFacts;
  words: { descriptions: Record<string, string>; memo: string };
  overrides: Overrides;
  /** By row id. */
  before: Record<string, Partial<Record<WrittenColumn, string>>>;
}

export const StoredBasis: z.ZodType<InvoiceBasis> = z.object({
  facts,
  words: z.object({ descriptions: z.record(text, text), memo: text }),
  overrides,
  before: z.record(text, z.partialRecord(z.enum(WRITTEN_COLUMNS), text)),
});
