import type { Evidence } from './evidence.ts';
import type { Keys } from './keys.ts';
import { type Settled, settle } from './links.ts';
import type { Likeness } from './name-levels.ts';
import { type Piece, toldInOrder } from './ordered.ts';
import { piecesIn } from './pieces.ts';
import type { Rate } from './rates.ts';
import { type Series, seriesOf, type Tellers } from './series.ts';
import type { Words } from './words.ts';

/** What a run of sums must come to, and how much likelier than any other way to tell the series. */
/** Of one alone, and where several follow one another. */
const ALONE = 11;
const STRENGTH = 9;

const CHANCE = 0.9;
/** A series with more pieces than these is told in too many ways to be weighed. */
const MOST_PIECES = 400;

interface Run {
  sheet: number[];
  ledger: number[];
  chance: number;
  strength: number;
}

/**
 * Two lists of one vendor or person in one project, each in the order of its days, whose running totals meet time and
 * again: hours by the week against pay by the fortnight, deliveries against monthly statements, an order against its
 * parts. Each meeting closes a match, and together they are surer than any amount alone.
 */
export function settleRunning(
  keys: Keys,
  evidence: Evidence,
  rates: readonly Rate[],
  settled: Settled,
  tellers: Tellers,
  leastPieces: number,
): void {
  const found: Run[] = [];
  const pieces = piecesIn(keys, evidence, rates);
  for (const series of seriesOf(keys, settled, evidence.cancelled, tellers))
    found.push(...runsOf(series, pieces(series), leastPieces));
  found.sort(
    (a, b) =>
      b.strength - a.strength ||
      b.chance - a.chance ||
      (a.sheet[0] as number) - (b.sheet[0] as number) ||
      (a.ledger[0] as number) - (b.ledger[0] as number),
  );
  for (const { sheet, ledger, chance, strength } of found) {
    if (sheet.some((row) => settled.sheet[row] !== -1)) continue;
    if (ledger.some((row) => settled.ledger[row] !== -1)) continue;
    const sure = chance * (1 - 2 ** -strength);
    settle(settled, { sheet, ledger, stage: 'series', chance: sure, runnerUp: -1, among: 0 });
  }
}

function runsOf(series: Series, pieces: readonly Piece[], leastPieces: number): Run[] {
  if (pieces.length < leastPieces || pieces.length > MOST_PIECES) return [];
  return toldInOrder(pieces)
    .filter((told) => told.chance >= CHANCE && told.pieces >= leastPieces)
    .filter((told) => told.strength >= (told.pieces === 1 ? ALONE : STRENGTH))
    .map(({ piece, chance, strength }) => ({
      sheet: series.sheet.slice(piece.fromRow, piece.toRow),
      ledger: series.ledger.slice(piece.fromPosting, piece.toPosting),
      chance,
      strength,
    }));
}

/** Tellers of names alone: the vendor, and each word of the name. */
export function byName(keys: Keys, likeness: Likeness, cluster: Int32Array): Tellers {
  const { of } = likeness.words;
  return (side, row, tell) => {
    const party = keys[side].party[row] as number;
    if (party === 0) return;
    tell(-(cluster[party] as number));
    for (const word of of[party] as Int32Array) tell(word);
  };
}

/** Tellers of names and of texts. */
export function byText(keys: Keys, words: Words, cluster: Int32Array): Tellers {
  return (side, row, tell) => {
    const { party, text } = keys[side];
    if (party[row] !== 0) tell(-(cluster[party[row] as number] as number));
    for (const word of words.of(text[row] as number)) tell(word);
  };
}
