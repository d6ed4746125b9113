import type { Evidence } from '../evidence/evidence.ts';
import { type Settled, settle } from '../links.ts';
import type { Rate } from '../rates/rates.ts';
import type { Keys } from '../reading/keys.ts';
import type { Tellers } from './crowds.ts';
import { isOneOfSeveral } from './day-cuts.ts';
import { type Piece, type Told, toldInOrder } from './ordered.ts';
import { piecesIn } from './pieces.ts';
import { isTiedAt } from './runs.ts';
import { type Series, seriesOf } from './series.ts';
import { byParty } from './tellers.ts';

/** Bits that a piece must come to: alone, and together with those that follow it without a gap. */
const ALONE = 11;
/** The same of what is left after the sums: there is hardly anything else that it could be. */
const ALONE_OF_REST = 8;
const STRENGTH = 9;
/** The chance of a piece among all ways to tell the series. */
const CHANCE = 0.9;
/** A series with more pieces than these is told in too many ways to be weighed. */
const MOST_PIECES = 400;

/** So many pieces show the days of a series, days that are off by so much are the same, and so much they say. */
const FEW = 3;
const NEAR_DAYS = 2;
const DAYS_TELL = 2;
const MOST_DAY_BITS = 3;

/** Rows from which on a sample is looked at first, one of so many projects, and the share of its rows that is hardly any. */
const LONG = 20_000;
const SAMPLE = 8;
const SELDOM = 0.03;

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
  alone = ALONE,
): void {
  const pieces = piecesIn(keys, evidence, rates, settled);
  // Each piece takes one of the one side and two of the other.
  const isLongEnough = (rows: number, postings: number): boolean =>
    Math.min(rows, postings) >= leastPieces && Math.max(rows, postings) >= leastPieces + 1;
  const runsWhere = (isAskedOf: (project: number) => boolean): Run[] =>
    seriesOf(keys, settled, evidence.cancelled, tellers, { isLongEnough, isAskedOf, areFew: false }).flatMap(
      (series) => runsOf(keys, series, pieces(series), leastPieces, alone),
    );
  const open = settled.sheet.reduce((count, link) => count + (link === -1 ? 1 : 0), 0);
  if (keys.sheet.count > LONG) {
    // Where some of the projects show hardly any, the others are not asked: to look takes long.
    const isSample = (project: number): boolean => project % SAMPLE === 1;
    const rows = new Set(runsWhere(isSample).flatMap(({ sheet }) => sheet));
    if (rows.size < (SELDOM * open) / SAMPLE) return;
  }
  const found = runsWhere(() => true);
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

/**
 * After the sums: all that is left of one name in a project, or a stretch of it, that comes to one posting which may mean
 * this name.
 */
export function settleLeftOfParty(
  keys: Keys,
  evidence: Evidence,
  rates: readonly Rate[],
  settled: Settled,
): void {
  const tellers = byParty(keys, evidence.names, evidence.cluster, settled);
  settleRunning(keys, evidence, rates, settled, tellers, 1, ALONE_OF_REST);
}

function runsOf(
  keys: Keys,
  series: Series,
  all: readonly Piece[],
  leastPieces: number,
  alone: number,
): Run[] {
  // Who is told by one row's name may be several, and their postings are no sum of each other's.
  const pieces = alone < ALONE ? all.filter((piece) => piece.toPosting === piece.fromPosting + 1) : all;
  if (pieces.length < leastPieces || pieces.length > MOST_PIECES) return [];
  const told = toldInOrder(byOwnDays(keys, series, pieces));
  return told
    .filter((one) => !isTied(keys, series, one.piece, told))
    .filter(({ piece }) => !isCutWithinDay(keys, series, piece))
    .filter((told) => told.chance >= CHANCE && told.pieces >= leastPieces)
    .filter((told) => told.strength >= (told.pieces === 1 ? alone : Math.min(alone, STRENGTH)))
    .map(({ piece, chance, strength }) => ({
      sheet: [...series.sheet.slice(piece.fromRow, piece.toRow), ...piece.extra].sort((a, b) => a - b),
      ledger: series.ledger.slice(piece.fromPosting, piece.toPosting),
      chance,
      strength,
    }));
}

/**
 * Whether a row at an end of the piece could be its neighbour as well, which is in no piece: which of the two is left
 * over, their order does not tell.
 */
function isTied(keys: Keys, series: Series, piece: Piece, told: readonly Told[]): boolean {
  const isOut = (at: number, from: 'fromRow' | 'fromPosting', to: 'toRow' | 'toPosting'): boolean =>
    !told.some((other) => other.piece[from] <= at && at < other.piece[to]);
  const { fromRow, toRow, fromPosting, toPosting } = piece;
  return (
    (isTiedAt(keys.sheet, series.sheet, fromRow - 1) && isOut(fromRow - 1, 'fromRow', 'toRow')) ||
    (isTiedAt(keys.sheet, series.sheet, toRow - 1) && isOut(toRow, 'fromRow', 'toRow')) ||
    (isTiedAt(keys.ledger, series.ledger, fromPosting - 1) &&
      isOut(fromPosting - 1, 'fromPosting', 'toPosting')) ||
    (isTiedAt(keys.ledger, series.ledger, toPosting - 1) && isOut(toPosting, 'fromPosting', 'toPosting'))
  );
}

/** Whether other rows of the days that the piece starts and ends on would add up to the same. */
function isCutWithinDay({ sheet, ledger }: Keys, series: Series, piece: Piece): boolean {
  const { fromRow, toRow, fromPosting, toPosting } = piece;
  return toRow - fromRow > 1
    ? isOneOfSeveral(sheet, series.sheet, fromRow, toRow)
    : isOneOfSeveral(ledger, series.ledger, fromPosting, toPosting);
}

/** Pay comes so many days after the week, a statement so many after the month: what the best way to tell it shows. */
function byOwnDays({ sheet, ledger }: Keys, series: Series, pieces: readonly Piece[]): readonly Piece[] {
  const apart = ({ toRow, fromPosting }: Piece): number =>
    (ledger.day[series.ledger[fromPosting] as number] as number) -
    (sheet.day[series.sheet[toRow - 1] as number] as number);
  const told = toldInOrder(pieces).map(({ piece }) => piece);
  if (told.length < FEW) return pieces;
  const usual = told.map(apart);
  return pieces.map((piece) => {
    const own = apart(piece);
    let near = told.includes(piece) ? -1 : 0;
    for (const other of usual) if (Math.abs(other - own) <= NEAR_DAYS) near++;
    const bits = Math.log2((near + 0.5) / (usual.length + 1)) + DAYS_TELL;
    return { ...piece, gain: piece.gain + Math.max(-MOST_DAY_BITS, Math.min(MOST_DAY_BITS, bits)) };
  });
}
