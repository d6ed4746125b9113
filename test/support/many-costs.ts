import { addDays } from '../../src/sandbox/company/calendar.ts';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import type { SeedRow, SeedValue } from '../../src/sandbox/smartsheet/seed.ts';

/** A project with as many costs as asked for, all of last month, each with its bill but for a few in a hundred. */

export const BULK = 'BULK';
export const BULK_CHANNEL = 'C0BULK';
export const BULK_SHEET = 7_960_873_114_400_000;
const BULK_CUSTOMER = '900';
const VENDORS = 200;
const FIRST_ROW = 6_900_000_000_000_000;
const FIRST_BILL = 1_000_000;

/** What of each hundred is not as it should be: the amount differs, no bill, no row. */
const OTHER_AMOUNT = 17;
const NO_BILL = 42;
const NO_ROW = 77;
/** Somebody wrote a note of their own into this one of each hundred, and an id of their own into the next. */
const TYPED_NOTE = 60;
const TYPED_ID = 61;

export const PERSONS_NOTE = 'Ana checked this one by hand';
export const PERSONS_ID = 'see folder 7';

export const typedNote = (index: number) => index % 100 === TYPED_NOTE;
export const typedId = (index: number) => index % 100 === TYPED_ID;
/** Row ids by the cost's number, from 0. */
export const bulkRowId = (index: number) => FIRST_ROW + index * 4;

const vendorName = (index: number) => `Supplier ${String(index % VENDORS).padStart(3, '0')} Works`;
const cents = (index: number) => 10_000 + ((index * 7_919) % 900_000);

export function manyCosts(today: string, count: number): DemoCompany {
  const company = demoCompany(today);
  const pattern = company.smartsheet.sheets.find(({ name }) => name === 'Acme website – costs');
  if (!pattern) throw new Error('the demo company has no cost sheet');
  const month = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  const indices = Array.from({ length: count }, (_, index) => index);
  const date = (index: number) => `${month}-${String(1 + (index % 28)).padStart(2, '0')}`;
  const columns = pattern.columns.map((column) => ({ ...column, id: column.id + 100_000_000 }));
  const rows = indices.filter((index) => index % 100 !== NO_ROW).map((index) => rowOf(index, date(index)));
  const bills = indices.filter((index) => index % 100 !== NO_BILL).map((index) => billOf(index, date(index)));
  const vendors = Array.from({ length: VENDORS }, (_, index) => ({
    Id: String(900 + index),
    DisplayName: vendorName(index),
    CurrencyRef: { value: 'USD' },
    Active: true,
  }));
  const { quickbooks, smartsheet, slack } = company;
  const sheet = { ...pattern, id: BULK_SHEET, name: 'Bulk – costs', columns, rows };
  return {
    ...company,
    quickbooks: {
      ...quickbooks,
      Customer: [...(quickbooks.Customer ?? []), customer()],
      Vendor: [...(quickbooks.Vendor ?? []), ...vendors],
      Bill: [...(quickbooks.Bill ?? []), ...bills],
    },
    smartsheet: { ...smartsheet, sheets: [...smartsheet.sheets, sheet] },
    slack: { ...slack, channels: [...slack.channels, channel()] },
    // No night's run of its own comes in between.
    projectsYaml: company.projectsYaml
      .replace('reconcile: { at: "02:00" }', 'reconcile: { at: "23:59" }')
      .replace(
        'approvals:\n',
        `  - { code: ${BULK}, name: Bulk, channel: ${BULK_CHANNEL}, quickbooks: { customer: Bulk Works }, costs: { sheet: ${BULK_SHEET} } }\napprovals:\n`,
      ),
  };
}

function customer() {
  return {
    Id: BULK_CUSTOMER,
    DisplayName: 'Bulk Works',
    FullyQualifiedName: 'Bulk Works',
    SalesTermRef: { value: '3' },
    Taxable: false,
    CurrencyRef: { value: 'USD' },
    Active: true,
  };
}

function channel() {
  return { id: BULK_CHANNEL, name: 'bulk', topic: 'Bulk', members: ['U0PAM', 'U0FIN', 'U0MEI', 'U0CSIGN'] };
}

function rowOf(index: number, date: string): SeedRow {
  const cells: Record<string, SeedValue> = {
    Description: `Delivery ${index} of parts to the site`,
    Vendor: vendorName(index),
    'Invoice #': `IV-${100_000 + index}`,
    Date: date,
    Budget: cents(index) / 100,
    'Actual Cost': (index % 100 === OTHER_AMOUNT ? cents(index) + 12_345 : cents(index)) / 100,
    'GL Code': '5010 Subcontractors',
  };
  if (typedNote(index)) cells['Reconciliation Notes'] = PERSONS_NOTE;
  if (typedId(index)) cells['QB Transaction ID'] = PERSONS_ID;
  return { id: bulkRowId(index), cells, modifiedAt: `${date}T06:20:00.000Z` };
}

function billOf(index: number, date: string) {
  const amount = cents(index) / 100;
  return {
    Id: String(FIRST_BILL + index),
    DocNumber: `IV-${100_000 + index}`,
    TxnDate: date,
    DueDate: addDays(date, 30),
    VendorRef: { value: String(900 + (index % VENDORS)) },
    CurrencyRef: { value: 'USD' },
    TotalAmt: amount,
    Balance: amount,
    Line: [
      {
        Id: '1',
        Description: `Delivery ${index} of parts to the site`,
        Amount: amount,
        DetailType: 'AccountBasedExpenseLineDetail',
        AccountBasedExpenseLineDetail: {
          AccountRef: { value: '6' },
          CustomerRef: { value: BULK_CUSTOMER },
          BillableStatus: 'NotBillable',
          TaxCodeRef: { value: 'NON' },
        },
      },
    ],
  };
}
