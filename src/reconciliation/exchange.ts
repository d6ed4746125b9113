import type { Groups } from './groups.ts';
import type { Keyed } from './keys.ts';

/** What one currency's minor unit was worth in another's, learned from the lists themselves. */
export interface Exchange {
  /** log2 of ledger minor units per sheet minor unit about that day; NaN where it was never seen. */
  rate(sheetCurrency: number, ledgerCurrency: number, day: number): number;
  /** Pairs of currencies that were seen, as [sheet, ledger]. */
  pairs: readonly (readonly [number, number])[];
}

export interface Crossing {
  from: number;
  to: number;
  day: number;
  sheetMinor: number;
  ledgerMinor: number;
}

/** log2: about 1.4 %; a year's rates stay within a few of these. */
const BIN = 0.02;
const LEAST_SEEN = 4;

/** Pairs of one vendor and nearly one day, in different currencies: true ones agree on a rate, the others scatter. */
export function crossings(
  sheet: Keyed,
  ledger: Keyed,
  byVendor: Groups,
  vendorOf: (party: number) => number,
  open: { sheet: Int32Array; ledger: Int32Array },
): Crossing[] {
  const found: Crossing[] = [];
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] !== -1) continue;
    const vendor = vendorOf(sheet.party[i] as number);
    if (vendor <= 0) continue;
    const end = byVendor.start[vendor + 1] as number;
    let looked = 0;
    for (let at = byVendor.start[vendor] as number; at < end && looked < 200; at++) {
      const j = byVendor.rows[at] as number;
      if (ledger.currency[j] === sheet.currency[i]) continue;
      looked++;
      if (Math.abs((ledger.day[j] as number) - (sheet.day[i] as number)) > 12) continue;
      found.push({
        from: sheet.currency[i] as number,
        to: ledger.currency[j] as number,
        day: sheet.day[i] as number,
        sheetMinor: sheet.amount[i] as number,
        ledgerMinor: ledger.amount[j] as number,
      });
    }
  }
  return found;
}

export function learnExchange(seen: readonly Crossing[]): Exchange {
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
  return { rate: (from, to, day) => rates[from]?.[to]?.(day) ?? Number.NaN, pairs };
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
