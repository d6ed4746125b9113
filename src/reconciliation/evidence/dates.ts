import type { Calendar } from './calendar.ts';
import { smoothed } from './repeating.ts';

/** How likely a ledger day is for a sheet day, learned: differences in days, and posting rules of the calendar. */
export interface Dates {
  /** log2 of how much likelier `ledgerDay` is for a counterpart of `sheetDay` than for any other posting. */
  bits(sheetDay: number, ledgerDay: number): number;
  /** The chance of `ledgerDay` for a counterpart of `sheetDay`. */
  likely(sheetDay: number, ledgerDay: number): number;
  /** The share of all postings on `ledgerDay`. */
  usual(ledgerDay: number): number;
  /** Differences outside of which hardly any counterpart lies. */
  earliest: number;
  latest: number;
}

const BEFORE = 90;
const AFTER = 150;
const WIDTH = BEFORE + AFTER + 1;
/** What is usual where nothing is known: mostly on the day or some days later, now and then much later or earlier. */
function usualDifferences(): Float64Array {
  const share = new Float64Array(WIDTH);
  for (let difference = -BEFORE; difference <= AFTER; difference++) {
    const near = difference >= 0 ? 0.09 * Math.exp(-difference / 7) : 0.05 * Math.exp(difference / 4);
    share[difference + BEFORE] = near + 0.0006 * Math.exp(-Math.abs(difference) / 40) + 0.00002;
  }
  const sum = share.reduce((total, value) => total + value, 0);
  return share.map((value) => value / sum);
}

/**
 * Learns from pairs that are certain for other reasons. Pairs are days; a few dozen are enough, none is allowed.
 * @param sharpness above 1 where the pairs are not all certain.
 */
export function learnDates(
  sheetDays: ArrayLike<number>,
  ledgerDays: ArrayLike<number>,
  calendar: Calendar,
  sharpness = 1,
): Dates {
  const { span } = calendar;
  const rules = calendar.ruleDays.length;
  const prior = usualDifferences();
  let shares = prior;
  const weights = new Float64Array(rules + 1).fill(0.02);
  weights[rules] = 1;
  const pairs = Math.min(sheetDays.length, 20_000);
  const kept = rulesKept(sheetDays, ledgerDays, pairs, calendar);
  for (let round = 0; round < 6 && pairs >= 10; round++) {
    const counts = new Float64Array(WIDTH);
    const given = new Float64Array(rules + 1);
    const ofPlain = weights[rules] as number;
    for (let pair = 0; pair < pairs; pair++) {
      const at = (ledgerDays[pair] as number) - (sheetDays[pair] as number) + BEFORE;
      const isNear = at >= 0 && at < WIDTH;
      const plain = ofPlain * (isNear ? (shares[at] as number) : 1e-6);
      let sum = plain;
      const keptBy = kept[pair] as number;
      for (let rest = keptBy; rest !== 0; rest &= rest - 1)
        sum += weights[31 - Math.clz32(rest & -rest)] as number;
      if (isNear) counts[at] = (counts[at] as number) + plain / sum;
      given[rules] = (given[rules] as number) + plain / sum;
      for (let rest = keptBy; rest !== 0; rest &= rest - 1) {
        const rule = 31 - Math.clz32(rest & -rest);
        given[rule] = (given[rule] as number) + (weights[rule] as number) / sum;
      }
    }
    shares = smoothed(sharpened(counts, sharpness), prior);
    for (let rule = 0; rule <= rules; rule++) weights[rule] = (given[rule] as number) / pairs;
  }
  let far = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const apart = (ledgerDays[pair] as number) - (sheetDays[pair] as number);
    if (apart < -BEFORE || apart > AFTER) far++;
  }
  const outside = Math.max(1e-6, far / Math.max(1, pairs) / span);
  return model(shares, weights, outside, calendar);
}

