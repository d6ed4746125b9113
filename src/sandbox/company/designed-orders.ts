import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import { VENDOR } from './book-ids.ts';
import { addDays } from './calendar.ts';
import type { DesignedCase } from './designed.ts';
import { placeDay } from './designed-days.ts';
import { amountOf } from './ledger.ts';
import type { ProjectPlan } from './plan.ts';

const FIRST_ORDER = 7001;

type SeedOrder = NonNullable<QuickBooksSeed['PurchaseOrder']>[number];

/** The purchase orders that the rows name, by their number, each given out some weeks before. */
export function ordersOf(plan: ProjectPlan, cases: readonly DesignedCase[], today: string) {
  const orders = new Map<string, SeedOrder>();
  for (const { rows } of cases) {
    for (const { order, vendor, cents, description, account, when } of rows) {
      if (order === undefined || vendor === VENDOR.kestrel) continue;
      orders.set(order, {
        Id: String(FIRST_ORDER + orders.size),
        DocNumber: order,
        TxnDate: addDays(placeDay(when, today), -20),
        POStatus: 'Open',
        VendorRef: { value: vendor },
        CurrencyRef: { value: 'USD' },
        TotalAmt: amountOf(cents),
        Line: [
          {
            Id: '1',
            Description: description,
            Amount: amountOf(cents),
            DetailType: 'AccountBasedExpenseLineDetail',
            AccountBasedExpenseLineDetail: {
              AccountRef: { value: account },
              CustomerRef: { value: plan.customer },
            },
          },
        ],
      });
    }
  }
  return orders;
}
