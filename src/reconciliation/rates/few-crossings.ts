import { beyondChance } from './beyond-chance.ts';
import type { Crossing } from './shown.ts';

/** log2: one per cent and a half; within a month or two few rates move more. */
const WIDTH = 0.022;
/** Two chance ratios are as likely anywhere in so many octaves. */
const LEAST_SPAN = 3;
/** So many amounts have to agree, and by so many bits beyond chance and all that was tried. */
const LEAST_SEEN = 3;
const BAR = 4;

interface Met {
  from: number;
  to: number;
  all: { log: number; sheetMinor: number; ledgerMinor: number }[];
}

/**
 * Rates of lists too short to show one at many pairs: rows and postings of the same days that agree on one far more
 * closely than chance puts them. One price that comes every month is one amount, and no agreement.
 */
export function fewRates(near: readonly Crossing[]): { from: number; to: number; rate: number }[] {
  const byPair = new Map<string, Met>();
  for (const { from, to, sheetMinor, ledgerMinor } of near) {
    const log = Math.log2(ledgerMinor / sheetMinor);
    if (!Number.isFinite(log)) continue;
    const met = byPair.get(`${from} ${to}`) ?? { from, to, all: [] };
    byPair.set(`${from} ${to}`, met);
    met.all.push({ log, sheetMinor, ledgerMinor });
  }
  return Array.from(byPair.values(), ({ from, to, all }) => {
    const rate = closest(all);
    return rate === null ? [] : [{ from, to, rate }];
  }).flat();
}

function closest(all: Met['all']): number | null {
  all.sort((a, b) => a.log - b.log || a.sheetMinor - b.sheetMinor);
  const span = Math.max(LEAST_SPAN, (all.at(-1)?.log ?? 0) - (all[0]?.log ?? 0));
  const byChance = (all.length * WIDTH) / span;
  let [best, most, end] = [0, 0, 0];
  let rate: number | null = null;
  for (let from = 0; from < all.length; from++) {
    const low = (all[from] as { log: number }).log;
    while (end < all.length && (all[end] as { log: number }).log <= low + WIDTH) end++;
    const within = all.slice(from, end);
    const seen = Math.min(
      new Set(within.map(({ sheetMinor }) => sheetMinor)).size,
      new Set(within.map(({ ledgerMinor }) => ledgerMinor)).size,
    );
    const bits = beyondChance(seen, byChance) - Math.log2(span / WIDTH);
    if (seen < LEAST_SEEN || bits < BAR || (seen === most && bits <= best) || seen < most) continue;
    [best, most] = [bits, seen];
    rate = (within[within.length >> 1] as { log: number }).log;
  }
  return rate;
}
