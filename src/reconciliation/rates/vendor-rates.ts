import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { fitsRate, type Rate } from './rates.ts';
import { eachSettledPair } from './settled-pairs.ts';

/** A vendor's pairs of one row and one posting: with equal amounts, and with each of the rates between them. */
export interface VendorRates {
  equal: number;
  byRate: number[];
}

/** By vendor, of what is settled so far; pairs across currencies and of no known vendor are left out. */
export function vendorRates(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  rates: readonly Rate[],
): Map<number, VendorRates> {
  const seen = new Map<number, VendorRates>();
  const ofVendor: (VendorRates | undefined)[] = new Array(cluster.length);
  eachSettledPair(keys, settled, (_i, j, a, b) => {
    const vendor = cluster[keys.ledger.party[j] as number] as number;
    if (vendor === 0) return;
    let own = ofVendor[vendor];
    if (own === undefined) {
      own = { equal: 0, byRate: rates.map(() => 0) };
      ofVendor[vendor] = own;
      seen.set(vendor, own);
    }
    const at = a === b ? -1 : rates.findIndex((rate) => fitsRate(rate, a, b));
    if (a === b) own.equal++;
    else if (at !== -1) own.byRate[at] = (own.byRate[at] as number) + 1;
  });
  return seen;
}
