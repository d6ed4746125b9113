import type { QuickBooksSeed } from '../quickbooks/seed.ts';
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
  /** The purchase order's number, which every large cost has. */
  order: string | null;
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
  return plan.cases ? past : [...past, ...openCosts(plan, months.at(-1)?.end ?? today, today)];
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

/** Cents. Larger ones are ordered in writing. */
const ORDER_OVER = 250_000;

export function vendorName(id: string): string {
  return LISTS.Vendor.find(({ Id }) => Id === id)?.DisplayName ?? '';
}

export function accountName(id: string): string {
  const account = LISTS.Account.find(({ Id }) => Id === id);
  return `${account?.AcctNum} ${account?.Name}`;
}

function cost(
  plan: ProjectPlan,
  habit: CostHabit,
  serial: string,
  date: string,
  cents: number,
  settled: boolean,
): Cost {
  return {
    date,
    vendor: habit.vendor,
    vendorName: vendorName(habit.vendor),
    description: habit.description,
    number: `${vendorName(habit.vendor).slice(0, 2).toUpperCase()}-${plan.costSheet % 1000}${serial}`,
    order: cents > ORDER_OVER ? `${plan.code.split('-')[0]}-${plan.costSheet % 1000}${serial}` : null,
    account: habit.account,
    accountName: accountName(habit.account),
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
    ...(cost.order !== null && { PrivateNote: `PO ${cost.order}` }),
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
