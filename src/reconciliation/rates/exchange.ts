import type { Keyed } from '../reading/keys.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import { fewRates } from './few-crossings.ts';
import type { Crossing, Shown } from './shown.ts';
import { type TrackedRate, trackRate } from './tracked-rate.ts';

/** What one currency's minor unit was worth in another's, learned from the lists themselves. */
export interface Exchange {
  /** log2 of ledger minor units per sheet minor unit about that day; NaN where it was never seen. */
  rate(sheetCurrency: number, ledgerCurrency: number, day: number): number;
  /** Pairs of currencies that were seen, as [sheet, ledger]. */
  pairs: readonly (readonly [number, number])[];
  /** The rate as documents show it from day to day; null where too few do. */
  tracked(sheetCurrency: number, ledgerCurrency: number): TrackedRate | null;
}

/** log2: about 1.4 %; a year's rates stay within a few of these. */
const BIN = 0.02;
const LEAST_SEEN = 4;
/** Bills that nothing but their time ties to their rows have to be more to say a rate. */
const LEAST_OF_RUNS = 8;

/** Days apart at which two rows of one vendor may still be one transaction, and how many such a row is held against. */
const DAYS_APART = 12;
const MOST_NEAR = 200;

/**
 * Pairs of one vendor and nearly one day, in different currencies: true ones agree on a rate, the others scatter. The
 * ledger is looked up by currency and vendor, for a vendor with a hundred thousand postings in the sheet's own currency
 * has nothing to say here.
 */
export function crossings(
  sheet: Keyed,
  ledger: Keyed,
  ledgerVendors: Int32Array,
  vendorCount: number,
  vendorOf: (party: number) => number,
  open: { sheet: Int32Array; ledger: Int32Array },
): Crossing[] {
  const found: Crossing[] = [];
  const byCurrency = vendorsByCurrency(ledger, ledgerVendors, vendorCount, open.ledger);
  if (byCurrency.length === 1 && sheet.currency.every((currency) => currency === byCurrency[0]?.currency))
    return found;
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] !== -1) continue;
    const vendor = vendorOf(sheet.party[i] as number);
    if (vendor <= 0) continue;
    const from = sheet.currency[i] as number;
    const day = sheet.day[i] as number;
    for (const { currency, groups } of byCurrency) {
      if (currency === from) continue;
      const end = groups.start[vendor + 1] as number;
      const first = firstSince(groups, vendor, ledger.day, day - DAYS_APART);
      for (let at = first; at < end && at < first + MOST_NEAR; at++) {
        const j = groups.rows[at] as number;
        if ((ledger.day[j] as number) > day + DAYS_APART) break;
        const [sheetMinor, ledgerMinor] = [sheet.amount[i] as number, ledger.amount[j] as number];
        found.push({ from, to: currency, day, sheetMinor, ledgerMinor });
      }
    }
  }
  return found;
}

function vendorsByCurrency(
  ledger: Keyed,
  ledgerVendors: Int32Array,
  vendorCount: number,
  open: Int32Array,
): { currency: number; groups: Groups }[] {
  const currencies = Array.from(new Set(ledger.currency)).sort((a, b) => a - b);
  return currencies.map((currency) => {
    const vendors = ledgerVendors.map((vendor, row) => (ledger.currency[row] === currency ? vendor : 0));
    return { currency, groups: groupRows(vendors, vendorCount, open) };
  });
}

/**
 * @param near pairs of a short list, by days alone: gone by where nothing else shows a rate.
 * @param shown by documents that are on both lists in two currencies: where they are enough, they alone are gone by.
 */
