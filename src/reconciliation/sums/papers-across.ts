import type { Evidence } from '../evidence/evidence.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { TrackedRate } from '../rates/tracked-rate.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { type Crossing, ofOneVendor } from './currency-sequences.ts';
import { settleLinesAcross } from './lines-across.ts';
import { eachTied, numbersSaidIn } from './tied-numbers.ts';

const CHANCE = 0.995;
/** What the rates of two days differ by is no more than this of a bill. */
const LARGEST_GAIN = 0.03;

interface Crossed {
  keys: Keys;
  evidence: Evidence;
  settled: Settled;
  saidApart: SaidApart;
}

/**
 * Rows and postings of one vendor that speak of one number, three or more together, where the rate makes one side of the
 * other: a bill paid in parts, each at its day's rate; its lines against their sum; deliveries against the bill that
 * lists them. As many lines as postings are pairs where one rate says so.
 */
export function settlePapersAcross(
  crossed: Crossed,
  tracked: TrackedRate,
  crossing: Crossing,
  said = numbersSaidIn(crossed.keys),
): void {
  const { keys, evidence, settled } = crossed;
  for (const { rows, postings } of ofOneVendor(crossing)) {
    eachTied(keys, settled, said, rows, postings, (ours, theirs) =>
      takeWhereItFits(crossed, tracked, ours, ownLines(keys.ledger, evidence.cancelled.ledger, theirs)),
    );
  }
}

function takeWhereItFits(
  { keys, evidence, settled, saidApart }: Crossed,
  tracked: TrackedRate,
  rows: readonly number[],
  postings: readonly number[],
): void {
  const { sheet, ledger } = keys;
  if (rows.length === 0 || postings.length === 0 || rows.length + postings.length < 3) return;
  if (rows.some((i) => postings.some((j) => saidApart(i, j)))) return;
  if (settleLinesAcross(keys, settled, rows, postings)) return;
  // Several on both sides may as well be two bills of numbers that are alike.
  if (rows.length > 1 && postings.length > 1) return;
  const day = sheet.day[rows[0] as number] as number;
  const vendor = evidence.cluster[ledger.party[postings[0] as number] as number] as number;
  const sum = (side: Keyed, some: readonly number[], times: (day: number) => number): number =>
    some.reduce((total, row) => total + (side.amount[row] as number) * times(side.day[row] as number), 0);
  const asTheyAre = (): number => 1;
  // Converted when the rows were written, or each posting on its own day.
  const fits = [
    Math.log2(sum(ledger, postings, asTheyAre) / sum(sheet, rows, (at) => 2 ** tracked.rate(at))),
    Math.log2(sum(ledger, postings, (at) => 2 ** -tracked.rate(at)) / sum(sheet, rows, asTheyAre)),
  ].some((apart) => tracked.likelihood(apart, day, vendor) >= 1);
  if (!fits) return;
  settle(settled, {
    sheet: [...rows].sort((a, b) => a - b),
    ledger: [...postings].sort((a, b) => a - b),
    stage: 'group',
    chance: CHANCE,
    runnerUp: -1,
    among: 0,
  });
}

/**
 * The postings of a bill's number without what is no line of it: what was voided, an entry and what takes it back, and
 * what the rates' moving left on the books, little, entered otherwise than the bill and on an account of its own.
 */
export function ownLines(ledger: Keyed, cancelled: Uint8Array, postings: readonly number[]): number[] {
  const size = (j: number): number => Math.abs(ledger.amount[j] as number);
  const standing = postings.filter((j) => size(j) > 0 && cancelled[j] === 0);
  if (standing.length === 0) return [...postings];
  const largest = standing.reduce((most, j) => (size(j) > size(most) ? j : most));
  return standing.filter(
    (j) =>
      size(j) > LARGEST_GAIN * size(largest) ||
      ledger.type[j] === ledger.type[largest] ||
      ledger.accountName[j] === ledger.accountName[largest],
  );
}
