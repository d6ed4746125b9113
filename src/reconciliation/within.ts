import { pairTable } from './groups.ts';

/** How common a value is among the open postings, and among those of one vendor. */
export interface Shares {
  /** Of all open postings with the field filled, leaving the posting itself out. */
  overall(value: number): number;
  /** Of one vendor's: what a vendor always says is no news once it is known that it is this vendor. */
  within(vendor: number, value: number): number;
}

/** So many postings' worth of the overall share are mixed into a vendor's own. */
const MIXED_IN = 2;

/**
 * @param floor what a vendor's postings share by chance where nothing is known of the value; 0 takes the overall share.
 */
export function sharesOf(
  values: Int32Array,
  vendors: Int32Array,
  open: Int32Array,
  floorOf: (overall: number, vendor: number) => number = (overall) => overall,
  mixedIn = MIXED_IN,
): Shares {
  const counts = new Map<number, number>();
  const ofVendor = new Map<number, number>();
  const pairs = pairTable();
  const together: number[] = [0];
  let filled = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (open[row] !== -1 || value === 0) continue;
    filled++;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    const vendor = vendors[row] as number;
    if (vendor === 0) continue;
    ofVendor.set(vendor, (ofVendor.get(vendor) ?? 0) + 1);
    const id = pairs.idOf(vendor, value);
    together[id] = (together[id] ?? 0) + 1;
  }
  const overall = (value: number): number => ((counts.get(value) ?? 0) + 0.5) / (filled + 1);
  return {
    overall,
    within(vendor, value) {
      const count = Math.max(0, (together[pairs.find(vendor, value)] ?? 0) - 1);
      const all = Math.max(0, (ofVendor.get(vendor) ?? 0) - 1);
      return Math.min(0.98, (count + mixedIn * floorOf(overall(value), vendor)) / (all + mixedIn));
    },
  };
}

/** How often two postings of one vendor say the same, by vendor: subscriptions repeat, building sites hardly do. */
export function repeatRates(
  values: Int32Array,
  vendors: Int32Array,
  open: Int32Array,
): (vendor: number) => number {
  const pairs = pairTable();
  const together: number[] = [0];
  const vendorOfPair: number[] = [0];
  const ofVendor = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const vendor = vendors[row] as number;
    if (open[row] !== -1 || vendor === 0 || values[row] === 0) continue;
    const id = pairs.idOf(vendor, values[row] as number);
    together[id] = (together[id] ?? 0) + 1;
    vendorOfPair[id] = vendor;
    ofVendor.set(vendor, (ofVendor.get(vendor) ?? 0) + 1);
  }
  const same = new Map<number, number>();
  for (let id = 1; id < together.length; id++) {
    const count = together[id] as number;
    if (count < 2) continue;
    const vendor = vendorOfPair[id] as number;
    same.set(vendor, (same.get(vendor) ?? 0) + count * (count - 1));
  }
  return (vendor) => {
    const count = ofVendor.get(vendor) ?? 0;
    return Math.min(
      0.6,
      ((same.get(vendor) ?? 0) + REPEATED * PRIOR_PAIRS) / (count * (count - 1) + PRIOR_PAIRS),
    );
  };
}

/** What any vendor repeats by chance, and how many pairs' worth of belief that has. */
const REPEATED = 0.008;
const PRIOR_PAIRS = 12;
