import type { Keyed, Keys } from '../reading/keys.ts';
import { COMMON_TAXES, fitsRate, type Rate } from './rates.ts';

/** log2: what two people converted, each in their own way, differs by a bank's share and a month's rate at most. */
const MOST = Math.log2(1.05);
/** A vendor's bills differ where so many do; a kind of postings where so many of them do, and this share. */
const LEAST_OF_VENDOR = 2;
const LEAST_OF_TYPE = 12;
const SHARE_OF_VENDOR = 0.5;
const SHARE_OF_TYPE = 0.3;
/** Where so many bills of all vendors differ, those of a vendor that none is known of may. */
const LEAST_OF_ALL = 30;
const SHARE_OF_ALL = 0.12;

/**
 * By how much, log2, the two sides' amounts of one and the same document are usually apart, though in one currency and
 * though no tax says so: both were converted, each at a rate of its own. Both ends; null where they mostly agree.
 */
export interface Drift {
  /** Whether nothing is usually apart: then nothing has to be looked for. */
  isNone: boolean;
  ofVendor(vendor: number): Range | null;
  ofType(type: number): Range | null;
}

export interface Range {
  from: number;
  to: number;
}

interface Seen {
  equal: number;
  apart: number[];
}

/** Learned from the numbers that one row and one posting of a vendor carry. */
export function driftOf(keys: Keys, cluster: Int32Array, rates: readonly Rate[]): Drift {
  const { sheet, ledger, numbers } = keys;
  const rows = onlyOnes(sheet, numbers.length);
  const postings = onlyOnes(ledger, numbers.length);
  const byVendor = new Map<number, Seen>();
  const byType = new Map<number, Seen>();
  const all: Seen = { equal: 0, apart: [] };
  for (let number = 1; number < numbers.length; number++) {
    const [i, j] = [rows[number] as number, postings[number] as number];
    if (i < 0 || j < 0 || sheet.currency[i] !== ledger.currency[j]) continue;
    const vendor = cluster[ledger.party[j] as number] as number;
    if (vendor === 0 || cluster[sheet.party[i] as number] !== vendor) continue;
    const [row, posted] = [sheet.amount[i] as number, ledger.amount[j] as number];
    const apart = Math.log2(posted / row);
    if (!(Math.abs(apart) <= MOST) || isTaxed(rates, row, posted)) continue;
    if (row === posted) all.equal++;
    else all.apart.push(apart);
    for (const [seen, key] of [
      [byVendor, vendor],
      [byType, ledger.type[j] as number],
    ] as const) {
      const own = seen.get(key) ?? { equal: 0, apart: [] };
      seen.set(key, own);
      if (row === posted) own.equal++;
      else own.apart.push(apart);
    }
  }
  const ofAll = rangeOf(all, LEAST_OF_ALL, SHARE_OF_ALL);
  const vendors = rangesOf(byVendor, LEAST_OF_VENDOR, SHARE_OF_VENDOR);
  const types = rangesOf(byType, LEAST_OF_TYPE, SHARE_OF_TYPE);
  const isKnown = (vendor: number): boolean => {
    const own = byVendor.get(vendor);
    return own !== undefined && (own.equal > 0 || own.apart.length >= LEAST_OF_VENDOR);
  };
  return {
    isNone: ofAll === null && vendors.size === 0 && types.size === 0,
    ofVendor: (vendor) => vendors.get(vendor) ?? (isKnown(vendor) ? null : ofAll),
    ofType: (type) => types.get(type) ?? null,
  };
}

function rangesOf(seen: ReadonlyMap<number, Seen>, least: number, share: number): Map<number, Range> {
  const ranges = new Map<number, Range>();
  for (const [key, own] of seen) {
    const range = rangeOf(own, least, share);
    if (range !== null) ranges.set(key, range);
  }
  return ranges;
}

/** By number: the only row that carries it, or -1. */
function onlyOnes(side: Keyed, count: number): Int32Array {
  const found = new Int32Array(count).fill(-1);
  for (let row = 0; row < side.count; row++) {
    const number = side.number[row] as number;
    found[number] = found[number] === -1 ? row : -2;
  }
  return found;
}

/** No usual tax is so small a share of either amount; and minor units that rounding adds or takes. */
const LESS_THAN_TAX = 0.045;
const ROUNDED = 3;

const isTaxed = (rates: readonly Rate[], row: number, posted: number): boolean =>
  rates.some((rate) => rate.isTax && fitsRate(rate, row, posted)) ||
  (Math.abs(posted - row) >= LESS_THAN_TAX * Math.abs(row) - ROUNDED &&
    COMMON_TAXES.some((rate) =>
      [true, false].some((onSheet) => fitsRate({ rate, onSheet, isTax: true, seen: 0 }, row, posted)),
    ));

/** All but a tenth at each end; of few, all, and half as much again, for the next is not always among them. */
function rangeOf(seen: Seen, least: number, share: number): Range | null {
  if (seen.apart.length < least) return null;
  const { equal, apart } = seen;
  if (apart.length < share * (apart.length + equal)) return null;
  const ordered = apart.toSorted((a, b) => a - b);
  const at = Math.floor(ordered.length / 10);
  const [from, to] = [ordered[at] as number, ordered[ordered.length - 1 - at] as number];
  const more = apart.length < LEAST_OF_TYPE ? Math.max(to - from, Math.abs(to), Math.abs(from)) / 2 : 0;
  return { from: Math.max(-MOST, from - more), to: Math.min(MOST, to + more) };
}