/** For each pair, a bit for each rule that leads from the one day to the other. */
function rulesKept(
  sheetDays: ArrayLike<number>,
  ledgerDays: ArrayLike<number>,
  pairs: number,
  { ruleDays, first }: Calendar,
): Int32Array {
  const kept = new Int32Array(pairs);
  for (let rule = 0; rule < ruleDays.length; rule++) {
    const days = ruleDays[rule] as Int32Array;
    for (let pair = 0; pair < pairs; pair++) {
      if (days[(sheetDays[pair] as number) - first] === ledgerDays[pair])
        kept[pair] = (kept[pair] as number) | (1 << rule);
    }
  }
  return kept;
}

/** Where some of the pairs may be wrong, what is rare is more often wrong than what is common. */
function sharpened(counts: Float64Array, sharpness: number): Float64Array {
  if (sharpness === 1) return counts;
  let total = 0;
  for (const count of counts) total += count;
  const sharp = counts.map((count) => count ** sharpness);
  let sum = 0;
  for (const count of sharp) sum += count;
  return sum === 0 ? counts : sharp.map((count) => (count * total) / sum);
}

/** What all days with postings have together of a sheet day's chances: less than 1 where many days have none. */
function waysFrom(
  shares: Float64Array,
  rules: readonly { days: Int32Array; weight: number }[],
  plain: number,
  postings: Uint8Array,
  first: number,
  span: number,
): Float64Array {
  const ways = new Float64Array(span);
  for (let from = 0; from < span; from++) {
    let sum = 0;
    for (let at = 0; at < WIDTH; at++) {
      if (postings[from + at - BEFORE] === 1) sum += shares[at] as number;
    }
    sum *= plain;
    for (const { days, weight } of rules) if (postings[(days[from] as number) - first] === 1) sum += weight;
    ways[from] = Math.min(1, Math.max(0.02, sum));
  }
  return ways;
}

function model(shares: Float64Array, weights: Float64Array, outside: number, calendar: Calendar): Dates {
  const { ruleDays, ofLedger, first, span, postings } = calendar;
  const rules = ruleDays
    .map((days, at) => ({ days, weight: weights[at] as number }))
    .filter(({ weight }) => weight > 0.01);
  const plain = Math.max(weights[ruleDays.length] as number, 0.02);
  let earliest = -10;
  let latest = 30;
  let below = 0;
  let above = 0;
  for (let at = 0; at < WIDTH; at++) {
    below += shares[at] as number;
    if (below < 0.001) earliest = Math.min(-10, at - BEFORE);
    above += shares[WIDTH - 1 - at] as number;
    if (above < 0.001) latest = Math.max(30, WIDTH - 1 - at - BEFORE);
  }
  if (rules.length > 0) latest = Math.max(latest, 62);
  const usual = (ledgerDay: number): number =>
    ofLedger[Math.min(Math.max(ledgerDay - first, 0), span - 1)] as number;
  const ways = waysFrom(shares, rules, plain, postings, first, span);
  const count = rules.length;
  // Of each day, the days its rules lead to beside each other: a look at them touches one place in memory.
  const daysOf = new Int32Array(span * count);
  for (const [rule, { days }] of rules.entries()) {
    for (let from = 0; from < span; from++) daysOf[from * count + rule] = days[from] as number;
  }
  const weightOf = Float64Array.from(rules, ({ weight }) => weight);
  function likely(sheetDay: number, ledgerDay: number): number {
    const at = ledgerDay - sheetDay + BEFORE;
    let chance = at >= 0 && at < WIDTH ? plain * (shares[at] as number) : outside;
    const from = Math.min(Math.max(sheetDay - first, 0), span - 1);
    for (let rule = 0; rule < count; rule++) {
      if (daysOf[from * count + rule] === ledgerDay) chance += weightOf[rule] as number;
    }
    return chance / (ways[from] as number);
  }
  return {
    earliest,
    latest,
    likely,
    usual,
    bits: (sheetDay, ledgerDay) => Math.max(-12, Math.log2(likely(sheetDay, ledgerDay) / usual(ledgerDay))),
  };
}
