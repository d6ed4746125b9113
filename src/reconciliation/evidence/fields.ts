import { largest, pairTable } from '../tables/groups.ts';
import { type Shares, sharesOf } from './within.ts';

export interface Field {
  /**
   * log2 of how much likelier the two rows' values are of one transaction than of any two; 0 where one is missing.
   * @param isVendorKnown both rows are of one vendor by all that is known: its habits are no evidence then.
   */
  bits(sheetRow: number, ledgerRow: number, isVendorKnown: boolean): number;
  /** The same of two values, with what `shares` says of the posting. */
  bitsOf(sheetValue: number, ledgerValue: number, share: number): number;
  shares: Shares;
  /** By the sheet's value: no posting of another vendor gives more. */
  most: Float64Array;
  /** Share of the certain pairs with both filled that agree; the prior where there are none. */
  agreement: number;
}

const PRIOR_PAIRS = 8;
/** A value's own pairs outweigh the field's habit from about this many on. */
const VALUE_PRIOR = 4;
const LEAST = -8;

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
  const apart = pairTable();
  const counts: number[] = [0];
  const opposite: [number, number][] = [];
  const most = largest(sheetValues);
  const agreed = new Int32Array(most + 1);
  const ofSheet = new Int32Array(most + 1);
  // 1 for values of the sheet that stood opposite another one: hardly any of order numbers, and looking up is slow.
  const strays = new Uint8Array(most + 1);
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const a = sheetValues[seeds.sheet[seed] as number] as number;
    const b = ledgerValues[seeds.ledger[seed] as number] as number;
    if (a === 0 || b === 0) continue;
    both++;
    ofSheet[a] = (ofSheet[a] as number) + 1;
    if (a === b) {
      agree++;
      agreed[a] = (agreed[a] as number) + 1;
    } else {
      strays[a] = 1;
      const id = apart.idOf(a, b);
      if (counts[id] === undefined) opposite.push([a, b]);
      counts[id] = (counts[id] ?? 0) + 1;
    }
  }
  const shares = sharesOf(ledgerValues, ledgerVendors, open.ledger);
  const agreement = agree / both;
  const equal = new Float64Array(most + 1);
  for (let value = 1; value <= most; value++) {
    const all = ofSheet[value] as number;
    equal[value] = Math.log2(((agreed[value] as number) + VALUE_PRIOR * agreement) / (all + VALUE_PRIOR));
  }
  const different = Math.max(LEAST, Math.log2(1 - agreement));
  function strayBits(a: number, b: number, share: number): number {
    const seen = (counts[apart.find(a, b)] ?? 0) - 0.8;
    if (seen <= 0) return different;
    // One code is written where the other is meant: how often, against how common it is.
    const likely =
      (seen + VALUE_PRIOR * (1 - agreement) * 2 ** share) / ((ofSheet[a] as number) + VALUE_PRIOR);
    return Math.max(different, Math.log2(likely) - share);
  }

  const ceilings = equal.map((bits, value) => Math.max(0, bits - (shares.ofValue[value] ?? 0)));
  for (const [a, b] of opposite)
    ceilings[a] = Math.max(ceilings[a] as number, strayBits(a, b, shares.ofValue[b] ?? 0));
  function bitsOf(a: number, b: number, share: number): number {
    if (a === 0 || b === 0) return 0;
    if (a === b) return (equal[a] as number) - share;
    return strays[a] === 0 ? different : strayBits(a, b, share);
  }

  return {
    agreement,
    most: ceilings,
    shares,
    bitsOf,
    bits(i, j, isVendorKnown) {
      const a = sheetValues[i] as number;
      const b = ledgerValues[j] as number;
      if (a === 0 || b === 0) return 0;
      return bitsOf(a, b, (isVendorKnown ? shares.within[j] : shares.overall[j]) as number);
    },
  };
}
