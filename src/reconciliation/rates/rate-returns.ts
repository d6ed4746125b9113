/** A vendor that taxes does so again: a rate that comes back at its vendors this much less than the commonest is none. */
const LEAST_RETURN = 0.5;
/** From so many pairs on it shows whether a rate comes back: of fewer, most vendors have one whatever it is. */
const LEAST_TO_JUDGE = 8;
/**
 * Vendors tell where another pair of a vendor that has shown the commonest rate shows it so many times as often as any
 * pair does, or this often at all. Where the place is what is taxed, rates are strewn over the vendors, each as others.
 */
const LEAST_LIFT = 2;
const USUALLY = 0.5;

/** Whether rates come back at the vendors that show them. */
export interface RateReturns {
  /** A pair of one row and one posting of a vendor, 0 where it is not known, and the place of its rate, or -1. */
  show(vendor: number, rate: number): void;
  /** By place of a rate, whether it comes back at its vendors as the usual one does. */
  comeBack(usual: number): (rate: number) => boolean;
}

export function rateReturns(rates: number): RateReturns {
  const byVendor = Array.from({ length: rates }, () => new Map<number, number>());
  const pairsOf = new Map<number, number>();
  let all = 0;
  return {
    show(vendor, rate) {
      if (vendor === 0) return;
      all++;
      pairsOf.set(vendor, (pairsOf.get(vendor) ?? 0) + 1);
      const counts = byVendor[rate];
      counts?.set(vendor, (counts.get(vendor) ?? 0) + 1);
    },
    comeBack(usual) {
      const shares = byVendor.map(shareOf);
      const most = shares[usual];
      if (most === undefined || !doVendorsTell(byVendor[usual] as Map<number, number>, pairsOf, all))
        return () => true;
      return (rate) => {
        const { share, pairs } = shares[rate] as Share;
        return pairs < LEAST_TO_JUDGE || share >= LEAST_RETURN * most.share;
      };
    },
  };
}

function doVendorsTell(
  counts: ReadonlyMap<number, number>,
  pairsOf: Map<number, number>,
  all: number,
): boolean {
  let [pairs, again, others] = [0, 0, 0];
  for (const [vendor, count] of counts) {
    pairs += count;
    again += count * (count - 1);
    others += count * ((pairsOf.get(vendor) as number) - 1);
  }
  return again > 0 && (again >= USUALLY * others || again * all >= LEAST_LIFT * others * pairs);
}

interface Share {
  pairs: number;
  /** Of these, the share that is of vendors which show the rate more than once. */
  share: number;
}

function shareOf(counts: ReadonlyMap<number, number>): Share {
  let pairs = 0;
  let again = 0;
  for (const count of counts.values()) {
    pairs += count;
    if (count > 1) again += count;
  }
  return { pairs, share: pairs === 0 ? 0 : again / pairs };
}
