import { background } from './background.ts';
import { pairTable } from './groups.ts';

/** For each open posting, log2 of how common its value is, itself left out. */
export interface Shares {
  /** Among all open postings with the field filled. */
  overall: Float64Array;
  /** Among those of its own vendor: what a vendor always says is no news once it is known that it is this vendor. */
  within: Float64Array;
}

/** So many postings' worth of the overall share are mixed into a vendor's own. */
const MIXED_IN = 2;
const MOST = Math.log2(0.98);

export function sharesOf(
  values: Int32Array,
  vendors: Int32Array,
  open: Int32Array,
  floorOf: (overall: number, vendor: number) => number = (overall) => overall,
  mixedIn = MIXED_IN,
): Shares {
  const rows = values.length;
  let mostValue = 0;
  let mostVendor = 0;
  for (let row = 0; row < rows; row++) {
    if ((values[row] as number) > mostValue) mostValue = values[row] as number;
    if ((vendors[row] as number) > mostVendor) mostVendor = vendors[row] as number;
  }
  const ofValue = new Int32Array(mostValue + 1);
  const ofVendor = new Int32Array(mostVendor + 1);
  const pairs = pairTable();
  const pairOf = new Int32Array(rows);
  const together: number[] = [0];
  let filled = 0;
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number;
    if (open[row] !== -1 || value === 0) continue;
    filled++;
    ofValue[value] = (ofValue[value] as number) + 1;
    const vendor = vendors[row] as number;
    if (vendor === 0) continue;
    ofVendor[vendor] = (ofVendor[vendor] as number) + 1;
    const id = pairs.idOf(vendor, value);
    pairOf[row] = id;
    together[id] = (together[id] ?? 0) + 1;
  }
  const beyond = background(rows);
  const overall = new Float64Array(rows);
  const within = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number;
    if (open[row] !== -1 || value === 0) continue;
    const share = ((ofValue[value] as number) + 0.5) / (filled + 1 + beyond);
    overall[row] = Math.log2(share);
    const vendor = vendors[row] as number;
    if (vendor === 0) {
      within[row] = overall[row] as number;
      continue;
    }
    const count = (together[pairOf[row] as number] as number) - 1;
    const all = (ofVendor[vendor] as number) - 1;
    within[row] = Math.min(MOST, Math.log2((count + mixedIn * floorOf(share, vendor)) / (all + mixedIn)));
  }
  return { overall, within };
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
