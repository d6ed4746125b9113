import { money } from '../../proposals/say.ts';
import type { RunCheck } from './finding.ts';
import { about, inPeriod, type Reconciled, spoken, transactionsOf } from './transactions.ts';

/** A bill or purchase of the period above the limit that nothing is attached to. Where nobody looked, nothing is said. */
export function missingReceipts(reconciled: Reconciled, overMinor: number): RunCheck[] {
  return transactionsOf(reconciled)
    .filter((one) => inPeriod(one) && one.totalMinor > overMinor)
    .filter(({ lines }) => lines.every(({ hasAttachment }) => hasAttachment === false))
    .map((one) => ({
      check: 'missing-receipt',
      key: `missing-receipt:${one.key}`,
      ...about(one),
      message: `${spoken(one)}: ${money(one.totalMinor, one.first.currency)} without a receipt or the vendor's invoice attached.`,
    }));
}

/** The same above its limit without a purchase order, on the posting or on any row of the sheet that it belongs to. */
export function missingOrders(reconciled: Reconciled, overMinor: number): RunCheck[] {
  return transactionsOf(reconciled)
    .filter((one) => inPeriod(one) && one.totalMinor > overMinor)
    .filter(({ lines, rows }) => [...lines, ...rows].every(({ po }) => po === ''))
    .map((one) => ({
      check: 'missing-purchase-order',
      key: `missing-purchase-order:${one.key}`,
      ...about(one),
      message: `${spoken(one)}: ${money(one.totalMinor, one.first.currency)}, and neither QuickBooks nor the sheet names a purchase order; one is required above ${money(overMinor, one.first.currency)}.`,
    }));
}
