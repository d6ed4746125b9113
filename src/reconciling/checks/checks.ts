import type { VendorHistory } from '../../quickbooks/ledger-line-types.ts';
import { codingErrors } from './coding.ts';
import { duplicateBills } from './duplicates.ts';
import { CHECK_NAMES, type RunCheck } from './finding.ts';
import { type Labour, unbilledLabour } from './labour.ts';
import { missingOrders, missingReceipts } from './papers.ts';
import type { Reconciled } from './transactions.ts';

/** What the checks go by beyond the two lists. null: it could not be read, and its check says nothing. */
export interface CheckBasis {
  /** Minor units of the company's currency; of other currencies the same figure in theirs. */
  poRequiredOverMinor: number;
  receiptOverMinor: number;
  /** Two bills of one amount within so many days may be one. */
  days: number;
  /** Of the year that ends with the period, over every customer. */
  history: VendorHistory | null;
  labour: Labour | null;
}

/** Everything of the period that is worth a look, the most urgent kind first, within it the largest. Pure. */
export function checksOf(
  reconciled: Reconciled,
  { poRequiredOverMinor, receiptOverMinor, days, history, labour }: CheckBasis,
  period: { from: string; to: string },
): RunCheck[] {
  const found = [
    ...duplicateBills(reconciled, days),
    ...(history ? codingErrors(reconciled, history) : []),
    ...missingOrders(reconciled, poRequiredOverMinor),
    ...missingReceipts(reconciled, receiptOverMinor),
    ...(labour ? unbilledLabour(labour, period) : []),
  ];
  const rank = ({ check }: RunCheck) => CHECK_NAMES.indexOf(check);
  return found.sort(
    (a, b) => rank(a) - rank(b) || b.amountMinor - a.amountMinor || a.key.localeCompare(b.key),
  );
}
