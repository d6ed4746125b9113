import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import type { SeedColumn, SeedRow, SeedSheet, SeedValue } from '../smartsheet/seed.ts';
import { columnId, rowId } from './billing-sheet.ts';
import { addDays, workdays } from './calendar.ts';
import { chance } from './chance.ts';
import type { Month } from './history.ts';
import { amountOf } from './ledger.ts';
import { LISTS } from './lists.ts';
import type { CostHabit, ProjectPlan } from './plan.ts';

export type SeedBill = NonNullable<QuickBooksSeed['Bill']>[number];

/** A cost as the project's sheet and the books know it; null where one of them does not. */
export interface Cost {
  date: string;
  vendor: string;
  vendorName: string;
  description: string;
  number: string;
  account: string;
  accountName: string;
  customer: string;
  class: string;
  sheetCents: number | null;
  bookCents: number | null;
  budgetCents: number;
  settled: boolean;
}

/** Two costs a month, all reconciled, and the latest weeks' with what a reconciliation is for. */
export function costsOf(plan: ProjectPlan, months: readonly Month[], today: string): Cost[] {
  const past = months.flatMap((month) =>
    [0, 1].map((nth) => {
      const by = chance(`${plan.code} cost ${month.ago} ${nth}`);
      const habit = plan.costs[(month.ago + nth) % plan.costs.length] ?? plan.costs[0];
      const date = month.days[by.between(0, month.days.length - 1)] ?? month.end;
      return cost(plan, habit, `${month.ago}${nth}`, date, by.between(...habit.cents), true);
    }),
  );
  return [...past, ...openCosts(plan, months.at(-1)?.end ?? today, today)];
}

function openCosts(plan: ProjectPlan, since: string, today: string): Cost[] {
  const days = workdays(addDays(since, 1), today);
  const at = (share: number) => days[Math.floor((days.length - 1) * share)] ?? today;
  const by = chance(`${plan.code} open costs`);
  const [first, second = first, third = second] = plan.costs;
  const cents = () => by.between(...first.cents);
  const agreed = cost(plan, first, '01', at(0.1), cents(), false);
  const dearer = cost(plan, second, '02', at(0.4), by.between(...second.cents), false);
  const unposted = cost(plan, third, '03', at(0.6), by.between(...third.cents), false);
  const unplanned = cost(plan, second, '04', at(0.9), by.between(...second.cents), false);
  return [
    agreed,
    { ...dearer, bookCents: (dearer.sheetCents ?? 0) + 4_250 },
    { ...unposted, bookCents: null },
    { ...unplanned, sheetCents: null },
  ];
}

function cost(
  plan: ProjectPlan,
  habit: CostHabit,
  serial: string,
  date: string,
  cents: number,
  settled: boolean,
): Cost {
  const vendor = LISTS.Vendor.find(({ Id }) => Id === habit.vendor);
  const account = LISTS.Account.find(({ Id }) => Id === habit.account);
  return {
    date,
    vendor: habit.vendor,
    vendorName: vendor?.DisplayName ?? '',
    description: habit.description,
    number: `${(vendor?.DisplayName ?? 'X').slice(0, 2).toUpperCase()}-${plan.costSheet % 1000}${serial}`,
    account: habit.account,
    accountName: `${account?.AcctNum} ${account?.Name}`,
    customer: plan.customer,
    class: plan.class.id,
    sheetCents: cents,
    bookCents: cents,
    // Budgets are round: the next hundred above nine tenths of what it came to.
    budgetCents: Math.ceil((cents * 9) / 100_000) * 10_000,
    settled,
  };
}

export function billOf(cost: Cost, cents: number, id: string): SeedBill {
  return {
    Id: id,
    DocNumber: cost.number,
    TxnDate: cost.date,
    DueDate: addDays(cost.date, 30),
    VendorRef: { value: cost.vendor },
    CurrencyRef: { value: 'USD' },
    TotalAmt: amountOf(cents),
    Balance: cost.settled ? 0 : amountOf(cents),
    Line: [
      {
        Id: '1',
        Description: cost.description,
        Amount: amountOf(cents),
        DetailType: 'AccountBasedExpenseLineDetail',
        AccountBasedExpenseLineDetail: {
          AccountRef: { value: cost.account },
          CustomerRef: { value: cost.customer },
          ClassRef: { value: cost.class },
          BillableStatus: 'NotBillable',
          TaxCodeRef: { value: 'NON' },
        },
      },
    ],
  };
}

const STATUSES = ['Matched', 'Variance - Review', 'Missing in QB', 'Accepted', 'Resolved'];
const COLUMNS: Omit<SeedColumn, 'id'>[] = [
  { title: 'Description', type: 'TEXT_NUMBER' },
  { title: 'Vendor', type: 'TEXT_NUMBER' },
  { title: 'Invoice #', type: 'TEXT_NUMBER' },
  { title: 'PO #', type: 'TEXT_NUMBER' },
  { title: 'Date', type: 'DATE' },
  { title: 'Budget', type: 'TEXT_NUMBER', format: 'currency' },
  { title: 'Actual Cost', type: 'TEXT_NUMBER', format: 'currency' },
  { title: 'GL Code', type: 'TEXT_NUMBER' },
  { title: 'QB Transaction ID', type: 'TEXT_NUMBER' },
  { title: 'Reconciliation Status', type: 'PICKLIST', options: STATUSES, validation: true },
  { title: 'Reconciliation Notes', type: 'TEXT_NUMBER' },
];

/** `billIds`: the Id of a cost's bill, by the cost's number. Costs that the sheet does not know are left out. */
export function costSheet(
  plan: ProjectPlan,
  costs: readonly Cost[],
  billIds: ReadonlyMap<string, string>,
): SeedSheet {
  const known = costs.filter(({ sheetCents }) => sheetCents !== null);
  return {
    id: plan.costSheet,
    name: `${plan.sheetName} – costs`,
    permalink: `https://app.smartsheet.com/sheets/${plan.code.toLowerCase()}-costs`,
    columns: COLUMNS.map((column, index) => ({ id: columnId(plan.costSheet, index), ...column })),
    rows: known.map(
      (cost, index): SeedRow => ({ id: rowId(plan.costSheet, index), cells: cellsOf(cost, billIds) }),
    ),
  };
}

function cellsOf(cost: Cost, billIds: ReadonlyMap<string, string>): Record<string, SeedValue> {
  const settled: Record<string, SeedValue> = cost.settled
    ? { 'QB Transaction ID': billIds.get(cost.number) ?? '', 'Reconciliation Status': 'Matched' }
    : {};
  return {
    Description: cost.description,
    Vendor: cost.vendorName,
    'Invoice #': cost.number,
    Date: cost.date,
    Budget: amountOf(cost.budgetCents),
    'Actual Cost': amountOf(cost.sheetCents ?? 0),
    'GL Code': cost.accountName,
    ...settled,
  };
}
