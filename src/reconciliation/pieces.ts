import type { Evidence } from './evidence.ts';
import type { Keyed, Keys } from './keys.ts';
import { objectionsOf } from './objections.ts';
import type { Piece } from './ordered.ts';
import { expectedLedger, expectedSheet, type Rate } from './rates.ts';
import type { Series } from './series.ts';

/** Days from the first row to the posting of all, and from the last; and from a row to the postings it was paid by. */
const BEFORE = 75;
const AFTER = 35;
const PARTS_FROM = -20;
const PARTS_TO = 120;
/** Equal parts of one amount (a year paid ahead) go on for longer. */
const EQUAL_PARTS_TO = 400;
const MOST_LINES = 40;
/** Gross against net, at most. */
const MOST_OF_WHOLE = 1.3;
/** On either side, for what amounts have in common. */
const NEIGHBOURS = 3;
/** Bits that a sum costs which is right only by a rate, besides what its slack costs. */
const BY_RATE = 2;
const MOST_BITS = 16;
/** What speaks against a part besides its amount is heard so far. */
const LEAST_CONTEXT = -6;
/** And what speaks for all parts together. */
const MOST_CONTEXT = 4;

interface Target {
  amount: number;
  slack: number;
  cost: number;
}

const NEVER = -200;
/** What gains less is not weighed. */
const LEAST_GAIN = -2;
const NO_DAYS = (): number => 0;

/** The pieces of several rows and one posting, or one row and several postings, that a series may be made of. */
export function piecesIn(
  keys: Keys,
  evidence: Evidence,
  rates: readonly Rate[],
): (series: Series) => Piece[] {
  const { sheet, ledger } = keys;
  const objections = objectionsOf(keys, evidence);
  const context = (i: number, j: number): number =>
    objections.byNumber(i, j) || objections.byOrder(i, j) ? NEVER : evidence.partContext(i, j, NO_DAYS);
  return (series) => {
    const pieces: Piece[] = [];
    const say = (piece: Piece): void => {
      if (piece.gain > LEAST_GAIN) pieces.push(piece);
    };
    series.ledger.forEach((j, at) => {
      const from = (ledger.day[j] as number) - BEFORE;
      const to = (ledger.day[j] as number) + AFTER;
      const targets = targetsOf(ledger.amount[j] as number, rates, expectedSheet);
      runs(sheet, series.sheet, from, to, to, targets, (first, end, bits) => {
        const rows = series.sheet.slice(first, end);
        const gain = bits + together(rows.map((i) => context(i, j)));
        say({ fromRow: first, toRow: end, fromPosting: at, toPosting: at + 1, gain });
      });
    });
    series.sheet.forEach((i, at) => {
      const from = (sheet.day[i] as number) + PARTS_FROM;
      const to = (sheet.day[i] as number) + PARTS_TO;
      const latest = (sheet.day[i] as number) + EQUAL_PARTS_TO;
      const targets = targetsOf(sheet.amount[i] as number, rates, expectedLedger);
      runs(ledger, series.ledger, from, to, latest, targets, (first, end, bits) => {
        const postings = series.ledger.slice(first, end);
        const gain =
          bits + together(postings.map((j) => (objections.byVendor(i, j) ? NEVER : context(i, j))));
        say({ fromRow: at, toRow: at + 1, fromPosting: first, toPosting: end, gain });
      });
    });
    return pieces;
  };
}

function together(bits: readonly number[]): number {
  if (bits.some((own) => own <= NEVER)) return NEVER;
  const mean = bits.reduce((sum, own) => sum + Math.max(LEAST_CONTEXT, own), 0) / bits.length;
  return Math.min(MOST_CONTEXT, mean);
}

function targetsOf(
  amount: number,
  rates: readonly Rate[],
  expected: (rate: Rate, amount: number) => number,
): Target[] {
  const size = Math.log2(Math.abs(amount) + 1);
  return [
    { amount, slack: 0, cost: -size },
    ...rates.map((rate) => ({
      amount: expected(rate, amount),
      slack: 2,
      cost: BY_RATE - size,
    })),
  ];
}

/** Runs of two or more neighbours between two days whose sum is a target, with the bits of that coincidence. */
function runs(
  side: Keyed,
  rows: readonly number[],
  from: number,
  to: number,
  latest: number,
  targets: readonly Target[],
  say: (first: number, end: number, bits: number) => void,
): void {
  const whole = Math.abs((targets[0] as Target).amount);
  const sign = (targets[0] as Target).amount < 0 ? -1 : 1;
  const sizeOf = (at: number): number => sign * (side.amount[rows[at] as number] as number);
  const dayOf = (at: number): number => side.day[rows[at] as number] as number;
  let low = 0;
  while (low < rows.length && dayOf(low) < from) low++;
  const found: { first: number; end: number; bits: number }[] = [];
  let tried = 1;
  for (let first = low; first < rows.length && dayOf(first) <= to; first++) {
    const size = sizeOf(first);
    let sum = size;
    let areEqual = true;
    for (let end = first + 1; end < rows.length && end - first < MOST_LINES; end++) {
      const own = sizeOf(end);
      areEqual &&= own === size;
      // A credit among them is a story of its own.
      if (size < 0 || own < 0 || dayOf(end) > latest || (dayOf(end) > to && !areEqual)) break;
      sum += own;
      if (sum > MOST_OF_WHOLE * whole) break;
      tried++;
      for (const { amount, slack, cost } of targets) {
        const off = Math.abs(sum - sign * amount);
        const allowed = slack === 0 ? 0 : slack + (end - first) / 2;
        if (off > allowed) continue;
        const fine = Math.log2(Math.max(grainOf(side, rows, first, end + 1), 2 * allowed + 1));
        found.push({ first, end: end + 1, bits: -cost - fine });
      }
    }
  }
  const chances = Math.log2(tried);
  for (const { first, end, bits } of found) say(first, end, Math.min(MOST_BITS, bits) - chances);
}

/** What the amounts of these rows and their neighbours are all multiples of: sums of such meet the more easily. */
function grainOf(side: Keyed, rows: readonly number[], first: number, end: number): number {
  let common = 0;
  for (let at = Math.max(0, first - NEIGHBOURS); at < Math.min(rows.length, end + NEIGHBOURS); at++)
    common = divisor(Math.abs(side.amount[rows[at] as number] as number), common);
  return Math.max(1, common);
}

function divisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
