/** Rows that add up to a target. */
export interface Subset {
  /** Positions in the list of candidates, ascending. */
  members: number[];
  /** log2 of the weight it was given. */
  score: number;
}

export interface Found {
  best: Subset | null;
  /** The best other one that does not say the same. */
  second: Subset | null;
  /** Sum of 2^score over everything found. */
  weight: number;
  /** False where the search gave up: there may be others. */
  complete: boolean;
}

export interface Puzzle {
  target: number;
  /** The sum may be off by so much either way: lines are rounded one by one. */
  slack: number;
  /** In the order of their days. */
  amounts: readonly number[];
  /** log2 of how well each candidate belongs to the target, whatever its amount. */
  bits: readonly number[];
  /** Candidates with equal numbers are interchangeable. */
  twin: readonly number[];
  mostParts: number;
  mostNodes: number;
  /** Subsets whose members' bits add up to less are not looked for. No member's bits are above 0. */
  leastBits: number;
  /** What a subset gets besides its members' bits. */
  scoreOf(members: readonly number[]): number;
}

/** Depth first over the candidates of the target's sign, largest first, cut where the rest cannot reach the target. */
export function subsetSums(puzzle: Puzzle): Found {
  const found: Found = { best: null, second: null, weight: 0, complete: true };
  const sign = puzzle.target < 0 ? -1 : 1;
  const along: number[] = [];
  const against: number[] = [];
  for (let at = 0; at < puzzle.amounts.length; at++) {
    ((puzzle.amounts[at] as number) * sign > 0 ? along : against).push(at);
  }
  const budget = { nodes: puzzle.mostNodes };
  searchAlong(puzzle, along, Math.abs(puzzle.target), [], found, budget);
  // One credit among the parts: the others make up for it.
  for (const credit of against) {
    const target = Math.abs(puzzle.target) + Math.abs(puzzle.amounts[credit] as number);
    searchAlong(
      { ...puzzle, mostParts: Math.min(puzzle.mostParts, 4) },
      along,
      target,
      [credit],
      found,
      budget,
    );
  }
  found.complete = budget.nodes > 0;
  for (const subset of [found.best, found.second]) subset?.members.sort((a, b) => a - b);
  return found;
}

function searchAlong(
  puzzle: Puzzle,
  along: readonly number[],
  target: number,
  chosen: number[],
  found: Found,
  budget: { nodes: number },
): void {
  const size = (at: number): number => Math.abs(puzzle.amounts[at] as number);
  let most = 0;
  for (const at of along) if (size(at) <= target + puzzle.slack) most += size(at);
  if (most < target - puzzle.slack) return;
  // A part and the credit that takes it back are a story of their own.
  const cancels = (at: number): boolean =>
    chosen.length > 0 && chosen.some((credit) => size(credit) === size(at));
  const order: number[] = [];
  for (let next = 0; next < along.length; next++) {
    const own = along[next] as number;
    if (size(own) > target + puzzle.slack || cancels(own)) continue;
    let at = order.length;
    for (; at > 0 && isLarger(puzzle, own, order[at - 1] as number); at--)
      order[at] = order[at - 1] as number;
    order[at] = own;
  }
  const count = order.length;
  const left = new Float64Array(count + 1);
  for (let at = count - 1; at >= 0; at--) left[at] = (left[at + 1] as number) + size(order[at] as number);
  const isTwinOfBefore = (at: number): boolean =>
    puzzle.twin[order[at] as number] === puzzle.twin[order[at - 1] as number];

  function search(from: number, rest: number, score: number): void {
    if (Math.abs(rest) <= puzzle.slack && chosen.length >= 2) take(puzzle, chosen, score, found);
    if (rest <= -puzzle.slack || (rest === 0 && puzzle.slack === 0)) return;
    const room = puzzle.mostParts - chosen.length;
    if (room <= 0) return;
    if (room === 1) {
      last(from, rest, score);
      return;
    }
    for (let at = from; at < count; at++) {
      if ((left[at] as number) < rest - puzzle.slack) return;
      const own = size(order[at] as number);
      if (own > rest + puzzle.slack) continue;
      if (own * room < rest - puzzle.slack || --budget.nodes < 0) return;
      // Taking the second of two twins without the first says nothing new.
      if (at > from && isTwinOfBefore(at)) continue;
      const next = score + (puzzle.bits[order[at] as number] as number);
      if (next < puzzle.leastBits) continue;
      chosen.push(order[at] as number);
      search(at + 1, rest - own, next);
      chosen.pop();
    }
  }

  /** The one part that is missing is looked up, not searched for. */
  function last(from: number, rest: number, score: number): void {
    let low = from;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (size(order[middle] as number) > rest + puzzle.slack) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < count && size(order[at] as number) >= rest - puzzle.slack; at++) {
      if (--budget.nodes < 0) return;
      if (at > low && isTwinOfBefore(at)) continue;
      const next = score + (puzzle.bits[order[at] as number] as number);
      if (next < puzzle.leastBits) continue;
      chosen.push(order[at] as number);
      if (chosen.length >= 2) take(puzzle, chosen, next, found);
      chosen.pop();
    }
  }

  const before = chosen.reduce((sum, at) => sum + (puzzle.bits[at] as number), 0);
  search(0, target, before);
}

/** Whether a candidate comes before another that is before it in the list; of equal ones, twins follow one another. */
function isLarger({ amounts, twin }: Puzzle, at: number, before: number): boolean {
  const [own, other] = [Math.abs(amounts[at] as number), Math.abs(amounts[before] as number)];
  return own > other || (own === other && (twin[at] as number) < (twin[before] as number));
}

function take(puzzle: Puzzle, chosen: readonly number[], score: number, found: Found): void {
  const total = score + puzzle.scoreOf(chosen);
  found.weight += 2 ** Math.min(200, total);
  if (found.best === null || total > found.best.score) {
    found.second = found.best;
    found.best = { members: chosen.slice(), score: total };
  } else if (found.second === null || total > found.second.score) {
    found.second = { members: chosen.slice(), score: total };
  }
}
