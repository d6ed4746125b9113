import { type Settled, settlePair } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';

/** log2: lines of one document are converted at one rate, or at those of a few days. */
const MOST_APART = 0.02;
/** A line is of one posting only where the next line is so many times further away. */
const TIMES_NEARER = 3;
const CHANCE = 0.995;

/**
 * As many rows in one currency as postings in another, of one document, each of which is one of the others at one and
 * the same rate: they are pairs. False where they are not, and where two lines are too near each other in amount to tell.
 */
export function settleLinesAcross(
  { sheet, ledger }: Keys,
  settled: Settled,
  rows: readonly number[],
  postings: readonly number[],
): boolean {
  if (rows.length !== postings.length || rows.length < 2) return false;
  const [ours, theirs] = [bySize(sheet, rows), bySize(ledger, postings)];
  const ratios = ours.map((i, at) =>
    Math.log2((ledger.amount[theirs[at] as number] as number) / (sheet.amount[i] as number)),
  );
  if (!ratios.every(Number.isFinite)) return false;
  const apart = Math.max(...ratios) - Math.min(...ratios);
  const nearest = Math.min(smallestStep(sheet, ours), smallestStep(ledger, theirs));
  if (apart > MOST_APART || apart * TIMES_NEARER > nearest || nearest === 0) return false;
  for (const [at, i] of ours.entries()) settlePair(settled, i, theirs[at] as number, 'group', CHANCE);
  return true;
}

const bySize = ({ amount }: Keyed, rows: readonly number[]): number[] =>
  rows.toSorted((a, b) => (amount[a] as number) - (amount[b] as number));

/** log2 of the smallest step from one line to the next; what is taken off stands apart from what is charged. */
function smallestStep({ amount }: Keyed, ordered: readonly number[]): number {
  const steps = ordered.slice(1).map((row, at) => {
    const [less, more] = [amount[ordered[at] as number] as number, amount[row] as number];
    return less > 0 === more > 0 ? Math.abs(Math.log2(more / less)) : Number.POSITIVE_INFINITY;
  });
  return Math.min(...steps);
}
