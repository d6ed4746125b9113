import type { Finding, Severity } from '../../core/finding.ts';
import type { Check, DraftToCheck } from './checks/check.ts';
import { missingPurchaseOrder, notCompared, similarInvoice, unusualTotal } from './checks/history.ts';
import { hoursOverProjectBudget, hoursOverRowBudget } from './checks/hours.ts';
import { blankRate, rateDiffersFromItem, zeroRate } from './checks/rates.ts';
import {
  currencyNotTheCustomers,
  inactiveClassOrLocation,
  inactiveCustomer,
  missingEmail,
  termsUnsure,
  unusableItem,
} from './checks/references.ts';
import { billedBefore, futureDate, oldDate, skippedRows, unreadableCells } from './checks/rows.ts';
import { inactiveTaxCode, missingTaxCode, tooManyTaxedLines } from './checks/tax.ts';
import { creditLimitExceeded, exceedsEstimate, totalZeroOrLess } from './checks/total.ts';
import { pastLessons } from './lessons.ts';

/** Every check there is. The order is that of the findings of one severity. */
export const CHECKS: readonly Check[] = [
  billedBefore,
  totalZeroOrLess,
  inactiveCustomer,
  unusableItem,
  inactiveClassOrLocation,
  currencyNotTheCustomers,
  inactiveTaxCode,
  tooManyTaxedLines,
  skippedRows,
  unreadableCells,
  similarInvoice,
  unusualTotal,
  exceedsEstimate,
  creditLimitExceeded,
  zeroRate,
  rateDiffersFromItem,
  hoursOverRowBudget,
  hoursOverProjectBudget,
  futureDate,
  oldDate,
  missingEmail,
  missingPurchaseOrder,
  missingTaxCode,
  termsUnsure,
  blankRate,
  notCompared,
  pastLessons,
];

const ORDER: Readonly<Record<Severity, number>> = { block: 0, warn: 1, info: 2 };

/** All findings, what blocks first. A finding that blocks always carries its remedy. */
export function check(draft: DraftToCheck): Finding[] {
  return CHECKS.flatMap((one) => one(draft)).sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
