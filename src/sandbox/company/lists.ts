import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import {
  ACCOUNT,
  CLASS,
  CUSTOMER,
  EMPLOYEE,
  ITEM,
  LOCATION,
  SERVICE_PRICES,
  TERM,
  VENDOR,
} from './book-ids.ts';

interface CustomerSketch {
  name: string;
  email?: string;
  term: string;
  parent?: { id: string; name: string };
  currency?: string;
  active?: boolean;
}

function customer(
  id: string,
  { name, email, term, parent, currency = 'USD', active = true }: CustomerSketch,
) {
  return {
    Id: id,
    DisplayName: name,
    FullyQualifiedName: parent ? `${parent.name}:${name}` : name,
    ...(parent
      ? { Job: true, ParentRef: { value: parent.id }, Level: 1 }
      : { CompanyName: name, Job: false }),
    ...(email !== undefined && { PrimaryEmailAddr: { Address: email } }),
    SalesTermRef: { value: term },
    Taxable: false,
    DefaultTaxCodeRef: { value: 'NON' },
    CurrencyRef: { value: currency },
    Active: active,
  };
}

const ACME = { id: CUSTOMER.acme, name: 'Acme Corp' };
const CAFE = { id: CUSTOMER.cafeNoura, name: 'Café Noura ☕ قهوة نورا' };
const HARBORLINE = { id: CUSTOMER.harborline, name: 'Harborline Logistics' };

const CUSTOMERS = [
  customer(CUSTOMER.acme, { name: ACME.name, email: 'ap@acme.example', term: TERM.net30 }),
  customer(CUSTOMER.acmeWebsite, {
    name: 'Website',
    email: 'ap@acme.example',
    term: TERM.net30,
    parent: ACME,
  }),
  customer(CUSTOMER.acmeSupport, {
    name: 'Support retainer',
    email: 'ap@acme.example',
    term: TERM.net30,
    parent: ACME,
  }),
  customer(CUSTOMER.cafeNoura, { name: CAFE.name, email: 'noura@cafenoura.example', term: TERM.net15 }),
  customer(CUSTOMER.cafeLoyalty, {
    name: 'Loyalty app',
    email: 'noura@cafenoura.example',
    term: TERM.net15,
    parent: CAFE,
  }),
  customer(CUSTOMER.harborline, {
    name: HARBORLINE.name,
    email: 'payables@harborline.example',
    term: TERM.net30,
  }),
  customer(CUSTOMER.harborlineRollout, {
    name: 'Warehouse rollout',
    email: 'payables@harborline.example',
    term: TERM.net30,
    parent: HARBORLINE,
  }),
  customer(CUSTOMER.bluewater, {
    name: 'Bluewater Dental Group',
    email: 'office@bluewater.example',
    term: TERM.dueOnReceipt,
  }),
  customer(CUSTOMER.okonkwo, {
    name: 'Okonkwo & Daughters Foundation',
    email: 'grants@okonkwo.example',
    term: TERM.net30,
  }),
  customer(CUSTOMER.ohara, { name: 'O’Hara Marine Supply', term: TERM.net15 }),
  customer(CUSTOMER.lumiere, {
    name: 'Brasserie Lumière SARL',
    email: 'compta@lumiere.example',
    term: TERM.net30,
    currency: 'EUR',
  }),
  customer(CUSTOMER.oldMill, { name: "D'Angelo's Old Mill Bakery", term: TERM.net15, active: false }),
];

function service(id: string, name: string, price: number | null, account: string, active = true) {
  return {
    Id: id,
    Name: name,
    FullyQualifiedName: name,
    Type: 'Service',
    ...(price !== null && { UnitPrice: price }),
    Taxable: false,
    SalesTaxCodeRef: { value: 'NON' },
    IncomeAccountRef: { value: account },
    Active: active,
  };
}

const { services, reimbursed } = ACCOUNT;
const ITEMS = [
  service(ITEM.consulting, 'Consulting', SERVICE_PRICES.consulting, services),
  service(ITEM.design, 'Design', SERVICE_PRICES.design, services),
  service(ITEM.projectManagement, 'Project Management', SERVICE_PRICES.projectManagement, services),
  service(ITEM.expenses, 'Expenses', null, reimbursed),
  service(ITEM.implementation, 'Implementation', SERVICE_PRICES.implementation, services),
  service(ITEM.support, 'Support', SERVICE_PRICES.support, services),
  service(ITEM.workshop, 'Workshop day', SERVICE_PRICES.workshop, services),
  service(ITEM.retired, 'Flash banners', 80, services, false),
];

