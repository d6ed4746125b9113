/** A fixed relation between what the sheet says and what is posted: tax on top, a discount, retainage. */
export interface Rate {
  /** 0.0825 for 8.25 %. Of the sheet's amount where `onSheet`, else of the ledger's. */
  rate: number;
  onSheet: boolean;
  isTax: boolean;
  /** Pairs that showed it. */
  seen: number;
}

/** Sales and value added taxes that are usual somewhere; a difference of just this much is called tax unlearned. */
export const COMMON_TAXES = [
  0.05, 0.055, 0.06, 0.0625, 0.065, 0.07, 0.0725, 0.075, 0.0775, 0.08, 0.0825, 0.085, 0.08875, 0.09, 0.0925,
  0.095, 0.0975, 0.1, 0.1025, 0.13, 0.14975, 0.15, 0.19, 0.2, 0.21, 0.22, 0.23, 0.25,
];

/** What is less by a fifth is as well the rest with a quarter on top: the lists themselves have to show that as a tax. */
const QUARTER = 0.25;

/** How fine a rate may be written; the coarsest that explains the pairs is taken. */
const GRAINS = [0.01, 0.005, 0.0025, 0.00125, 0.0005, 0.0001, 0.00005, 0.00001];
const LEAST_SEEN = 4;
/** A smaller amount says little of a rate. */
const LEAST_MINOR = 2000;

/** What the rate makes of the other amount: ledger from sheet, where the rate is of the sheet's amount. */
export function expectedLedger(rate: Rate, sheetMinor: number): number {
  return rate.onSheet ? Math.round(sheetMinor * (1 + rate.rate)) : Math.round(sheetMinor / (1 + rate.rate));
}

/** The other way round. */
export function expectedSheet(rate: Rate, ledgerMinor: number): number {
  return rate.onSheet ? Math.round(ledgerMinor / (1 + rate.rate)) : Math.round(ledgerMinor * (1 + rate.rate));
}

/** Rounding per line makes a posting's tax differ by a cent or two from the tax of its sum. */
export function fitsRate(rate: Rate, sheetMinor: number, ledgerMinor: number): boolean {
  return Math.abs(expectedLedger(rate, sheetMinor) - ledgerMinor) <= 2;
}

/** Learns rates from pairs of unequal amounts that belong together for other reasons. */
export function learnRates(sheetMinor: readonly number[], ledgerMinor: readonly number[]): Rate[] {
  const bins = new Map<number, number[]>();
  for (let pair = 0; pair < sheetMinor.length; pair++) {
    const ratio = (ledgerMinor[pair] as number) / (sheetMinor[pair] as number);
    if (!(ratio > 0.5 && ratio < 1.5) || Math.abs(sheetMinor[pair] as number) < LEAST_MINOR) continue;
    const bin = Math.round(ratio * 2000);
    const pairs = bins.get(bin);
    if (pairs) pairs.push(pair);
    else bins.set(bin, [pair]);
  }
  const rates: Rate[] = [];
  const order = [...bins.keys()].sort(
    (a, b) => (bins.get(b)?.length ?? 0) - (bins.get(a)?.length ?? 0) || a - b,
  );
  const explained = new Set<number>();
  for (const bin of order) {
    const pairs = [bin - 1, bin, bin + 1]
      .flatMap((at) => bins.get(at) ?? [])
      .filter((pair) => !explained.has(pair));
    if (pairs.length < LEAST_SEEN) continue;
    const found = simplest(pairs, sheetMinor, ledgerMinor);
    if (!found) continue;
    rates.push(found);
    for (const pair of pairs) {
      if (fitsRate(found, sheetMinor[pair] as number, ledgerMinor[pair] as number)) explained.add(pair);
    }
  }
  return rates;
}

function simplest(
  pairs: number[],
  sheetMinor: readonly number[],
  ledgerMinor: readonly number[],
): Rate | null {
  const largest = [...pairs].sort(
    (a, b) => Math.abs(sheetMinor[b] as number) - Math.abs(sheetMinor[a] as number) || a - b,
  );
  for (const grain of GRAINS) {
    let best: Rate | null = null;
    for (const pair of largest.slice(0, 5)) {
      const up = (ledgerMinor[pair] as number) / (sheetMinor[pair] as number) - 1;
      const down = (sheetMinor[pair] as number) / (ledgerMinor[pair] as number) - 1;
      for (const [raw, onSheet] of [
        [up, true],
        [down, false],
      ] as const) {
        const rate = Math.round(raw / grain) * grain;
        if (rate === 0 || (!onSheet && rate < 0)) continue;
        const found = { rate, onSheet, isTax: rate > 0 && rate < 0.3, seen: 0 };
        for (const other of pairs) {
          if (fitsRate(found, sheetMinor[other] as number, ledgerMinor[other] as number)) found.seen++;
        }
        if (found.seen > (best?.seen ?? 0)) best = found;
      }
    }
    if (best && best.seen >= LEAST_SEEN && best.seen >= 0.6 * pairs.length) return best;
  }
  return null;
}

/**
 * The tax, signed as the difference is, that a rate explains a difference with; 0 where none does.
 * @param isOpenToOthers whether a rate that is usual elsewhere does as well as those that were learned.
 */
export function taxIn(
  sheetMinor: number,
  ledgerMinor: number,
  rates: readonly Rate[],
  isOpenToOthers: boolean,
): number {
  const difference = ledgerMinor - sheetMinor;
  if (sheetMinor === 0 || ledgerMinor === 0 || Math.abs(difference) < 50) return 0;
  if (sheetMinor > 0 !== ledgerMinor > 0) return 0;
  for (const rate of rates) {
    if (rate.isTax && fitsRate(rate, sheetMinor, ledgerMinor))
      return expectedLedger(rate, sheetMinor) - sheetMinor;
  }
  // So small an amount is at some usual rate by rounding.
  const off = Math.abs(sheetMinor) < LEAST_MINOR ? 0 : 1;
  for (const rate of isOpenToOthers ? COMMON_TAXES : []) {
    for (const onSheet of rate === QUARTER ? [true] : [true, false]) {
      const tax = expectedLedger({ rate, onSheet, isTax: true, seen: 0 }, sheetMinor) - sheetMinor;
      if (Math.abs(tax - difference) <= off) return tax;
    }
  }
  return 0;
}
