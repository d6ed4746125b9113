import { background } from '../tables/background.ts';
import { groupRows } from '../tables/groups.ts';

/** For each open posting, log2 of how common its value is, itself left out. */
export interface Shares {
  /** Among all open postings with the field filled. */
  overall: Float64Array;
  /** Among those of its own vendor: what a vendor always says is no news once it is known that it is this vendor. */
  within: Float64Array;
  /** By value: what `overall` says of the open postings that have it; 0 where none has. */
  ofValue: Float64Array;
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
  let filled = 0;
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number;
    if (open[row] !== -1 || value === 0) continue;
    filled++;
    ofValue[value] = (ofValue[value] as number) + 1;
    const vendor = vendors[row] as number;
    if (vendor === 0) continue;
    ofVendor[vendor] = (ofVendor[vendor] as number) + 1;
  }
  const together = equalsOfVendor(values, vendors, mostValue, mostVendor, open);
  const beyond = background(rows);
  const shareOf = (value: number): number => ((ofValue[value] as number) + 0.5) / (filled + 1 + beyond);
  const byValue = new Float64Array(ofValue.length);
  for (let value = 0; value < ofValue.length; value++)
    if (ofValue[value] !== 0) byValue[value] = Math.log2(shareOf(value));
  const overall = new Float64Array(rows);
  const within = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number;
    if (open[row] !== -1 || value === 0) continue;
    const share = shareOf(value);
    overall[row] = byValue[value] as number;
    const vendor = vendors[row] as number;
    if (vendor === 0) {
      within[row] = overall[row] as number;
      continue;
    }
    const count = (together[row] as number) - 1;
    const all = (ofVendor[vendor] as number) - 1;
    within[row] = Math.min(MOST, Math.log2((count + mixedIn * floorOf(share, vendor)) / (all + mixedIn)));
  }
  return { overall, within, ofValue: byValue };
}

/** For each open row, how many open ones of its vendor have its value, itself included. */
function equalsOfVendor(
  values: Int32Array,
  vendors: Int32Array,
  mostValue: number,
  mostVendor: number,
  open: Int32Array,
): Int32Array {
  const { start, rows } = groupRows(vendors, mostVendor + 1, open);
  const together = new Int32Array(values.length);
  const counts = new Int32Array(mostValue + 1);
  for (let vendor = 1; vendor <= mostVendor; vendor++) {
    const first = start[vendor] as number;
    const end = start[vendor + 1] as number;
    for (let at = first; at < end; at++) {
      const value = values[rows[at] as number] as number;
      counts[value] = (counts[value] as number) + 1;
    }
    for (let at = first; at < end; at++)
      together[rows[at] as number] = counts[values[rows[at] as number] as number] as number;
    for (let at = first; at < end; at++) counts[values[rows[at] as number] as number] = 0;
  }
  return together;
}

/** How often two postings of one vendor say the same, by vendor: subscriptions repeat, building sites hardly do. */
export function repeatRates(
  values: Int32Array,
  vendors: Int32Array,
  open: Int32Array,
): (vendor: number) => number {
  let mostValue = 0;
  let mostVendor = 0;
  for (let row = 0; row < values.length; row++) {
    mostValue = Math.max(mostValue, values[row] as number);
    mostVendor = Math.max(mostVendor, vendors[row] as number);
  }
  const together = equalsOfVendor(values, vendors, mostValue, mostVendor, open);
  const ofVendor = new Int32Array(mostVendor + 1);
  // Each of `n` equal rows meets the `n - 1` others.
  const same = new Float64Array(mostVendor + 1);
  for (let row = 0; row < values.length; row++) {
    const vendor = vendors[row] as number;
    if (open[row] !== -1 || vendor === 0 || values[row] === 0) continue;
    ofVendor[vendor] = (ofVendor[vendor] as number) + 1;
    same[vendor] = (same[vendor] as number) + (together[row] as number) - 1;
  }
  return (vendor) => {
    const count = ofVendor[vendor] as number;
    return Math.min(
      0.6,
      ((same[vendor] as number) + REPEATED * PRIOR_PAIRS) / (count * (count - 1) + PRIOR_PAIRS),
    );
  };
}

/** What any vendor repeats by chance, and how many pairs' worth of belief that has. */
const REPEATED = 0.008;
const PRIOR_PAIRS = 12;
