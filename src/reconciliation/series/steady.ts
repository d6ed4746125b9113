import { type Evidence, NEVER } from '../evidence/evidence.ts';
import { stepOfEither } from '../evidence/step.ts';
import { type Settled, settlePair } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import type { Series } from './series.ts';
import { laidOut } from './steady-lags.ts';

/** What keeps a step is laid out as a whole: likelier than not is enough, and the chance is told. */
const LIKELIER_THAN_NOT = 0.6;

/** What the texts of two say beyond what those of all the series do counts so far, for them and against. */
const MOST_TOLD = 8;
const LEAST_TOLD = -4;

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
  const told = toldOf(evidence, series, pairs);
  pairs.forEach(({ at, place, context }, pair) => {
    contexts[at * postings.length + place] = context + (told[pair] as number);
  });
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

/** By pair: bits that its texts give beyond the usual of the series: a month's name, a paper's number. */
function toldOf({ texts }: Evidence, series: Series, pairs: readonly Fitting[]): number[] {
  const bits = pairs.map(({ at, place }) =>
    // Of no vendor: all of the series are of one, and not all of them may name it.
    texts.bits(series.sheet[at] as number, series.ledger[place] as number, 0),
  );
  const usual = bits.reduce((sum, own) => sum + own, 0) / bits.length;
  return bits.map((own) => Math.max(LEAST_TOLD, Math.min(MOST_TOLD, own - usual)));
}
