import { logSum } from '../tables/log-sum.ts';

/** Rows and postings of one story, both in the order of their days, that may be one piece of it. */
export interface Piece {
  /** Places in the series: rows `fromRow` up to, not including, `toRow`; postings likewise. */
  fromRow: number;
  toRow: number;
  fromPosting: number;
  toPosting: number;
  /** Rows of the sheet outside the series that belong to it. */
  extra: readonly number[];
  /** log2 of how much likelier they belong together than not. */
  gain: number;
}

export interface Told {
  piece: Piece;
  /** The chance of the piece among all ways to tell the story in order. */
  chance: number;
  /** The gains of all pieces of the best way that follow one another without a gap, this one among them. */
  strength: number;
  /** So many they are. */
  pieces: number;
}

/** Bits lost for each row or posting that a way of telling leaves out. */
const LEFT_OUT = 2;

/**
 * What comes first is settled first: of all ways to lay pieces behind one another, the pieces of the best way, each with
 * its chance. Where two ways are as good, no piece they differ in is likely.
 */
export function toldInOrder(pieces: readonly Piece[], crowdOf?: CrowdOf): Told[] {
  const order = pieces
    .slice()
    .sort(
      (a, b) =>
        a.toRow + a.toPosting - (b.toRow + b.toPosting) ||
        a.toRow - b.toRow ||
        a.fromRow - b.fromRow ||
        a.fromPosting - b.fromPosting,
    );
  const count = order.length;
  // What a piece saves: nothing that it covers is left out.
  const saved = order.map(
    ({ fromRow, toRow, fromPosting, toPosting, gain }) =>
      gain + LEFT_OUT * (toRow - fromRow + toPosting - fromPosting),
  );
  const [fromRow, toRow, fromPosting, toPosting] = [
    Int32Array.from(order, (piece) => piece.fromRow),
    Int32Array.from(order, (piece) => piece.toRow),
    Int32Array.from(order, (piece) => piece.fromPosting),
    Int32Array.from(order, (piece) => piece.toPosting),
  ] as const;
  const follows = (at: number, before: number): boolean =>
    (toRow[before] as number) <= (fromRow[at] as number) &&
    (toPosting[before] as number) <= (fromPosting[at] as number);
  const ahead = new Float64Array(count);
  const best = new Float64Array(count);
  const via = new Int32Array(count).fill(-1);
  for (let at = 0; at < count; at++) {
    let all = 0;
    for (let before = 0; before < at; before++) {
      if (!follows(at, before)) continue;
      all = logSum(all, ahead[before] as number);
      const known = via[at] as number;
      if ((best[before] as number) > (known === -1 ? 0 : (best[known] as number))) via[at] = before;
    }
    ahead[at] = all + (saved[at] as number);
    const known = via[at] as number;
    best[at] = (saved[at] as number) + (known === -1 ? 0 : (best[known] as number));
  }
  const behind = new Float64Array(count);
  let total = 0;
  let last = -1;
  for (let at = count - 1; at >= 0; at--) {
    let all = 0;
    for (let after = at + 1; after < count; after++) {
      if (follows(after, at)) all = logSum(all, (behind[after] as number) + (saved[after] as number));
    }
    behind[at] = all;
    total = logSum(total, ahead[at] as number);
    if ((best[at] as number) > (last === -1 ? 0 : (best[last] as number))) last = at;
  }
  const path: number[] = [];
  for (let at = last; at !== -1; at = via[at] as number) path.unshift(at);
  const chances = order.map((_, at) => 2 ** ((ahead[at] as number) + (behind[at] as number) - total));
  const ofCrowds = crowdOf ? crowded(order, chances, crowdOf) : chances;
  return strengths(path.map((at) => order[at] as Piece)).map((told, place) => ({
    ...told,
    chance: Math.min(1, ofCrowds[path[place] as number] as number),
  }));
}

/** By place in the series: rows, or postings, of the same number are one as good as the other. */
export interface CrowdOf {
  row(place: number): number;
  posting(place: number): number;
}

/** The chance of each pair that its posting belongs to any row that is as good, or its row to any such posting. */
function crowded(pairs: readonly Piece[], chances: readonly number[], { row, posting }: CrowdOf): number[] {
  const sums = new Map<string, number>();
  const add = (key: string, chance: number): void => void sums.set(key, (sums.get(key) ?? 0) + chance);
  const ofRows = ({ fromRow, fromPosting }: Piece): string => `${row(fromRow)} of ${fromPosting}`;
  const ofPostings = ({ fromRow, fromPosting }: Piece): string => `${fromRow} of ${posting(fromPosting)}`;
  for (const [at, pair] of pairs.entries()) {
    add(`r${ofRows(pair)}`, chances[at] as number);
    add(`p${ofPostings(pair)}`, chances[at] as number);
  }
  return pairs.map((pair) =>
    Math.max(sums.get(`r${ofRows(pair)}`) ?? 0, sums.get(`p${ofPostings(pair)}`) ?? 0),
  );
}

function strengths(path: readonly Piece[]): { piece: Piece; strength: number; pieces: number }[] {
  const found: { piece: Piece; strength: number; pieces: number }[] = [];
  let from = 0;
  for (let at = 1; at <= path.length; at++) {
    const [before, piece] = [path[at - 1] as Piece, path[at]];
    if (piece && piece.fromRow === before.toRow && piece.fromPosting === before.toPosting) continue;
    const strength = path.slice(from, at).reduce((sum, { gain }) => sum + gain, 0);
    for (const own of path.slice(from, at)) found.push({ piece: own, strength, pieces: at - from });
    from = at;
  }
  return found;
}
