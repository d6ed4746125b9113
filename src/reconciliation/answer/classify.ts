import type { Cause, Part, Tolerance } from '../types.ts';

/** What classification needs of a match: everything is in minor units and days. */
export interface Facts {
  sheetCount: number;
  ledgerCount: number;
  sheetMinor: number;
  differenceMinor: number | null;
  /** The tax that explains the difference, signed as the difference is; 0 where none does. */
  taxMinor: number;
  codingDiffers: boolean;
  daysApart: number;
}

/** A difference counts unless it is within both the amount and the percentage of the sheet's amount. */
function counts(differenceMinor: number, sheetMinor: number, tolerance: Tolerance): boolean {
  const size = Math.abs(differenceMinor);
  if (size === 0) return false;
  return size > tolerance.amountMinor || size * 100 > tolerance.percent * Math.abs(sheetMinor) + 1e-9;
}

/** The first cause, in the agreed order, that is true of a match, and the parts that add up to its difference. */
export function causeOf(facts: Facts, tolerance: Tolerance): { cause: Cause; parts: Part[] } {
  const { differenceMinor, taxMinor } = facts;
  if (differenceMinor === null) return { cause: 'currency', parts: [] };
  if (counts(differenceMinor, facts.sheetMinor, tolerance)) {
    if (taxMinor !== 0) {
      const parts: Part[] = [{ cause: 'tax', amountMinor: taxMinor }];
      const rest = differenceMinor - taxMinor;
      if (rest !== 0) parts.push({ cause: 'amount', amountMinor: rest });
      return { cause: 'tax', parts };
    }
    return { cause: 'amount', parts: [{ cause: 'amount', amountMinor: differenceMinor }] };
  }
  const parts: Part[] = differenceMinor === 0 ? [] : [{ cause: 'amount', amountMinor: differenceMinor }];
  return { cause: causeOfEqualAmounts(facts, tolerance), parts };
}

function causeOfEqualAmounts(facts: Facts, tolerance: Tolerance): Cause {
  if (facts.sheetCount > 1) return 'combined';
  if (facts.ledgerCount > 1) return 'split';
  if (facts.codingDiffers) return 'coding';
  return facts.daysApart > tolerance.days ? 'timing' : 'none';
}
