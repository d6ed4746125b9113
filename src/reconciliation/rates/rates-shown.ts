import type { Keys } from '../reading/keys.ts';
import { granularity } from '../tables/granularity.ts';
import { beyondChance } from './beyond-chance.ts';
import { COMMON_TAXES, expectedLedger, type Rate } from './rates.ts';
import type { Crossing } from './shown.ts';

/** How fine the rates are that are tried, and between which shares. */
const GRAIN = 0.00025;
const PLACES = 1200;
const LEAST_PLACE = 40;
/** Minor units by which lines that are rounded one by one may be off. */
export const OFF = 1;
/** A smaller amount is at every rate by rounding. */
const LEAST_MINOR = 2000;
/** What lies within such shares of a rate says how many are at it by chance. */
const AROUND = 120;
/** Bits that a rate has to have beyond what was tried: any of the usual ones, or any at all. */
const TRIED = { usual: 6, any: 12 };
const BAR = 5;
/** A rate of the lists is met on one of so many rows, and they have no more than so many of them. */
const LEAST_SHARE = 0.004;
const MOST_RATES = 8;
const SAME = 1e-9;
/** A whole share from here on that is met less often is a tip, or a price that rose. */
const LEAST_TIP = 0.1;
const OFTEN = 4;

/** An open row and an open posting of one currency and sign that may belong together, whatever their amounts. */
export interface NearPairs {
  sheet: number[];
  ledger: number[];
  /** Of so many rows one was looked at. */
  step: number;
  /** The same of two currencies. */
  across: Crossing[];
}

interface Place {
  rate: Rate;
  /** Of the posting above the row. */
  share: number;
  /** Places of near pairs that are at the rate to the cent. */
  hits: number[];
}

/** @param rows how many rows were looked at. */
export function ratesShown(keys: Keys, near: NearPairs, rows: number): Rate[] {
  const { sheet, ledger } = keys;
  const minor = (at: number): [number, number] => [
    Math.abs(sheet.amount[near.sheet[at] as number] as number),
    Math.abs(ledger.amount[near.ledger[at] as number] as number),
  ];
  const places = emptyPlaces();
  const byShare = new Float64Array(2 * (PLACES + AROUND) + 2);
  // One price that rose by one amount comes again month by month: it says nothing of a rate.
  const met = new Set<string>();
  for (let at = 0; at < near.sheet.length; at++) {
    const [a, b] = minor(at);
    const share = b / a - 1;
    if (a < LEAST_MINOR || Math.abs(share) > (PLACES + AROUND) * GRAIN || Math.abs(b - a) <= OFF) continue;
    const key = `${a} ${b}`;
    if (met.has(key)) continue;
    met.add(key);
    const bin = Math.round(share / GRAIN) + PLACES + AROUND;
    byShare[bin] = (byShare[bin] as number) + Math.max(2 * OFF + 1, granularity([a, b], b)) / a;
    hit(places.onSheet, share, a, at, (rate) => Math.abs(expectedLedger(rate, a) - b) <= OFF);
    hit(places.onLedger, a / b - 1, b, at, (rate) => Math.abs(expectedLedger(rate, a) - b) <= OFF);
  }
  const byChance = chances(byShare);
  const all = [...places.onSheet.values(), ...places.onLedger.values()].filter(({ hits }) => hits.length > 1);
  const taken = { sheet: new Set<number>(), ledger: new Set<number>() };
  const isFree = (at: number): boolean =>
    !taken.sheet.has(near.sheet[at] as number) && !taken.ledger.has(near.ledger[at] as number);
  const rates: Rate[] = [];
  while (rates.length < MOST_RATES) {
    let best: { place: Place; bits: number; seen: number } | null = null;
    for (const place of all) {
      const amounts = place.hits.filter(isFree).map(minor);
      const seen = Math.min(new Set(amounts.map(([a]) => a)).size, new Set(amounts.map(([, b]) => b)).size);
      if (seen < 2 || seen < LEAST_SHARE * rows) continue;
      const bits = beyondChance(seen, byChance(place.share)) - triedFor(place.rate);
      if (bits >= BAR && (best === null || bits > best.bits)) best = { place, bits, seen };
    }
    if (best === null) break;
    rates.push(named(best.place.rate, best.seen));
    for (const at of best.place.hits) {
      taken.sheet.add(near.sheet[at] as number);
      taken.ledger.add(near.ledger[at] as number);
    }
  }
  return rates;
}

function named(rate: Rate, seen: number): Rate {
  const isTip = rate.rate >= LEAST_TIP && Math.abs(rate.rate * 100 - Math.round(rate.rate * 100)) < SAME;
  return { ...rate, isTax: rate.isTax && (seen >= OFTEN || !isTip), seen };
}

function emptyPlaces(): { onSheet: Map<number, Place>; onLedger: Map<number, Place> } {
  const places = { onSheet: new Map<number, Place>(), onLedger: new Map<number, Place>() };
  for (let place = -PLACES; place <= PLACES; place++) {
    if (Math.abs(place) < LEAST_PLACE) continue;
    const of = (onSheet: boolean): Place => {
      const rate = place / Math.round(1 / GRAIN);
      return {
        rate: { rate, onSheet, isTax: rate > 0, seen: 0 },
        share: onSheet ? rate : 1 / (1 + rate) - 1,
        hits: [],
      };
    };
    places.onSheet.set(place, of(true));
    if (place > 0) places.onLedger.set(place, of(false));
  }
  return places;
}

/** Notes a pair at the rates that make the one amount of the other. */
function hit(
  places: Map<number, Place>,
  share: number,
  minor: number,
  pair: number,
  fits: (rate: Rate) => boolean,
): void {
  const off = (OFF + 1) / minor;
  const last = Math.floor((share + off) / GRAIN);
  for (let at = Math.ceil((share - off) / GRAIN); at <= last; at++) {
    const place = places.get(at);
    if (place && fits(place.rate)) place.hits.push(pair);
  }
}

/** By share: how many pairs are at it to the cent, as many as lie around it. */
function chances(byShare: Float64Array): (share: number) => number {
  const before = new Float64Array(byShare.length + 1);
  for (let at = 0; at < byShare.length; at++)
    before[at + 1] = (before[at] as number) + (byShare[at] as number);
  return (share) => {
    const middle = Math.round(share / GRAIN) + PLACES + AROUND;
    const from = Math.max(0, middle - AROUND);
    const to = Math.min(byShare.length, middle + AROUND + 1);
    return ((before[to] as number) - (before[from] as number)) / ((to - from) * GRAIN);
  };
}

/** Whole halves of a per cent, and the taxes there are, are looked for first. */
function triedFor({ rate }: Rate): number {
  const isUsual =
    Math.abs(rate * 200 - Math.round(rate * 200)) < SAME ||
    COMMON_TAXES.some((tax) => Math.abs(tax - Math.abs(rate)) < SAME);
  return isUsual ? TRIED.usual : TRIED.any;
}
