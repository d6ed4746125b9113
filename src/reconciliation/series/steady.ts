import { type Evidence, NEVER } from '../evidence/evidence.ts';
import { stepOfEither } from '../evidence/step.ts';
import { type Settled, settlePair } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import type { Series } from './series.ts';
import { laidOut } from './steady-lags.ts';

/** What keeps a step is laid out as a whole: likelier than not is enough, and the chance is told. */
const LIKELIER_THAN_NOT = 0.6;

/** A row and a posting of a series by their places, and what speaks against the two besides their days. */
export interface Fitting {
  at: number;
  place: number;
  context: number;
}

/**
 * Settles a series of equal amounts that keeps a step, as a week's or a month's charges do, by one lag for all of it;
 * false where neither side keeps one. What the lag leaves over is left to other stages.
 */
export function settleSteady(
  { sheet, ledger }: Keys,
  evidence: Evidence,
  settled: Settled,
  series: Series,
  pairs: readonly Fitting[],
): boolean {
  const rows = series.sheet.map((row) => sheet.day[row] as number);
  const postings = series.ledger.map((row) => ledger.day[row] as number);
  const step = stepOfEither(rows, postings);
  if (step === 0) return false;
  const contexts = new Float64Array(rows.length * postings.length).fill(NEVER);
  for (const { at, place, context } of pairs) contexts[at * postings.length + place] = context;
  const sequence = {
    rows,
    postings,
    context: (row: number, posting: number) => contexts[row * postings.length + posting] as number,
    habit: (row: number, posting: number) =>
      evidence.dayBits(series.sheet[row] as number, series.ledger[posting] as number),
  };
  for (const { row, posting, chance } of laidOut(sequence, step)) {
    if (chance < LIKELIER_THAN_NOT) continue;
    settlePair(settled, series.sheet[row] as number, series.ledger[posting] as number, 'series', chance);
  }
  return true;
}
