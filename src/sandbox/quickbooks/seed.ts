import { z } from 'zod';

/**
 * The demo company's books as QuickBooks would return them. Only what is named here is checked; every entity may
 * carry any other field of QuickBooks' own. SyncToken, MetaData, totals, due dates, document numbers, names in
 * references and nested names are filled in when the stand-in starts, where they are absent.
 */
const id = z.string().regex(/^\d+$/, 'QuickBooks ids are digits in a string');
const date = z.iso.date();
const amount = z.number();
const refSchema = z.looseObject({ value: z.string(), name: z.string().optional() });
const address = z.looseObject({ Address: z.string() });

const common = {
  Id: id,
  SyncToken: z.string().optional(),
  MetaData: z.looseObject({ CreateTime: z.string(), LastUpdatedTime: z.string() }).optional(),
};
const listed = { ...common, Active: z.boolean().optional() };
const nested = {
  ...listed,
  Name: z.string(),
  ParentRef: refSchema.optional(),
  SubItem: z.boolean().optional(),
  SubClass: z.boolean().optional(),
  SubDepartment: z.boolean().optional(),
  FullyQualifiedName: z.string().optional(),
};

const customer = z.looseObject({
  ...listed,
  DisplayName: z.string(),
  FullyQualifiedName: z.string().optional(),
  CompanyName: z.string().optional(),
  ParentRef: refSchema.optional(),
  Job: z.boolean().optional(),
  PrimaryEmailAddr: address.optional(),
  SalesTermRef: refSchema.optional(),
  Taxable: z.boolean().optional(),
  DefaultTaxCodeRef: refSchema.optional(),
  CurrencyRef: refSchema.optional(),
});
const item = z.looseObject({
  ...nested,
  /** "Service", "NonInventory", "Inventory", "Group", "Category". */
  Type: z.string(),
  UnitPrice: amount.optional(),
  Taxable: z.boolean().optional(),
  SalesTaxCodeRef: refSchema.optional(),
  Description: z.string().optional(),
});
const term = z.looseObject({
  ...listed,
  Name: z.string(),
  DueDays: z.number().int().optional(),
  DayOfMonthDue: z.number().int().optional(),
});
const taxCode = z.looseObject({
  ...listed,
  /** In a US company the two codes on lines are always "TAX" and "NON"; they need not stand here. */
  Id: z.string(),
  Name: z.string(),
  Taxable: z.boolean(),
  TaxGroup: z.boolean().optional(),
});
const account = z.looseObject({ ...nested, AccountType: z.string() });
const party = z.looseObject({ ...listed, DisplayName: z.string(), CurrencyRef: refSchema.optional() });

const salesLine = z.looseObject({
  Id: z.string().optional(),
  Description: z.string().optional(),
  /** Where absent: Qty times UnitPrice. */
  Amount: amount.optional(),
  DetailType: z.string().default('SalesItemLineDetail'),
  SalesItemLineDetail: z
    .looseObject({
      ItemRef: refSchema.optional(),
      Qty: amount.optional(),
      UnitPrice: amount.optional(),
      ServiceDate: date.optional(),
      ClassRef: refSchema.optional(),
      TaxCodeRef: refSchema.optional(),
    })
    .optional(),
});
const salesForm = z.looseObject({
  ...common,
  CustomerRef: refSchema,
  TxnDate: date,
  DueDate: date.optional(),
  DocNumber: z.string().optional(),
  SalesTermRef: refSchema.optional(),
  DepartmentRef: refSchema.optional(),
  CurrencyRef: refSchema.optional(),
  BillEmail: address.optional(),
  PrivateNote: z.string().optional(),
  CustomField: z
    .array(z.looseObject({ DefinitionId: z.string(), Name: z.string(), StringValue: z.string() }))
    .optional(),
  /** Where absent: the whole total is still owed. 0 for a paid invoice. */
  Balance: amount.optional(),
  Line: z.array(salesLine).min(1),
});
const estimate = salesForm.extend({
  TxnStatus: z.enum(['Pending', 'Accepted', 'Closed', 'Rejected']).default('Pending'),
  ExpirationDate: date.optional(),
});

const expenseLine = z.looseObject({
  Id: z.string().optional(),
  Description: z.string().optional(),
  Amount: amount,
  DetailType: z.string(),
});
const expense = z.looseObject({ ...common, TxnDate: date, Line: z.array(expenseLine).min(1) });
const bill = expense.extend({ VendorRef: refSchema });
const purchase = expense.extend({
  AccountRef: refSchema,
  PaymentType: z.enum(['Cash', 'Check', 'CreditCard']),
});
const payment = z.looseObject({ ...common, CustomerRef: refSchema, TotalAmt: amount, TxnDate: date });
const anything = z.looseObject(common);
const time = z.looseObject({
  ...common,
  TxnDate: date.optional(),
  NameOf: z.enum(['Employee', 'Vendor']).optional(),
});
const attachable = z.looseObject({
  ...common,
  FileName: z.string().optional(),
  AttachableRef: z.array(
    z.looseObject({ EntityRef: z.looseObject({ type: z.string(), value: z.string() }) }),
  ),
});

export const seedSchema = z.object({
  CompanyInfo: z.looseObject({ CompanyName: z.string(), Country: z.string().default('US') }),
  /** SalesFormsPrefs, TaxPrefs, CurrencyPrefs, AccountingInfoPrefs, as QuickBooks has them; home currency USD where absent. */
  Preferences: z.looseObject({}),
  Customer: z.array(customer),
  Item: z.array(item),
  Term: z.array(term).default([]),
  TaxCode: z.array(taxCode).default([]),
  TaxRate: z.array(anything).default([]),
  Class: z.array(z.looseObject(nested)).default([]),
  Department: z.array(z.looseObject(nested)).default([]),
  Account: z.array(account).default([]),
  Vendor: z.array(party).default([]),
  Employee: z.array(party).default([]),
  Invoice: z.array(salesForm).default([]),
  Estimate: z.array(estimate).default([]),
  Payment: z.array(payment).default([]),
  CreditMemo: z.array(salesForm).default([]),
  Bill: z.array(bill).default([]),
  Purchase: z.array(purchase).default([]),
  VendorCredit: z.array(bill).default([]),
  JournalEntry: z.array(expense).default([]),
  TimeActivity: z.array(time).default([]),
  PurchaseOrder: z.array(bill).default([]),
  Attachable: z.array(attachable).default([]),
});

/** What is written in a data file: fields with a default may be left out. */
export type QuickBooksSeed = z.input<typeof seedSchema>;