export function learnExchange(
  seen: readonly Crossing[],
  shown: readonly Shown[] = [],
  runs: readonly Shown[] = [],
  near: readonly Crossing[] = [],
): Exchange {
  const ratios = new Map<string, { from: number; to: number; logs: number[]; days: number[] }>();
  for (const { from, to, day, sheetMinor, ledgerMinor } of seen) {
    const ratio = ledgerMinor / sheetMinor;
    if (!(ratio > 0) || !Number.isFinite(ratio)) continue;
    const key = `${from} ${to}`;
    const entry = ratios.get(key) ?? { from, to, logs: [], days: [] };
    ratios.set(key, entry);
    entry.logs.push(Math.log2(ratio));
    entry.days.push(day);
  }
  const rates: (((day: number) => number) | undefined)[][] = [];
  const pairs: [number, number][] = [];
  for (const { from, to, logs, days } of ratios.values()) {
    const rate = peakOf(logs);
    if (Number.isNaN(rate)) continue;
    rates[from] ??= [];
    rates[from][to] = aboutThen(rate, logs, days);
    pairs.push([from, to]);
  }
  for (const { from, to, rate } of fewRates(near)) {
    if (rates[from]?.[to]) continue;
    rates[from] ??= [];
    (rates[from] as ((day: number) => number)[])[to] = () => rate;
    pairs.push([from, to]);
  }
  const tracked = trackedRates(shown, runs);
  for (const { from, to, known } of tracked) {
    if (!rates[from]?.[to]) pairs.push([from, to]);
    rates[from] ??= [];
    rates[from][to] = known.rate;
  }
  const known: (TrackedRate | undefined)[][] = [];
  for (const one of tracked) {
    known[one.from] ??= [];
    (known[one.from] as (TrackedRate | undefined)[])[one.to] = one.known;
  }
  return {
    rate: (from, to, day) => rates[from]?.[to]?.(day) ?? Number.NaN,
    pairs,
    tracked: (from, to) => known[from]?.[to] ?? null,
  };
}

/** Of each two currencies that documents show, either way round; where these are too few, bills show it too. */
function trackedRates(
  shown: readonly Shown[],
  runs: readonly Shown[],
): { from: number; to: number; known: TrackedRate }[] {
  const both = [...shown, ...runs];
  const keys = new Set(both.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]));
  return Array.from(keys, (key) => {
    const [from = 0, to = 0] = key.split(' ').map(Number);
    const isOfPair = (one: Shown): boolean =>
      (one.from === from && one.to === to) || (one.from === to && one.to === from);
    const known =
      trackRate(shown.filter(isOfPair), from) ?? trackRate(both.filter(isOfPair), from, LEAST_OF_RUNS);
    return known ? [{ from, to, known }] : [];
  }).flat();
}

/** Rates move: where a month has shown enough, its own median is taken. */
function aboutThen(rate: number, logs: readonly number[], days: readonly number[]): (day: number) => number {
  const months = new Map<number, number[]>();
  for (let at = 0; at < logs.length; at++) {
    const log = logs[at] as number;
    if (Math.abs(log - rate) > DRIFT) continue;
    const month = Math.floor((days[at] as number) / 30);
    const list = months.get(month);
    if (list) list.push(log);
    else months.set(month, [log]);
  }
  const medians = new Map<number, number>();
  for (const [month, list] of months) {
    if (list.length < LEAST_SEEN) continue;
    list.sort((a, b) => a - b);
    medians.set(month, list[list.length >> 1] as number);
  }
  return (day) => {
    const month = Math.floor(day / 30);
    return medians.get(month) ?? medians.get(month - 1) ?? medians.get(month + 1) ?? rate;
  };
}

/** log2: no rate between currencies that are traded moves further than this within a year or so. */
const DRIFT = 0.2;

/** Where most ratios crowd, if they crowd well above what scattering would give; NaN where they do not. */
function peakOf(logs: number[]): number {
  const bins = new Map<number, number>();
  for (const log of logs) {
    const bin = Math.round(log / BIN);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  let best = 0;
  let bestCount = 0;
  for (const bin of [...bins.keys()].sort((a, b) => a - b)) {
    let count = 0;
    for (let near = bin - 2; near <= bin + 2; near++) count += bins.get(near) ?? 0;
    if (count > bestCount) {
      bestCount = count;
      best = bin;
    }
  }
  let around = 0;
  for (let near = best - 25; near <= best + 25; near++) around += bins.get(near) ?? 0;
  const scattered = ((around - bestCount) / 46) * 5;
  if (bestCount < LEAST_SEEN || bestCount < 3 * scattered + 2) return Number.NaN;
  const close = logs.filter((log) => Math.abs(log / BIN - best) <= 2.5).sort((a, b) => a - b);
  return close[close.length >> 1] as number;
}
