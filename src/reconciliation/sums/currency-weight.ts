import type { Evidence } from '../evidence/evidence.ts';
import { NUMBER_DIFFERENT, NUMBER_EQUAL, NUMBER_IN_TEXT, NUMBER_NEIGHBOUR } from '../evidence/numbers.ts';
import type { SaidApart } from '../evidence/taught.ts';
import type { TrackedRate } from '../rates/tracked-rate.ts';
import type { Keys } from '../reading/keys.ts';

/** Rows of one bill lie within so many days, and the bill is posted so many days before or after the last of them. */
const MOST_DAYS = 62;
const [EARLIEST, LATEST] = [-12, 45];
/** log2 of how likely any two sums of a vendor's are within one unit of log2. */
const BY_CHANCE = -1.5;
const SAME_NUMBER = 6;
const OTHER_NUMBER = -7;
const PART_OF_NUMBER = -12;
/** Bits lost where a row is of another project than the posting, or than the row before. */
const OTHER_PROJECT = -4;
/** Bits that the days give at most and at least, of a vendor's own bills: some bill of its is always near. */
const [MOST_BY_DAY, LEAST_BY_DAY] = [2, -10];
const SOME_BILL = 4;
const NEVER = Number.NEGATIVE_INFINITY;

/** log2 of how much likelier rows in a row are a posting in another currency than not, of one vendor's of both. */
export function currencyWeight(
  { sheet, ledger }: Keys,
  { numbers, dayBits, cluster, amounts }: Evidence,
  saidApart: SaidApart,
  tracked: TrackedRate,
  rows: readonly number[],
  postings: readonly number[],
): (from: number, end: number, posting: number) => number {
  const worth = rows.map((i) => (sheet.amount[i] as number) * 2 ** tracked.rate(sheet.day[i] as number));
  const numberOf = (at: number): number =>
    at < 0 || at >= rows.length ? 0 : (sheet.number[rows[at] as number] as number);
  const carried = new Set(rows.map((_, at) => numberOf(at)).filter((number) => number !== 0));
  /** Whether a row beside the run carries the same number as its neighbour in it: then the run is not all of it. */
  const isPart = (from: number, end: number): boolean =>
    (numberOf(from) !== 0 && numberOf(from) === numberOf(from - 1)) ||
    (numberOf(end) !== 0 && numberOf(end) === numberOf(end - 1));
  /** What the numbers and projects of the rows say. */
  function codes(from: number, end: number, j: number): number {
    let number = 0;
    let against = 0;
    for (let at = from; at < end; at++) {
      const i = rows[at] as number;
      if (saidApart(i, j)) return NEVER;
      const relation = numbers.relation(i, j);
      if (relation === NUMBER_EQUAL || relation === NUMBER_IN_TEXT) number = SAME_NUMBER;
      if (relation === NUMBER_DIFFERENT || relation === NUMBER_NEIGHBOUR) against += OTHER_NUMBER;
      const [ours, theirs] = [sheet.project[i] as number, ledger.project[j] as number];
      if (ours !== 0 && theirs !== 0 && ours !== theirs) against += OTHER_PROJECT;
      if (at > from && ours !== sheet.project[rows[at - 1] as number]) against += OTHER_PROJECT;
    }
    if (number === 0 && carried.has(ledger.number[j] as number)) against += OTHER_NUMBER;
    return number + against + (isPart(from, end) ? PART_OF_NUMBER : 0);
  }
  return (from, end, posting) => {
    const j = postings[posting] as number;
    const [first, last] = [rows[from] as number, rows[end - 1] as number];
    const apart = (ledger.day[j] as number) - (sheet.day[last] as number);
    if (apart < EARLIEST || apart > LATEST) return NEVER;
    if ((sheet.day[last] as number) - (sheet.day[first] as number) > MOST_DAYS) return NEVER;
    let [sum, minor] = [0, 0];
    for (let at = from; at < end; at++) {
      sum += worth[at] as number;
      minor += sheet.amount[rows[at] as number] as number;
    }
    const ratio = (ledger.amount[j] as number) / sum;
    if (!(ratio > 0)) return NEVER;
    const vendor = cluster[ledger.party[j] as number] as number;
    const likelihood = tracked.likelihood(Math.log2(ratio), sheet.day[last] as number, vendor);
    if (likelihood === 0) return NEVER;
    const fits = Math.log2(likelihood) - BY_CHANCE - 1 - Math.log2(end - from);
    const byDay = Math.min(MOST_BY_DAY, Math.max(LEAST_BY_DAY, dayBits(last, j) - SOME_BILL));
    const told = amounts.told.abroad(minor, sheet.currency[first] as number, j);
    return fits + byDay + codes(from, end, j) + told;
  };
}
