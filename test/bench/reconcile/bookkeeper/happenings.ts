import { progress, retainage, statement } from './agreements.ts';
import { abroad, accounts, bill, card, lines, tasks } from './buying.ts';
import { accrual, cancelled, credit, ledgerOnly, netted, sheetOnly, voided } from './entries.ts';
import { expenses } from './expenses.ts';
import type { Firm } from './firm.ts';
import { bookedAndFed, freightLine, paymentRun, prepaid, shipments, truedUp } from './oddities.ts';
import { payroll } from './payroll.ts';
import type { Happening } from './profiles.ts';
import { daily, subscription } from './recurring.ts';

const HAPPENINGS: Readonly<Record<Happening, (firm: Firm) => void>> = {
  bill,
  lines,
  tasks,
  accounts,
  statement,
  progress,
  retainage,
  card,
  abroad,
  expenses,
  subscription,
  daily,
  payroll,
  credit,
  netted,
  accrual,
  void: voided,
  cancelled,
  paymentRun,
  shipments,
  truedUp,
  prepaid,
  freightLine,
  bookedAndFed,
  sheetOnly,
  ledgerOnly,
};

/** One more thing happens in the firm, and is written down in both lists, in one, or in neither. */
export const happen = (firm: Firm): void => HAPPENINGS[firm.chance.weighted(firm.profile.happens)](firm);
