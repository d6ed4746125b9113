import { pairTable } from './groups.ts';
import { type Shares, sharesOf } from './within.ts';

export interface Field {
  /**
   * log2 of how much likelier these two values are of one transaction than of any two; 0 where one is missing.
   * @param vendor the vendor both rows are known to be of, or 0: what it says of all its postings is no evidence then.
   */
  bits(sheetValue: number, ledgerValue: number, vendor: number): number;
  /** Share of the certain pairs with both filled that agree; the prior where there are none. */
  agreement: number;
}

const PRIOR_PAIRS = 8;
/** A value's own pairs outweigh the field's habit from about this many on. */
const VALUE_PRIOR = 4;

/**
 * Learns one field of codes (project, account, class, order number) from certain pairs: how often they agree, and which
 * value stands opposite which. `open` rows are what is still to be matched: their values say what a coincidence is.
 */
export function learnField(
  sheetValues: Int32Array,
  ledgerValues: Int32Array,
  seeds: { sheet: Int32Array; ledger: Int32Array },
  open: { sheet: Int32Array; ledger: Int32Array },
  ledgerVendors: Int32Array,
  usualAgreement: number,
): Field {
  let agree = usualAgreement * PRIOR_PAIRS;
  let both = PRIOR_PAIRS;
  const together = pairTable();
  const counts: number[] = [0];
  const ofSheet = new Map<number, number>();
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const a = sheetValues[seeds.sheet[seed] as number] as number;
    const b = ledgerValues[seeds.ledger[seed] as number] as number;
    if (a === 0 || b === 0) continue;
    both++;
    if (a === b) agree++;
    const id = together.idOf(a, b);
    counts[id] = (counts[id] ?? 0) + 1;
    ofSheet.set(a, (ofSheet.get(a) ?? 0) + 1);
  }
  const shares: Shares = sharesOf(ledgerValues, ledgerVendors, open.ledger);
  const agreement = agree / both;
  return {
    agreement,
    bits(a, b, vendor) {
      if (a === 0 || b === 0) return 0;
      const shareOf = (value: number): number =>
        vendor === 0 ? shares.overall(value) : shares.within(vendor, value);
      const frequency = shareOf(b);
      const before = a === b ? agreement : ((1 - agreement) * frequency) / Math.max(0.05, 1 - shareOf(a));
      const seen = Math.max(0, (counts[together.find(a, b)] ?? 0) - (a === b ? 0 : 0.8));
      // What was learned of two different values was learned of all vendors: a vendor's own habit may outdo it.
      const weight = a === b || seen > 0 ? (ofSheet.get(a) ?? 0) : 0;
      const likely = (seen + VALUE_PRIOR * before) / (weight + VALUE_PRIOR);
      return Math.max(-8, Math.log2(likely / frequency));
    },
  };
}
