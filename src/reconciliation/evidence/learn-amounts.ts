import { learnExchange } from '../rates/exchange.ts';
import { type NearRates, withNear } from '../rates/near-rates.ts';
import { learnRates } from '../rates/rates.ts';
import type { Crossing, Shown } from '../rates/shown.ts';
import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { type Amounts, learnAmounts } from './amounts.ts';
import type { Seeds } from './seeds.ts';
import { type ToldAmounts, toldAmounts } from './told-amounts.ts';
import { voidedRows } from './voids.ts';

export interface KnownAmounts extends Amounts {
  told: ToldAmounts;
}

/** Rates, exchange rates and how amounts relate, from pairs that were found without looking at their amounts. */
export function amountsOf(
  keys: Keys,
  byNumber: Seeds,
  near: NearRates,
  open: Open,
  ledgerVendors: Int32Array,
  crossingsAmong: (open: Open) => Crossing[],
  shown: { documents: readonly Shown[]; runs: readonly Shown[] },
): KnownAmounts {
  const { sheet, ledger } = keys;
  const unequal: { sheet: number[]; ledger: number[] } = { sheet: [], ledger: [] };
  const crossing: Crossing[] = [];
  for (let seed = 0; seed < byNumber.sheet.length; seed++) {
    const i = byNumber.sheet[seed] as number;
    const j = byNumber.ledger[seed] as number;
    const sheetMinor = sheet.amount[i] as number;
    const ledgerMinor = ledger.amount[j] as number;
    const from = sheet.currency[i] as number;
    const to = ledger.currency[j] as number;
    if (from !== to) crossing.push({ from, to, day: sheet.day[i] as number, sheetMinor, ledgerMinor });
    else if (sheetMinor !== ledgerMinor) {
      unequal.sheet.push(sheetMinor);
      unequal.ledger.push(ledgerMinor);
    }
  }
  const listed = withNear(learnRates(unequal.sheet, unequal.ledger), byNumber.sheet.length, near);
  const exchange = learnExchange(
    [...crossing, ...crossingsAmong(open)],
    shown.documents,
    shown.runs,
    near.across,
  );
  const rows = { sheet, ledger, openLedger: open.ledger };
  const isVoided = voidedRows(ledger, keys.texts);
  const amounts = learnAmounts(rows, keys.amounts, byNumber, listed, exchange, ledgerVendors, isVoided);
  const told = toldAmounts(keys, byNumber, open);
  return {
    ...amounts,
    told,
    bits: (i, j, isVendorKnown) =>
      told.bits(i, j, amounts.bits(i, j, isVendorKnown), isVendorKnown, amounts.same),
  };
}
