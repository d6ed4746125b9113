import { monthEnd } from '../evidence/calendar.ts';

/** Days of one side of a sequence, ascending; and of a row and a posting by their places, what is known of the two. */
export interface Sequence {
  rows: readonly number[];
  postings: readonly number[];
  /** What speaks against the pair besides its days: 0 or less, or nothing can make up for it. */
  context(row: number, posting: number): number;
  /** What these lists' other pairs say of its days. */
  habit(row: number, posting: number): number;
}

/** A row and a posting by their places, and the chance of the two among all ways to lay the sequence out in order. */
export interface Laid {
  row: number;
  posting: number;
  chance: number;
}

/** Rows and postings are no further apart than so many steps, and never than so many days. */
const MOST_STEPS = 2.5;
const MOST_APART = 100;
/** How steady a lag is, in days: who is billed by a machine, who types once a week, who types when there is time. */
const STEADY = [0.7, 2, 5] as const;
/** Bits of a pair at its very place, over leaving both out: more where the step is long. */
const PAIRED = 2;
const MOST_GAIN = 7;
/** Bits that each step of a lag takes beyond the nearest. */
const BY_STEP = 3.5;
/** The habits of other pairs are told once for a sequence, and no more than so many bits of them: they break ties. */
const LEAST_HABIT = -6;
const MOST_HABIT = 4;
const NEAR_DAYS = 2;
const MONTH = { from: 27, to: 33 };

/** Where a row's posting is looked for, and log2 of how likely such a lag is before the sequence is asked. */
interface Lag {
  of(day: number): number;
  bits: number;
}

/**
 * Lays a sequence of equal amounts out as a whole, in order: one lag for all of them, a hole staying a hole. The steadiest
 * lag that leaves fewest over is likeliest, and of two that differ by whole steps the smaller; where two are as good, the
 * pairs of neither are likely.
 */
export function laidOut(sequence: Sequence, step: number): Laid[] {
  const { rows, postings } = sequence;
  const width = postings.length;
  const sums = new Float64Array(rows.length * width);
  let most = Number.NEGATIVE_INFINITY;
  let total = 0;
  for (const lag of lagsOf(sequence, step)) {
    for (const steady of STEADY) {
      const { chances, all } = chancesAt(sequence, step, lag, steady);
      const bits = Math.log2(all) + lag.bits;
      if (bits > most) {
        const scale = most === Number.NEGATIVE_INFINITY ? 0 : 2 ** (most - bits);
        for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) * scale;
        total *= scale;
        most = bits;
      }
      const share = 2 ** (bits - most);
      total += share;
      for (let at = 0; at < sums.length; at++)
        sums[at] = (sums[at] as number) + share * (chances[at] as number);
    }
  }
  const laid: Laid[] = [];
  sums.forEach((sum, at) => {
    const chance = Math.min(1, sum / total);
    if (chance > 0.5) laid.push({ row: Math.floor(at / width), posting: at % width, chance });
  });
  return laid;
}

/** Each lag that a pair shows, and the month's end for what comes by the month: its charge is of that month. */
function lagsOf(sequence: Sequence, step: number): Lag[] {
  const { rows, postings } = sequence;
  const most = Math.min(MOST_APART, MOST_STEPS * step);
  const lags = new Set<number>();
  for (const row of rows)
    for (const posting of postings) if (Math.abs(posting - row) <= most) lags.add(posting - row);
  const found: Lag[] = Array.from(lags, (lag) => {
    const of = (day: number): number => day + lag;
    const further = Math.max(0, Math.abs(lag) / step - 0.5);
    return { of, bits: habitAt(sequence, of) - BY_STEP * further };
  });
  if (step >= MONTH.from && step <= MONTH.to) found.push({ of: monthEnd, bits: habitAt(sequence, monthEnd) });
  return found;
}

function habitAt({ rows, postings, habit }: Sequence, of: (day: number) => number): number {
  let [sum, count] = [0, 0];
  rows.forEach((day, row) => {
    postings.forEach((own, posting) => {
      if (Math.abs(own - of(day)) > NEAR_DAYS) return;
      sum += Math.max(LEAST_HABIT, Math.min(MOST_HABIT, habit(row, posting)));
      count++;
    });
  });
  return count === 0 ? LEAST_HABIT : sum / count;
}

/** The chance of each pair at one lag, by row and posting, and the weight of all ways together: exact, for all are in order. */
function chancesAt(
  { rows, postings, context }: Sequence,
  step: number,
  lag: Lag,
  steady: number,
): { chances: Float64Array; all: number } {
  const [height, width] = [rows.length, postings.length];
  const weights = new Float64Array(height * width);
  const q = Math.exp(-1 / steady);
  const exact = Math.log2((step * (1 - q)) / (1 + q)) + PAIRED;
  for (let row = 0; row < height; row++) {
    const expected = lag.of(rows[row] as number);
    for (let posting = 0; posting < width; posting++) {
      const off = Math.abs((postings[posting] as number) - expected);
      if (off > step / 2) continue;
      const gain = Math.min(MOST_GAIN, exact + off * Math.log2(q)) + context(row, posting);
      weights[row * width + posting] = 2 ** gain;
    }
  }
  const ahead = waysTo(weights, height, width);
  const behind = waysTo(weights.toReversed(), height, width);
  const all = ahead[ahead.length - 1] as number;
  const chances = weights.map((weight, at) => {
    if (weight === 0) return 0;
    const [row, posting] = [Math.floor(at / width), at % width];
    const before = ahead[row * (width + 1) + posting] as number;
    const after = behind[(height - row - 1) * (width + 1) + width - posting - 1] as number;
    return (before * weight * after) / all;
  });
  return { chances, all };
}

/** The weight of all ways to lay the first rows and postings out, by how many of each. */
function waysTo(weights: Float64Array, height: number, width: number): Float64Array {
  const ways = new Float64Array((height + 1) * (width + 1)).fill(1);
  const across = width + 1;
  for (let row = 1; row <= height; row++) {
    for (let posting = 1; posting <= width; posting++) {
      const [up, left, both] = [
        (row - 1) * across + posting,
        row * across + posting - 1,
        (row - 1) * across + posting - 1,
      ];
      const weight = weights[(row - 1) * width + posting - 1] as number;
      ways[row * across + posting] =
        (ways[up] as number) + (ways[left] as number) + (weight - 1) * (ways[both] as number);
    }
  }
  return ways;
}