function account(id: string, number: string, name: string, type: string, classification: string) {
  return {
    Id: id,
    AcctNum: number,
    Name: name,
    AccountType: type,
    Classification: classification,
    Active: true,
  };
}

const ACCOUNTS = [
  account(ACCOUNT.checking, '1000', 'Checking', 'Bank', 'Asset'),
  account(ACCOUNT.receivable, '1200', 'Accounts Receivable', 'Accounts Receivable', 'Asset'),
  account(ACCOUNT.payable, '2000', 'Accounts Payable', 'Accounts Payable', 'Liability'),
  account(ACCOUNT.services, '4000', 'Services', 'Income', 'Revenue'),
  account(ACCOUNT.reimbursed, '4100', 'Reimbursed Expenses', 'Income', 'Revenue'),
  account(ACCOUNT.subcontractors, '5010', 'Subcontractors', 'Cost of Goods Sold', 'Expense'),
  account(ACCOUNT.software, '5020', 'Software & Hosting', 'Expense', 'Expense'),
  account(ACCOUNT.travel, '5030', 'Travel', 'Expense', 'Expense'),
  account(ACCOUNT.equipment, '5040', 'Equipment', 'Expense', 'Expense'),
  account(ACCOUNT.accrued, '2050', 'Accrued Expenses', 'Other Current Liability', 'Liability'),
  account(ACCOUNT.card, '2100', 'Company Card', 'Credit Card', 'Liability'),
];

function vendor(id: string, name: string, currency = 'USD') {
  return { Id: id, DisplayName: name, CurrencyRef: { value: currency }, Active: true };
}

const VENDORS = [
  vendor(VENDOR.solberg, 'Ingrid Solberg Design'),
  vendor(VENDOR.mensah, 'Mensah Software Ltd'),
  vendor(VENDOR.cloudpeak, 'Cloudpeak Hosting'),
  vendor(VENDOR.skyline, 'Skyline Travel'),
  vendor(VENDOR.nakamura, 'Nakamura Photography'),
  vendor(VENDOR.delgado, 'Delgado & Sons Electrical'),
  vendor(VENDOR.scanwell, 'Scanwell Devices Inc.'),
  vendor(VENDOR.zubrowka, 'Żubrówka Print Studio'),
  vendor(VENDOR.brightline, 'Brightline Usability Lab'),
  vendor(VENDOR.kestrel, 'Kestrel Übersetzungen GmbH', 'EUR'),
  vendor(VENDOR.northgate, 'Northgate Office Supply'),
];

const EMPLOYEES = [
  { Id: EMPLOYEE.tomas, DisplayName: 'Tomás Herrera', Active: true },
  { Id: EMPLOYEE.pam, DisplayName: 'Pam Okafor', Active: true },
  { Id: EMPLOYEE.raj, DisplayName: 'Rajesh Iyer', Active: true },
];

const named = (id: string, name: string) => ({ Id: id, Name: name, FullyQualifiedName: name, Active: true });

/** Everything in the books that is no transaction. */
export const LISTS = {
  CompanyInfo: { CompanyName: 'Larkfield Studio LLC', Country: 'US', FiscalYearStartMonth: 'January' },
  Preferences: {
    SalesFormsPrefs: { CustomTxnNumbers: false, AllowDeposit: true, DefaultTerms: { value: TERM.net30 } },
    TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: false },
    CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'USD' } },
    AccountingInfoPrefs: {
      ClassTrackingPerTxn: false,
      ClassTrackingPerTxnLine: true,
      TrackDepartments: true,
    },
  },
  Customer: CUSTOMERS,
  Item: ITEMS,
  Term: [
    { Id: TERM.dueOnReceipt, Name: 'Due on receipt', DueDays: 0, Type: 'STANDARD', Active: true },
    { Id: TERM.net15, Name: 'Net 15', DueDays: 15, Type: 'STANDARD', Active: true },
    { Id: TERM.net30, Name: 'Net 30', DueDays: 30, Type: 'STANDARD', Active: true },
  ],
  TaxCode: [
    { Id: 'TAX', Name: 'TAX', Taxable: true, TaxGroup: false, Active: true },
    { Id: 'NON', Name: 'NON', Taxable: false, TaxGroup: false, Active: true },
  ],
  Class: [named(CLASS.web, 'Web'), named(CLASS.mobile, 'Mobile'), named(CLASS.operations, 'Operations')],
  Department: [
    named(LOCATION.chicago, 'Chicago'),
    named(LOCATION.remote, 'Remote'),
    named(LOCATION.newOrleans, 'New Orleans'),
  ],
  Account: ACCOUNTS,
  Vendor: VENDORS,
  Employee: EMPLOYEES,
} satisfies Partial<QuickBooksSeed>;
