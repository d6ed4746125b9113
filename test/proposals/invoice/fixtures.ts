import { type Decimal, parseDecimal, ZERO } from '../../../src/core/decimal.ts';
import type { DraftToCheck } from '../../../src/proposals/invoice/checks/check.ts';
import {
  type DraftWords,
  draftInvoice,
  NO_OVERRIDES,
  type Overrides,
} from '../../../src/proposals/invoice/draft.ts';
import type {
  BillingRow,
  InvoiceContent,
  InvoiceFacts,
  InvoiceLimits,
  PastInvoice,
} from '../../../src/proposals/invoice/types.ts';
import type { Item } from '../../../src/quickbooks/types.ts';

export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new Error(`${text} is not a decimal`);
  return value;
}

/** A row of 8 hours without a rate, on sheet row `rowNumber`. */
export function row(rowNumber: number, changes: Partial<BillingRow> = {}): BillingRow {
  return {
    rowId: `r${rowNumber}`,
    rowNumber,
    task: `Task ${rowNumber}`,
    notes: '',
    date: '2026-09-10',
    employee: 'Pam',
    hours: decimal('8'),
    rate: null,
    expenses: null,
    billedAs: '',
    invoiceStatus: '',
    comments: [],
    attachmentNames: [],
    budgetHours: null,
    purchaseOrder: null,
    ...changes,
  };
}

export function item(changes: Partial<Item> = {}): Item {
  return {
    id: '11',
    name: 'Consulting',
    fullyQualifiedName: 'Services:Consulting',
    active: true,
    type: 'Service',
    unitPrice: decimal('150'),
    taxable: false,
    salesTaxCodeId: null,
    ...changes,
  };
}

export const customer: InvoiceFacts['customer'] = {
  id: '58',
  displayName: 'Acme Corp',
  fullyQualifiedName: 'Acme Corp:Website',
  active: true,
  email: 'ap@acme.example',
  currency: 'USD',
  termsId: '3',
  taxable: false,
  defaultTaxCodeId: null,
  parentId: null,
};

export function past(id: number, totalMinor: number, changes: Partial<PastInvoice> = {}): PastInvoice {
  return {
    id: `${id}`,
    docNumber: `10${id}`,
    txnDate: '2026-03-01',
    totalMinor,
    purchaseOrder: null,
    ...changes,
  };
}

/** Facts with nothing to find: one row, a healthy customer. */
export function facts(changes: Partial<InvoiceFacts> = {}): InvoiceFacts {
  return {
    today: '2026-09-15',
    sheetId: '4583173393803140',
    sheetName: 'Acme billing',
    rows: [row(1, { rate: decimal('150') })],
    skipped: [],
    missingColumns: [],
    customer,
    term: { id: '3', name: 'Net 30', active: true, dueDays: 30, dayOfMonthDue: null },
    item: item(),
    expenseItem: item({ id: '12', name: 'Expenses', fullyQualifiedName: 'Expenses', unitPrice: null }),
    class: null,
    location: null,
    taxCode: null,
    salesTax: false,
    currency: 'USD',
    recentInvoices: [],
    openEstimates: [],
    openBalanceMinor: 0,
    projectHours: ZERO,
    ...changes,
  };
}

export const WORDS: DraftWords = { descriptions: new Map(), memo: '' };

export function contentOf(given: InvoiceFacts, overrides: Overrides = NO_OVERRIDES): InvoiceContent {
  return draftInvoice(given, WORDS, overrides, 'none').content;
}

export function drafted(
  changes: Partial<InvoiceFacts> = {},
  limits: Partial<InvoiceLimits> = {},
  overrides: Overrides = NO_OVERRIDES,
): DraftToCheck {
  const given = facts(changes);
  const { content } = draftInvoice(given, WORDS, overrides, limits.deliver ?? 'none');
  return {
    facts: given,
    content,
    limits: { creditLimitMinor: null, budgetHours: null, deliver: 'none', ...limits },
  };
}
