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
/** So many pairs' worth of belief in the differences that are usual anywhere. */
const PRIOR_PAIRS = 12;

type Rule = (day: number) => number;

const monthOf = (day: number): Date => new Date(day * 86_400_000);
const dayOf = (year: number, month: number, date: number): number =>
  Math.round(Date.UTC(year, month, date) / 86_400_000);

const monthEnd: Rule = (day) => dayOf(monthOf(day).getUTCFullYear(), monthOf(day).getUTCMonth() + 1, 0);
const nextMonthStart: Rule = (day) => monthEnd(day) + 1;
const nextMonthEnd: Rule = (day) => monthEnd(monthEnd(day) + 1);
const monthStart: Rule = (day) => dayOf(monthOf(day).getUTCFullYear(), monthOf(day).getUTCMonth(), 1);
const fifteenthOrEnd: Rule = (day) =>
  monthOf(day).getUTCDate() <= 15 ? monthStart(day) + 14 : monthEnd(day);
const weekday =
  (target: number): Rule =>
  (day) =>
    day + ((target - ((day + 4) % 7) + 7) % 7);

const RULES: readonly Rule[] = [
  monthEnd,
  nextMonthStart,
  nextMonthEnd,
  monthStart,
  fifteenthOrEnd,
  ...[0, 1, 2, 3, 4, 5, 6].map(weekday),
];

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

/** What learning asks of all rows' days, worked out once however often is learned. */
export interface Calendar {
  first: number;
  span: number;
  /** By rule: the day it gives for each day of the span. */
  ruleDays: readonly Int32Array[];
  /** The share of all postings on each day. */
  ofLedger: Float64Array;
  /** 1 for days with postings. */
  postings: Uint8Array;
}

/** Both sides' days in ascending order. */
export function calendarOf(ledgerDays: Int32Array, sheetDays: Int32Array): Calendar {
  const first = Math.min(ledgerDays[0] ?? 0, sheetDays[0] ?? 0);
  const last = Math.max(ledgerDays.at(-1) ?? 0, sheetDays.at(-1) ?? 0);
  const span = Math.max(1, Math.min(last - first + 1, 200_000));
  const postings = new Uint8Array(span);
  for (const day of ledgerDays) if (day - first < span) postings[day - first] = 1;
  const ruleDays = RULES.map((rule) => Int32Array.from({ length: span }, (_, at) => rule(first + at)));
  return { first, span, ruleDays, ofLedger: background(ledgerDays, first, span), postings };
}

/** Ledger postings by day as a share of all, smoothed over a week: what a day is worth as a coincidence. */
function background(ledgerDays: Int32Array, first: number, length: number): Float64Array {
  const counts = new Float64Array(length);
  for (const day of ledgerDays) {
    const at = Math.min(day - first, length - 1);
    counts[at] = (counts[at] as number) + 1;
  }
  const share = new Float64Array(length);
  const floor = 1 / Math.max(length, 30);
  for (let at = 0; at < length; at++) {
    let near = 0;
    for (let other = Math.max(0, at - 3); other <= Math.min(length - 1, at + 3); other++)
      near += counts[other] as number;
    const own = counts[at] as number;
    share[at] = (0.5 * own + (0.4 * near) / 7) / Math.max(1, ledgerDays.length) + 0.1 * floor;
  }
  return share;
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
  const prior = usualDifferences();
  let shares = prior;
  const weights = new Float64Array(RULES.length + 1).fill(0.02);
  weights[RULES.length] = 1;
  const pairs = Math.min(sheetDays.length, 20_000);
  const kept = rulesKept(sheetDays, ledgerDays, pairs, calendar);
  for (let round = 0; round < 6 && pairs >= 10; round++) {
    const counts = new Float64Array(WIDTH);
    const given = new Float64Array(RULES.length + 1);
    const ofPlain = weights[RULES.length] as number;
    for (let pair = 0; pair < pairs; pair++) {
      const at = (ledgerDays[pair] as number) - (sheetDays[pair] as number) + BEFORE;
      const isNear = at >= 0 && at < WIDTH;
      const plain = ofPlain * (isNear ? (shares[at] as number) : 1e-6);
      let sum = plain;
      const rules = kept[pair] as number;
      for (let rest = rules; rest !== 0; rest &= rest - 1)
        sum += weights[31 - Math.clz32(rest & -rest)] as number;
      if (isNear) counts[at] = (counts[at] as number) + plain / sum;
      given[RULES.length] = (given[RULES.length] as number) + plain / sum;
      for (let rest = rules; rest !== 0; rest &= rest - 1) {
        const rule = 31 - Math.clz32(rest & -rest);
        given[rule] = (given[rule] as number) + (weights[rule] as number) / sum;
      }
    }
    shares = smoothed(sharpened(counts, sharpness), prior);
    for (let rule = 0; rule <= RULES.length; rule++) weights[rule] = (given[rule] as number) / pairs;
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

function smoothed(counts: Float64Array, prior: Float64Array): Float64Array {
  let total = 0;
  for (const count of counts) total += count;
  const shares = new Float64Array(WIDTH);
  for (let at = 0; at < WIDTH; at++) {
    const around = (counts[at - 1] ?? 0) * 0.15 + (counts[at] as number) * 0.7 + (counts[at + 1] ?? 0) * 0.15;
    shares[at] = (around + PRIOR_PAIRS * (prior[at] as number)) / (total + PRIOR_PAIRS);
  }
  return shares;
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
