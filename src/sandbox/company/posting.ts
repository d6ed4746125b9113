import { addDays } from './calendar.ts';
import { billOf, type Cost, type SeedBill } from './costs.ts';
import { invoiceOf, paymentOf, type Sale, type SeedInvoice } from './ledger.ts';
import type { ProjectPlan } from './plan.ts';

const FIRST_TRANSACTION = 2001;
const FIRST_NUMBER = 1001;
const FIRST_BILL = 5001;
const FIRST_ESTIMATE = 8001;

export interface PostedSale {
  sale: Sale;
  invoice: SeedInvoice;
}

/** Numbers and ids follow the dates, as they do in books that were kept day by day. */
export function postSales(sales: readonly Sale[], today: string) {
  const inOrder = sales.toSorted((a, b) => a.date.localeCompare(b.date));
  const invoices: PostedSale[] = [];
  const payments: ReturnType<typeof paymentOf>[] = [];
  inOrder.forEach((sale, index) => {
    const id = FIRST_TRANSACTION + index;
    const paidOn = sale.paidAfter === null ? null : addDays(sale.date, sale.paidAfter);
    const paid = paidOn !== null && paidOn <= today;
    invoices.push({ sale, invoice: invoiceOf(sale, id, FIRST_NUMBER + index, paid) });
    if (paid) payments.push(paymentOf(sale, FIRST_TRANSACTION + inOrder.length + index, id, paidOn));
  });
  return { invoices, payments };
}

/** Bills with their Ids by the cost's number; costs that the books do not know are left out. */
export function postBills(costs: readonly Cost[]) {
  const ids = new Map<string, string>();
  const bills: SeedBill[] = [];
  for (const cost of costs.toSorted((a, b) => a.date.localeCompare(b.date))) {
    if (cost.bookCents === null) continue;
    const id = String(FIRST_BILL + bills.length);
    ids.set(cost.number, id);
    bills.push(billOf(cost, cost.bookCents, id));
  }
  return { bills, ids };
}

export function estimatesOf(plan: ProjectPlan, today: string) {
  return plan.estimates.map(({ amount, status, what, daysAgo }, index) => ({
    Id: String(FIRST_ESTIMATE + (plan.billingSheet % 1000) * 10 + index),
    DocNumber: `E-${plan.code.slice(0, 4)}-${index + 1}`,
    TxnDate: addDays(today, -daysAgo),
    ExpirationDate: addDays(today, 60),
    TxnStatus: status,
    CustomerRef: { value: plan.customer },
    CurrencyRef: { value: 'USD' },
    TotalAmt: amount,
    Line: [
      {
        Id: '1',
        Description: what,
        Amount: amount,
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: {
          ItemRef: { value: plan.item.id },
          Qty: 1,
          UnitPrice: amount,
          TaxCodeRef: { value: 'NON' },
        },
      },
    ],
  }));
}
